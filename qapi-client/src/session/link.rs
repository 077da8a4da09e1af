//! Link: moves bytes between the engine and the transport, and runs the effects. The link has all locks of a session.
//!
//! The three locks are taken in this order: `io`, `alarm`, `engine`. No lock is held across an await. The engine is
//! locked only for a short time, and no foreign code runs under its lock: [`Link::run_effects`] wakes and drops wakers
//! after unlocking. The driver or a caller locks `io` to move bytes. If `io` is locked already, it sets `io_requested`
//! and returns. The holder of `io` checks `io_requested` after unlocking.

use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError, TryLockError, Weak};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Instant;

use super::engine::{DriverTask, Effects, Engine};
#[cfg(all(test, qapi_model))]
use super::link_model::Alarm;
use super::settings::Settings;
use crate::error::EndReason;
use crate::protocol::Outgoing;
use crate::sync::{AtomicBool, Mutex, MutexGuard};
#[cfg(not(all(test, qapi_model)))]
use crate::time::Alarm;
use crate::transport::Transport;

/// Maximum number of rounds of sending and receiving in one poll. Other tasks of the executor run after them.
const MAX_ROUNDS: usize = 32;

/// Maximum number of rounds while an action is due. The rounds receive up to 16 MiB, more than the buffers of a socket
/// hold.
const MAX_DUE_ROUNDS: usize = 256;

/// An engine and its transport.
pub(crate) struct Link {
    engine: Mutex<Engine<Waker>>,
    io: Mutex<Io>,
    /// Set when I/O is requested while `io` is locked; the holder checks it after unlocking.
    io_requested: AtomicBool,
    /// Set to make the transport read from the system, even without a notice of new bytes.
    force_receive: AtomicBool,
    alarm: Mutex<Alarm>,
    /// Waker for the transport.
    transport_waker: Waker,
    /// Waker for the alarm.
    alarm_waker: Waker,
}

#[derive(Debug, Default)]
struct Io {
    transport: Option<Box<dyn Transport>>,
    sending: Outgoing,
    /// Reason why sending failed. The connection ends after all bytes from the peer are read.
    send_error: Option<EndReason>,
    effects: Effects<Waker>,
}

impl Link {
    pub(crate) fn new(
        settings: Arc<Settings>,
        transport: Box<dyn Transport>,
        can_dial: bool,
    ) -> Arc<Self> {
        let max_descriptors = transport.max_descriptors();
        let engine = Engine::new(settings, can_dial, max_descriptors, Instant::now());
        let io = Io {
            transport: Some(transport),
            ..Io::default()
        };
        let link = Arc::new_cyclic(|link: &Weak<Self>| Self {
            engine: Mutex::new(engine),
            io: Mutex::new(io),
            io_requested: AtomicBool::new(false),
            force_receive: AtomicBool::new(false),
            alarm: Mutex::new(Alarm::default()),
            transport_waker: Arc::new(TransportWaker(Weak::clone(link))).into(),
            alarm_waker: Arc::new(AlarmWaker(Weak::clone(link))).into(),
        });
        link.set_alarm();
        link
    }

    /// Passes an input to the engine, and runs the effects.
    pub(crate) fn update<T>(
        &self,
        input: impl FnOnce(&mut Engine<Waker>, &mut Effects<Waker>) -> T,
    ) -> T {
        let mut effects = Effects::default();
        let result = input(&mut self.engine(), &mut effects);
        self.run_effects(effects);
        result
    }

    /// Queries the state of the engine.
    pub(crate) fn query<T>(&self, question: impl FnOnce(&Engine<Waker>) -> T) -> T {
        question(&self.engine())
    }

    fn engine(&self) -> MutexGuard<'_, Engine<Waker>> {
        // No foreign code runs under this lock, and the engine does not panic.
        self.engine.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs the effects of an input. The engine must not be locked.
    fn run_effects(&self, effects: Effects<Waker>) {
        let Effects {
            wake,
            drop_later,
            alarm,
        } = effects;
        if alarm {
            self.set_alarm();
        }
        wake_all(wake);
        drop(drop_later);
    }

