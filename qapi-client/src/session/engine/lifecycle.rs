//! Lifecycle: the state of a session over time.

use std::time::{Duration, Instant};

use crate::error::EndReason;

/// State of a session over time.
///
/// | from | input | to |
/// | --- | --- | --- |
/// | handshaking | handshake done | ready |
/// | handshaking, ready | connection lost or handshake too slow, and the policy allows a reconnect | reconnecting |
/// | handshaking, ready | connection lost or handshake too slow otherwise | ended |
/// | handshaking, ready | close | closing |
/// | reconnecting | attempt failed | reconnecting |
/// | reconnecting | new connection | handshaking |
/// | ready | last handle dropped, while a command with descriptors is unanswered or a command is queued | closing |
/// | any | last handle dropped in any other case | ended |
/// | reconnecting | limit of the policy, close | ended |
/// | closing | no reply outstanding, deadline, connection lost | ended |
/// | any | driver dropped | ended |
#[derive(Debug)]
pub(super) enum Lifecycle {
    /// The session has a connection, and the handshake is in progress: greeting and negotiation, or synchronisation.
    Handshaking { deadline: Instant, limit: Duration },
    /// The peer accepts commands.
    Ready { since: Instant },
    /// The connection is lost, and the session attempts to get a new connection.
    Reconnecting(Attempt),
    /// The session accepts no new commands, and ends when no reply is outstanding.
    Closing { until: Instant, reason: EndReason },
    /// The session has ended.
    Ended(EndReason),
}

/// State of one attempt to reconnect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attempt {
    /// The attempt starts at `until`.
    Waiting { until: Instant },
    /// The attempt must start now.
    Due,
    /// The dialer is connecting.
    Dialing,
}

impl Lifecycle {
    /// Whether the session has a connection.
    pub(super) fn is_connected(&self) -> bool {
        matches!(
            self,
            Self::Handshaking { .. } | Self::Ready { .. } | Self::Closing { .. }
        )
    }

    /// Time at which the clock ends the state; `None` if only an input ends it.
    pub(super) fn deadline(&self) -> Option<Instant> {
        match self {
            Self::Handshaking { deadline, .. } => Some(*deadline),
            Self::Reconnecting(Attempt::Waiting { until }) | Self::Closing { until, .. } => {
                Some(*until)
            }
            Self::Ready { .. } | Self::Reconnecting(_) | Self::Ended(_) => None,
        }
    }
}
