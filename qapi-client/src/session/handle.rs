//! The untyped handle to a peer.

use std::borrow::Cow;
use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Poll, Waker};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::call::{Call, RawCall};
use super::driver::Driver;
use super::engine::{Engine, Probing};
use super::events::EventStream;
use super::link::Link;
use super::reconnect::Dialer;
use super::settings::Settings;
use crate::command::Command;
use crate::error::{EndReason, Error, Health};
use crate::event::{EventSet, Occurred, RawEvent};
use crate::protocol::{Greeting, Timestamp};
use crate::time::timeout;
use crate::transport::Transport;

/// A connection to a peer: the untyped handle, and a cheap clone.
///
/// Dropping the last clone, calls included, closes the connection at once. Event streams do not keep it open.
#[derive(Clone)]
pub struct Session {
    handle: Arc<Handle>,
}

/// Ends the session when the last of its clones goes.
struct Handle {
    link: Arc<Link>,
    settings: Arc<Settings>,
}

impl Session {
    /// A session on a connection that stands, and its driver. With a dialer, it reconnects by its policy.
    pub(crate) fn start(
        settings: Settings,
        transport: Box<dyn Transport>,
        dialer: Option<Dialer>,
    ) -> (Self, Driver) {
        let settings = Arc::new(settings);
        let link = Link::new(Arc::clone(&settings), transport, dialer.is_some());
        let driver = Driver::new(Arc::clone(&link), dialer);
        let handle = Arc::new(Handle { link, settings });
        (Self { handle }, driver)
    }

    pub(super) fn link(&self) -> &Arc<Link> {
        &self.handle.link
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.handle.settings
    }

    /// Greeting of the latest connection that became ready (QMP specification, "Server Greeting").
    ///
    /// Empty where the peer has no greeting, and before [`ready`](Self::ready). After a
    /// [reconnect](crate::Builder::reconnect) the greeting may be that of another version.
    #[must_use]
    pub fn greeting(&self) -> Arc<Greeting> {
        self.link().read(|engine| Arc::clone(engine.greeting()))
    }

    /// True if the peer granted out-of-band execution.
    #[must_use]
    pub fn has_oob(&self) -> bool {
        self.link().read(Engine::has_oob)
    }

    /// Waits until the peer takes commands: greeting and negotiation, or synchronisation, are done.
    ///
    /// A connected session is ready; one made by [`Builder::over`](crate::Builder::over) becomes ready while its driver is
    /// polled. A session that lost its connection is ready again once it has another.
    ///
    /// # Errors
    /// [`Error::NoGreeting`] or [`Error::NoAgent`] at the greeting deadline, [`Error::Ended`] if the session ends.
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn ready(&self) -> Result<(), Error> {
        self.wait_ready(Engine::is_ready).await
    }

