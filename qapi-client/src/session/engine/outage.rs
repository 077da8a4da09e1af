//! The time without a connection that lasts: attempts, and the reasons to tell when they are given up.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::error::EndReason;
use crate::session::reconnect::{Attempts, Reconnect};

/// The shortest time for which a lasting connection is ready.
const SHORTEST_LASTING: Duration = Duration::from_millis(100);

/// The time from the loss of a connection until another one lasts.
#[derive(Debug)]
pub(super) struct Outage {
    attempts: Attempts,
    since: Instant,
    /// Why the connection was lost.
    lost: EndReason,
    /// Why the latest attempt failed.
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

    /// True if a connection that was ready since then has ended the outage: it was ready for as long as the delay before
    /// it. One that is lost sooner continues the outage, so that a peer that negotiates and closes is not dialled without
    /// back-off.
    pub(super) fn is_over(&self, ready_since: Instant, now: Instant) -> bool {
        let lasting = self.delay.max(SHORTEST_LASTING);
        now.saturating_duration_since(ready_since) >= lasting
    }

    pub(super) fn failed(&mut self, reason: EndReason) {
        let attempt = self.attempts.made();
        log::debug!(
            "attempt {attempt} to reconnect failed: {}",
            reason.for_log()
        );
        self.last = reason;
    }

    /// How long to wait before the next attempt; `None` to give up.
    pub(super) fn next(&mut self, now: Instant, random: u64) -> Option<Duration> {
        let delay = self.attempts.next(self.elapsed(now), random)?;
        self.delay = delay;
        Some(delay)
    }

    /// How long an attempt may take, of at most `limit`.
    pub(super) fn time_left(&self, now: Instant, limit: Duration) -> Duration {
        limit.min(self.attempts.time_left(self.elapsed(now)))
    }

    /// Why the session ends when the attempts are given up.
    pub(super) fn gave_up(self) -> EndReason {
        EndReason::GaveUp {
            attempts: self.attempts.made(),
            lost: Arc::new(self.lost),
            last: Arc::new(self.last),
        }
    }

    fn elapsed(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.since)
    }
}
