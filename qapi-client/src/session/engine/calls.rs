//! Inputs from callers: submitting a command, polling for its outcome, cancelling the call.

use std::time::{Duration, Instant};

use super::deadlines::{Action, Deadline};
use super::effects::{Effects, Token};
use super::lifecycle::Lifecycle;
use super::machine::Engine;
use crate::error::{Cause, EndReason, Health};
use crate::protocol::{Outcome, Request};

/// A command to be submitted.
#[derive(Debug)]
pub(crate) struct NewCall<'a> {
    pub(crate) request: Request<'a>,
    pub(crate) timeout: Option<Duration>,
}

/// A command that was submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Submitted {
    pub(crate) id: u64,
    /// True if the caller is now the reading caller, which must move bytes.
    pub(crate) is_reader: bool,
}

/// Reason why the engine did not accept a command. The engine keeps no data of the command.
#[derive(Debug)]
pub(crate) enum NotAccepted {
    SessionEnded(EndReason),
    Unsupported(&'static str),
}

/// Result of polling a call.
#[derive(Debug)]
pub(crate) enum CallPoll {
    /// The outcome, and the time at which the command was sent.
    Ended(Outcome, Option<Instant>),
    /// There is no outcome yet. The engine will wake the caller.
    Pending,
    /// The caller must move bytes and then poll again.
    MoveBytes,
}

impl<W: Token> Engine<W> {
    /// Submits a command. If no other call is pending and the command can be sent at once, its caller becomes the
    /// reading caller.
    ///
    /// # Errors
    /// The session is closing or has ended, or the connection cannot carry the command.
    pub(crate) fn submit(
        &mut self,
        call: NewCall<'_>,
        waker: &W,
        now: Instant,
        fx: &mut Effects<W>,
    ) -> Result<Submitted, NotAccepted> {
        let NewCall { request, timeout } = call;
        self.check_request(&request)?;
        let no_success_reply = request.flags.no_success_reply;
        let id = self.router.submit(request, Some(waker.clone()), now);
        let window = self.settings.probe_deadline;
        if let Some(deadline) = Deadline::new(timeout, no_success_reply, window, now) {
            let at = self.deadlines.set(id, deadline);
            self.schedule(at, fx);
        }
        let has_output = self.router.has_output();
        let is_reader = has_output && self.router.pending().is_only_call(id);
        if is_reader {
            self.reader_role.claim(id);
        } else if self.reader_role.release() || has_output {
            self.wake_driver(fx);
        }
        Ok(Submitted { id, is_reader })
    }

    /// Submits a command without a caller, and returns its id. The reply is discarded.
    ///
    /// # Errors
    /// The errors of [`submit`](Self::submit).
    #[cfg(any(feature = "qga", test, fuzzing))]
    pub(crate) fn send(
        &mut self,
        request: Request<'_>,
        now: Instant,
        fx: &mut Effects<W>,
    ) -> Result<u64, NotAccepted> {
        self.check_request(&request)?;
        let id = self.router.submit(request, None, now);
        if self.reader_role.release() || self.router.has_output() {
            self.wake_driver(fx);
        }
        Ok(id)
    }

    fn check_request(&self, request: &Request<'_>) -> Result<(), NotAccepted> {
        match &self.lifecycle {
            Lifecycle::Ended(reason) => return Err(NotAccepted::SessionEnded(reason.clone())),
            Lifecycle::Closing { .. } => return Err(NotAccepted::SessionEnded(EndReason::Closed)),
            _ => {}
        }
        if request.descriptors.len() > self.max_descriptors {
            return Err(NotAccepted::Unsupported(match self.max_descriptors {
                0 => "the connection carries no descriptors",
                _ => "more descriptors than one message carries",
            }));
        }
        if request.flags.oob && self.router.is_ready() && !self.router.has_oob() {
            return Err(NotAccepted::Unsupported(
                "the peer granted no out-of-band execution",
            ));
        }
        Ok(())
    }