    /// Waits until the peer has taken commands once, though it may have gone again.
    #[cfg_attr(
        not(any(feature = "async-std", feature = "smol")),
        allow(dead_code, reason = "for `connect`")
    )]
    pub(crate) async fn ready_once(&self) -> Result<(), Error> {
        self.wait_ready(Engine::was_ready).await
    }

    async fn wait_ready(&self, is_ready: fn(&Engine<Waker>) -> bool) -> Result<(), Error> {
        self.wait(|engine| match engine.ended() {
            _ if is_ready(engine) => Some(Ok(())),
            Some(reason) => Some(Err(reason.clone().into())),
            None => None,
        })
        .await
    }

    /// Asks the peer out-of-band whether it is there: busy is not dead.
    ///
    /// [`Health::Busy`] if it answers and owes replies, [`Health::Idle`] if it owes none, [`Health::Stuck`] if it does not
    /// answer within [`Builder::probe_deadline`](crate::Builder::probe_deadline), [`Health::Gone`] if the session has no
    /// connection, [`Health::Unknown`] if the peer cannot be asked. A call with a timeout asks by itself.
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn health(&self) -> Health {
        let start =
            |engine: &mut Engine<Waker>, fx: &mut _| engine.start_probing(Instant::now(), fx);
        let probing = self.link().with(start);
        self.link().drive_as_caller();
        self.await_health(probing).await
    }

    async fn await_health(&self, probing: Probing) -> Health {
        let answered = self.wait(|engine| engine.is_answered(probing).then_some(()));
        timeout(self.settings().probe_deadline, answered).await;
        self.link()
            .read(|engine| engine.health(probing, Instant::now()))
    }

    /// Calls a command of a schema. Nothing happens until the call is awaited.
    pub fn execute<C: Command>(&self, command: C) -> Call<C> {
        Call::new(self.clone(), command)
    }

    /// Calls a command by name, with its `arguments` object, or `Value::Null` for none.
    pub fn execute_raw(&self, name: impl Into<String>, arguments: Value) -> RawCall {
        RawCall::new(self.clone(), name.into(), arguments)
    }

    /// Runs a line of the human monitor, and returns the text that it prints, errors included.
    pub fn human_monitor_command(&self, line: impl Into<String>) -> RawCall<String> {
        let arguments = serde_json::json!({ "command-line": line.into() });
        self.execute_raw("human-monitor-command", arguments)
            .reply_as()
    }

    /// The events of type `E`, from now on.
    pub fn subscribe<E: EventSet>(&self) -> EventStream<E> {
        self.stream(E::NAME.map(Cow::Borrowed), None)
    }

    /// The events of this name, from now on, as they come.
    pub fn subscribe_raw(&self, name: impl Into<Cow<'static, str>>) -> EventStream<RawEvent> {
        self.stream(Some(name.into()), None)
    }

    /// The events of type `E` that occurred at `since` or later, as far as the session remembers, and then those that
    /// occur from now on, without a gap in between.
    ///
    /// The session remembers as many events of all types as
    /// [`Builder::event_history`](crate::Builder::event_history) says, none from before it was connected. If it has
    /// forgotten some that may have occurred at `since` or later, the stream starts with
    /// [`EventError::Lagged`](crate::EventError::Lagged), which counts all that it has forgotten.
    ///
    /// Times are those of the peer's clock. The time of an [`Occurred`] event gives that event again, and all after it.
    pub fn events_since<E: EventSet>(&self, since: impl Into<Timestamp>) -> EventStream<E> {
        self.stream(E::NAME.map(Cow::Borrowed), Some(since.into()))
    }

    fn stream<E: EventSet>(
        &self,
        name: Option<Cow<'static, str>>,
        since: Option<Timestamp>,
    ) -> EventStream<E> {
        let subscriber = self.link().with(|engine, _| engine.subscribe(name, since));
        EventStream::new(Arc::clone(self.link()), subscriber)
    }

    /// Waits for an event of which `matches` is true. The subscription starts here and not at the first poll of the future,
    /// so that the event may be caused in between.
    ///
    /// Dropping the last handle of the session ends the wait.
    ///
    /// # Errors
    /// Those of [`EventStream::wait_for`].
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

    /// Takes no more commands, waits for the replies to those on their way, and closes the connection.
    ///
    /// Waits no longer than [`Builder::close_deadline`](crate::Builder::close_deadline); the outcome of commands that are
    /// not answered by then is unknown.
    ///
    /// # Cancel safety
    /// Once polled, the session takes no more commands, and ends when they are answered or at the deadline.
    pub async fn close(&self) {
        self.link()
            .with(|engine, fx| engine.close(Instant::now(), fx));
        self.link().drive_as_caller();
        self.closed().await;
    }

    /// Waits for the end of the session and tells why it ended. A session that
    /// [reconnects](crate::Builder::reconnect) ends when it is closed or its policy gives up.
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn closed(&self) -> EndReason {
        self.wait(|engine| engine.ended().cloned()).await
    }

    /// Waits until `look` finds something. It looks at each change of the lifecycle and at each answer to a probe.
    async fn wait<T>(&self, look: impl Fn(&Engine<Waker>) -> Option<T>) -> T {
        let mut waiter = Waiter {
            link: self.link(),
            key: None,
        };
        poll_fn(|cx| {
            if waiter.link.read(|engine| engine.is_due(Instant::now())) {
                waiter.link.drive_as_caller();
            }
            waiter.link.with(|engine, fx| match look(engine) {
                Some(found) => Poll::Ready(found),
                None => {
                    engine.wait(&mut waiter.key, cx.waker(), fx);
                    Poll::Pending
                }
            })
        })
        .await
    }
}

/// A waiter for a change of the lifecycle, which leaves nothing behind when it gives up.
struct Waiter<'a> {
    link: &'a Link,
    key: Option<u64>,
}

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        let key = self.key;
        self.link.with(|engine, fx| engine.give_up_wait(key, fx));
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.link.end(EndReason::Dropped);
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.link().fmt(f)
    }
}
