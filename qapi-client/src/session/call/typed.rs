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

/// Call of a command: a future that does nothing until awaited.
///
/// # Cancel safety
/// The call may be dropped at any time. A message is never sent in part. If the command was sent, it may still take
/// effect, and a later reply is discarded. If the command was not sent, it will not be sent.
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

    /// Limits the wait for the reply, counted from the first poll. This timeout replaces the
    /// [`Builder::call_timeout`](crate::Builder::call_timeout) of the session.
    ///
    /// The error tells whether the command was sent ([`Error::OutcomeUnknown`] or [`Error::NotSent`]), and its
    /// [`Health`](crate::Health) tells what is known about the peer.
    ///
    /// To learn the health, the call sends a probe before its timeout ends: one small out-of-band command. The probe is
    /// sent [`probe_deadline`](crate::Builder::probe_deadline) before the end, or half-way through a timeout that is
    /// too short for this. All calls of a session share one probe. There is no probe if the peer did not grant
    /// out-of-band execution, or if the timeout is below 10 ms.
    pub fn timeout(mut self, after: Duration) -> Self {
        self.pending.options.timeout = Some(after);
        self
    }

    /// Sends the command out-of-band, so that it overtakes waiting in-band commands (QMP specification, "Out-of-band
    /// execution").
    ///
    /// The call fails with [`Error::Unsupported`] if the peer did not grant the capability.
    pub fn oob(mut self) -> Self
    where
        C: AllowOob,
    {
        self.pending.options.oob = true;
        self
    }

    /// Sends a descriptor with the bytes of this command. Several calls of this method send several descriptors.
    ///
    /// The client closes its copy after sending. Only unix sockets carry descriptors: on other connections the call
    /// fails with [`Error::Unsupported`].
    ///
    /// If the peer granted out-of-band execution, a command with descriptors is alone on the wire. The command is sent
    /// when no reply is outstanding, and other commands wait for its reply. QEMU would otherwise mix up the
    /// descriptors, or crash.
    #[cfg(unix)]
    pub fn with_fd(mut self, descriptor: impl Into<std::os::fd::OwnedFd>) -> Self {
        self.pending.options.descriptors.push(descriptor.into());
        self
    }

    /// Waits for the reply and for an event for which `matches` returns true.
    ///
    /// The subscription starts before the command is sent. The event may arrive before the reply. A
    /// [`timeout`](Self::timeout) covers both.
    pub fn and_event<E: EventSet>(
        self,
        matches: impl Fn(&E) -> bool + Send + 'static,
    ) -> CallAndEvent<Self, E> {
        CallAndEvent::new(self, Box::new(matches))
    }

    /// Sends the command and does not wait for its reply, for a guard that is dropped. The options of the call are
    /// ignored.
    ///
    /// The command is sent even while other commands wait, and on the next connection if there is none now. If the
    /// session ends before, the command is lost.
    #[cfg(feature = "qga")]
    pub(crate) fn detach(mut self) {
        if let Some(command) = self.command.take() {
            self.pending.send(command);
        }
    }

    /// Changes the reply to unparsed JSON.
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
