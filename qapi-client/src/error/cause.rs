//! Reasons why a wait ended, and the health of a late peer.

use std::fmt;
use std::time::Duration;

use super::end::EndReason;
use super::event::EventError;

/// Reason why the wait for a reply or for an event ended.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum Cause {
    /// The deadline of the caller passed.
    #[error("deadline of {after:?} passed ({health})")]
    TimedOut {
        /// Deadline that the user set.
        after: Duration,
        /// State of the peer at the deadline.
        health: Health,
    },

    /// The session ended.
    #[error(transparent)]
    Ended(#[from] EndReason),

    /// The peer replied to a later command and not to this one.
    #[error("the peer replied to a later command instead")]
    Skipped,

    /// The reply exceeded the size limit or the nesting limit and was discarded.
    #[error("reply of {size} bytes exceeds the limits")]
    Oversized {
        /// Size of the reply in bytes.
        size: usize,
    },

    /// The queue of the subscription was full, and the awaited event may be among the dropped events.
    #[error("the event queue was full, and {missed} events were dropped")]
    Lagged {
        /// Number of events dropped.
        missed: u64,
    },

    /// The session lost its connection and has a new connection. The awaited event may have occurred while there was no
    /// connection.
    #[error("the event may have occurred while the session had no connection ({reason})")]
    Gap {
        /// Reason why the connection was lost.
        reason: EndReason,
    },

    /// An event of the awaited type arrived, but its data does not fit the schema.
    #[error("event `{name}` does not fit: {message}")]
    Undecodable {
        /// Name of the event.
        name: String,
        /// Path into the data of the event, and the mismatch.
        message: String,
    },
}

impl From<EventError> for Cause {
    fn from(error: EventError) -> Self {
        match error {
            EventError::Lagged { missed } => Self::Lagged { missed },
            EventError::Gap { reason } => Self::Gap { reason },
            EventError::Undecodable { name, message } => Self::Undecodable { name, message },
            EventError::Closed(reason) => Self::Ended(reason),
        }
    }
}

/// Health of a peer that is late with a reply.
///
/// The client finds the health with a *probe*: a harmless out-of-band command, which a peer executes even while its
/// main loop is busy. A call with a timeout sends the probe one [probe deadline](crate::Builder::probe_deadline) before
/// its own deadline, or half-way through a short timeout. The call ends exactly at its deadline. A session has at most
/// one probe on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Health {
    /// No probe was sent, because the peer granted no out-of-band execution, a command with descriptors is unanswered,
    /// or the wait was for an event without a command ([`wait_for`](crate::Session::wait_for)).
    Unknown,
    /// The peer answers the probe and owes no reply.
    Idle,
    /// The peer has sent messages since the probe, but not the reply.
    Busy {
        /// Time since the oldest unanswered in-band command of the session was sent; zero if there is none.
        since: Duration,
    },
    /// The peer has sent nothing since the probe. The process may be stopped or swapped out, or the host may be
    /// overloaded.
    Stuck,
    /// The session has no connection.
    Gone,
}

impl fmt::Display for Health {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("peer not probed"),
            Self::Idle => f.write_str("peer idle"),
            Self::Busy { since } if since.is_zero() => f.write_str("peer busy"),
            Self::Busy { since } => {
                let since = Duration::new(since.as_secs(), since.subsec_millis() * 1_000_000);
                write!(f, "peer busy, oldest reply outstanding for {since:?}")
            }
            Self::Stuck => f.write_str("peer stuck"),
            Self::Gone => f.write_str("peer gone"),
        }
    }
}
