//! `Error`: the error type of this crate.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use super::cause::{Cause, Health};
use super::end::{self, EndReason};
use super::refusal::{CommandError, ErrorClass};
use crate::address::{Address, AddressError};

/// Reason for the failure of a call, a connection or a wait.
///
/// # Did the peer run the command?
///
/// | variant | did the peer run it? |
/// | --- | --- |
/// | [`Encode`](Self::Encode), [`NotSent`](Self::NotSent), [`Unsupported`](Self::Unsupported) | no: the bytes never left the client |
/// | [`Refused`](Self::Refused) | no, or not completely: the peer replied with an error |
/// | [`OutcomeUnknown`](Self::OutcomeUnknown) | unknown: the bytes left, no reply came |
/// | [`Decode`](Self::Decode), [`EventNotSeen`](Self::EventNotSeen) | yes |
///
/// # Text and chain
/// `Display` prints one line: what failed, on what, and all reasons down to the message of the operating system.
/// [`source`](StdError::source) continues below the text: it returns the first error that `Display` has not printed,
/// and `None` in most cases. A program that prints `{error}` therefore shows the reason, and a report of the whole
/// chain (`{:#}` of `anyhow`, `eyre`) repeats no text. The parts of an error are in its variants, and in
/// [`command`](Self::command), [`refusal`](Self::refusal), [`class`](Self::class), [`end_reason`](Self::end_reason),
/// [`health`](Self::health) and [`io_error`](Self::io_error).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Error {
    /// The text is not an address.
    Address(AddressError),

    /// The connection could not be established.
    Connect {
        /// Address of the peer.
        address: Box<Address>,
        /// Error of the operating system.
        source: Arc<io::Error>,
    },

    /// The address could not be listened on.
    Listen {
        /// Address to listen on.
        address: Box<Address>,
        /// Error of the operating system.
        source: Arc<io::Error>,
    },

    /// The program could not be started.
    Spawn {
        /// Program to start.
        program: String,
        /// Error of the operating system.
        source: Arc<io::Error>,
    },

    /// The deadline of an operation of several steps passed.
    TimedOut {
        /// Deadline that the user set.
        after: Duration,
    },

    /// The connection was established, but the peer sent no greeting in time.
    ///
    /// A monitor serves one client. The system accepts the connection of a second client, which receives nothing.
    NoGreeting {
        /// Greeting deadline of the builder.
        after: Duration,
    },

    /// The guest agent did not reply to its synchronisation in time.
    ///
    /// The agent is not running, is busy with another client, or is stuck.
    NoAgent {
        /// Greeting deadline of the builder, or deadline of the wait.
        after: Duration,
    },

    /// The peer refused the command.
    Refused {
        /// Name of the command.
        command: Cow<'static, str>,
        /// Error in the reply.
        error: CommandError,
    },

    /// The command was sent, at least in part, and has no reply. The peer may have run the command or not.
    OutcomeUnknown {
        /// Name of the command.
        command: Cow<'static, str>,
        /// Reason why the wait for the reply ended.
        cause: Cause,
    },

    /// The command was not sent, because the deadline passed while the command was queued, or the session had ended.
    NotSent {
        /// Name of the command.
        command: Cow<'static, str>,
        /// Reason why the command was not sent.
        cause: Cause,
    },

    /// The session ended during its setup, or while the program waited for the session, for instance until it is ready.
    Ended(EndReason),

    /// The arguments cannot be written as JSON, so the command was not sent.
    Encode {
        /// Name of the command.
        command: Cow<'static, str>,
        /// Error of the encoder, which names the member.
        source: Arc<serde_json::Error>,
    },

    /// The peer ran the command, but its reply does not fit the schema.
    Decode {
        /// Name of the command.
        command: Cow<'static, str>,
        /// Path into the reply, and the mismatch.
        message: String,
    },

    /// The awaited event was not seen. The cause shows whether the event may have occurred.
    EventNotSeen {
        /// Name of the command that causes the event, which the peer has run; `None` if the wait was for the event
        /// only.
        command: Option<Cow<'static, str>>,
        /// Reason why the wait for the event ended.
        cause: Cause,
    },

    /// The session cannot send the command, because the session has no out-of-band capability, or its transport carries
    /// no descriptors.
    Unsupported {
        /// Name of the command.
        command: Cow<'static, str>,
        /// Missing ability.
        what: &'static str,
    },
}

impl Error {
    /// Name of the command that failed, if the error is about a command.
    #[must_use]
    pub fn command(&self) -> Option<&str> {
        match self {
            Self::Refused { command, .. }
            | Self::OutcomeUnknown { command, .. }
            | Self::NotSent { command, .. }
            | Self::Encode { command, .. }
            | Self::Decode { command, .. }
            | Self::Unsupported { command, .. } => Some(command),
            Self::EventNotSeen { command, .. } => command.as_deref(),
            _ => None,
        }
    }

    /// Error in the reply, if the peer refused the command.
    #[must_use]
    pub fn refusal(&self) -> Option<&CommandError> {
        match self {
            Self::Refused { error, .. } => Some(error),
            _ => None,
        }
    }

