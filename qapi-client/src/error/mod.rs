//! The one error type of this crate, and what it is made of.

mod end;
mod event;
mod exit;
mod refusal;

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

pub use end::{EndReason, ProtocolError};
pub use event::EventError;
pub use exit::ChildExit;
pub use refusal::{CommandError, ErrorClass};

use crate::address::{Address, AddressError};

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

    /// The event that was waited for may have been missed: it was dropped, or came while there was no connection.
    #[error("the event may have been missed: {0}")]
    EventLost(EventError),

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
