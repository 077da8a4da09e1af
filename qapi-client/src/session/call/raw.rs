//! Calls of commands by name.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::pending_call::PendingCall;
use super::with_event::{CallAndEvent, CallFuture};
use crate::decode::{self, Step, from_json};
use crate::error::Error;
use crate::event::EventSet;
use crate::session::Session;

/// Function that encodes and submits the command at the first poll.
type Submit = Box<dyn FnOnce(&mut PendingCall, &mut Context<'_>) -> Result<(), Error> + Send>;

/// Call of a command by name: a future that does nothing until awaited, and yields the reply as `R`.
///
/// # Cancel safety
/// Like [`Call`](crate::Call).
#[must_use = "a call does nothing until awaited"]
pub struct RawCall<R = Value> {
    pending: PendingCall,
    submit: Option<Submit>,
    reply: PhantomData<fn() -> R>,
}

impl RawCall {
    pub(crate) fn new(session: Session, name: String, arguments: Value) -> Self {
        let pending = PendingCall::new(session, Cow::Owned(name), false);
        Self::from_parts(
            pending,
            Box::new(move |pending, cx| pending.submit(arguments, cx)),
        )
    }
}

impl<R> RawCall<R> {
    pub(super) fn from_parts(pending: PendingCall, submit: Submit) -> Self {
        Self {
            pending,
            submit: Some(submit),
            reply: PhantomData,
        }
    }

    /// Limits the wait for the reply, like [`Call::timeout`](crate::Call::timeout).
    pub fn timeout(mut self, after: Duration) -> Self {
        self.pending.options.timeout = Some(after);
        self
    }

    /// Sends the command out-of-band. The peer refuses commands whose schema does not have `allow-oob`.
    pub fn oob(mut self) -> Self {
        self.pending.options.oob = true;
        self
    }

    /// Declares that the command has no success reply (`success-response: false`).
    ///
    /// The call then completes with an empty object when the peer replies to a later command, when the peer closes the
    /// connection, or when no refusal has arrived for a second.
    pub fn without_success_reply(mut self) -> Self {
        self.pending.options.no_success_reply = true;
        self
    }

    /// Sends a descriptor with the bytes of this command, like [`Call::with_fd`](crate::Call::with_fd).
    #[cfg(unix)]
    pub fn with_fd(mut self, descriptor: impl Into<std::os::fd::OwnedFd>) -> Self {
        self.pending.options.descriptors.push(descriptor.into());
        self
    }

    /// Changes the type of the reply; `Box<RawValue>` gives the unparsed JSON.
    pub fn reply_as<T: DeserializeOwned + Send>(self) -> RawCall<T> {
        RawCall {
            pending: self.pending,
            submit: self.submit,
            reply: PhantomData,
        }
    }
}

impl<R: DeserializeOwned + Send> RawCall<R> {
    /// Waits for the reply and an event, like [`Call::and_event`](crate::Call::and_event).
    ///
    /// ```no_run
    /// # async fn example(vm: qapi_client::Session) -> Result<(), qapi_client::Error> {
    /// use qapi_client::RawEvent;
    /// use serde_json::json;
    ///
    /// let call = vm.execute_raw("device_del", json!({ "id": "net0" }));
    /// let deleted = call.and_event(|event: &RawEvent| event.name == "DEVICE_DELETED").await?;
    /// println!("{:?}", deleted.event.data);
    /// # Ok(())
    /// # }
    /// ```
    pub fn and_event<E: EventSet>(
        self,
        matches: impl Fn(&E) -> bool + Send + 'static,
    ) -> CallAndEvent<Self, E> {
        CallAndEvent::new(self, Box::new(matches))
    }
}

impl<R: DeserializeOwned + Send> Future for RawCall<R> {
    type Output = Result<R, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        if let Some(submit) = this.submit.take() {
            submit(&mut this.pending, cx)?;
        }
        let reply = ready!(this.pending.poll(cx))?;
        let read = from_json(reply.json());
        Poll::Ready(read.map_err(|error| does_not_fit(&this.pending, &error)))
    }
}

impl<R: DeserializeOwned + Send> CallFuture for RawCall<R> {
    type Reply = R;

    fn pending(&self) -> &PendingCall {
        &self.pending
    }

    fn pending_mut(&mut self) -> &mut PendingCall {
        &mut self.pending
    }
}

impl<R> fmt::Debug for RawCall<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pending.fmt(f)
    }
}

/// Error for a reply that does not fit its type.
pub(super) fn does_not_fit(pending: &PendingCall, error: &serde_json::Error) -> Error {
    let message = decode::message(Step::Member("return"), error);
    Error::Decode {
        command: pending.name().clone(),
        message,
    }
}
