//! A scripted peer at the other end of an in-memory connection, and deadlines for tests.

#![allow(dead_code, reason = "each test program uses its own part")]

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_io::{AsyncRead, AsyncWrite};
use qapi_client::{Builder, Session};
use serde_json::Value;

pub(crate) const GREETING: &str = "{\"QMP\":{\"version\":{\"qemu\":{\"micro\":2,\"minor\":0,\"major\":10},\
    \"package\":\"test\"},\"capabilities\":[\"oob\"]}}\r\n";

/// Runs a test with a deadline.
pub(crate) fn run<T>(test: impl Future<Output = T>) -> T {
    async_std::task::block_on(within(20, test))
}

/// Awaits `future`, at most `seconds`.
pub(crate) async fn within<T>(seconds: u64, future: impl Future<Output = T>) -> T {
    async_std::future::timeout(Duration::from_secs(seconds), future)
        .await
        .expect("within the deadline")
}

/// One direction of a connection.
#[derive(Default)]
struct Pipe {
    bytes: VecDeque<u8>,
    closed: bool,
    reader: Option<Waker>,
    writer: Option<Waker>,
}

/// How much one direction holds.
const ROOM: usize = 1 << 20;

/// One end of an in-memory connection.
pub(crate) struct End {
    incoming: Arc<Mutex<Pipe>>,
    outgoing: Arc<Mutex<Pipe>>,
    /// At most so many bytes a read or write.
    step: usize,
}

/// Both ends of a connection; the first moves at most `step` bytes at once.
pub(crate) fn pair(step: usize) -> (End, End) {
    let (one, two) = (Arc::default(), Arc::default());
    let near = End {
        incoming: Arc::clone(&one),
        outgoing: Arc::clone(&two),
        step,
    };
    (
        near,
        End {
            incoming: two,
            outgoing: one,
            step: usize::MAX,
        },
    )
}

impl AsyncRead for End {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let mut pipe = self.incoming.lock().expect("no test panics under it");
        let count = pipe.bytes.len().min(to.len()).min(self.step);
        if count > 0 {
            for (slot, byte) in to.iter_mut().zip(pipe.bytes.drain(..count)) {
                *slot = byte;
            }
            let writer = pipe.writer.take();
            drop(pipe);
            writer.into_iter().for_each(Waker::wake);
            return Poll::Ready(Ok(count));
        }
        if pipe.closed {
            return Poll::Ready(Ok(0));
        }
        pipe.reader = Some(cx.waker().clone());
        Poll::Pending
    }
}

impl AsyncWrite for End {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        from: &[u8],
    ) -> Poll<io::Result<usize>> {
        let mut pipe = self.outgoing.lock().expect("no test panics under it");
        if pipe.closed {
            return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()));
        }
        let count = from.len().min(ROOM - pipe.bytes.len()).min(self.step);
        if count == 0 {
            pipe.writer = Some(cx.waker().clone());
            return Poll::Pending;
        }
        pipe.bytes.extend(&from[..count]);
        let reader = pipe.reader.take();
        drop(pipe);
        reader.into_iter().for_each(Waker::wake);
        Poll::Ready(Ok(count))
    }

    fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

impl Drop for End {
    fn drop(&mut self) {
        for pipe in [&self.incoming, &self.outgoing] {
            let mut pipe = pipe.lock().expect("no test panics under it");
            pipe.closed = true;
            let wake = [pipe.reader.take(), pipe.writer.take()];
            drop(pipe);
            wake.into_iter().flatten().for_each(Waker::wake);
        }
    }
}

/// The peer of a session under test.
pub(crate) struct Peer {
    end: End,
    unread: Vec<u8>,
}

impl Peer {
    pub(crate) fn new(end: End) -> Self {
        Self {
            end,
            unread: Vec::new(),
        }
    }

    /// Sends bytes as they are.
    pub(crate) async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        let mut bytes = bytes.as_ref();
        while !bytes.is_empty() {
            let count = poll_fn(|cx| Pin::new(&mut self.end).poll_write(cx, bytes))
                .await
                .expect("open");
            bytes = &bytes[count..];
        }
    }

    /// The next line as it came, without its end; `None` once the session has closed the connection.
    pub(crate) async fn line(&mut self) -> Option<Vec<u8>> {
        loop {
            if let Some(end) = self.unread.iter().position(|byte| *byte == b'\n') {
                let mut line: Vec<u8> = self.unread.drain(..=end).collect();
                line.pop();
                return Some(line);
            }
            let mut chunk = [0; 4096];
            let count = poll_fn(|cx| Pin::new(&mut self.end).poll_read(cx, &mut chunk))
                .await
                .expect("no errors");
            if count == 0 {
                return None;
            }
            self.unread.extend_from_slice(&chunk[..count]);
        }
    }

    /// The next byte as it came; `None` once the session has closed the connection.
    pub(crate) async fn byte(&mut self) -> Option<u8> {
        if self.unread.is_empty() {
            let mut chunk = [0];
            let read = poll_fn(|cx| Pin::new(&mut self.end).poll_read(cx, &mut chunk));
            return (read.await.expect("no errors") > 0).then_some(chunk[0]);
        }
        Some(self.unread.remove(0))
    }

    /// Reads what is left of a line.
    pub(crate) async fn rest_of_line(&mut self) {
        while self.byte().await.is_some_and(|byte| byte != b'\n') {}
    }

    /// The next command; `None` once the session has closed the connection.
    pub(crate) async fn command(&mut self) -> Option<Value> {
        let line = self.line().await?;
        Some(serde_json::from_slice(&line).expect("a command is JSON"))
    }

    /// The next command, which must be `name`; gives its id.
    pub(crate) async fn expect(&mut self, name: &str) -> Value {
        let command = self.command().await.expect("a command");
        let sent = command
            .get("execute")
            .or(command.get("exec-oob"))
            .expect("a name");
        assert_eq!(sent, name);
        command["id"].clone()
    }

    /// Answers a command.
    pub(crate) async fn reply(&mut self, id: &Value, result: &str) {
        self.send(format!("{{\"return\": {result}, \"id\": {id}}}\r\n"))
            .await;
    }

    /// Refuses a command.
    pub(crate) async fn refuse(&mut self, id: &Value, class: &str) {
        self.send(format!(
            "{{\"id\": {id}, \"error\": {{\"class\": \"{class}\", \"desc\": \"no\"}}}}\r\n"
        ))
        .await;
    }

    /// Greets and grants what is asked for.
    pub(crate) async fn greet(&mut self) {
        self.send(GREETING).await;
        let id = self.expect("qmp_capabilities").await;
        self.reply(&id, "{}").await;
    }
}

/// A session that moves at most `step` bytes at once, its driver spawned, and its peer.
pub(crate) fn start(builder: Builder, step: usize) -> (Session, Peer) {
    let (near, far) = pair(step);
    let (session, driver) = builder.over(near);
    async_std::task::spawn(driver);
    (session, Peer::new(far))
}

/// A session that is ready, and its peer.
pub(crate) async fn ready() -> (Session, Peer) {
    ready_with(Session::builder()).await
}

/// A session with these settings that is ready, and its peer.
pub(crate) async fn ready_with(builder: Builder) -> (Session, Peer) {
    let (session, mut peer) = start(builder, usize::MAX);
    peer.greet().await;
    session.ready().await.expect("a session");
    (session, peer)
}
