//! The state of a session over time.

use std::time::{Duration, Instant};

use crate::error::EndReason;

/// The state of a session over time.
///
/// | from | input | to |
/// | --- | --- | --- |
/// | connecting | handshake done | ready |
/// | connecting, ready | connection lost, and the policy allows a reconnect | reconnecting |
/// | connecting, ready | connection lost otherwise | ended |
/// | connecting, ready | close | closing |
/// | ready | last handle dropped, a command with descriptors is unanswered, or a command is queued | closing |
/// | any other | last handle dropped | ended |
/// | reconnecting | new connection | connecting |
/// | reconnecting | limit of the policy, close | ended |
/// | closing | no reply outstanding, deadline, connection lost | ended |
#[derive(Debug)]
pub(super) enum Lifecycle {
    /// The handshake is in progress: greeting and negotiation, or synchronisation.
    Connecting { deadline: Instant, limit: Duration },
    /// The peer accepts commands.
    Ready { since: Instant },
    /// The connection is lost, and the session looks for a new connection.
    Reconnecting(Attempt),
    /// The session accepts no new commands, and ends when no reply is outstanding.
    Closing { until: Instant, reason: EndReason },
    /// The session has ended for ever.
    Ended(EndReason),
}

/// State of one attempt to reconnect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attempt {
    /// The attempt begins at `until`.
    Waiting { until: Instant },
    /// The attempt must begin now.
    Due,
    /// The dialer is connecting.
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

    /// Time at which the state ends by itself.
    pub(super) fn deadline(&self) -> Option<Instant> {
        match self {
            Self::Connecting { deadline, .. } => Some(*deadline),
            Self::Reconnecting(Attempt::Waiting { until }) | Self::Closing { until, .. } => {
                Some(*until)
            }
            Self::Ready { .. } | Self::Reconnecting(_) | Self::Ended(_) => None,
        }
    }
}
