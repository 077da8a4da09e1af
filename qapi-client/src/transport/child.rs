//! Connection to a child process.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use super::process::{Exited, Launch, Process, ProcessOwner};
use super::socket::SocketTransport;
use super::traits::Transport;
use crate::protocol::{Frame, Outgoing};
use crate::time::Sleep;

/// Time limit to wait for the exit of a process that has closed its connection. An exit in this time is reported as the
/// reason for the end.
const EXIT_DEADLINE: Duration = Duration::from_secs(1);

/// Transport over the socket to a child process. When the connection ends, the transport reports the exit of the
/// process.
#[derive(Debug)]
pub(crate) struct ChildTransport {
    socket: SocketTransport,
    process: Arc<Process>,
    ending: Option<Ending>,
}

/// State after the end of the connection, until the process exits or the deadline passes.
#[derive(Debug)]
struct Ending {
    /// Error of the socket; `None` at the end of the stream.
    error: Option<io::Error>,
    exited: Exited,
    deadline: Sleep,
}

impl ChildTransport {
    /// Starts a process and connects to it. Dropping the returned owner kills the process.
    pub(crate) fn start(launch: Launch, message_limit: usize) -> io::Result<(ProcessOwner, Self)> {
        let (process, socket) = Process::start(launch)?;
        let process = ProcessOwner::new(process);
        let transport = Self {
            socket: SocketTransport::new(socket.into(), true, message_limit)?,
            process: Arc::clone(&process),
            ending: None,
        };
        Ok((process, transport))
    }

    fn poll_ending(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<bool>> {
        let Some(ending) = &mut self.ending else {
            return Poll::Pending;
        };
        if let Poll::Ready(exit) = Pin::new(&mut ending.exited).poll(cx) {
            return Poll::Ready(Err(io::Error::other(exit)));
        }
        // After the deadline, the process has closed the connection but is still running. Only the end of the
        // connection is reported.
        Pin::new(&mut ending.deadline)
            .poll(cx)
            .map(|()| ending.error.take().map_or(Ok(false), Err))
    }
}

impl Transport for ChildTransport {
    fn poll_send(&mut self, cx: &mut Context<'_>, outgoing: &mut Outgoing) -> Poll<io::Result<()>> {
        match self.socket.poll_send(cx, outgoing) {
            // Receiving reports the same end, after the last messages of the process.
            Poll::Ready(Err(error)) if is_closed_error(&error) => Poll::Pending,
            other => other,
        }
    }

    fn poll_receive(
        &mut self,
        cx: &mut Context<'_>,
        take: &mut dyn FnMut(Frame<'_>),
    ) -> Poll<io::Result<bool>> {
        if self.ending.is_none() {
            let error = match self.socket.poll_receive(cx, take) {
                Poll::Ready(Ok(false)) => None,
                Poll::Ready(Err(error)) if is_closed_error(&error) => Some(error),
                other => return other,
            };
            self.ending = Some(Ending {
                error,
                exited: self.process.exited(),
                deadline: Sleep::new(EXIT_DEADLINE),
            });
        }
        self.poll_ending(cx)
    }

    fn force_receive(&mut self) {
        self.socket.force_receive();
    }

    fn max_descriptors(&self) -> usize {
        self.socket.max_descriptors()
    }
}

/// Whether the error means that the other end of the socket is closed.
fn is_closed_error(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset
    )
}
