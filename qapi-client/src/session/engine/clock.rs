//! Inputs from the clock: the alarm, and due actions.

use std::time::{Duration, Instant};

use super::effects::{Effects, Token};
use super::lifecycle::{Attempt, Lifecycle};
use super::machine::Engine;
use crate::error::EndReason;
use crate::protocol::Protocol;

/// Longest wait between synchronisations. The wait doubles with each synchronisation.
const LONGEST_SYNC_WAIT: Duration = Duration::from_secs(16);

impl<W: Token> Engine<W> {
    /// Runs all actions that are due at `now`. The link must have read all bytes that arrived before `now`.
    pub(crate) fn run_due(&mut self, now: Instant, fx: &mut Effects<W>) {
        self.run_due_actions(now, fx);
        if self.reader_role.run_timer(now) {
            self.wake_driver(fx);
        }
        if let Some(at) = self.reader_role.timer_ends_at {
            self.schedule(at, fx);
        }
        if let Some((at, wait)) = self.sync
            && at <= now
        {
            self.router.synchronise();
            let wait = (wait * 2).min(LONGEST_SYNC_WAIT);
            self.sync = now.checked_add(wait).map(|at| (at, wait));
            if let Some((at, _)) = self.sync {
                self.schedule(at, fx);
            }
        }
        if self.lifecycle.deadline().is_some_and(|at| at <= now) {
            self.run_lifecycle_deadline(now, fx);
        }
        self.end_if_closed(fx);
    }

    fn run_lifecycle_deadline(&mut self, now: Instant, fx: &mut Effects<W>) {
        match &mut self.lifecycle {
            Lifecycle::Handshaking { limit, .. } => {
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

    /// Whether [`run_due`](Self::run_due) has an action to run.
    pub(crate) fn is_due(&self, now: Instant) -> bool {
        self.next_deadline().is_some_and(|at| at <= now)
    }

    /// Handles the alarm: wakes the callers and waiters that have a due action. [`run_due`](Self::run_due) runs the
    /// actions later, after the link has read all bytes that arrived.
    pub(crate) fn handle_alarm(&mut self, now: Instant, fx: &mut Effects<W>) {
        for id in self.deadlines.due_calls(now) {
            let waker = self.router.pending_mut().waker(id);
            fx.wake.extend(waker.and_then(|waker| waker.clone()));
        }
        let reader_is_late = self.reader_role.run_timer(now);
        if self.lifecycle.deadline().is_some_and(|at| at <= now) {
            self.wake_waiters(fx);
        }
        if reader_is_late || self.is_due(now) {
            self.wake_driver(fx);
        }
        let later = self.own_deadlines().filter(|at| *at > now);
        self.alarm_at = later.chain(self.deadlines.earliest_after(now)).min();
        fx.alarm = self.alarm_at.is_some();
    }

    /// Time at which the alarm must ring.
    pub(crate) fn alarm_at(&self) -> Option<Instant> {
        self.alarm_at
    }

    fn next_deadline(&self) -> Option<Instant> {
        self.own_deadlines().chain(self.deadlines.earliest()).min()
    }

    /// Times of the due actions of the session, without those of calls.
    fn own_deadlines(&self) -> impl Iterator<Item = Instant> + use<W> {
        let sync = self.sync.map(|(at, _)| at);
        let own = [
            self.lifecycle.deadline(),
            sync,
            self.reader_role.timer_ends_at,
        ];
        own.into_iter().flatten()
    }

    /// Sets the alarm to `at`, unless it is set to an earlier time.
    pub(super) fn schedule(&mut self, at: Instant, fx: &mut Effects<W>) {
        if self.alarm_at.is_none_or(|earlier| at < earlier) {
            self.alarm_at = Some(at);
            fx.alarm = true;
        }
    }
}
