//! The one error type of this crate, and what it is made of.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::address::{Address, AddressError};
use crate::exit::ChildExit;

/// Why something did not work.
///
/// What matters to a caller of a command is whether the command may have taken effect:
///
/// | variant | did the peer run it? |
/// | --- | --- |
/// | [`Error::Encode`], [`Error::NotSent`], [`Error::Lost`] | no: its bytes never left |
/// | [`Error::Refused`] | it was answered with an error |
/// | [`Error::OutcomeUnknown`] | it was sent and not answered: nobody knows |
/// | [`Error::Decode`], [`Error::EventMissed`], [`Error::EventMissing`] | yes |
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is not an address.
    #[error(transparent)]
    Address(#[from] AddressError),

    /// No connection came about.
    #[error("cannot connect to `{address}`: {source}")]
    Connect {
        /// Where to.
        address: Box<Address>,
        /// What the system said.
        source: Arc<io::Error>,
    },

    /// An address cannot be listened at.
    #[error("cannot listen at `{address}`: {source}")]
    Listen {
        /// The address.
        address: Box<Address>,
        /// What the system said.
        source: Arc<io::Error>,
    },

    /// A program could not be started.
    #[error("cannot start `{program}`: {source}")]
    Spawn {
        /// The program.
        program: String,
        /// What the system said.
        source: Arc<io::Error>,
    },

    /// A deadline of the caller passed, of several steps taken together.
    #[error("no result within {after:?}")]
    TimedOut {
        /// The deadline.
        after: Duration,
    },

    /// The connection stands, but the peer sent no greeting in time.
    ///
    /// A monitor serves one client: whoever connects second is accepted by the system and hears nothing.
    #[error("no greeting within {after:?}: monitor busy with another client, or not QMP")]
    NoGreeting {
        /// The greeting deadline of the builder.
        after: Duration,
    },

    /// The guest agent did not answer its synchronisation in time: not running, busy with another client, or stuck.
    #[error("no answer to the synchronisation of the guest agent within {after:?}")]
    NoAgent {
        /// The greeting deadline of the builder, or that of the wait.
        after: Duration,
    },

    /// The peer refused the command.
    #[error("`{command}` refused: {error}")]
    Refused {
        /// The command's name.
        command: Cow<'static, str>,
        /// What the peer said.
        error: CommandError,
    },

    /// The command was sent, or a part of it, and no reply came: it may have taken effect or not.
    #[error("outcome of `{command}` unknown: {cause}")]
    OutcomeUnknown {
        /// The command's name.
        command: Cow<'static, str>,
        /// What ended the wait.
        cause: Cause,
    },

    /// The deadline passed while the command still waited in the client: nothing happened.
    #[error("`{command}` not sent: {cause}")]
    NotSent {
        /// The command's name.
        command: Cow<'static, str>,
        /// What ended the wait.
        cause: Cause,
    },

    /// The session had ended before the command was sent: nothing happened.
    #[error("`{command}` not sent: {reason}")]
    Lost {
        /// The command's name.
        command: Cow<'static, str>,
        /// Why the session ended.
        reason: EndReason,
    },

    /// The session ended while it was being set up or waited for.
    #[error("{0}")]
    Ended(EndReason),

    /// The arguments cannot be written as JSON, so nothing was sent.
    #[error("cannot encode `{command}`: {source}")]
    Encode {
        /// The command's name.
        command: Cow<'static, str>,
        /// What the encoder said; it names the member.
        source: Arc<serde_json::Error>,
    },

    /// The command was run, but its reply does not fit the schema.
    #[error("reply to `{command}` does not fit: {message}")]
    Decode {
        /// The command's name.
        command: Cow<'static, str>,
        /// The path into the reply and what was wrong there.
        message: String,
    },

    /// The command was run, and so many events came that the one awaited may have been dropped.
    #[error(
        "`{command}` was run, but {missed} events were dropped while waiting for the one it causes"
    )]
    EventMissed {
        /// The command's name.
        command: Cow<'static, str>,
        /// How many events were dropped.
        missed: u64,
    },

    /// The command was run, but the event awaited did not come.
    #[error("`{command}` was run, but the event it causes did not come: {cause}")]
    EventMissing {
        /// The command's name.
        command: Cow<'static, str>,
        /// What ended the wait.
        cause: Cause,
    },

    /// The session cannot do what was asked: out-of-band without the capability, descriptors over TCP.
    #[error("`{command}` not sent: {what}")]
    Unsupported {
        /// The command's name.
        command: Cow<'static, str>,
        /// What is missing.
        what: &'static str,
    },
}

impl Error {
    /// The command that failed, where it was one.
    #[must_use]
    pub fn command(&self) -> Option<&str> {
        match self {
            Self::Refused { command, .. }
            | Self::OutcomeUnknown { command, .. }
            | Self::NotSent { command, .. }
            | Self::Lost { command, .. }
            | Self::Encode { command, .. }
            | Self::Decode { command, .. }
            | Self::EventMissed { command, .. }
            | Self::EventMissing { command, .. }
            | Self::Unsupported { command, .. } => Some(command),
            _ => None,
        }
    }

    /// What the peer said, if it refused the command.
    #[must_use]
    pub fn refusal(&self) -> Option<&CommandError> {
        match self {
            Self::Refused { error, .. } => Some(error),
            _ => None,
        }
    }

    /// True if the command was sent and not answered, so that it may have taken effect.
    #[must_use]
    pub fn is_outcome_unknown(&self) -> bool {
        matches!(self, Self::OutcomeUnknown { .. })
    }

