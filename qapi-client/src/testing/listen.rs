//! A server on a unix socket.

use std::io;
use std::path::{Path, PathBuf};

use async_std::os::unix::net::UnixListener;
use async_std::task::{self, JoinHandle};

use super::server::FakeServer;

/// [`FakeServer`] on a unix socket. Dropping it closes the connection and removes the socket.
#[derive(Debug)]
pub struct Listening {
    path: PathBuf,
    accepting: Option<JoinHandle<()>>,
}

impl FakeServer {
    /// Listens on a unix socket and serves one client after the other, as a monitor does: a second client connects and
    /// receives nothing until the first client has left.
    ///
    /// # Errors
    /// The socket cannot be bound.
    pub async fn listen(&self, path: impl AsRef<Path>) -> io::Result<Listening> {
        let path = path.as_ref().to_owned();
        let listener = UnixListener::bind(&path).await?;
        let server = self.clone();
        let accepting = task::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // The error of one client must not end the service of the next client.
                let _ = server.serve(stream).await;
            }
        });
        Ok(Listening {
            path,
            accepting: Some(accepting),
        })
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
        if let Some(accepting) = self.accepting.take() {
            // The first poll of `cancel` marks the task; the task drops its connection when it next runs.
            drop(task::spawn(accepting.cancel()));
        }
        let _ = std::fs::remove_file(&self.path);
    }
}
