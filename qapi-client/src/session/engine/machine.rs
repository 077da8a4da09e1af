//! The engine: its state, and the inputs from the driver, the connection, the handles and the clock.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::deadlines::Deadlines;
use super::effects::{Effects, Token};
use super::lifecycle::{Attempt, Lifecycle};
use super::outage::Outage;
use super::reader::ReaderRole;
use crate::error::EndReason;
use crate::protocol::{Frame, Greeting, Outgoing, Router, next_random};
use crate::session::events::Subscribers;
use crate::session::settings::Settings;
use crate::wakers::Wakers;

/// Time to wait for the reply to the first synchronisation before the synchronisation is repeated.
const FIRST_SYNC_WAIT: Duration = Duration::from_secs(1);

/// State machine of one session; `W` wakes a waiter.
#[derive(Debug)]
pub(crate) struct Engine<W> {
    pub(super) settings: Arc<Settings>,
    pub(super) router: Router<W>,
    pub(super) subscribers: Subscribers<W>,
    pub(super) lifecycle: Lifecycle,
    pub(super) deadlines: Deadlines,
    pub(super) reader_role: ReaderRole,
    /// Waiters for a change of the lifecycle, or for the reply to a probe.
    pub(super) waiters: Wakers<W>,
    driver: Option<W>,
    /// True if the session reconnects when its connection is lost.
    reconnects: bool,
    /// Greeting of the latest connection that became ready.
    greeting: Arc<Greeting>,
    /// True after the peer has accepted commands, on this connection or on an earlier connection.
    was_ready: bool,
    outage: Option<Outage>,
    /// Reason of a gap that is not yet in the streams: events may be missing.
    gap: Option<EndReason>,
    /// Time at which the synchronisation is repeated, and the length of this wait; `None` if the agent has replied.
    pub(super) sync: Option<(Instant, Duration)>,
    /// Id of the unanswered probe; `None` if there is no such probe.
    pub(super) probe: Option<u64>,
    /// Number of messages received.
    pub(super) messages_received: u64,
    /// True if the transport has not taken all bytes of the previous output.
    pub(super) is_blocked: bool,
    pub(super) max_descriptors: usize,
    /// Time at which the alarm rings; `None` for never.
    pub(super) alarm_at: Option<Instant>,
    seed: u64,
}

/// Task that the driver must do next.
#[derive(Debug)]
pub(crate) enum DriverTask {
    /// Move bytes.
    MoveBytes,
    /// Start an attempt to connect with this time limit.
    StartDial(Duration),
    /// Poll the attempt to connect.
    PollDial,
    /// Stop, because the session has ended.
    Stop(EndReason),
}

impl<W: Token> Engine<W> {
    /// Starts a session on its first connection, which carries at most `max_descriptors` with one message.
    ///
    /// The session reconnects if `can_dial` is true and the settings have a policy.
    pub(crate) fn new(
        settings: Arc<Settings>,
        can_dial: bool,
        max_descriptors: usize,
        now: Instant,
    ) -> Self {
        let router_settings = settings.router_settings();
        let seed = router_settings.seed;
        let mut engine = Self {
            router: Router::new(router_settings),
            subscribers: Subscribers::new(settings.event_queue, settings.event_history),
            lifecycle: Lifecycle::Ended(EndReason::Closed),
            deadlines: Deadlines::default(),
            reader_role: ReaderRole::new(),
            waiters: Wakers::default(),
            driver: None,
            reconnects: can_dial && settings.reconnect.is_some(),
            greeting: Arc::default(),
            was_ready: false,
            outage: None,
            gap: None,
            sync: None,
            probe: None,
            messages_received: 0,
            is_blocked: false,
            max_descriptors: 0,
            alarm_at: None,
            seed,
            settings,
        };
        engine.start_handshake(max_descriptors, now, &mut Effects::default());
        engine
    }

    // Inputs from the driver.

    /// Stores the waker of the driver. The driver calls this at each poll.
    pub(crate) fn register_driver(&mut self, waker: &W, fx: &mut Effects<W>) {
        fx.drop_later.extend(self.driver.replace(waker.clone()));
    }