    /// True if a deadline of the caller passed, whether the command had been sent or not.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(
            self,
            Self::OutcomeUnknown {
                cause: Cause::TimedOut { .. },
                ..
            } | Self::NotSent {
                cause: Cause::TimedOut { .. },
                ..
            } | Self::TimedOut { .. }
                | Self::NoGreeting { .. }
                | Self::NoAgent { .. }
        )
    }

    /// What the session found out about a peer that was late; `None` unless a deadline passed.
    #[must_use]
    pub fn health(&self) -> Option<Health> {
        match self {
            Self::OutcomeUnknown {
                cause: Cause::TimedOut { health, .. },
                ..
            }
            | Self::NotSent {
                cause: Cause::TimedOut { health, .. },
                ..
            } => Some(*health),
            _ => None,
        }
    }

    /// Why the session ended, if that is what failed the call.
    #[must_use]
    pub fn end_reason(&self) -> Option<&EndReason> {
        match self {
            Self::OutcomeUnknown {
                cause: Cause::Ended(reason),
                ..
            }
            | Self::NotSent {
                cause: Cause::Ended(reason),
                ..
            }
            | Self::Lost { reason, .. }
            | Self::Ended(reason) => Some(reason),
            _ => None,
        }
    }
}

impl From<std::convert::Infallible> for Error {
    fn from(never: std::convert::Infallible) -> Self {
        match never {}
    }
}

/// What ended the wait for a reply.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum Cause {
    /// The caller's deadline passed.
    #[error("deadline of {after:?} passed ({health})")]
    TimedOut {
        /// How long the caller waited.
        after: Duration,
        /// What a probe of the peer found.
        health: Health,
    },

    /// The session ended first.
    #[error(transparent)]
    Ended(#[from] EndReason),

    /// The peer answered what was sent after it, and not this.
    #[error("the peer answered a later command instead")]
    Skipped,

    /// The reply was beyond the size or nesting limit and was passed over.
    #[error("its reply of {size} bytes was beyond the limits")]
    Oversized {
        /// How large the reply was, in bytes.
        size: usize,
    },
}

/// What is known about a peer that is late with a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Health {
    /// Not known: the peer granted no out-of-band execution, so that there is no way to ask.
    Unknown,
    /// Nothing is overdue.
    Idle,
    /// It answers out-of-band, but its main loop has not answered for this long.
    Busy {
        /// Since the oldest command that is still unanswered was sent.
        since: Duration,
    },
    /// It does not even answer out-of-band: stopped, swapped out, or its host is in trouble.
    Stuck,
    /// The connection is closed.
    Gone,
}

impl fmt::Display for Health {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("no way to tell whether the peer is busy"),
            Self::Idle => f.write_str("peer idle"),
            Self::Busy { since } => write!(f, "peer busy for {since:?}"),
            Self::Stuck => f.write_str("peer stuck"),
            Self::Gone => f.write_str("peer gone"),
        }
    }
}

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

impl From<EndReason> for Error {
    fn from(reason: EndReason) -> Self {
        match reason {
            EndReason::NoGreeting(after) => Self::NoGreeting { after },
            EndReason::NoAgent(after) => Self::NoAgent { after },
            reason => Self::Ended(reason),
        }
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

/// The error that a peer answered (QMP specification, "Error").
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CommandError {
    /// The class: nearly always [`ErrorClass::GenericError`].
    pub class: ErrorClass,
    /// For people to read; its wording changes between versions of the peer.
    pub desc: String,
}

impl CommandError {
    /// An error of this class with this description.
    pub fn new(class: ErrorClass, desc: impl Into<String>) -> Self {
        Self {
            class,
            desc: desc.into(),
        }
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.class, self.desc)
    }
}

impl std::error::Error for CommandError {}

impl<'de> Deserialize<'de> for CommandError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = CommandError;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an error object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<CommandError, A::Error> {
                let mut error = CommandError::new(ErrorClass::GenericError, "");
                while let Some(key) = map.next_key::<Cow<'de, str>>()? {
                    match &*key {
                        "class" => error.class = ErrorClass::from(map.next_value::<String>()?),
                        "desc" => error.desc = map.next_value()?,
                        _ => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(error)
            }
        }
        deserializer.deserialize_map(Members)
    }
}

/// The class of a [`CommandError`]. Open: peers may send classes that no schema lists.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorClass {
    /// None of the others; what nearly every error is.
    GenericError,
    /// There is no such command, or it may not be used now.
    CommandNotFound,
    /// The device is not active.
    DeviceNotActive,
    /// There is no such device.
    DeviceNotFound,
    /// The feature needs KVM, and KVM is missing.
    KvmMissingCap,
    /// A class that this crate does not know.
    Other(String),
}

impl ErrorClass {
    /// The name on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::GenericError => "GenericError",
            Self::CommandNotFound => "CommandNotFound",
            Self::DeviceNotActive => "DeviceNotActive",
            Self::DeviceNotFound => "DeviceNotFound",
            Self::KvmMissingCap => "KVMMissingCap",
            Self::Other(name) => name,
        }
    }
}

impl From<String> for ErrorClass {
    fn from(name: String) -> Self {
        match name.as_str() {
            "GenericError" => Self::GenericError,
            "CommandNotFound" => Self::CommandNotFound,
            "DeviceNotActive" => Self::DeviceNotActive,
            "DeviceNotFound" => Self::DeviceNotFound,
            "KVMMissingCap" => Self::KvmMissingCap,
            _ => Self::Other(name),
        }
    }
}

impl fmt::Display for ErrorClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