    fn set_alarm(&self) {
        let mut alarm = self.alarm.lock().unwrap_or_else(PoisonError::into_inner);
        // The time is queried under the lock of the alarm. An older time can therefore not replace a newer time.
        match self.query(Engine::alarm_at) {
            Some(at) => alarm.set(at, &self.alarm_waker),
            None => alarm.clear(),
        }
    }

    /// Continues the session on a new connection.
    pub(crate) fn connected(&self, transport: Box<dyn Transport>) {
        let mut io = self.io.lock().unwrap_or_else(PoisonError::into_inner);
        io.close();
        let mut effects = Effects::default();
        let max_descriptors = transport.max_descriptors();
        let is_wanted = self
            .engine()
            .connected(max_descriptors, Instant::now(), &mut effects);
        io.transport = is_wanted.then_some(transport);
        drop(io);
        self.run_effects(effects);
    }

    /// Ends the session, unless it has already ended, and closes the connection.
    pub(crate) fn end(&self, reason: EndReason) {
        self.update(|engine, effects| engine.end(reason, effects));
        self.move_bytes();
    }

    /// Returns the next task of the driver.
    pub(crate) fn driver_task(&self) -> DriverTask {
        self.engine().driver_task(Instant::now())
    }

    /// Moves bytes until no more bytes can be moved. Returns true if bytes remain because the maximum number of rounds
    /// is reached.
    pub(crate) fn move_bytes(&self) -> bool {
        let mut rounds = 0;
        self.io_requested.store(true, Ordering::SeqCst);
        while self.io_requested.load(Ordering::SeqCst) {
            let mut io = match self.io.try_lock() {
                Ok(io) => io,
                Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                Err(TryLockError::WouldBlock) => return false,
            };
            self.io_requested.store(false, Ordering::SeqCst);
            // The time is needed in each round: another thread may have requested I/O because an action is due by now.
            let now = Instant::now();
            rounds += 1;
            let is_last = rounds >= MAX_ROUNDS && self.is_last_round(rounds, now);
            let moved = self.run_round(&mut io, now, is_last);
            let effects = std::mem::take(&mut io.effects);
            drop(io);
            self.run_effects(effects);
            if moved {
                if is_last {
                    return true;
                }
                self.io_requested.store(true, Ordering::SeqCst);
            }
        }
        false
    }

    /// Whether to stop after [`MAX_ROUNDS`]. While an action is due, up to [`MAX_DUE_ROUNDS`] rounds run, because a
    /// deadline may end a call only after all bytes that arrived before the deadline have been read.
    fn is_last_round(&self, rounds: usize, now: Instant) -> bool {
        rounds >= MAX_DUE_ROUNDS || !self.query(|engine| engine.is_due(now))
    }

    /// Moves bytes, and makes the transport read from the system. A waiter with a passed deadline needs all bytes that
    /// have arrived.
    pub(crate) fn move_all_bytes(&self) {
        self.force_receive.store(true, Ordering::SeqCst);
        self.move_bytes_as_caller();
    }

    /// Like [`move_bytes`](Self::move_bytes), but wakes the driver if bytes remain.
    pub(crate) fn move_bytes_as_caller(&self) {
        if self.move_bytes() {
            self.update(Engine::wake_driver);
        }
    }