    /// Returns the next task of the driver.
    pub(crate) fn driver_task(&mut self, now: Instant) -> DriverTask {
        match &mut self.lifecycle {
            Lifecycle::Ended(reason) => DriverTask::Stop(reason.clone()),
            Lifecycle::Reconnecting(attempt @ Attempt::Due) => {
                *attempt = Attempt::Dialing;
                let limit = self.settings.greeting_deadline;
                let outage = self.outage.as_ref();
                DriverTask::StartDial(outage.map_or(limit, |outage| outage.time_left(now, limit)))
            }
            Lifecycle::Reconnecting(Attempt::Dialing) => DriverTask::PollDial,
            _ => DriverTask::MoveBytes,
        }
    }

    /// Starts the handshake on a new connection. Returns false if the session has ended while the dialer was
    /// connecting.
    pub(crate) fn connected(
        &mut self,
        max_descriptors: usize,
        now: Instant,
        fx: &mut Effects<W>,
    ) -> bool {
        let is_wanted = matches!(self.lifecycle, Lifecycle::Reconnecting(_));
        if is_wanted {
            self.start_handshake(max_descriptors, now, fx);
        }
        is_wanted
    }

    fn start_handshake(&mut self, max_descriptors: usize, now: Instant, fx: &mut Effects<W>) {
        self.max_descriptors = max_descriptors;
        let limit = self.settings.greeting_deadline;
        let outage = self.outage.as_ref();
        let limit = outage.map_or(limit, |outage| outage.time_left(now, limit));
        let deadline = now.checked_add(limit).unwrap_or(now);
        self.lifecycle = Lifecycle::Handshaking { deadline, limit };
        self.schedule(deadline, fx);
        self.router.start_handshake();
        if self.router.is_ready() {
            self.became_ready(now, fx);
        }
    }

    /// Records a failed attempt to connect, and plans the next attempt.
    pub(crate) fn dial_failed(&mut self, reason: EndReason, now: Instant, fx: &mut Effects<W>) {
        if matches!(self.lifecycle, Lifecycle::Reconnecting(_)) {
            self.outage
                .iter_mut()
                .for_each(|outage| outage.record_failure(reason.clone()));
            self.plan_attempt(reason, now, fx);
        }
    }

    // Inputs from the connection.

    /// Moves the output into `empty`, unless this buffer still holds bytes. Returns false if there is no connection.
    pub(crate) fn take_output(
        &mut self,
        empty: &mut Outgoing,
        now: Instant,
        fx: &mut Effects<W>,
    ) -> bool {
        if !self.lifecycle.is_connected() {
            return false;
        }
        self.plan_sync_repeat(now, fx);
        self.is_blocked = !empty.is_empty();
        if !self.is_blocked {
            self.router.take_output(empty, now);
        }
        true
    }

    /// Whether there are bytes to send.
    pub(crate) fn has_output(&self) -> bool {
        self.lifecycle.is_connected() && self.router.has_output()
    }

    /// Wakes the reader, because the transport is readable or writable.
    pub(crate) fn io_ready(&mut self, now: impl FnOnce() -> Instant, fx: &mut Effects<W>) {
        let Some(id) = self.reader_role.caller() else {
            return self.wake_driver(fx);
        };
        if let Some(at) = self.reader_role.record_wake(now) {
            self.schedule(at, fx);
        }
        let waker = self.router.pending_mut().waker(id);
        fx.wake.extend(waker.and_then(|waker| waker.clone()));
    }

    /// Takes one frame from the peer.
    ///
    /// # Errors
    /// The peer broke the protocol, so that the connection must end.
    pub(crate) fn receive_frame(
        &mut self,
        frame: Frame<'_>,
        now: Instant,
        fx: &mut Effects<W>,
    ) -> Result<(), EndReason> {
        if !self.lifecycle.is_connected() {
            return Ok(());
        }
        self.messages_received += 1;
        let was_ready = self.router.is_ready();
        let event = self.router.receive(frame, &mut fx.wake)?;
        if self.router.is_ready() && !was_ready {
            self.became_ready(now, fx);
        }
        if let Some(event) = event {
            self.publish_gap(fx);
            self.subscribers.publish(event, &mut fx.wake);
        }
        self.forget_answered_probe(fx);
        self.end_if_closed(fx);
        Ok(())
    }

