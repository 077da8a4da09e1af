//! Calls: what a caller holds of a command.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::os::fd::OwnedFd;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

use super::Session;
use super::exchange::{Exchange, Options};
use crate::command::{AllowOob, Command};
use crate::decode::{self, Step, from_json};
use crate::error::{Cause, Error, EventError, Health};
use crate::event::{EventSet, EventStream, Occurred};
use crate::time::Sleep;

/// One command: a future that does nothing until awaited.
///
/// # Cancel safety
/// It may be dropped at any time: its bytes are never torn. If they have left, the command may still take effect, and
/// its late reply is swallowed; if not, it is never sent.
#[must_use = "a call does nothing until awaited"]
pub struct Call<C> {
    exchange: Exchange,
    command: Option<C>,
}

impl<C: Command> Call<C> {
    pub(crate) fn new(session: Session, command: C) -> Self {
        let options = Options {
            silent: !C::SUCCESS_RESPONSE,
            ..Options::default()
        };
        Self {
            exchange: Exchange::new(session, Cow::Borrowed(C::NAME), options),
            command: Some(command),
        }
    }

    /// Waits no longer than this for the reply, counted from the first poll.
    ///
    /// The error tells whether the command was sent: [`Error::OutcomeUnknown`] or [`Error::NotSent`].
    pub fn timeout(mut self, after: Duration) -> Self {
        self.exchange.options.timeout = Some(after);
        self
    }

    /// Sends it out-of-band: it overtakes those that wait (QMP specification, "Out-of-band execution").
    ///
    /// Fails with [`Error::Unsupported`] if the peer did not grant the capability.
    pub fn oob(mut self) -> Self
    where
        C: AllowOob,
    {
        self.exchange.options.oob = true;
        self
    }

    /// Sends a descriptor with exactly this command's bytes. May be called repeatedly, for commands that take several.
    ///
    /// The descriptor is closed here once it was sent. Only unix sockets carry descriptors: [`Error::Unsupported`] elsewhere.
    /// A peer keeps only the descriptors that came last, so that commands with descriptors are sent one after the other.
    pub fn with_fd(mut self, descriptor: impl Into<OwnedFd>) -> Self {
        self.exchange.options.descriptors.push(descriptor.into());
        self
    }

    /// Waits for the reply and then for an event of which `matches` is true, subscribed to before the bytes leave.
    ///
    /// The event may come before the reply. A [`timeout`](Self::timeout) covers both.
    pub fn and_event<E: EventSet>(
        self,
        matches: impl Fn(&E) -> bool + Send + 'static,
    ) -> CallAndEvent<C, E> {
        CallAndEvent::new(self, Box::new(matches))
    }

    /// The same call, with the reply as unparsed JSON.
    pub fn raw(self) -> RawCall<Box<RawValue>> {
        let Self { exchange, command } = self;
        let encode = move |exchange: &mut Exchange, cx: &mut Context<'_>| match &command {
            Some(command) => exchange.submit(command, cx),
            None => Ok(()),
        };
        RawCall {
            exchange,
            submit: Some(Box::new(encode)),
            reply: PhantomData,
        }
    }
}

impl<C: Command> Future for Call<C> {
    type Output = Result<C::Return, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        if let Some(command) = this.command.take() {
            this.exchange.submit(&command, cx)?;
        }
        let reply = ready!(this.exchange.poll(cx))?;
        Poll::Ready(C::read_return(reply.json()).map_err(|error| unfit(&this.exchange, &error)))
    }
}

impl<C> fmt::Debug for Call<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the arguments: passwords travel there.
        self.exchange.fmt(f)
    }
}

/// The reply to `command` does not fit.
fn unfit(exchange: &Exchange, error: &serde_json::Error) -> Error {
    let message = decode::message(Step::Member("return"), error);
    Error::Decode {
        command: exchange.name().clone(),
        message,
    }
}

type Submit = Box<dyn FnOnce(&mut Exchange, &mut Context<'_>) -> Result<(), Error> + Send>;

/// A command by name: a future that does nothing until awaited. Yields the reply as `R`.
///
/// # Cancel safety
/// As [`Call`].
#[must_use = "a call does nothing until awaited"]
pub struct RawCall<R = Value> {
    exchange: Exchange,
    submit: Option<Submit>,
    reply: PhantomData<fn() -> R>,
}

impl RawCall {
    pub(crate) fn new(session: Session, name: String, arguments: Value) -> Self {
        let encode =
            move |exchange: &mut Exchange, cx: &mut Context<'_>| exchange.submit(&arguments, cx);
        Self {
            exchange: Exchange::new(session, Cow::Owned(name), Options::default()),
            submit: Some(Box::new(encode)),
            reply: PhantomData,
        }
    }
}

impl<R> RawCall<R> {
    /// Waits no longer than this for the reply, counted from the first poll.
    ///
    /// The error tells whether the command was sent: [`Error::OutcomeUnknown`] or [`Error::NotSent`].
    pub fn timeout(mut self, after: Duration) -> Self {
        self.exchange.options.timeout = Some(after);
        self
    }

    /// Sends it out-of-band. The peer refuses commands that do not allow it.
    pub fn oob(mut self) -> Self {
        self.exchange.options.oob = true;
        self
    }

    /// Says that the peer does not answer if it succeeds (`success-response: false`).
    ///
    /// It then completes, with an empty object, when a later command is answered, when the peer closes the
    /// connection, or when no refusal came for a second.
    pub fn without_success_reply(mut self) -> Self {
        self.exchange.options.silent = true;
        self
    }

    /// Sends a descriptor with exactly this command's bytes, as [`Call::with_fd`].
    pub fn with_fd(mut self, descriptor: impl Into<OwnedFd>) -> Self {
        self.exchange.options.descriptors.push(descriptor.into());
        self
    }

    /// The same call, its reply read as another type; `Box<RawValue>` gives the unparsed JSON.
    pub fn reply_as<T: DeserializeOwned>(self) -> RawCall<T> {
        let Self {
            exchange, submit, ..
        } = self;
        RawCall {
            exchange,
            submit,
            reply: PhantomData,
        }
    }
}

impl<R: DeserializeOwned> Future for RawCall<R> {
    type Output = Result<R, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        if let Some(submit) = this.submit.take() {
            submit(&mut this.exchange, cx)?;
        }
        let reply = ready!(this.exchange.poll(cx))?;
        let read = from_json(reply.json());
        Poll::Ready(read.map_err(|error| unfit(&this.exchange, &error)))
    }
}

