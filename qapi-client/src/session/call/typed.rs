//! Calls of commands of a schema.

use std::borrow::Cow;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use serde_json::value::RawValue;

use super::pending_call::PendingCall;
use super::raw::{RawCall, does_not_fit};
use super::with_event::{CallAndEvent, CallFuture};
use crate::command::{AllowOob, Command};
use crate::error::Error;
use crate::event::EventSet;
use crate::session::Session;

/// One command: a future that does nothing until awaited.
///
/// # Cancel safety
/// It may be dropped at any time: its bytes are never torn. If they have left, the command may still take effect, and
/// its late reply is swallowed; if not, it is never sent.
#[must_use = "a call does nothing until awaited"]
pub struct Call<C> {
    pending: PendingCall,
    command: Option<C>,
}

impl<C: Command> Call<C> {
    pub(crate) fn new(session: Session, command: C) -> Self {
        let pending = PendingCall::new(session, Cow::Borrowed(C::NAME), !C::SUCCESS_RESPONSE);
        Self {
            pending,
            command: Some(command),
        }
    }

    /// Waits no longer than this for the reply, counted from the first poll. A timeout of the call replaces that of the
    /// session ([`Builder::call_timeout`](crate::Builder::call_timeout)).
    ///
    /// The error tells whether the command was sent ([`Error::OutcomeUnknown`] or [`Error::NotSent`]) and in its
    /// [`Health`](crate::Health) what is known about the peer. Where the peer granted out-of-band execution, a call that is
    /// still unanswered asks it with a probe: one small out-of-band command,
    /// [`probe_deadline`](crate::Builder::probe_deadline) before the timeout ends, or half-way through a shorter one. There
    /// is at most one probe on the wire, for all calls of a session, and none for a timeout below 10 ms.
    pub fn timeout(mut self, after: Duration) -> Self {
        self.pending.options.timeout = Some(after);
        self
    }

    /// Sends the command out-of-band: it overtakes those that wait (QMP specification, "Out-of-band execution").
    ///
    /// Fails with [`Error::Unsupported`] if the peer did not grant the capability.
    pub fn oob(mut self) -> Self
    where
        C: AllowOob,
    {
        self.pending.options.oob = true;
        self
    }

    /// Sends a descriptor with exactly this command's bytes. May be called repeatedly, for commands that take several.
    ///
    /// The descriptor is closed here once it was sent. Only unix sockets carry descriptors: [`Error::Unsupported`]
    /// elsewhere.
    ///
    /// A command with descriptors waits until everything on the wire is answered, and while it is unanswered nothing else
    /// leaves, if out-of-band execution was granted: QEMU would mix up the descriptors, or crash.
    #[cfg(unix)]
    pub fn with_fd(mut self, descriptor: impl Into<std::os::fd::OwnedFd>) -> Self {
        self.pending.options.descriptors.push(descriptor.into());
        self
    }

    /// Waits for the reply and then for an event of which `matches` is true, subscribed to before the bytes leave.
    ///
    /// The event may come before the reply. A [`timeout`](Self::timeout) covers both.
    pub fn and_event<E: EventSet>(
        self,
        matches: impl Fn(&E) -> bool + Send + 'static,
    ) -> CallAndEvent<Self, E> {
        CallAndEvent::new(self, Box::new(matches))
    }

    /// The same call, with the reply as unparsed JSON.
    pub fn raw(self) -> RawCall<Box<RawValue>> {
        let Self { pending, command } = self;
        RawCall::from_parts(
            pending,
            Box::new(move |pending, cx| match command {
                Some(command) => pending.submit(command, cx),
                None => Ok(()),
            }),
        )
    }
}

impl<C: Command> Future for Call<C> {
    type Output = Result<C::Return, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        if let Some(command) = this.command.take() {
            this.pending.submit(command, cx)?;
        }
        let reply = ready!(this.pending.poll(cx))?;
        Poll::Ready(
            C::read_return(reply.json()).map_err(|error| does_not_fit(&this.pending, &error)),
        )
    }
}

impl<C: Command> CallFuture for Call<C> {
    type Reply = C::Return;

    fn pending(&self) -> &PendingCall {
        &self.pending
    }

    fn pending_mut(&mut self) -> &mut PendingCall {
        &mut self.pending
    }
}

impl<C> fmt::Debug for Call<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pending.fmt(f)
    }
}
