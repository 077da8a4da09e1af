//! The untyped handle to a peer, and what moves its bytes.

mod call;
mod driver;
mod exchange;
mod history;
mod leader;
mod probe;
mod reconnect;
mod redial;
mod shared;
pub(crate) mod subscribers;
#[cfg(feature = "tracing")]
mod trace;
#[cfg(not(feature = "tracing"))]
#[path = "no_trace.rs"]
mod trace;

use std::fmt;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use serde_json::Value;

use crate::connect::Builder;
pub use call::{Call, CallAndEvent, Completed, RawCall};
pub use driver::Driver;
pub use reconnect::Reconnect;

#[cfg(feature = "async-std")]
use crate::address::Address;
use crate::command::Command;
use crate::error::{EndReason, Error, Health};
use crate::event::{EventSet, EventStream, Occurred, RawEvent};
use crate::protocol::{Greeting, Rules, Timestamp};
use crate::time::Sleep;
use crate::transport::Transport;
pub(crate) use probe::Patience;
pub(crate) use redial::{Finder, Redial};
pub(crate) use shared::Keeping;
use shared::{Core, Shared};

/// A connection to a peer: the untyped handle, and a cheap clone.
///
/// Dropping the last clone, calls included, closes the connection at once. Event streams do not keep it open.
#[derive(Clone)]
pub struct Session {
    handle: Arc<Handle>,
}

/// Ends the session when the last of its clones goes.
struct Handle {
    shared: Arc<Shared>,
    settings: Builder,
}

impl Session {
    /// Settings for a session, all at their defaults.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Connects to a QMP monitor with the default settings and runs the session on async-std.
    ///
    /// # Errors
    /// The text is no address, nothing listens there, no greeting came in time, or the negotiation was refused.
    ///
    /// # Cancel safety
    /// Dropping the future closes the connection.
    #[cfg(feature = "async-std")]
    pub async fn connect<A>(address: A) -> Result<Self, Error>
    where
        A: TryInto<Address>,
        Error: From<A::Error>,
    {
        Self::builder().connect(address).await
    }

    pub(crate) fn start(
        transport: Box<dyn Transport>,
        rules: Rules,
        keeping: Keeping,
        settings: Builder,
    ) -> Self {
        let shared = Shared::new(transport, rules, keeping, settings.event_history);
        Self {
            handle: Arc::new(Handle { shared, settings }),
        }
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.handle.shared
    }

    fn settings(&self) -> &Builder {
        &self.handle.settings
    }

    /// What the peer said first (QMP specification, "Server Greeting").
    ///
    /// Empty where the peer has no greeting, and before [`ready`](Self::ready). After a [`reconnect`](Builder::reconnect)
    /// it is that of the new connection, which may be that of another version.
    #[must_use]
    pub fn greeting(&self) -> Arc<Greeting> {
        self.shared().greeting()
    }

    /// Whether a command of that name may be sent again on a new connection.
    fn repeats(&self, command: &str) -> bool {
        let policy = &self.handle.settings.reconnect;
        policy
            .as_ref()
            .is_some_and(|policy| policy.repeats(command))
    }

    /// True if the peer granted out-of-band execution.
    #[must_use]
    pub fn has_oob(&self) -> bool {
        self.shared().core().router.has_oob()
    }

    /// Waits until the peer takes commands: greeting and negotiation, or synchronisation, are done.
    ///
    /// A connected session is ready; one made by [`Builder::over`] becomes so while its driver is polled. One that has
    /// lost its connection and looks for a new one is not until it has found it.
    ///
    /// # Errors
    /// [`Error::NoGreeting`] or [`Error::NoAgent`] at the greeting deadline, [`Error::Ended`] if the session ends.
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn ready(&self) -> Result<(), Error> {
        self.wait(|core| core.router.is_ready()).await
    }

    /// Waits until the peer took commands, though it may have gone again.
    #[cfg(feature = "async-std")]
    pub(crate) async fn ready_once(&self) -> Result<(), Error> {
        self.wait(|core| core.was_ready).await
    }

    async fn wait(&self, enough: impl Fn(&Core) -> bool) -> Result<(), Error> {
        poll_fn(|cx| {
            let mut core = self.shared().core();
            if enough(&core) {
                return Poll::Ready(Ok(()));
            }
            if let Some(reason) = &core.ended {
                return Poll::Ready(Err(reason.clone().into()));
            }
            core.add_watcher(cx.waker());
            Poll::Pending
        })
        .await
    }

