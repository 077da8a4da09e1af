//! The link: moves bytes between the engine and the transport, and runs the effects. It has all locks of a session.
//!
//! The three locks are taken in this order: `io`, `alarm`, `engine`. No lock is held across an await. The engine is
//! locked only for short moments, and no foreign code runs under its lock: [`Link::run`] wakes and drops wakers after
//! unlocking. The side that moves bytes holds `io`. A side that finds `io` locked sets `again` and returns. The holder
//! checks `again` after unlocking.

use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError, TryLockError, Weak};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Instant;

use super::engine::{Duty, Effects, Engine};
#[cfg(all(test, qapi_model))]
use super::model::Alarm;
use super::settings::Settings;
use crate::error::EndReason;
use crate::protocol::Outgoing;
use crate::sync::{AtomicBool, Mutex, MutexGuard};
#[cfg(not(all(test, qapi_model)))]
use crate::time::Alarm;
use crate::transport::Transport;

/// Rounds of sending and receiving before other tasks get their turn.
const ROUNDS: usize = 32;

/// The same while something is due: 16 MiB, more than the buffers of a socket hold.
const DUE_ROUNDS: usize = 256;

/// An engine and its transport.
pub(crate) struct Link {
    engine: Mutex<Engine<Waker>>,
    io: Mutex<Io>,
    /// Set when I/O is requested while `io` is locked; the holder checks it after unlocking.
    again: AtomicBool,
    /// Set when the transport is to be looked at itself, whatever is known of it.
    look_again: AtomicBool,
    alarm: Mutex<Alarm>,
    /// Waker for the transport.
    on_io: Waker,
    /// Waker for the alarm.
    on_alarm: Waker,
}