    /// Takes the outcome of a call. `has_read` is true if the caller has already moved bytes in this poll. `now` is
    /// called only if the call has a deadline.
    pub(crate) fn poll_call(
        &mut self,
        id: u64,
        waker: &W,
        has_read: bool,
        now: impl FnOnce() -> Instant,
        fx: &mut Effects<W>,
    ) -> CallPoll {
        let sent_at = self.router.pending().sent_at(id);
        if let Some(outcome) = self.router.pending_mut().take_outcome(id) {
            self.deadlines.remove(id);
            self.release_reader(id, fx);
            return CallPoll::Ended(outcome, sent_at);
        }
        let slot = self.router.pending_mut().waker(id);
        let is_due = || self.deadlines.action_at(id).is_some_and(|at| at <= now());
        if !has_read && (self.reader_role.record_poll(id) || is_due()) {
            // The caller needs no wake-up, because it reads next.
            fx.drop_later.extend(slot.and_then(Option::take));
            return CallPoll::MoveBytes;
        }
        if self.reader_role.is_woken(id) {
            // More bytes arrived during the read, while no waker of the caller was registered.
            fx.wake.push(waker.clone());
        }
        if let Some(slot) = slot
            && !slot.as_ref().is_some_and(|own| own.is_same(waker))
        {
            fx.drop_later.extend(slot.replace(waker.clone()));
        }
        CallPoll::Pending
    }

    /// Cancels a dropped call. A later reply is discarded.
    pub(crate) fn cancel(&mut self, id: u64, fx: &mut Effects<W>) {
        self.deadlines.remove(id);
        self.router.forget_caller(id, &mut fx.drop_later);
        self.release_reader(id, fx);
        self.end_if_closed(fx);
        if self.has_output() {
            // The cancelled call may start a synchronisation, or allow a queued command to be sent.
            self.wake_driver(fx);
        }
    }

    /// Time at which the command was sent.
    #[cfg(feature = "tracing")]
    pub(crate) fn sent_at(&self, id: u64) -> Option<Instant> {
        self.router.pending().sent_at(id)
    }

    fn release_reader(&mut self, id: u64, fx: &mut Effects<W>) {
        if self.reader_role.release_by(id) {
            self.wake_driver(fx);
        }
    }

    /// Runs the due actions of all calls.
    pub(super) fn run_due_actions(&mut self, now: Instant, fx: &mut Effects<W>) {
        while let Some((id, mut deadline)) = self.deadlines.take_due_call(now) {
            if !self.router.pending().is_waiting(id) {
                continue;
            }
            match deadline.next_action {
                Action::Probe => {
                    deadline.record_probe(self.send_probe(now));
                    self.set_deadline(id, deadline, fx);
                }
                Action::Expire => self.expire(id, deadline, now, fx),
                Action::AssumeSuccess => self.end_without_reply(id, deadline, now, fx),
            }
        }
    }

    fn set_deadline(&mut self, id: u64, deadline: Deadline, fx: &mut Effects<W>) {
        let at = self.deadlines.set(id, deadline);
        self.schedule(at, fx);
    }

    /// Ends a call at its deadline, unless the peer is busy and the `BusyPolicy` extends the deadline.
    fn expire(&mut self, id: u64, mut deadline: Deadline, now: Instant, fx: &mut Effects<W>) {
        let health = self.health_since(deadline.probing, now);
        let (limit, window) = (self.settings.busy.limit, self.settings.probe_deadline);
        if matches!(health, Health::Busy { .. }) && deadline.extend(limit, window) {
            return self.set_deadline(id, deadline, fx);
        }
        let after = deadline.length();
        self.router
            .expire_call(id, Cause::TimedOut { after, health }, &mut fx.wake);
    }

    /// Ends a call without success reply that the peer has not refused. The call succeeds if its command was sent long
    /// enough ago.
    fn end_without_reply(
        &mut self,
        id: u64,
        mut deadline: Deadline,
        now: Instant,
        fx: &mut Effects<W>,
    ) {
        let due = match self.router.pending().sent_at(id) {
            Some(sent) => deadline.success_at(sent),
            None => deadline.success_at(now),
        };
        let is_blocked = self.is_blocked && !deadline.is_over(now);
        if due > now || is_blocked {
            deadline.postpone(due.max(deadline.success_at(now)));
            self.set_deadline(id, deadline, fx);
        } else if self.router.pending().is_on_wire(id) {
            self.router.assume_success(id, &mut fx.wake);
        } else {
            self.expire(id, deadline, now, fx);
        }
    }
}
