//! What carries messages: whole outgoing ones with their descriptors, whole incoming ones.

mod connector;
mod stream;

#[cfg(feature = "async-std")]
mod process;
#[cfg(feature = "async-std")]
mod socket;

use std::fmt;
use std::io;
use std::task::{Context, Poll};

use crate::protocol::{Frame, Outgoing};

#[cfg(feature = "async-std")]
pub(crate) use connector::Connecting;
pub(crate) use connector::{Connector, StreamConnector};
pub(crate) use stream::StreamTransport;

#[cfg(feature = "async-std")]
pub(crate) use process::{Exited, Owner, Process};
#[cfg(feature = "async-std")]
pub(crate) use socket::{AddressConnector, SocketTransport, from_descriptor, spawn};

/// What carries messages to a peer and from it.
pub(crate) trait Transport: fmt::Debug + Send {
    /// Sends from the front of `outgoing`. Ready when all of it has left.
    fn poll_send(&mut self, cx: &mut Context<'_>, outgoing: &mut Outgoing) -> Poll<io::Result<()>>;

    /// Receives what is there and hands each frame to `take`. Ready with false at the end of the stream.
    fn poll_receive(
        &mut self,
        cx: &mut Context<'_>,
        take: &mut dyn FnMut(Frame<'_>),
    ) -> Poll<io::Result<bool>>;

    /// How many descriptors can be sent with one message.
    fn max_descriptors(&self) -> usize {
        0
    }
}
