//! Inputs from callers: submitting a command, polling for its outcome, cancelling the call.

use std::time::{Duration, Instant};

use super::deadlines::{Deadline, Due};
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
    /// True if the caller is the reading caller now, and must move the bytes itself.
    pub(crate) reads: bool,
}

/// Reason why the engine rejected a command. Nothing of the command is kept.
#[derive(Debug)]
pub(crate) enum NotAccepted {
    Over(EndReason),
    Unsupported(&'static str),
}

/// Result of polling a call.
#[derive(Debug)]
pub(crate) enum CallPoll {
    /// The outcome, and the time at which the command was sent.
    Ended(Outcome, Option<Instant>),
    /// No outcome yet. The engine wakes the caller.
    Pending,
    /// The caller must move bytes and then poll again.
    Read,
}

impl<W: Token> Engine<W> {
    /// Submits a command. If no other call is pending and the command can be sent, its caller becomes the reading
    /// caller.
    ///
    /// # Errors
    /// The session accepts no commands any more, or the connection cannot carry this command.
    pub(crate) fn submit(
        &mut self,
        call: NewCall<'_>,
        waker: &W,
        now: Instant,
        fx: &mut Effects<W>,
    ) -> Result<Submitted, NotAccepted> {
        let NewCall { request, timeout } = call;
        self.check_new(&request)?;
        let silent = request.flags.silent;
        let id = self.router.submit(request, Some(waker.clone()), now);
        let window = self.settings.probe_deadline;
        if let Some(deadline) = Deadline::new(timeout, silent, window, now) {
            let at = self.deadlines.set(id, deadline);
            self.schedule(at, fx);
        }
        let has_output = self.router.has_output();
        let reads = has_output && self.router.pending().is_alone(id);
        if reads {
            self.reading.claim(id);
        } else if self.reading.release() || has_output {
            self.wake_driver(fx);
        }
        Ok(Submitted { id, reads })
    }

    /// Submits a command whose outcome nobody awaits, and returns its id. Its reply is discarded.
    ///
    /// # Errors
    /// Those of [`submit`](Self::submit).
    #[cfg(any(feature = "qga", test, fuzzing))]
    pub(crate) fn send(
        &mut self,
        request: Request<'_>,
        now: Instant,
        fx: &mut Effects<W>,
    ) -> Result<u64, NotAccepted> {
        self.check_new(&request)?;
        let id = self.router.submit(request, None, now);
        if self.reading.release() || self.router.has_output() {
            self.wake_driver(fx);
        }
        Ok(id)
    }

    fn check_new(&self, request: &Request<'_>) -> Result<(), NotAccepted> {
        match &self.lifecycle {
            Lifecycle::Ended(reason) => return Err(NotAccepted::Over(reason.clone())),
            Lifecycle::Closing { .. } => return Err(NotAccepted::Over(EndReason::Closed)),
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

    /// Takes the outcome of a call. `has_read` is true if the caller has moved bytes in this poll already. `now` is asked only
    /// if the call has a deadline.
    pub(crate) fn poll_call(
        &mut self,
        id: u64,
        waker: &W,
        has_read: bool,
        now: impl FnOnce() -> Instant,
        fx: &mut Effects<W>,
    ) -> CallPoll {
        let sent_at = self.router.pending().sent_at(id);
        if let Some(outcome) = self.router.pending_mut().take(id) {
            self.deadlines.remove(id);
            self.release_reader(id, fx);
            return CallPoll::Ended(outcome, sent_at);
        }
        let slot = self.router.pending_mut().waker(id);
        let is_due = || self.deadlines.at(id).is_some_and(|at| at <= now());
        if !has_read && (self.reading.polled(id) || is_due()) {
            // Avoid waking the caller: it is about to read.
            fx.drop_later.extend(slot.and_then(Option::take));
            return CallPoll::Read;
        }
        if self.reading.is_woken(id) {
            // More bytes arrived while the caller was reading and its waker was not registered.
            fx.wake.push(waker.clone());
        }
        if let Some(slot) = slot
            && !slot.as_ref().is_some_and(|own| own.is_same(waker))
        {
            fx.drop_later.extend(slot.replace(waker.clone()));
        }
        CallPoll::Pending
    }

    /// Cancels a call that its caller has dropped. A later reply is discarded.
    pub(crate) fn cancel(&mut self, id: u64, fx: &mut Effects<W>) {
        self.deadlines.remove(id);
        self.router.abandon(id, &mut fx.drop_later);
        self.release_reader(id, fx);
        self.end_if_closed(fx);
        if self.has_output() {
            // A synchronisation starts, or a queued command may be sent now.
            self.wake_driver(fx);
        }
    }

    /// Time at which the command was sent.
    #[cfg(feature = "tracing")]
    pub(crate) fn sent_at(&self, id: u64) -> Option<Instant> {
        self.router.pending().sent_at(id)
    }

    fn release_reader(&mut self, id: u64, fx: &mut Effects<W>) {
        if self.reading.release_by(id) {
            self.wake_driver(fx);
        }
    }

    /// Runs the actions that are due for calls.
    pub(super) fn expire_calls(&mut self, now: Instant, fx: &mut Effects<W>) {
        while let Some((id, mut deadline)) = self.deadlines.take_due(now) {
            if !self.router.pending().is_waiting(id) {
                continue;
            }
            match deadline.due {
                Due::Probe => {
                    deadline.probed(self.ask(now));
                    self.set_deadline(id, deadline, fx);
                }
                Due::Expiry => self.expire(id, deadline, now, fx),
                Due::Silence => self.end_silence(id, deadline, now, fx),
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
            .expire(id, Cause::TimedOut { after, health }, &mut fx.wake);
    }

    /// Ends a call without success reply that the peer has not refused. The command has succeeded if it was sent long
    /// enough ago.
    fn end_silence(&mut self, id: u64, mut deadline: Deadline, now: Instant, fx: &mut Effects<W>) {
        let due = match self.router.pending().sent_at(id) {
            Some(sent) => deadline.silence_after(sent),
            None => deadline.silence_after(now),
        };
        let is_blocked = self.is_blocked && !deadline.is_over(now);
        if due > now || is_blocked {
            deadline.postpone(due.max(deadline.silence_after(now)));
            self.set_deadline(id, deadline, fx);
        } else if self.router.pending().is_on_wire(id) {
            self.router.assume_silent_success(id, &mut fx.wake);
        } else {
            self.expire(id, deadline, now, fx);
        }
    }
}
