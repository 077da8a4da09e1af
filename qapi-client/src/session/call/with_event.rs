//! Calls that wait for a reply and an event.

use std::fmt;
use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use super::pending_call::PendingCall;
use crate::error::{Cause, Error, EventError};
use crate::event::{EventSet, Occurred};
use crate::session::EventStream;
use crate::session::engine::{Probing, probe_delay};
use crate::time::Sleep;

/// Call that [`CallAndEvent`] can hold: a [`Call`](crate::Call) or a [`RawCall`](crate::RawCall).
pub trait CallFuture: Future<Output = Result<Self::Reply, Error>> + Unpin + fmt::Debug {
    /// The result of the command.
    type Reply;

    #[doc(hidden)]
    fn pending(&self) -> &PendingCall;

    #[doc(hidden)]
    fn pending_mut(&mut self) -> &mut PendingCall;
}

/// Call that waits for the reply and for the event that the command causes; made by
/// [`Call::and_event`](crate::Call::and_event).
///
/// # Cancel safety
/// Like [`Call`](crate::Call).
#[must_use = "a call does nothing until awaited"]
pub struct CallAndEvent<F: CallFuture, E> {
    call: F,
    matches: Matches<E>,
    waiting: Option<Waiting<E>>,
    found: Option<Result<Occurred<E>, Cause>>,
    reply: Option<F::Reply>,
}

type Matches<E> = Box<dyn Fn(&E) -> bool + Send>;

/// Wait for the event.
struct Waiting<E> {
    events: EventStream<E>,
    deadline: Option<EventDeadline>,
    /// Number of events that were dropped from the queue.
    missed: u64,
}

/// Deadline for the reply and the event together.
struct EventDeadline {
    after: Duration,
    end: Sleep,
    /// Time of the probe; `None` if no probe is planned.
    probe_at: Option<Sleep>,
    probing: Probing,
    /// True after the deadline has passed.
    is_over: bool,
}

// No field needs pinning.
impl<F: CallFuture, E> Unpin for CallAndEvent<F, E> {}

impl<F: CallFuture, E: EventSet> CallAndEvent<F, E> {
    pub(super) fn new(call: F, matches: Matches<E>) -> Self {
        Self {
            call,
            matches,
            waiting: None,
            found: None,
            reply: None,
        }
    }

    /// Limits the wait for the reply and the event together.
    pub fn timeout(mut self, after: Duration) -> Self {
        self.call.pending_mut().options.timeout = Some(after);
        self
    }

    fn start_waiting(&mut self) -> &mut Waiting<E> {
        let Self { call, waiting, .. } = self;
        waiting.get_or_insert_with(|| {
            let pending = call.pending();
            let window = pending.session().settings().probe_deadline;
            let timeout = pending.options.timeout;
            Waiting {
                events: pending.session().subscribe(),
                deadline: timeout.map(|after| EventDeadline::new(after, window)),
                missed: 0,
            }
        })
    }

    /// Searches for the event among the events that have arrived.
    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Result<Occurred<E>, Cause>> {
        let was_run = self.reply.is_some();
        let Self {
            waiting, matches, ..
        } = self;
        let Some(waiting) = waiting else {
            return Poll::Pending;
        };
        let missed = &mut waiting.missed;
        let mut goes_on = |error: &EventError| match error {
            EventError::Lagged { missed: more } => {
                *missed += more;
                true
            }
            // If the command has run, its event occurred on the lost connection.
            EventError::Gap { .. } => !was_run,
            _ => false,
        };
        waiting
            .events
            .poll_find(cx, &mut |event| matches(event), &mut goes_on)
    }

    /// Reason to stop waiting for the event after the command has run.
    fn poll_cause(&mut self, cx: &mut Context<'_>) -> Poll<Cause> {
        let Some(waiting) = &mut self.waiting else {
            return Poll::Pending;
        };
        if waiting.missed > 0 && !waiting.events.is_interrupted() {
            let missed = waiting.missed;
            return Poll::Ready(Cause::Lagged { missed });
        }
        match &mut waiting.deadline {
            Some(deadline) => deadline.poll(self.call.pending(), cx),
            None => Poll::Pending,
        }
    }
}

impl EventDeadline {
    fn new(after: Duration, probe_window: Duration) -> Self {
        Self {
            after,
            end: Sleep::new(after),
            probe_at: probe_delay(after, probe_window).map(Sleep::new),
            probing: Probing::default(),
            is_over: false,
        }
    }

    fn poll(&mut self, pending: &PendingCall, cx: &mut Context<'_>) -> Poll<Cause> {
        let link = pending.session().link();
        if let Some(sleep) = &mut self.probe_at
            && Pin::new(sleep).poll(cx).is_ready()
        {
            self.probe_at = None;
            self.probing = link.update(|engine, fx| engine.start_probing(Instant::now(), fx));
        }
        ready!(Pin::new(&mut self.end).poll(cx));
        if !std::mem::replace(&mut self.is_over, true) {
            // The event may have arrived just now. Its arrival wakes the caller, which then searches once more.
            link.move_all_bytes();
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let health = link.query(|engine| engine.health(self.probing, Instant::now()));
        let after = self.after;
        Poll::Ready(Cause::TimedOut { after, health })
    }
}

impl<F: CallFuture, E: EventSet> Future for CallAndEvent<F, E> {
    type Output = Result<Completed<F::Reply, E>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        this.start_waiting();
        if this.reply.is_none()
            && let Poll::Ready(reply) = Pin::new(&mut this.call).poll(cx)
        {
            this.reply = Some(reply?);
        }
        // The stream is also read before the reply. Otherwise a command with many events could fill the queue.
        if this.found.is_none()
            && let Poll::Ready(found) = this.poll_event(cx)
        {
            this.found = Some(found);
        }
        let Some(reply) = this.reply.take() else {
            return Poll::Pending;
        };
        let cause = match this.found.take() {
            Some(Ok(event)) => return Poll::Ready(Ok(Completed { reply, event })),
            Some(Err(cause)) => cause,
            None => {
                this.reply = Some(reply);
                ready!(this.poll_cause(cx))
            }
        };
        Poll::Ready(Err(Error::EventNotSeen {
            command: Some(this.call.pending().name().clone()),
            cause,
        }))
    }
}

impl<F: CallFuture, E> fmt::Debug for CallAndEvent<F, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallAndEvent")
            .field("call", &self.call)
            .finish_non_exhaustive()
    }
}

/// The reply to a command and the event that it caused. Derefs to the event.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Completed<R, E> {
    /// The result of the command.
    pub reply: R,
    /// The event.
    pub event: Occurred<E>,
}

impl<R, E> Deref for Completed<R, E> {
    type Target = E;

    fn deref(&self) -> &E {
        &self.event
    }
}