    /// Runs one round of sending and receiving. Returns true if bytes were received, so that more bytes may follow.
    fn run_round(&self, io: &mut Io, now: Instant, is_last: bool) -> bool {
        let mut cx = Context::from_waker(&self.transport_waker);
        let Some(is_due) = self.fill_send_buffer(io, now, false) else {
            return false;
        };
        io.send(&mut cx);
        let Some(transport) = &mut io.transport else {
            return false;
        };
        if is_due || self.force_receive.swap(false, Ordering::SeqCst) {
            // Bytes may have arrived without a notice, for example while this process was stopped. They count before a
            // deadline.
            transport.force_receive();
        }
        let (effects, mut invalid) = (&mut io.effects, None);
        let received = transport.poll_receive(&mut cx, &mut |frame| {
            if invalid.is_none() {
                invalid = self.engine().receive_frame(frame, now, effects).err();
            }
        });
        let moved = received.is_ready();
        let reason = match received {
            _ if invalid.is_some() => invalid,
            Poll::Ready(Ok(true)) => None,
            Poll::Ready(Ok(false)) => Some(EndReason::Eof),
            Poll::Ready(Err(error)) => Some(end_reason(error)),
            Poll::Pending => io.send_error.take(),
        };
        if let Some(reason) = reason {
            let is_written = io.sending.is_empty();
            self.engine()
                .disconnected(reason, is_written, now, &mut io.effects);
        }
        // Replies and ended calls allow queued commands to be sent. The commands are sent before callers are woken,
        // because waking a thread takes about as long as a reply of the peer.
        if self.fill_send_buffer(io, now, !moved || is_last).is_some() {
            io.send(&mut cx);
        }
        moved
    }

    /// Fills the send buffer. Returns whether an action is due. Without a connection, closes the transport and returns
    /// `None`.
    ///
    /// `is_drained` is true if all arrived bytes are read. Only then may a deadline end a call.
    fn fill_send_buffer(&self, io: &mut Io, now: Instant, is_drained: bool) -> Option<bool> {
        let mut engine = self.engine();
        let is_due = engine.is_due(now);
        if is_due && (is_drained || io.transport.is_none()) {
            engine.run_due(now, &mut io.effects);
        }
        let is_connected = engine.take_output(&mut io.sending, now, &mut io.effects);
        drop(engine);
        if !is_connected {
            io.close();
        }
        is_connected.then_some(is_due)
    }
}

impl Io {
    /// Sends as many bytes as the transport accepts now.
    fn send(&mut self, cx: &mut Context<'_>) {
        if self.send_error.is_none()
            && let Some(transport) = &mut self.transport
            && let Poll::Ready(Err(error)) = transport.poll_send(cx, &mut self.sending)
        {
            self.send_error = Some(end_reason(error));
        }
    }

    /// Closes the connection.
    fn close(&mut self) {
        self.transport = None;
        self.sending = Outgoing::default();
        self.send_error = None;
    }
}

/// Converts an error of the transport to the reason why the connection ended. Two kinds of error mean that the peer
/// closed the connection.
fn end_reason(error: io::Error) -> EndReason {
    match error.kind() {
        io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset => EndReason::Eof,
        _ => EndReason::from(error),
    }
}

/// Wakes all wakers. If a waker panics, the other wakers are still woken and the session continues.
fn wake_all(wakers: Vec<Waker>) {
    for waker in wakers {
        if catch_unwind(AssertUnwindSafe(|| waker.wake())).is_err() {
            log::error!("a waker panicked; the session continues");
        }
    }
}

/// Waker for the transport: wakes the reader.
struct TransportWaker(Weak<Link>);

impl Wake for TransportWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if let Some(link) = self.0.upgrade() {
            link.update(|engine, effects| engine.io_ready(Instant::now, effects));
        }
    }
}

/// Waker for the alarm: wakes the callers and waiters that have a due action.
struct AlarmWaker(Weak<Link>);

impl Wake for AlarmWaker {
    fn wake(self: Arc<Self>) {
        if let Some(link) = self.0.upgrade() {
            link.update(|engine, effects| engine.handle_alarm(Instant::now(), effects));
        }
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let engine = self.engine();
        f.debug_struct("Session")
            .field("version", &format_args!("{}", engine.greeting().version))
            .field("ready", &engine.is_ready())
            .field("ended", &engine.end_reason())
            .finish_non_exhaustive()
    }
}
