//! Outages: the attempts to reconnect, and the reasons to report when the session gives up.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::error::EndReason;
use crate::session::reconnect::{Attempts, Reconnect};

/// Minimum time for which a connection must be ready to end an outage.
const MIN_READY_TIME: Duration = Duration::from_millis(100);

/// Time from the loss of a connection until a new connection is stable; see [`is_over`](Outage::is_over).
#[derive(Debug)]
pub(super) struct Outage {
    attempts: Attempts,
    since: Instant,
    /// Reason why the connection was lost.
    lost: EndReason,
    /// Reason why the latest attempt failed.
    last: EndReason,
    /// Delay before the latest attempt.
    delay: Duration,
}

impl Outage {
    pub(super) fn new(policy: &Reconnect, lost: EndReason, now: Instant) -> Self {
        Self {
            attempts: Attempts::new(policy),
            since: now,
            last: lost.clone(),
            lost,
            delay: Duration::ZERO,
        }
    }

    /// Whether a connection that became ready at `ready_since` has ended the outage.
    ///
    /// The connection must have been ready for at least the delay before the attempt. A connection that is lost earlier
    /// continues the outage, so that a peer that negotiates and then closes each connection is dialled with backoff.
    pub(super) fn is_over(&self, ready_since: Instant, now: Instant) -> bool {
        let lasting = self.delay.max(MIN_READY_TIME);
        now.saturating_duration_since(ready_since) >= lasting
    }

    /// Reason why the connection was lost.
    #[cfg(feature = "qmp")]
    pub(super) fn reason(&self) -> &EndReason {
        &self.lost
    }

    pub(super) fn record_failure(&mut self, reason: EndReason) {
        let attempt = self.attempts.count();
        log::debug!(
            "attempt {attempt} to reconnect failed: {}",
            reason.for_log()
        );
        self.last = reason;
    }

    /// Delay before the next attempt; `None` to give up.
    pub(super) fn next_delay(&mut self, now: Instant, random: u64) -> Option<Duration> {
        let delay = self.attempts.next_delay(self.elapsed(now), random)?;
        self.delay = delay;
        Some(delay)
    }

    /// Time limit of an attempt, at most `limit`.
    pub(super) fn time_left(&self, now: Instant, limit: Duration) -> Duration {
        limit.min(self.attempts.time_left(self.elapsed(now)))
    }

    /// Reason for the end of a session that gives up.
    pub(super) fn into_end_reason(self) -> EndReason {
        EndReason::GaveUp {
            attempts: self.attempts.count(),
            lost: Arc::new(self.lost),
            last: Arc::new(self.last),
        }
    }

    fn elapsed(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.since)
    }
}
