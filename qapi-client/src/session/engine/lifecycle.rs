//! The state of a session over time.

use std::time::Instant;

use crate::error::EndReason;

/// The state of a session over time.
///
/// | from | input | to |
/// | --- | --- | --- |
/// | connecting | handshake done | ready |
/// | connecting, ready | connection lost, and the policy allows another | reconnecting |
/// | connecting, ready | connection lost otherwise | ended |
/// | connecting, ready | close | closing |
/// | reconnecting | new connection | connecting |
/// | reconnecting | limit of the policy, close | ended |
/// | closing | nothing left to answer, deadline, connection lost | ended |
#[derive(Debug)]
pub(super) enum Lifecycle {
    /// There is a connection; greeting and negotiation, or synchronisation, are under way.
    Connecting { deadline: Instant },
    /// The peer takes commands.
    Ready { since: Instant },
    /// The connection is lost, and another is looked for.
    Reconnecting(Attempt),
    /// No new commands; the session ends when those on their way are answered.
    Closing { until: Instant },
    /// For ever.
    Ended(EndReason),
}

/// One attempt to find another connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attempt {
    /// It begins then.
    Waiting { until: Instant },
    /// It is to begin.
    Due,
    /// The dialer is at it.
    Dialing,
}

impl Lifecycle {
    /// True if there is a connection.
    pub(super) fn is_connected(&self) -> bool {
        matches!(
            self,
            Self::Connecting { .. } | Self::Ready { .. } | Self::Closing { .. }
        )
    }

    /// When the state ends by itself.
    pub(super) fn deadline(&self) -> Option<Instant> {
        match self {
            Self::Connecting { deadline } => Some(*deadline),
            Self::Reconnecting(Attempt::Waiting { until }) | Self::Closing { until } => {
                Some(*until)
            }
            Self::Ready { .. } | Self::Reconnecting(_) | Self::Ended(_) => None,
        }
    }
}
