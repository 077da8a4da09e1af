//! The time without a connection that lasts: attempts, and the reasons to tell when they are given up.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::error::EndReason;
use crate::session::reconnect::{Attempts, Reconnect};

/// How long a connection must have been ready to count as lasting. One that is lost sooner continues the outage, so that
/// a peer that negotiates and closes is not dialled without back-off.
const LASTING: Duration = Duration::from_secs(1);

/// The time from the loss of a connection until another one lasts.
#[derive(Debug)]
pub(super) struct Outage {
    attempts: Attempts,
    since: Instant,
    /// Why the connection was lost.
    lost: EndReason,
    /// Why the latest attempt failed.
    last: EndReason,
}

impl Outage {
    pub(super) fn new(policy: &Reconnect, lost: EndReason, now: Instant) -> Self {
        Self {
            attempts: Attempts::new(policy),
            since: now,
            last: lost.clone(),
            lost,
        }
    }

    /// True if a connection that was ready since then has ended the outage.
    pub(super) fn is_over(ready_since: Instant, now: Instant) -> bool {
        now.saturating_duration_since(ready_since) >= LASTING
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
        self.attempts.next(self.elapsed(now), random)
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