    /// Class of the error in the reply, if the peer refused the command.
    ///
    /// ```no_run
    /// # async fn example(vm: qapi_client::Session) -> Result<(), qapi_client::Error> {
    /// use qapi_client::ErrorClass;
    /// use serde_json::json;
    ///
    /// match vm.execute_raw("device_del", json!({ "id": "net0" })).await {
    ///     Err(error) if error.class() == Some(&ErrorClass::DeviceNotFound) => println!("no such device"),
    ///     result => println!("{}", result?),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn class(&self) -> Option<&ErrorClass> {
        self.refusal().map(|refusal| &refusal.class)
    }

    /// True if the command was sent and got no reply, so that the peer may have run it.
    #[must_use]
    pub fn is_outcome_unknown(&self) -> bool {
        matches!(self, Self::OutcomeUnknown { .. })
    }

    /// True if a deadline of the caller passed: for a reply, an event, a greeting or a whole operation.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::TimedOut { .. } | Self::NoGreeting { .. } | Self::NoAgent { .. } => true,
            _ => matches!(self.cause(), Some(Cause::TimedOut { .. })),
        }
    }

    /// State of the peer at the deadline of the call; `None` if no deadline passed.
    #[must_use]
    pub fn health(&self) -> Option<Health> {
        match self.cause()? {
            Cause::TimedOut { health, .. } => Some(*health),
            _ => None,
        }
    }

    /// Reason why the session or the connection ended, if the operation failed for this reason.
    #[must_use]
    pub fn end_reason(&self) -> Option<&EndReason> {
        match self {
            Self::Ended(reason) => Some(reason),
            _ => match self.cause()? {
                Cause::Ended(reason) | Cause::Gap { reason } => Some(reason),
                _ => None,
            },
        }
    }

    /// Error of the operating system that caused this error, if there is one.
    #[must_use]
    pub fn io_error(&self) -> Option<&io::Error> {
        match self {
            Self::Connect { source, .. }
            | Self::Listen { source, .. }
            | Self::Spawn { source, .. } => Some(source),
            _ => self.end_reason()?.io_error(),
        }
    }

    fn cause(&self) -> Option<&Cause> {
        match self {
            Self::OutcomeUnknown { cause, .. }
            | Self::NotSent { cause, .. }
            | Self::EventNotSeen { cause, .. } => Some(cause),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(error) => error.fmt(f),
            Self::Connect { address, source } => {
                write!(f, "cannot connect to `{address}`: {source}{}", hint(source))
            }
            Self::Listen { address, source } => {
                write!(f, "cannot listen on `{address}`: {source}")
            }
            Self::Spawn { program, source } => write!(f, "cannot start `{program}`: {source}"),
            Self::TimedOut { after } => write!(f, "no result within {after:?}"),
            Self::NoGreeting { after } => end::no_greeting(f, *after),
            Self::NoAgent { after } => end::no_agent(f, *after),
            Self::Refused { command, error } => write!(f, "`{command}` refused: {error}"),
            Self::OutcomeUnknown { command, cause } => {
                write!(f, "outcome of `{command}` unknown: {cause}")
            }
            Self::NotSent { command, cause } => write!(f, "`{command}` not sent: {cause}"),
            Self::Ended(reason) => reason.fmt(f),
            Self::Encode { command, source } => write!(f, "cannot encode `{command}`: {source}"),
            Self::Decode { command, message } => {
                write!(f, "reply to `{command}` does not fit: {message}")
            }
            Self::EventNotSeen {
                command: Some(command),
                cause,
            } => write!(
                f,
                "`{command}` was run, but its event was not seen: {cause}"
            ),
            Self::EventNotSeen {
                command: None,
                cause,
            } => write!(f, "event not seen: {cause}"),
            Self::Unsupported { command, what } => write!(f, "`{command}` not sent: {what}"),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // `Display` prints the inner error, so the chain continues with the source of the inner error.
        match self {
            Self::Address(error) => error.source(),
            Self::Connect { source, .. }
            | Self::Listen { source, .. }
            | Self::Spawn { source, .. } => source.source(),
            Self::Refused { error, .. } => error.source(),
            Self::OutcomeUnknown { cause, .. }
            | Self::NotSent { cause, .. }
            | Self::EventNotSeen { cause, .. } => cause.source(),
            Self::Ended(reason) => reason.source(),
            Self::Encode { source, .. } => source.source(),
            Self::TimedOut { .. }
            | Self::NoGreeting { .. }
            | Self::NoAgent { .. }
            | Self::Decode { .. }
            | Self::Unsupported { .. } => None,
        }
    }
}

/// Advice for an error of `connect`.
fn hint(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused => " (is the peer running?)",
        io::ErrorKind::PermissionDenied => " (may this user write to the socket?)",
        _ => "",
    }
}

impl From<AddressError> for Error {
    fn from(error: AddressError) -> Self {
        Self::Address(error)
    }
}

impl From<EndReason> for Error {
    fn from(reason: EndReason) -> Self {
        match reason {
            EndReason::NoGreeting(after) => Self::NoGreeting { after },
            EndReason::NoAgent(after) => Self::NoAgent { after },
            reason => Self::Ended(reason),
        }
    }
}

impl From<std::convert::Infallible> for Error {
    fn from(never: std::convert::Infallible) -> Self {
        match never {}
    }
}
