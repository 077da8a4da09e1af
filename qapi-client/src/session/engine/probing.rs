//! Probes: when a probe is sent during a wait, and how many messages were received before the probe.

use std::time::Duration;

/// Shortest wait with a probe. The peer needs time to reply.
const SHORTEST_PROBED_WAIT: Duration = Duration::from_millis(10);

/// Delay from the start of a wait to its probe. The delay leaves time for the reply to the probe before the wait
/// ends.
/// `None` if the wait is too short for a probe.
pub(crate) fn probe_delay(wait: Duration, probe_window: Duration) -> Option<Duration> {
    (wait >= SHORTEST_PROBED_WAIT).then(|| wait - probe_window.min(wait / 2))
}

/// One probe of the peer. The default is a probe that was not sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Probing {
    /// Number of messages received before the probe; `None` if no probe was sent.
    pub(super) messages_received: Option<u64>,
}
