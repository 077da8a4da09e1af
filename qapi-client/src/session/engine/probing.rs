//! Probes: when the peer is asked, and what had come by then.

use std::time::Duration;

/// The shortest wait at whose end a peer is probed: a probe needs time to be answered.
const SHORTEST_PROBED: Duration = Duration::from_millis(10);

/// When to probe the peer in a wait of this length, so that the answer may come in time; `None` for not at all.
pub(crate) fn probe_delay(wait: Duration, probe_window: Duration) -> Option<Duration> {
    (wait >= SHORTEST_PROBED).then(|| wait - probe_window.min(wait / 2))
}

/// The question whether the peer is alive; by default one that was never asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Probing {
    /// How many messages had come when the peer was asked; `None` if it was not.
    pub(super) heard: Option<u64>,
}
