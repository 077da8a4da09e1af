//! Probes: the time at which a probe is sent, and the number of messages received before it.

use std::time::Duration;

/// Shortest wait that includes a probe: the peer needs time to reply.
const SHORTEST_PROBED: Duration = Duration::from_millis(10);

/// Delay of the probe in a wait of this length, so that the reply can arrive before the end of the wait. `None` for no
/// probe.
pub(crate) fn probe_delay(wait: Duration, probe_window: Duration) -> Option<Duration> {
    (wait >= SHORTEST_PROBED).then(|| wait - probe_window.min(wait / 2))
}

/// One probe of the peer; by default a probe that was never sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Probing {
    /// Number of messages received before the probe; `None` if no probe was sent.
    pub(super) heard: Option<u64>,
}
