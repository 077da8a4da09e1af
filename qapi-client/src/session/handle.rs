//! The untyped handle to a session.

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

/// Untyped handle to a session with a peer. Cloning the handle is cheap.
///
/// Dropping the last clone closes the connection. Each call holds a clone; an event stream does not. The connection closes
/// at once, unless a command with descriptors has no reply: QEMU may crash if the connection ends before this reply, so
/// that the session waits for it, at most until the [`close_deadline`](crate::Builder::close_deadline). Commands that a
/// dropped guard has left in the client are sent before the end, within the same deadline.
#[derive(Clone)]
pub struct Session {
    handle: Arc<Handle>,
}

/// Shared part of all clones of a [`Session`]. Dropping the last clone ends the session.
struct Handle {
    link: Arc<Link>,
    settings: Arc<Settings>,
    #[cfg(feature = "qmp")]
    kept: super::kept::Kept,
}

impl Session {
    /// Starts a session on an open connection. With a dialer, the session reconnects by its policy.
    pub(crate) fn start(
        settings: Settings,
        transport: Box<dyn Transport>,
        dialer: Option<Dialer>,
    ) -> (Self, Driver) {
        let settings = Arc::new(settings);
        let link = Link::new(Arc::clone(&settings), transport, dialer.is_some());
        let driver = Driver::new(Arc::clone(&link), dialer);
        let handle = Arc::new(Handle {
            link,
            settings,
            #[cfg(feature = "qmp")]
            kept: super::kept::Kept::default(),
        });
        (Self { handle }, driver)
    }

    pub(super) fn link(&self) -> &Arc<Link> {
        &self.handle.link
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.handle.settings
    }

    /// Value that a layer above keeps with all clones of this handle.
    #[cfg(feature = "qmp")]
    pub(crate) fn kept<T: std::any::Any + Default + Send + Sync>(&self) -> Arc<T> {
        self.handle.kept.get()
    }

    /// Greeting of the latest connection that became ready (QMP specification, "Server Greeting").
    ///
    /// The greeting is empty before the session is [`ready`](Self::ready), and if the peer sends no greeting. After a
    /// [reconnect](crate::Builder::reconnect) the peer may have another version.
    #[must_use]
    pub fn greeting(&self) -> Arc<Greeting> {
        self.link().query(|engine| Arc::clone(engine.greeting()))
    }

    /// True if the peer granted out-of-band execution.
    #[must_use]
    pub fn has_oob(&self) -> bool {
        self.link().query(Engine::has_oob)
    }

    /// Waits until the peer accepts commands: after greeting and negotiation, or after synchronisation.
    ///
    /// A session made by `connect` is ready. A session made by [`Builder::over`](crate::Builder::over) becomes ready
    /// while its driver is polled. After a lost connection the session becomes ready again on the next connection.
    ///
    /// # Errors
    /// [`Error::NoGreeting`] or [`Error::NoAgent`] at the greeting deadline, [`Error::Ended`] if the session ends.
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn ready(&self) -> Result<(), Error> {
        self.wait_ready(Engine::is_ready).await
    }

