//! Inputs from the clock: the alarm, and everything that is due.

use std::time::{Duration, Instant};

use super::effects::{Effects, Token};
use super::lifecycle::{Attempt, Lifecycle};
use super::machine::Engine;
use crate::error::EndReason;
use crate::protocol::Protocol;

/// Longest wait between synchronisations. The wait doubles each time.
const LAST_SYNC: Duration = Duration::from_secs(16);

impl<W: Token> Engine<W> {
    /// Runs everything that is due at `now`. The link has read all bytes that arrived before.
    pub(crate) fn run_due(&mut self, now: Instant, fx: &mut Effects<W>) {
        self.expire_calls(now, fx);
        if self.reading.check(now) {
            self.wake_driver(fx);
        }
        if let Some(at) = self.reading.check_at {
            self.schedule(at, fx);
        }
        if let Some((at, wait)) = self.sync
            && at <= now
        {
            self.router.synchronise();
            let wait = (wait * 2).min(LAST_SYNC);
            self.sync = now.checked_add(wait).map(|at| (at, wait));
            if let Some((at, _)) = self.sync {
                self.schedule(at, fx);
            }
        }
        if self.lifecycle.deadline().is_some_and(|at| at <= now) {
            self.lifecycle_due(now, fx);
        }
        self.end_if_closed(fx);
    }

    fn lifecycle_due(&mut self, now: Instant, fx: &mut Effects<W>) {
        match &mut self.lifecycle {
            Lifecycle::Connecting { limit, .. } => {
                let after = *limit;
                let reason = match self.router.protocol() {
                    Protocol::GuestAgent => EndReason::NoAgent(after),
                    Protocol::Qmp | Protocol::Bare => EndReason::NoGreeting(after),
                };
                self.disconnected(reason, true, now, fx);
            }
            Lifecycle::Reconnecting(attempt) => {
                *attempt = Attempt::Due;
                self.wake_driver(fx);
            }
            Lifecycle::Closing { reason, .. } => {
                let reason = reason.clone();
                self.end(reason, fx);
            }
            Lifecycle::Ready { .. } | Lifecycle::Ended(_) => {}
        }
    }

    /// True if [`run_due`](Self::run_due) has work to do.
    pub(crate) fn is_due(&self, now: Instant) -> bool {
        self.next_deadline().is_some_and(|at| at <= now)
    }

    /// Handles the alarm: wakes the waiters for which something is due. The work itself is left to [`run_due`](Self::run_due),
    /// since the link must first read all bytes that have arrived.
    pub(crate) fn ring(&mut self, now: Instant, fx: &mut Effects<W>) {
        for id in self.deadlines.due(now) {
            let waker = self.router.pending_mut().waker(id);
            fx.wake.extend(waker.and_then(|waker| waker.clone()));
        }
        let reader_is_late = self.reading.check(now);
        if self.lifecycle.deadline().is_some_and(|at| at <= now) {
            self.wake_waiters(fx);
        }
        if reader_is_late || self.is_due(now) {
            self.wake_driver(fx);
        }
        let later = self.own_deadlines().filter(|at| *at > now);
        self.alarm_at = later.chain(self.deadlines.first_after(now)).min();
        fx.alarm = self.alarm_at.is_some();
    }

    /// Time at which the alarm must ring.
    pub(crate) fn alarm_at(&self) -> Option<Instant> {
        self.alarm_at
    }

    fn next_deadline(&self) -> Option<Instant> {
        self.own_deadlines().chain(self.deadlines.first()).min()
    }

    /// Times at which something is due for the session itself, and not for a call.
    fn own_deadlines(&self) -> impl Iterator<Item = Instant> + use<W> {
        let sync = self.sync.map(|(at, _)| at);
        let own = [self.lifecycle.deadline(), sync, self.reading.check_at];
        own.into_iter().flatten()
    }

    /// Makes the alarm ring at `at` or earlier.
    pub(super) fn schedule(&mut self, at: Instant, fx: &mut Effects<W>) {
        if self.alarm_at.is_none_or(|earlier| at < earlier) {
            self.alarm_at = Some(at);
            fx.alarm = true;
        }
    }
}