    /// Asks the peer out-of-band whether it is there: busy is not dead.
    ///
    /// [`Health::Busy`] if it answers and owes replies, [`Health::Idle`] if it owes none, [`Health::Stuck`] if it does not
    /// answer within [`Builder::probe_deadline`], [`Health::Gone`] if the session has ended, [`Health::Unknown`] if it
    /// granted no out-of-band execution. A call with a timeout asks by itself.
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn health(&self) -> Health {
        probe::health(self).await
    }

    /// A command of a schema. Nothing happens until the call is awaited.
    pub fn execute<C: Command>(&self, command: C) -> Call<C> {
        Call::new(self.clone(), command)
    }

    /// A command by name, with its `arguments` object, or `Value::Null` for none.
    pub fn execute_raw(&self, name: impl Into<String>, arguments: Value) -> RawCall {
        RawCall::new(self.clone(), name.into(), arguments)
    }

    /// A command of the human monitor, and the text that it prints, errors included.
    pub fn human_monitor_command(&self, line: impl Into<String>) -> RawCall<String> {
        let arguments = serde_json::json!({ "command-line": line.into() });
        self.execute_raw("human-monitor-command", arguments)
            .reply_as()
    }

    /// The events of type `E`, from now on.
    pub fn subscribe<E: EventSet>(&self) -> EventStream<E> {
        let capacity = self.settings().event_queue;
        EventStream::new(
            self.shared()
                .core()
                .subscribers
                .subscribe(E::NAME, capacity),
        )
    }

    /// The events of type `E` that happened at `since` or later, as far as the session remembers, and then those that
    /// happen from now on, without a gap in between.
    ///
    /// The session remembers as many events of all types as [`Builder::event_history`] says, none from before it was
    /// connected. If it has forgotten some that may have happened at `since` or later, the stream starts with
    /// [`EventError::Lagged`](crate::EventError::Lagged), which counts all that it has forgotten.
    ///
    /// Times are those of the peer's clock. That of an [`Occurred`](crate::Occurred) event gives that event again, and all after it.
    pub fn events_since<E: EventSet>(&self, since: impl Into<Timestamp>) -> EventStream<E> {
        let capacity = self.settings().event_queue;
        let mut core = self.shared().core();
        let queue = core
            .subscribers
            .subscribe_since(since.into(), E::NAME, capacity);
        EventStream::new(queue)
    }

    /// Waits for an event of which `matches` is true. It is subscribed to here and not when the future is first polled,
    /// so that it may be caused in between.
    ///
    /// Dropping the last handle of the session ends the wait.
    ///
    /// # Errors
    /// As [`EventStream::wait_for`].
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub fn wait_for<E: EventSet, F: FnMut(&E) -> bool>(
        &self,
        matches: F,
        deadline: Duration,
    ) -> impl Future<Output = Result<Occurred<E>, Error>> + use<E, F> {
        let mut events = self.subscribe();
        async move { events.wait_for(matches, deadline).await }
    }

    /// All events as they come, from now on.
    pub fn raw_events(&self) -> EventStream<RawEvent> {
        self.subscribe()
    }

    /// Takes no more commands, waits for those on their way to be answered, and closes the connection.
    ///
    /// Waits no longer than [`Builder::close_deadline`]; what is not answered by then has an unknown outcome.
    ///
    /// # Cancel safety
    /// Once polled the session takes no more commands. If the future is dropped, the connection stays open until the
    /// last handle goes.
    pub async fn close(&self) {
        self.shared().core().closing = true;
        let mut deadline = pin!(Sleep::new(self.settings().close_deadline));
        poll_fn(|cx| {
            let mut core = self.shared().core();
            if core.ended.is_some() || core.is_idle() {
                return Poll::Ready(());
            }
            core.add_watcher(cx.waker());
            drop(core);
            deadline.as_mut().poll(cx)
        })
        .await;
        self.shared().end(EndReason::Closed);
    }

    /// Waits for the end of the session and tells why it ended. One that [reconnects](Builder::reconnect) ends when it is
    /// closed or its policy gives up.
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn closed(&self) -> EndReason {
        poll_fn(|cx| {
            let mut core = self.shared().core();
            if let Some(reason) = &core.ended {
                return Poll::Ready(reason.clone());
            }
            core.add_watcher(cx.waker());
            Poll::Pending
        })
        .await
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.shared.end(EndReason::Dropped);
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shared().fmt(f)
    }
}
