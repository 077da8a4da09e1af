//! What handles, calls, streams and the driver of one session share.
//!
//! Two locks. `core` is held for moments, and no foreign code runs under it. `io` is held by whoever moves bytes: the
//! driver, or a caller that would otherwise wait for it. Neither is ever held across an await. Order: `io`, then `core`.

use std::fmt;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError, Weak};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use crate::error::EndReason;
use crate::protocol::{Frame, Greeting, Outgoing, Router, Rules};
use crate::session::leader::{self, Leader};
use crate::session::reconnect::is_worth_it;
use crate::session::subscribers::{Published, Subscribers};
use crate::transport::Transport;

/// How many rounds of sending and receiving before others get their turn.
const ROUNDS: usize = 32;

/// One session.
pub(crate) struct Shared {
    core: Mutex<Core>,
    io: Mutex<Io>,
    /// Someone wants bytes to be moved; whoever holds `io` looks again before it leaves.
    again: AtomicBool,
    /// That of the connection which was ready last.
    greeting: Mutex<Arc<Greeting>>,
    /// What the transport wakes.
    on_io: Waker,
    pub(super) on_tick: Waker,
}

/// The state behind the short lock.
pub(crate) struct Core {
    pub(crate) router: Router<Waker>,
    pub(crate) subscribers: Subscribers,
    pub(crate) ended: Option<EndReason>,
    /// The connection is lost, and the driver looks for another one.
    pub(crate) lost: Option<EndReason>,
    /// Whether to look for another one.
    keeping: Keeping,
    /// The peer has taken commands, on this connection or a former one.
    pub(crate) was_ready: bool,
    /// Subscribers are still to be told that they may have missed something.
    gap: Option<EndReason>,
    /// No new commands: the session closes once what it has is done.
    pub(crate) closing: bool,
    pub(crate) max_descriptors: usize,
    /// Woken when the session is ready, idle while closing, or has ended.
    watchers: Vec<Waker>,
    driver: Option<Waker>,
    driver_woken: bool,
    /// Since when the peer owes replies without having sent one.
    owing: Option<Instant>,
    /// Bytes were taken to be sent and have not left yet.
    sending: bool,
    pub(super) leader: Leader,
    #[cfg(feature = "tracing")]
    pub(super) departures: super::trace::Departures,
}

/// What becomes of a session whose connection is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keeping {
    /// It ends.
    Never,
    /// It finds another connection, if it was ready once.
    OnceReady,
    /// It finds another connection.
    Always,
}

#[derive(Default)]
struct Io {
    transport: Option<Box<dyn Transport>>,
    sending: Outgoing,
    /// Nothing can be sent any more. The connection ends when all is read that the peer has said.
    mute: Option<EndReason>,
    wake: Vec<Waker>,
}

impl Shared {
    pub(crate) fn new(
        transport: Box<dyn Transport>,
        rules: Rules,
        keeping: Keeping,
        history: usize,
    ) -> Arc<Self> {
        let router = Router::new(rules);
        let core = Core {
            was_ready: router.is_ready(),
            router,
            subscribers: Subscribers::new(history),
            ended: None,
            lost: None,
            keeping,
            gap: None,
            closing: false,
            max_descriptors: transport.max_descriptors(),
            watchers: Vec::new(),
            driver: None,
            driver_woken: false,
            owing: None,
            sending: false,
            leader: Leader::default(),
            #[cfg(feature = "tracing")]
            departures: super::trace::Departures::default(),
        };
        let io = Io {
            transport: Some(transport),
            ..Io::default()
        };
        Arc::new_cyclic(|weak: &Weak<Self>| Self {
            core: Mutex::new(core),
            io: Mutex::new(io),
            again: AtomicBool::new(false),
            greeting: Mutex::default(),
            on_io: leader::on_io(weak),
            on_tick: leader::on_tick(weak),
        })
    }

