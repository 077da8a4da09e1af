//! Server on a unix socket.

use std::future::poll_fn;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use super::server::FakeServer;
use crate::transport::{SocketListener, spawn};

/// [`FakeServer`] on a unix socket. Dropping this value closes the connection and removes the socket.
#[derive(Debug)]
pub struct Listening {
    path: PathBuf,
    end: Arc<StopSignal>,
}

impl FakeServer {
    /// Listens on a unix socket and serves one client after the other, as a monitor does. A second client connects and
    /// receives nothing until the first client has left.
    ///
    /// # Errors
    /// The socket cannot be bound.
    pub async fn listen(&self, path: impl AsRef<Path>) -> io::Result<Listening> {
        let path = path.as_ref().to_owned();
        let listener = SocketListener::at_path(&path, 0o600).await?;
        let server = self.clone();
        let end = Arc::new(StopSignal::default());
        let ended = Arc::clone(&end);
        spawn(async move {
            let mut serving = pin!(async {
                while let Ok(stream) = listener.accept_stream().await {
                    // An error of one client must not end the server.
                    let _ = server.serve(stream).await;
                }
            });
            poll_fn(|cx| match ended.poll(cx) {
                Poll::Ready(()) => Poll::Ready(()),
                Poll::Pending => serving.as_mut().poll(cx),
            })
            .await;
        });
        Ok(Listening { path, end })
    }
}

impl Listening {
    /// Address to connect to: `unix:/path`.
    pub fn address(&self) -> String {
        format!("unix:{}", self.path.display())
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.end.stop();
        // The socket is removed at once, so that no client can connect any more.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Signal that ends the task of a server.
#[derive(Debug, Default)]
struct StopSignal(Mutex<StopState>);

#[derive(Debug, Default)]
struct StopState {
    reached: bool,
    waker: Option<Waker>,
}

impl StopSignal {
    fn state(&self) -> MutexGuard<'_, StopState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stop(&self) {
        let mut state = self.state();
        state.reached = true;
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    fn poll(&self, cx: &Context<'_>) -> Poll<()> {
        let mut state = self.state();
        if state.reached {
            return Poll::Ready(());
        }
        let replaced = state.waker.replace(cx.waker().clone());
        drop(state);
        drop(replaced);
        Poll::Pending
    }
}
