//! Traits of connections, and of sources of connections.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::error::{EndReason, Error};
use crate::protocol::{Frame, Outgoing};

/// A connection that carries whole messages in both directions.
pub(crate) trait Transport: fmt::Debug + Send {
    /// Sends bytes from the front of `outgoing`. Returns `Ready` when all bytes are sent.
    fn poll_send(&mut self, cx: &mut Context<'_>, outgoing: &mut Outgoing) -> Poll<io::Result<()>>;

    /// Receives the available bytes, and calls `take` with each frame. Returns `Ready` with `false` at the end of the
    /// stream.
    fn poll_receive(
        &mut self,
        cx: &mut Context<'_>,
        take: &mut dyn FnMut(Frame<'_>),
    ) -> Poll<io::Result<bool>>;

    /// Makes the next [`poll_receive`](Self::poll_receive) read from the system, even without a notice of new bytes.
    fn force_receive(&mut self) {}

    /// Number of descriptors that one message can carry.
    fn max_descriptors(&self) -> usize {
        0
    }
}

/// Future of a connection.
pub(crate) type Connecting<'a> =
    Pin<Box<dyn Future<Output = Result<Box<dyn Transport>, Error>> + Send + 'a>>;

/// Source of connections. A connector connects to a peer, or accepts a connection from a peer.
pub(crate) trait Connector: fmt::Debug + Send {
    /// Makes a connection that refuses messages above `message_limit` bytes.
    fn connect(&mut self, message_limit: usize) -> Connecting<'_>;

    /// Error for a connection that was not made before its deadline.
    fn timed_out(&self) -> Error {
        EndReason::from(io::Error::from(io::ErrorKind::TimedOut)).into()
    }
}