    pub(crate) fn core(&self) -> MutexGuard<'_, Core> {
        // No foreign code runs under this lock, and the own code does not panic.
        self.core.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn greeting(&self) -> Arc<Greeting> {
        Arc::clone(&self.greeting.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Goes on with a new connection.
    pub(crate) fn resume(&self, transport: Box<dyn Transport>) {
        let mut io = self.io.lock().unwrap_or_else(PoisonError::into_inner);
        io.close();
        let mut core = self.core();
        core.max_descriptors = transport.max_descriptors();
        core.lost = None;
        core.router.start();
        io.transport = Some(transport);
        // A peer without greeting takes commands at once.
        if core.router.is_ready() {
            let mut wake = std::mem::take(&mut core.watchers);
            core.tell_gap(&mut wake);
            drop(core);
            drop(io);
            wake.into_iter().for_each(Waker::wake);
        }
    }

    /// Ends a session that has looked for a new connection in vain.
    pub(crate) fn give_up(&self, reason: EndReason) {
        self.core().keeping = Keeping::Never;
        self.end(reason);
    }

    /// Moves bytes until nothing moves any more. True if it stopped for fairness and wants to go on.
    pub(crate) fn drive(&self) -> bool {
        let mut rounds = 0;
        self.again.store(true, Ordering::SeqCst);
        while self.again.load(Ordering::SeqCst) {
            let mut io = match self.io.try_lock() {
                Ok(io) => io,
                Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                // Whoever holds it looks at `again` once more after it has let go.
                Err(TryLockError::WouldBlock) => return false,
            };
            self.again.store(false, Ordering::SeqCst);
            let moved = self.step(&mut io);
            let mut wake = std::mem::take(&mut io.wake);
            drop(io);
            wake.drain(..).for_each(Waker::wake);
            if moved {
                rounds += 1;
                if rounds >= ROUNDS {
                    return true;
                }
                self.again.store(true, Ordering::SeqCst);
            }
        }
        false
    }

    /// As `drive`, for those who do not come back: the driver goes on.
    pub(crate) fn drive_for_driver(&self) {
        if self.drive() {
            self.wake_driver();
        }
    }

    /// One round of sending and receiving. True if something moved, so that more may follow.
    fn step(&self, io: &mut Io) -> bool {
        let mut cx = Context::from_waker(&self.on_io);
        if io.transport.is_none() {
            return false;
        }
        if self.core().is_over_for(&mut io.sending) {
            io.close();
            return false;
        }
        io.send(&mut cx);
        let Some(carrier) = &mut io.transport else {
            return false;
        };
        let mut broken = None;
        let received = carrier.poll_receive(&mut cx, &mut |frame| {
            if broken.is_none() {
                broken = self.receive(frame, &mut io.wake).err();
            }
        });
        let moved = received.is_ready();
        let reason = match received {
            _ if broken.is_some() => broken,
            Poll::Ready(Ok(true)) => None,
            Poll::Ready(Ok(false)) => Some(EndReason::Eof),
            Poll::Ready(Err(error)) => Some(end_of(error)),
            Poll::Pending => io.mute.take(),
        };
        let mut core = self.core();
        if moved
            && reason.is_none()
            && core.router.has_output()
            && !core.is_over_for(&mut io.sending)
        {
            // What the replies have made room for leaves before their callers are woken: to wake a thread takes about as
            // long as the peer takes to answer.
            drop(core);
            io.send(&mut cx);
            core = self.core();
        }
        core.sending = !io.sending.is_empty();
        core.watch(&mut io.wake);
        if let Some(reason) = reason {
            core.end(reason, &mut io.wake);
        }
        moved || core.ended.is_some() || core.lost.is_some()
    }

    /// Takes one frame from the peer.
    fn receive(&self, frame: Frame<'_>, wake: &mut Vec<Waker>) -> Result<(), EndReason> {
        let mut core = self.core();
        let (was_ready, answered) = (core.router.is_ready(), core.router.answered());
        let happened = core.router.receive(frame, wake)?;
        if core.router.answered() != answered {
            core.owing = core.router.awaits_reply().then(Instant::now);
        }
        let is_ready = core.router.is_ready();
        if happened.is_some() || is_ready {
            core.tell_gap(wake);
        }
        if let Some(happened) = happened
            && core.subscribers.wants(&happened.name)
        {
            let event = Arc::new(Published {
                name: happened.name.as_ref().into(),
                data: happened.data.map(ToOwned::to_owned),
                timestamp: happened.timestamp,
            });
            core.subscribers.publish(&event, wake);
        }
        if !was_ready && is_ready {
            core.was_ready = true;
            if let Some(greeting) = core.router.greeting() {
                let greeting = Arc::new(greeting.clone());
                *self.greeting.lock().unwrap_or_else(PoisonError::into_inner) = greeting;
            }
            wake.append(&mut core.watchers);
        }
        Ok(())
    }

    /// Ends the session, unless it has ended, and closes the connection.
    pub(crate) fn end(&self, reason: EndReason) {
        let mut wake = Vec::new();
        self.core().end(reason, &mut wake);
        self.drive();
        wake.drain(..).for_each(Waker::wake);
    }

    /// The driver is polled: it is to be woken from now on.
    pub(crate) fn attend(&self, cx: &Context<'_>) {
        let waker = cx.waker().clone();
        let mut core = self.core();
        core.driver_woken = false;
        let former = core.driver.replace(waker);
        drop(core);
        // Not under the lock: it may be the last to hold a task.
        drop(former);
    }

    /// Wakes the driver, once until it comes.
    pub(crate) fn wake_driver(&self) {
        let waker = self.core().driver_to_wake();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl Io {
    /// Sends what can be sent now.
    fn send(&mut self, cx: &mut Context<'_>) {
        if self.mute.is_none()
            && let Some(carrier) = &mut self.transport
            && let Poll::Ready(Err(error)) = carrier.poll_send(cx, &mut self.sending)
        {
            self.mute = Some(end_of(error));
        }
    }

    /// Closes the connection.
    fn close(&mut self) {
        self.transport = None;
        self.sending = Outgoing::default();
        self.mute = None;
    }
}

impl Core {
    fn end(&mut self, reason: EndReason, wake: &mut Vec<Waker>) {
        if self.ended.is_some() {
            return;
        }
        if self.keeps_on_after(&reason) {
            self.lose(reason, wake);
            return;
        }
        log::debug!("session ended: {reason}");
        self.router.end(!reason.is_local(), wake);
        self.subscribers.close(&reason, wake);
        wake.append(&mut self.watchers);
        wake.extend(self.driver_to_wake());
        self.ended = Some(reason);
    }

    /// Events may be missing here, if the connection is a new one.
    fn tell_gap(&mut self, wake: &mut Vec<Waker>) {
        if let Some(reason) = self.gap.take() {
            self.subscribers.gap(&reason, wake);
        }
    }

    fn keeps_on_after(&self, reason: &EndReason) -> bool {
        let keeps = match self.keeping {
            Keeping::Never => false,
            Keeping::OnceReady => self.was_ready,
            Keeping::Always => true,
        };
        keeps && !self.closing && is_worth_it(reason)
    }

    /// The connection has ended, but not the session.
    fn lose(&mut self, reason: EndReason, wake: &mut Vec<Waker>) {
        if self.lost.is_some() {
            return;
        }
        log::debug!("connection lost: {reason}");
        self.router.lose(&reason, wake);
        if self.was_ready {
            self.gap.get_or_insert_with(|| reason.clone());
        }
        self.owing = None;
        wake.extend(self.driver_to_wake());
        self.lost = Some(reason);
    }

    /// The driver's waker, unless it was woken and has not come yet.
    pub(crate) fn driver_to_wake(&mut self) -> Option<Waker> {
        if std::mem::replace(&mut self.driver_woken, true) {
            return None;
        }
        self.driver.clone()
    }

    /// Fills `sending`, which is about to be written. True if the session has ended and nothing is to be written.
    fn is_over_for(&mut self, sending: &mut Outgoing) -> bool {
        if sending.is_empty() {
            self.router.take_output(sending);
        }
        #[cfg(feature = "tracing")]
        self.departures.left(self.router.take_left());
        self.sending = !sending.is_empty();
        self.ended.is_some() || self.lost.is_some()
    }

    /// True if everything was written and answered.
    pub(crate) fn is_idle(&self) -> bool {
        !self.sending && self.router.is_idle()
    }

    fn watch(&mut self, wake: &mut Vec<Waker>) {
        if self.closing && self.is_idle() {
            wake.append(&mut self.watchers);
        }
    }

    /// Is to be woken when the session is ready, idle while closing, or has ended.
    pub(crate) fn add_watcher(&mut self, waker: &Waker) {
        if !self.watchers.iter().any(|own| own.will_wake(waker)) {
            self.watchers.push(waker.clone());
        }
    }

    /// A command is about to be submitted.
    pub(crate) fn note_sending(&mut self) {
        if self.owing.is_none() {
            self.owing = Some(Instant::now());
        }
    }

    /// How long the peer has owed a reply without sending one.
    pub(crate) fn owing(&self) -> Option<Duration> {
        self.owing
            .filter(|_| self.router.awaits_reply())
            .map(|since| since.elapsed())
    }

    /// Why no command can be sent any more.
    pub(crate) fn lost(&self) -> Option<EndReason> {
        let closing = self.closing.then_some(EndReason::Closed);
        self.ended.clone().or(closing)
    }
}

/// Why a connection ended that fails like this. A peer that goes shows in several ways.
fn end_of(error: io::Error) -> EndReason {
    match error.kind() {
        io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset => EndReason::Eof,
        _ => EndReason::from(error),
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let core = self.core();
        f.debug_struct("Session")
            .field("version", &format_args!("{}", self.greeting().version))
            .field("ready", &core.router.is_ready())
            .field("ended", &core.ended)
            .finish_non_exhaustive()
    }
}