#[derive(Debug, Default)]
struct Io {
    transport: Option<Box<dyn Transport>>,
    sending: Outgoing,
    /// Reason why sending has failed. The connection ends after everything that the peer has sent is read.
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
            again: AtomicBool::new(false),
            look_again: AtomicBool::new(false),
            alarm: Mutex::new(Alarm::default()),
            on_io: Arc::new(OnIo(Weak::clone(link))).into(),
            on_alarm: Arc::new(OnAlarm(Weak::clone(link))).into(),
        });
        link.set_alarm();
        link
    }

    /// Gives the engine an input, and runs the effects.
    pub(crate) fn with<T>(
        &self,
        input: impl FnOnce(&mut Engine<Waker>, &mut Effects<Waker>) -> T,
    ) -> T {
        let mut effects = Effects::default();
        let result = input(&mut self.engine(), &mut effects);
        self.run(effects);
        result
    }

    /// Reads the state of the engine.
    pub(crate) fn read<T>(&self, question: impl FnOnce(&Engine<Waker>) -> T) -> T {
        question(&self.engine())
    }

    fn engine(&self) -> MutexGuard<'_, Engine<Waker>> {
        // No foreign code runs under this lock, and the engine does not panic.
        self.engine.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs the effects of an input. The engine must not be locked.
    fn run(&self, effects: Effects<Waker>) {
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
        // The time is read under the lock of the alarm, so that an older time never replaces a newer time.
        match self.read(Engine::alarm_at) {
            Some(at) => alarm.set(at, &self.on_alarm),
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
        self.run(effects);
    }

    /// Ends the session, unless it has already ended, and closes the connection.
    pub(crate) fn end(&self, reason: EndReason) {
        self.with(|engine, effects| engine.end(reason, effects));
        self.drive();
    }

    /// Returns the task of the driver.
    pub(crate) fn duty(&self) -> Duty {
        self.engine().duty(Instant::now())
    }

    /// Moves bytes until none can be moved. True if work remains, because other tasks must get their turn.
    pub(crate) fn drive(&self) -> bool {
        let mut rounds = 0;
        self.again.store(true, Ordering::SeqCst);
        while self.again.load(Ordering::SeqCst) {
            let mut io = match self.io.try_lock() {
                Ok(io) => io,
                Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                Err(TryLockError::WouldBlock) => return false,
            };
            self.again.store(false, Ordering::SeqCst);
            // Read anew in each round: somebody else may have asked because something is due by now.
            let now = Instant::now();
            rounds += 1;
            let is_last = rounds >= ROUNDS && self.is_last(rounds, now);
            let moved = self.step(&mut io, now, is_last);
            let effects = std::mem::take(&mut io.effects);
            drop(io);
            self.run(effects);
            if moved {
                if is_last {
                    return true;
                }
                self.again.store(true, Ordering::SeqCst);
            }
        }
        false
    }

    /// Whether this round is the last one before others get their turn. A deadline ends a call only after everything was
    /// read that had arrived by then, so that rounds go on until more was read than sockets hold.
    fn is_last(&self, rounds: usize, now: Instant) -> bool {
        rounds >= DUE_ROUNDS || !self.read(|engine| engine.is_due(now))
    }

    /// Moves bytes after a look at the transport itself, whatever is known of it: for a waiter whose own deadline passed.
    pub(crate) fn drive_to_the_end(&self) {
        self.look_again.store(true, Ordering::SeqCst);
        self.drive_as_caller();
    }

    /// Like [`drive`](Self::drive), but wakes the driver if work remains.
    pub(crate) fn drive_as_caller(&self) {
        if self.drive() {
            self.with(Engine::wake_driver);
        }
    }

    /// Runs one round of sending and receiving. True if something was received, so that more may follow.
    fn step(&self, io: &mut Io, now: Instant, is_last: bool) -> bool {
        let mut cx = Context::from_waker(&self.on_io);
        let Some(is_due) = self.fill(io, now, false) else {
            return false;
        };
        io.send(&mut cx);
        let Some(transport) = &mut io.transport else {
            return false;
        };
        if is_due || self.look_again.swap(false, Ordering::SeqCst) {
            // Bytes may have arrived without a notice yet, as after a stop of this process. They count before a
            // deadline.
            transport.look_again();
        }
        let (effects, mut invalid) = (&mut io.effects, None);
        let received = transport.poll_receive(&mut cx, &mut |frame| {
            if invalid.is_none() {
                invalid = self.engine().frame(frame, now, effects).err();
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
        // Replies and deadlines make room for further commands. These are sent before callers are woken: waking a
        // thread takes about as long as the peer takes to reply.
        if self.fill(io, now, !moved || is_last).is_some() {
            io.send(&mut cx);
        }
        moved
    }

    /// Fills the send buffer. Returns whether an action is due; `None` if there is no connection, and then the transport is
    /// closed.
    ///
    /// `is_drained` is true if everything that has arrived was read: only then may a deadline end a call.
    fn fill(&self, io: &mut Io, now: Instant, is_drained: bool) -> Option<bool> {
        let mut engine = self.engine();
        let is_due = engine.is_due(now);
        if is_due && (is_drained || io.transport.is_none()) {
            engine.run_due(now, &mut io.effects);
        }
        let is_connected = engine.output(&mut io.sending, now, &mut io.effects);
        drop(engine);
        if !is_connected {
            io.close();
        }
        is_connected.then_some(is_due)
    }
}

impl Io {
    /// Sends as much as the transport takes now.
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

/// Reason for the end of a connection that failed with `error`. Several errors mean that the peer closed the
/// connection.
fn end_reason(error: io::Error) -> EndReason {
    match error.kind() {
        io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset => EndReason::Eof,
        _ => EndReason::from(error),
    }
}

/// Wakes all wakers. A waker that panics harms neither the other wakers nor the session.
fn wake_all(wakers: Vec<Waker>) {
    for waker in wakers {
        if catch_unwind(AssertUnwindSafe(|| waker.wake())).is_err() {
            log::error!("a waker panicked; the session goes on");
        }
    }
}

/// Waker for the transport: wakes the side that reads.
struct OnIo(Weak<Link>);

impl Wake for OnIo {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if let Some(link) = self.0.upgrade() {
            link.with(|engine, effects| engine.io_ready(Instant::now, effects));
        }
    }
}

/// Waker for the alarm: wakes the waiters for which something is due.
struct OnAlarm(Weak<Link>);

impl Wake for OnAlarm {
    fn wake(self: Arc<Self>) {
        if let Some(link) = self.0.upgrade() {
            link.with(|engine, effects| engine.ring(Instant::now(), effects));
        }
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let engine = self.engine();
        f.debug_struct("Session")
            .field("version", &format_args!("{}", engine.greeting().version))
            .field("ready", &engine.is_ready())
            .field("ended", &engine.ended())
            .finish_non_exhaustive()
    }
}
