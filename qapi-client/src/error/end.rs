//! Why a session ended.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use super::exit::ChildExit;
use super::refusal::CommandError;

/// Why a session ended. Every waiter and every stream of the session gets the same one.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum EndReason {
    /// The peer closed the connection.
    #[error("the peer closed the connection")]
    Eof,
    /// [`close`](crate::Session::close) was called.
    #[error("the session was closed")]
    Closed,
    /// The last handle was dropped.
    #[error("the last handle of the session was dropped")]
    Dropped,
    /// The driver of the session was dropped, so that nothing moves its bytes any more.
    #[error("the driver of the session was dropped")]
    DriverDropped,
    /// The connection failed.
    #[error("the connection failed: {0}")]
    Io(Arc<io::Error>),
    /// What arrived is not QMP.
    #[error("the peer does not speak QMP: {0}")]
    Protocol(ProtocolError),
    /// The peer refused the capabilities negotiation.
    #[error("the peer refused the capabilities negotiation: {0}")]
    Negotiation(CommandError),
    /// No greeting came before the deadline.
    #[error("no greeting within {0:?}: monitor busy with another client, or not QMP")]
    NoGreeting(Duration),
    /// The guest agent did not answer its synchronisation before the deadline.
    #[error("no answer to the synchronisation of the guest agent within {0:?}")]
    NoAgent(Duration),
    /// The child process that was the peer has exited.
    #[error("the process of the peer ended: {0}")]
    Exited(Arc<ChildExit>),
    /// The connection was lost, and the policy to [reconnect](crate::Builder::reconnect) gave up finding another.
    #[error(
        "the connection was lost ({lost}), and {attempts} attempts to find another failed, the last: {last}"
    )]
    GaveUp {
        /// How many.
        attempts: u32,
        /// Why the connection was lost.
        lost: Box<EndReason>,
        /// Why the last attempt failed.
        last: Box<EndReason>,
    },
}

impl EndReason {
    /// True if this side ended the session: `close`, or the last handle dropped.
    #[must_use]
    pub fn is_local(&self) -> bool {
        matches!(self, Self::Closed | Self::Dropped | Self::DriverDropped)
    }
}

impl From<io::Error> for EndReason {
    fn from(error: io::Error) -> Self {
        let exit = error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<ChildExit>());
        if let Some(exit) = exit {
            return Self::Exited(Arc::new(exit.clone()));
        }
        Self::Io(Arc::new(error))
    }
}

/// What is wrong with the bytes that a peer sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProtocolError {
    /// Bytes outside of any message.
    #[error("unexpected bytes between messages: `{0}`")]
    Garbage(String),
    /// A message that is no JSON.
    #[error("malformed message: {0}")]
    Malformed(String),
    /// A message beyond the size limit, and it does not show whose reply it is.
    #[error("a message of {size} bytes, beyond the limit, which does not show whose it is")]
    TooLarge {
        /// How large it was.
        size: usize,
    },
    /// A message that is neither greeting, reply nor event.
    #[error("a message that is neither greeting, reply nor event")]
    Unknown,
}