impl<R> fmt::Debug for RawCall<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.exchange.fmt(f)
    }
}

/// A [`Call`] that ends with the event it causes; made by [`Call::and_event`].
///
/// # Cancel safety
/// As [`Call`].
#[must_use = "a call does nothing until awaited"]
pub struct CallAndEvent<C: Command, E> {
    call: Call<C>,
    matches: Matches<E>,
    waiting: Option<Waiting<E>>,
    found: Option<Result<Occurred<E>, Error>>,
    reply: Option<C::Return>,
}

type Matches<E> = Box<dyn Fn(&E) -> bool + Send>;

/// The subscription, and the deadline of reply and event together.
struct Waiting<E> {
    events: EventStream<E>,
    deadline: Option<(Pin<Box<Sleep>>, Duration)>,
    missed: u64,
}

// Nothing in it is pinned.
impl<C: Command, E> Unpin for CallAndEvent<C, E> {}

impl<C: Command, E: EventSet> CallAndEvent<C, E> {
    fn new(call: Call<C>, matches: Matches<E>) -> Self {
        Self {
            call,
            matches,
            waiting: None,
            found: None,
            reply: None,
        }
    }

    /// Waits no longer than this for reply and event together.
    pub fn timeout(mut self, after: Duration) -> Self {
        self.call = self.call.timeout(after);
        self
    }

    fn start(&mut self) -> &mut Waiting<E> {
        let Self { call, waiting, .. } = self;
        waiting.get_or_insert_with(|| {
            let timeout = call.exchange.options.timeout;
            Waiting {
                events: call.exchange.session().subscribe(),
                deadline: timeout.map(|after| (Box::pin(Sleep::new(after)), after)),
                missed: 0,
            }
        })
    }

    /// Looks for the event among those that came.
    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Result<Occurred<E>, Error>> {
        let command = self.call.exchange.name().clone();
        self.start();
        let Some(waiting) = &mut self.waiting else {
            return Poll::Pending;
        };
        loop {
            match ready!(Pin::new(&mut waiting.events).poll_next(cx)) {
                Some(Ok(event)) if (self.matches)(&event) => return Poll::Ready(Ok(event)),
                // The command was run on the connection that was lost, and the event with it.
                Some(Err(gap @ EventError::Gap { .. })) if self.reply.is_some() => {
                    return Poll::Ready(Err(not_seen(command, gap.into())));
                }
                Some(Ok(_) | Err(EventError::Gap { .. })) => {}
                Some(Err(EventError::Lagged { missed })) => waiting.missed += missed,
                Some(Err(EventError::Undecodable { .. })) if E::NAME.is_none() => {}
                Some(Err(end)) => return Poll::Ready(Err(not_seen(command, end.into()))),
                None => return Poll::Pending,
            }
        }
    }

    /// True if the deadline has passed, and how far away it was.
    fn poll_deadline(&mut self, cx: &mut Context<'_>) -> Poll<Duration> {
        match self
            .waiting
            .as_mut()
            .and_then(|waiting| waiting.deadline.as_mut())
        {
            Some((sleep, after)) => sleep.as_mut().poll(cx).map(|()| *after),
            None => Poll::Pending,
        }
    }
}

impl<C: Command, E: EventSet> Future for CallAndEvent<C, E> {
    type Output = Result<Completed<C::Return, E>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        this.start();
        if this.reply.is_none()
            && let Poll::Ready(reply) = Pin::new(&mut this.call).poll(cx)
        {
            this.reply = Some(reply?);
        }
        // Looked at before the reply as well, so that a command with many events does not fill the queue.
        if this.found.is_none()
            && let Poll::Ready(event) = this.poll_event(cx)
        {
            this.found = Some(event);
        }
        let Some(reply) = this.reply.take() else {
            return Poll::Pending;
        };
        if let Some(found) = this.found.take() {
            return Poll::Ready(found.map(|event| Completed { reply, event }));
        }
        this.reply = Some(reply);
        let command = this.call.exchange.name().clone();
        if let Some(Waiting {
            missed: missed @ 1..,
            ..
        }) = this.waiting
        {
            return Poll::Ready(Err(not_seen(command, Cause::Lagged { missed })));
        }
        let after = ready!(this.poll_deadline(cx));
        let cause = Cause::TimedOut {
            after,
            health: Health::Unknown,
        };
        Poll::Ready(Err(not_seen(command, cause)))
    }
}

/// `command` was run, and its event was not seen.
fn not_seen(command: Cow<'static, str>, cause: Cause) -> Error {
    Error::EventNotSeen {
        command: Some(command),
        cause,
    }
}

impl<C: Command, E> fmt::Debug for CallAndEvent<C, E> {
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
    /// What the reply carried.
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
