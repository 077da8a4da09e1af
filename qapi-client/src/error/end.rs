//! Reasons why a session ended.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use super::excerpt::{SHORT_EXCERPT, excerpt, excerpt_of_bytes};
use super::exit::ChildExit;
use super::refusal::CommandError;

/// Reason why a session ended.
///
/// All callers and all event streams of the session get the same reason. A clone is cheap: texts are shared.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum EndReason {
    /// The peer closed the connection.
    Eof,
    /// The program called [`close`](crate::Session::close).
    Closed,
    /// The last handle of the session was dropped.
    Dropped,
    /// The driver of the session was dropped. Without its driver, a session cannot move bytes.
    DriverDropped,
    /// The connection failed.
    Io(Arc<io::Error>),
    /// The bytes of the peer are not QMP.
    Protocol(Arc<ProtocolError>),
    /// The peer refused the capabilities negotiation.
    Negotiation(Arc<CommandError>),
    /// The peer sent no greeting before this deadline.
    NoGreeting(Duration),
    /// The guest agent did not reply to its synchronisation before this deadline.
    NoAgent(Duration),
    /// The peer was a child process, and the process ended.
    Exited(Arc<ChildExit>),
    /// The connection was lost, and the policy to [reconnect](crate::Builder::reconnect) gave up.
    GaveUp {
        /// Number of attempts to reconnect.
        attempts: u32,
        /// Reason why the connection was lost.
        lost: Arc<EndReason>,
        /// Reason why the last attempt failed.
        last: Arc<EndReason>,
    },
}

impl EndReason {
    /// True if the program itself ended the session: `close`, or the last handle or the driver dropped.
    #[must_use]
    pub fn is_local(&self) -> bool {
        matches!(self, Self::Closed | Self::Dropped | Self::DriverDropped)
    }

    /// Error of the operating system that ended the session, or the last attempt to reconnect.
    pub(super) fn io_error(&self) -> Option<&io::Error> {
        match self {
            Self::Io(error) => Some(error),
            Self::GaveUp { last, .. } => last.io_error(),
            _ => None,
        }
    }
}

impl fmt::Display for EndReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Eof => f.write_str("the peer closed the connection"),
            Self::Closed => f.write_str("the session was closed"),
            Self::Dropped => f.write_str("the last handle of the session was dropped"),
            Self::DriverDropped => f.write_str("the driver of the session was dropped"),
            Self::Io(error) => write!(f, "the connection failed: {error}"),
            Self::Protocol(error) => write!(f, "the peer does not speak QMP: {error}"),
            Self::Negotiation(error) => {
                write!(f, "the peer refused the capabilities negotiation: {error}")
            }
            Self::NoGreeting(after) => no_greeting(f, *after),
            Self::NoAgent(after) => no_agent(f, *after),
            Self::Exited(exit) => exit.fmt(f),
            Self::GaveUp {
                attempts,
                lost,
                last,
            } => write!(
                f,
                "the connection was lost ({lost}), and {attempts} attempts to reconnect failed, the last one: {last}"
            ),
        }
    }
}

/// Error text for a greeting that did not arrive.
pub(super) fn no_greeting(f: &mut fmt::Formatter<'_>, after: Duration) -> fmt::Result {
    write!(
        f,
        "no greeting within {after:?}: the monitor is busy with another client, or the peer is not QMP"
    )
}

/// Error text for a guest agent that did not synchronise.
pub(super) fn no_agent(f: &mut fmt::Formatter<'_>, after: Duration) -> fmt::Result {
    write!(
        f,
        "no reply to the synchronisation of the guest agent within {after:?}: \
         the agent is not running, busy with another client, or stuck"
    )
}

impl StdError for EndReason {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // `Display` prints the inner error, so the chain continues with the source of the inner error.
        match self {
            Self::Io(error) => error.source(),
            Self::Protocol(error) => error.source(),
            Self::Negotiation(error) => error.source(),
            Self::Exited(exit) => exit.source(),
            Self::GaveUp { last, .. } => last.source(),
            _ => None,
        }
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

impl From<ProtocolError> for EndReason {
    fn from(error: ProtocolError) -> Self {
        Self::Protocol(Arc::new(error))
    }
}

/// Defect in the bytes that a peer sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProtocolError {
    /// Bytes outside of any message.
    #[error("unexpected bytes between messages: `{excerpt}`")]
    Garbage {
        /// First bytes, with escapes for unprintable bytes.
        excerpt: String,
        /// Number of bytes.
        size: usize,
    },
    /// Message that is not JSON.
    #[error("malformed message of {size} bytes: {message}")]
    Malformed {
        /// Error of the JSON parser.
        message: String,
        /// Size of the message in bytes.
        size: usize,
    },
    /// Message beyond the size limit whose command cannot be found.
    #[error(
        "a message of {size} bytes exceeds the limit, and the command that it answers cannot be found"
    )]
    TooLarge {
        /// Size of the message in bytes.
        size: usize,
    },
    /// Message that is neither greeting, reply nor event.
    #[error("a message is neither greeting, reply nor event")]
    Unknown,
}

impl ProtocolError {
    /// Error for bytes outside of any message.
    pub(crate) fn garbage(bytes: &[u8]) -> Self {
        Self::Garbage {
            excerpt: excerpt_of_bytes(bytes),
            size: bytes.len(),
        }
    }

    /// Error for a message that the JSON parser cannot read.
    pub(crate) fn malformed(error: &serde_json::Error, message: &[u8]) -> Self {
        Self::Malformed {
            message: excerpt(error, SHORT_EXCERPT),
            size: message.len(),
        }
    }
}