    /// Waits until the peer has accepted commands once. The connection may have been lost again since then.
    #[cfg_attr(
        not(any(feature = "async-std", feature = "smol")),
        allow(dead_code, reason = "for `connect`")
    )]
    pub(crate) async fn ready_once(&self) -> Result<(), Error> {
        self.wait_ready(Engine::was_ready).await
    }

    async fn wait_ready(&self, is_ready: fn(&Engine<Waker>) -> bool) -> Result<(), Error> {
        self.wait(|engine| match engine.end_reason() {
            _ if is_ready(engine) => Some(Ok(())),
            Some(reason) => Some(Err(reason.clone().into())),
            None => None,
        })
        .await
    }

    /// Probes the peer out-of-band, to distinguish a busy peer from a stuck peer.
    ///
    /// - [`Health::Idle`]: the peer is alive, and owes no reply to an in-band command.
    /// - [`Health::Busy`]: the peer is alive, and owes replies to in-band commands.
    /// - [`Health::Stuck`]: the peer sent nothing within [`Builder::probe_deadline`](crate::Builder::probe_deadline).
    /// - [`Health::Gone`]: the session has no connection.
    /// - [`Health::Unknown`]: the peer cannot be probed.
    ///
    /// A call with a timeout probes the peer by itself.
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn health(&self) -> Health {
        let start =
            |engine: &mut Engine<Waker>, fx: &mut _| engine.start_probing(Instant::now(), fx);
        let probing = self.link().update(start);
        self.link().move_bytes_as_caller();
        self.await_health(probing).await
    }

    async fn await_health(&self, probing: Probing) -> Health {
        let answered = self.wait(|engine| engine.is_probe_answered(probing).then_some(()));
        if timeout(self.settings().probe_deadline, answered)
            .await
            .is_none()
        {
            self.link().move_all_bytes();
        }
        self.link()
            .query(|engine| engine.health(probing, Instant::now()))
    }

    /// Calls a command of a schema. Nothing happens until the call is awaited.
    pub fn execute<C: Command>(&self, command: C) -> Call<C> {
        Call::new(self.clone(), command)
    }

    /// Calls a command by name, with its `arguments` object, or `Value::Null` for none.
    pub fn execute_raw(&self, name: impl Into<String>, arguments: Value) -> RawCall {
        RawCall::new(self.clone(), name.into(), arguments)
    }

    /// Runs a line of the human monitor. The reply is the text that the monitor prints, errors included.
    pub fn human_monitor_command(&self, line: impl Into<String>) -> RawCall<String> {
        let arguments = serde_json::json!({ "command-line": line.into() });
        self.execute_raw("human-monitor-command", arguments)
            .reply_as()
    }

    /// Subscribes to the events of type `E`, from now on.
    pub fn subscribe<E: EventSet>(&self) -> EventStream<E> {
        self.subscribe_since(E::NAME.map(Cow::Borrowed), None)
    }

    /// Subscribes to the events of this name, from now on, without decoding them.
    ///
    /// ```no_run
    /// # fn example(vm: qapi_client::Session) {
    /// let mut stops = vm.subscribe_raw("STOP");
    /// while let Some(Ok(stop)) = stops.try_next() {       // without waiting
    ///     println!("stopped at {:?}", stop.timestamp);
    /// }
    /// # }
    /// ```
    pub fn subscribe_raw(&self, name: impl Into<Cow<'static, str>>) -> EventStream<RawEvent> {
        self.subscribe_since(Some(name.into()), None)
    }

    /// Subscribes to the remembered events of type `E` that occurred at `since` or later, and to all new events.
    ///
    /// The session remembers the latest events of all types since it was connected, at most
    /// [`Builder::event_history`](crate::Builder::event_history). The new events follow without a gap. If the session
    /// has forgotten events that may have occurred at `since` or later, the stream starts with
    /// [`EventError::Lagged`](crate::EventError::Lagged), which counts all forgotten events.
    ///
    /// Times are measured by the peer's clock. If `since` is the time of an [`Occurred`] event, the stream contains
    /// this event and all later events.
    pub fn events_since<E: EventSet>(&self, since: impl Into<Timestamp>) -> EventStream<E> {
        self.subscribe_since(E::NAME.map(Cow::Borrowed), Some(since.into()))
    }

    fn subscribe_since<E: EventSet>(
        &self,
        name: Option<Cow<'static, str>>,
        since: Option<Timestamp>,
    ) -> EventStream<E> {
        let subscriber = self
            .link()
            .update(|engine, _| engine.subscribe(name, since));
        EventStream::new(Arc::clone(self.link()), subscriber)
    }

    /// Waits for an event for which `matches` returns true.
    ///
    /// The subscription starts with this call and not at the first poll of the future. The program may therefore cause
    /// the event before it awaits the future.
    ///
    /// Dropping the last handle of the session ends the wait.
    ///
    /// ```no_run
    /// # async fn example(vm: qapi_client::Session) -> Result<(), qapi_client::Error> {
    /// use std::time::Duration;
    ///
    /// use qapi_client::RawEvent;
    /// use serde_json::json;
    ///
    /// let name = String::from("STOP");                    // the closure may borrow
    /// let stopped = vm.wait_for(|event: &RawEvent| event.name == name, Duration::from_secs(5));
    /// vm.execute_raw("stop", json!({})).await?;
    /// stopped.await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The errors of [`EventStream::wait_for`].
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

    /// Subscribes to all events, from now on, without decoding them.
    pub fn raw_events(&self) -> EventStream<RawEvent> {
        self.subscribe()
    }

    /// Stops accepting commands, waits for outstanding replies, and closes the connection.
    ///
    /// The wait ends at the [`Builder::close_deadline`](crate::Builder::close_deadline). A command that was sent and
    /// has no reply by then fails as [`OutcomeUnknown`](Error::OutcomeUnknown).
    ///
    /// # Cancel safety
    /// After the first poll the session accepts no commands, even if the future is dropped. The session still ends with
    /// the last outstanding reply or at the deadline.
    pub async fn close(&self) {
        self.link()
            .update(|engine, fx| engine.close(Instant::now(), fx));
        self.link().move_bytes_as_caller();
        self.closed().await;
    }

    /// Waits for the end of the session, and returns its reason.
    ///
    /// A session that [reconnects](crate::Builder::reconnect) ends when it is closed or when its policy gives up.
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn closed(&self) -> EndReason {
        self.wait(|engine| engine.end_reason().cloned()).await
    }

    /// Waits until there is no connection, and returns the reason. A session that reconnects does not end in this case.
    #[cfg(feature = "qmp")]
    pub(crate) async fn lost(&self) -> EndReason {
        self.wait(|engine| engine.lost().cloned()).await
    }

    /// Waits until `look` returns a value. `look` is called at each change of the lifecycle and at each reply to a
    /// probe.
    async fn wait<T>(&self, look: impl Fn(&Engine<Waker>) -> Option<T>) -> T {
        let mut waiter = Waiter {
            link: self.link(),
            key: None,
        };
        poll_fn(|cx| {
            if waiter.link.query(|engine| engine.is_due(Instant::now())) {
                waiter.link.move_bytes_as_caller();
            }
            waiter.link.update(|engine, fx| match look(engine) {
                Some(found) => Poll::Ready(found),
                None => {
                    engine.register_waiter(&mut waiter.key, cx.waker(), fx);
                    Poll::Pending
                }
            })
        })
        .await
    }
}

/// Waiter for a change of the lifecycle. Dropping it removes its waker from the engine.
struct Waiter<'a> {
    link: &'a Link,
    key: Option<u64>,
}

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        let key = self.key;
        self.link.update(|engine, fx| engine.remove_waiter(key, fx));
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.link
            .update(|engine, fx| engine.handles_dropped(Instant::now(), fx));
        self.link.move_bytes();
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.link().fmt(f)
    }
}