    /// Handles the end of the connection. The session then reconnects or ends. `is_written` is false if bytes of
    /// commands are still in the link. The peer cannot have run these commands.
    pub(crate) fn disconnected(
        &mut self,
        reason: EndReason,
        is_written: bool,
        now: Instant,
        fx: &mut Effects<W>,
    ) {
        if is_written && !reason.is_local() {
            self.router.assume_all_successes(&mut fx.wake);
        }
        let policy = self.settings.reconnect.as_ref();
        let from_the_start = policy.is_some_and(|policy| policy.is_from_the_start());
        let may_reconnect = match self.lifecycle {
            Lifecycle::Handshaking { .. } => self.was_ready || from_the_start,
            Lifecycle::Ready { .. } => true,
            Lifecycle::Closing { .. } => false,
            Lifecycle::Reconnecting(_) | Lifecycle::Ended(_) => return,
        };
        if self.reconnects && may_reconnect && !reason.is_local() {
            self.start_reconnecting(reason, now, fx);
        } else {
            self.end(reason, fx);
        }
    }

    // Inputs from handles.

    /// Stops accepting commands. The session ends with the last outstanding reply, or at the close deadline.
    pub(crate) fn close(&mut self, now: Instant, fx: &mut Effects<W>) {
        match self.lifecycle {
            Lifecycle::Handshaking { .. } | Lifecycle::Ready { .. } => {
                self.start_closing(EndReason::Closed, now, fx);
            }
            Lifecycle::Reconnecting(_) => self.end(EndReason::Closed, fx),
            Lifecycle::Closing { .. } | Lifecycle::Ended(_) => {}
        }
    }

    /// Ends the session, because the last handle was dropped.
    ///
    /// QEMU may crash if a connection ends before the reply to a command with descriptors, because the thread that
    /// reads and the thread that runs the command free the same memory. The session therefore waits for this reply. The
    /// session also sends the queued commands. Without a handle, these are commands of dropped guards.
    pub(crate) fn handles_dropped(&mut self, now: Instant, fx: &mut Effects<W>) {
        let has_descriptors = self.router.pending().wire_counts().descriptors > 0;
        let is_ready = matches!(self.lifecycle, Lifecycle::Ready { .. });
        if is_ready && (has_descriptors || self.router.has_queued()) {
            self.start_closing(EndReason::Dropped, now, fx);
        } else if !has_descriptors {
            self.end(EndReason::Dropped, fx);
        }
    }

    /// Stops accepting commands. The session ends for `reason` with the last outstanding reply, or at the close deadline.
    fn start_closing(&mut self, reason: EndReason, now: Instant, fx: &mut Effects<W>) {
        let until = now.checked_add(self.settings.close_deadline).unwrap_or(now);
        self.lifecycle = Lifecycle::Closing { until, reason };
        self.schedule(until, fx);
        self.wake_driver(fx);
        self.end_if_closed(fx);
    }

    /// Ends the session, unless it has already ended.
    pub(crate) fn end(&mut self, reason: EndReason, fx: &mut Effects<W>) {
        if matches!(self.lifecycle, Lifecycle::Ended(_)) {
            return;
        }
        log::debug!("session ended: {}", reason.for_log());
        self.router.end_all_calls(&reason, &mut fx.wake);
        self.subscribers.close(&reason, &mut fx.wake);
        self.deadlines.clear();
        self.probe = None;
        self.sync = None;
        let _ = self.reader_role.release();
        self.lifecycle = Lifecycle::Ended(reason);
        self.wake_waiters(fx);
        self.wake_driver(fx);
    }

    pub(crate) fn end_reason(&self) -> Option<&EndReason> {
        match &self.lifecycle {
            Lifecycle::Ended(reason) => Some(reason),
            _ => None,
        }
    }

    /// Reason why there is no connection; `None` while there is one.
    #[cfg(feature = "qmp")]
    pub(crate) fn lost(&self) -> Option<&EndReason> {
        match &self.lifecycle {
            Lifecycle::Ended(reason) => Some(reason),
            Lifecycle::Reconnecting(_) => self.outage.as_ref().map(Outage::reason),
            _ => None,
        }
    }

