//! One command: a future that does nothing until awaited.

use std::marker::PhantomData;
use std::ops::Deref;
use std::os::fd::OwnedFd;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::command::{AllowOob, Command};
use crate::error::{EndReason, Error};
use crate::event::{EventSet, Occurred};
use crate::session::Session;

/// One command: a future that does nothing until awaited.
///
/// # Cancel safety
/// It may be dropped at any time: its bytes are never torn, and a late reply is swallowed.
#[must_use = "a call does nothing until awaited"]
#[derive(Debug)]
pub struct Call<C> {
    session: Session,
    command: Option<C>,
    options: Options,
}

#[derive(Debug, Default)]
struct Options {
    timeout: Option<Duration>,
    oob: bool,
    descriptors: Vec<OwnedFd>,
}

impl<C: Command> Call<C> {
    pub(crate) fn new(session: Session, command: C) -> Self {
        Self {
            session,
            command: Some(command),
            options: Options::default(),
        }
    }

    /// Waits no longer than this for the reply, counted from the first poll.
    pub fn timeout(mut self, after: Duration) -> Self {
        self.options.timeout = Some(after);
        self
    }

    /// Sends it out-of-band: it overtakes those that wait (QMP specification, "Out-of-band execution").
    pub fn oob(mut self) -> Self
    where
        C: AllowOob,
    {
        self.options.oob = true;
        self
    }

    /// Sends a descriptor with exactly this command's bytes. May be called repeatedly.
    pub fn with_fd(mut self, descriptor: impl Into<OwnedFd>) -> Self {
        self.options.descriptors.push(descriptor.into());
        self
    }

    /// Waits for the reply and then for an event of which `matches` is true, subscribed to before the bytes leave.
    pub fn and_event<E: EventSet>(
        self,
        matches: impl Fn(&E) -> bool + Send + 'static,
    ) -> CallAndEvent<C, E> {
        CallAndEvent {
            call: self,
            matches: Box::new(matches),
        }
    }

    /// The same call, with the reply as unparsed JSON.
    pub fn raw(self) -> RawCall<Box<RawValue>> {
        RawCall {
            session: self.session,
            options: self.options,
            reply: PhantomData,
        }
    }
}

impl<C: Command> Future for Call<C> {
    type Output = Result<C::Return, Error>;

    fn poll(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().command = None;
        Poll::Ready(Err(Error::Lost {
            command: C::NAME.into(),
            reason: EndReason::DriverDropped,
        }))
    }
}

/// A command by name: a future that does nothing until awaited.
///
/// # Cancel safety
/// As [`Call`].
#[must_use = "a call does nothing until awaited"]
#[derive(Debug)]
pub struct RawCall<R = Value> {
    session: Session,
    options: Options,
    reply: PhantomData<fn() -> R>,
}

impl RawCall {
    pub(crate) fn new(session: Session, _name: String, _arguments: Value) -> Self {
        Self {
            session,
            options: Options::default(),
            reply: PhantomData,
        }
    }
}

impl<R> RawCall<R> {
    /// Waits no longer than this for the reply, counted from the first poll.
    pub fn timeout(mut self, after: Duration) -> Self {
        self.options.timeout = Some(after);
        self
    }

    /// Sends it out-of-band. The peer refuses commands that do not allow it.
    pub fn oob(mut self) -> Self {
        self.options.oob = true;
        self
    }

    /// Sends a descriptor with exactly this command's bytes. May be called repeatedly.
    pub fn with_fd(mut self, descriptor: impl Into<OwnedFd>) -> Self {
        self.options.descriptors.push(descriptor.into());
        self
    }

    /// The same call, its reply read as another type; `Box<RawValue>` gives the unparsed JSON.
    pub fn reply_as<T: DeserializeOwned>(self) -> RawCall<T> {
        RawCall {
            session: self.session,
            options: self.options,
            reply: PhantomData,
        }
    }
}

impl<R: DeserializeOwned> Future for RawCall<R> {
    type Output = Result<R, Error>;

    fn poll(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(Err(Error::Ended(EndReason::DriverDropped)))
    }
}

/// A [`Call`] that ends with the event it causes; made by [`Call::and_event`].
#[must_use = "a call does nothing until awaited"]
pub struct CallAndEvent<C, E> {
    call: Call<C>,
    matches: Box<dyn Fn(&E) -> bool + Send>,
}

impl<C: std::fmt::Debug, E> std::fmt::Debug for CallAndEvent<C, E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CallAndEvent")
            .field("call", &self.call)
            .finish_non_exhaustive()
    }
}

impl<C: Command, E: EventSet> Future for CallAndEvent<C, E> {
    type Output = Result<Completed<C::Return, E>, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let _ = &this.matches;
        match Pin::new(&mut this.call).poll(cx) {
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            _ => Poll::Pending,
        }
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