    /// True if the peer accepts commands now.
    pub(crate) fn is_ready(&self) -> bool {
        self.router.is_ready()
    }

    /// True after the peer has accepted commands, on this connection or on an earlier connection.
    pub(crate) fn was_ready(&self) -> bool {
        self.was_ready
    }

    pub(crate) fn greeting(&self) -> &Arc<Greeting> {
        &self.greeting
    }

    pub(crate) fn has_oob(&self) -> bool {
        self.router.has_oob()
    }

    /// True if no call is pending and no deadline is set.
    #[cfg(any(test, fuzzing))]
    pub(super) fn is_empty(&self) -> bool {
        self.router.pending().is_empty() && self.deadlines.earliest().is_none()
    }

    // Transitions.

    /// Records that the peer accepts commands, after the handshake or a later synchronisation.
    fn became_ready(&mut self, now: Instant, fx: &mut Effects<W>) {
        if let Lifecycle::Handshaking { .. } = self.lifecycle {
            self.lifecycle = Lifecycle::Ready { since: now };
        }
        self.was_ready = true;
        self.sync = None;
        self.greeting = Arc::clone(self.router.greeting());
        self.publish_gap(fx);
        self.wake_waiters(fx);
    }

    /// Plans to repeat a synchronisation that gets no reply. The agent may have restarted and lost the request.
    fn plan_sync_repeat(&mut self, now: Instant, fx: &mut Effects<W>) {
        if !self.router.is_syncing() {
            self.sync = None;
        } else if self.sync.is_none()
            && let Some(at) = now.checked_add(FIRST_SYNC_WAIT)
        {
            self.sync = Some((at, FIRST_SYNC_WAIT));
            self.schedule(at, fx);
        }
    }

    /// Adds the gap of a reconnect to the streams, because events may be missing.
    fn publish_gap(&mut self, fx: &mut Effects<W>) {
        if let Some(reason) = self.gap.take() {
            self.subscribers.push_gap(&reason, &mut fx.wake);
        }
    }

    /// Starts to reconnect after a lost connection.
    fn start_reconnecting(&mut self, reason: EndReason, now: Instant, fx: &mut Effects<W>) {
        log::debug!("connection lost: {}", reason.for_log());
        self.router.handle_disconnect(&reason, &mut fx.wake);
        self.probe = None;
        self.sync = None;
        if self.was_ready {
            self.gap.get_or_insert_with(|| reason.clone());
        }
        if let Lifecycle::Ready { since } = self.lifecycle {
            self.outage = self
                .outage
                .take()
                .filter(|outage| !outage.is_over(since, now));
        }
        self.outage
            .iter_mut()
            .for_each(|outage| outage.record_failure(reason.clone()));
        if self.reader_role.release() {
            self.wake_driver(fx);
        }
        self.plan_attempt(reason, now, fx);
        self.wake_waiters(fx);
    }

    /// Plans the next attempt to connect, or ends the session at a limit of the policy. `reason` says why there is no
    /// connection.
    fn plan_attempt(&mut self, reason: EndReason, now: Instant, fx: &mut Effects<W>) {
        let Some(policy) = &self.settings.reconnect else {
            return self.end(reason, fx);
        };
        self.seed = next_random(self.seed);
        let outage = self
            .outage
            .get_or_insert_with(|| Outage::new(policy, reason, now));
        match outage
            .next_delay(now, self.seed)
            .and_then(|delay| now.checked_add(delay))
        {
            Some(until) => {
                self.lifecycle = Lifecycle::Reconnecting(Attempt::Waiting { until });
                self.schedule(until, fx);
                // The driver closes the old connection.
                self.wake_driver(fx);
            }
            None => {
                if let Some(outage) = self.outage.take() {
                    self.end(outage.into_end_reason(), fx);
                }
            }
        }
    }

    pub(super) fn end_if_closed(&mut self, fx: &mut Effects<W>) {
        if let Lifecycle::Closing { reason, .. } = &self.lifecycle
            && self.router.is_idle()
        {
            self.end(reason.clone(), fx);
        }
    }

    /// Wakes the driver, at most once between two polls of the driver.
    pub(crate) fn wake_driver(&mut self, fx: &mut Effects<W>) {
        fx.wake.extend(self.driver.take());
    }
}
