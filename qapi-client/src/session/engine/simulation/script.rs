//! Scripts of inputs: random, or from a fuzzer.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::actors::{Choices, IN_FLIGHT, Line, SimulatedCaller, SimulatedPeer, StreamReader};
use crate::error::EndReason;
use crate::protocol::{CommandFlags, Frame, Outgoing, Protocol, Request};
use crate::session::engine::calls::{CallPoll, NewCall};
use crate::session::engine::effects::{Effects, Token};
use crate::session::engine::machine::{DriverTask, Engine};
use crate::session::events::StreamItem;
use crate::session::reconnect::Reconnect;
use crate::session::settings::{BusyPolicy, EventLimits, Settings};

/// Token of the driver.
const DRIVER: u64 = u64::MAX;

/// Lowest token of a stream; the tokens of callers are lower.
const STREAMS: u64 = 1 << 32;

impl Token for u64 {
    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

/// Runs a script, and checks the invariants after each action.
pub(crate) fn script(bytes: &[u8]) {
    let mut choices = Choices(bytes);
    let mut script = Script::new(&mut choices);
    while let Some(choice) = choices.next(20) {
        script.run_action(choice, &mut choices);
        script.run_effects();
    }
    script.end_session();
}

struct Script {
    engine: Engine<u64>,
    fx: Effects<u64>,
    now: Instant,
    callers: BTreeMap<u64, SimulatedCaller>,
    streams: BTreeMap<u64, StreamReader>,
    next: u64,
    events: u64,
    peer: SimulatedPeer,
    protocol: Protocol,
    flags: BTreeMap<u64, CommandFlags>,
    driver_waits: bool,
}

impl Script {
    fn new(choices: &mut Choices<'_>) -> Self {
        let protocol = match choices.pick(3) {
            0 => Protocol::Bare,
            _ => Protocol::Qmp,
        };
        let policy = Reconnect::new().attempts(3).repeat_queries(true);
        let (events, bytes) = (3, 1 << 20);
        let limit = [Duration::ZERO, Duration::from_millis(400)][choices.pick(2)];
        let settings = Settings {
            protocol,
            in_flight: Some(IN_FLIGHT),
            event_queue: EventLimits { events, bytes },
            reconnect: (choices.pick(2) == 0).then_some(policy),
            busy: BusyPolicy { limit },
            ..Settings::default()
        };
        let now = Instant::now();
        Self {
            engine: Engine::new(Arc::new(settings), true, 1, now),
            fx: Effects::default(),
            now,
            callers: BTreeMap::new(),
            streams: BTreeMap::new(),
            next: 0,
            events: 0,
            peer: SimulatedPeer::default(),
            protocol,
            flags: BTreeMap::new(),
            driver_waits: false,
        }
    }

    fn run_action(&mut self, choice: usize, choices: &mut Choices<'_>) {
        match choice {
            0..=2 => self.submit(choices),
            3 | 4 => self.poll_some_caller(choices),
            5 => self.cancel(choices),
            6 | 7 => self.take_output(),
            8..=11 => self.act_as_peer(choices),
            12 => self.send_event(),
            13 => self.send_broken_message(choices),
            14 => self.subscribe(choices),
            15 => self.read_stream(choices),
            16 => self.drop_stream(choices),
            17 => self.pass_time(choices),
            18 => self.poll_driver(choices),
            _ => match choices.pick(6) {
                0 => self.engine.close(self.now, &mut self.fx),
                1 => self.disconnect(EndReason::Eof),
                _ => self.take_output(),
            },
        }
    }

    fn submit(&mut self, choices: &mut Choices<'_>) {
        let kind = choices.pick(16);
        let flags = CommandFlags {
            oob: kind % 4 == 1,
            no_success_reply: kind == 2,
            descriptors: kind % 8 == 3,
            repeat: kind == 4,
        };
        let heads: [&[u8]; 2] = [b"{\"execute\":\"x\"", b"{\"exec-oob\":\"x\""];
        let head = heads[usize::from(flags.oob)];
        let timeout = match choices.pick(4) {
            0 => Some(Duration::from_millis(30)),
            1 => Some(Duration::from_millis(300)),
            _ => None,
        };
        let request = Request::new(head, flags);
        if kind == 5 {
            // Nobody awaits this command.
            let sent = self.engine.send(request, self.now, &mut self.fx);
            self.flags.extend(sent.ok().map(|id| (id, flags)));
            return;
        }
        let token = self.next;
        let call = NewCall { request, timeout };
        let submitted = self.engine.submit(call, &token, self.now, &mut self.fx);
        let Ok(submitted) = submitted else { return };
        self.next += 1;
        self.flags.insert(submitted.id, flags);
        let deadline = timeout.or(flags.no_success_reply.then_some(Duration::from_secs(1)));
        let caller = SimulatedCaller {
            id: submitted.id,
            flags,
            waits: false,
            due: deadline.map(|_| self.now),
        };
        self.callers.insert(token, caller);
        if submitted.is_reader {
            self.take_output();
        }
    }

    fn poll_some_caller(&mut self, choices: &mut Choices<'_>) {
        let which = choices.pick(self.callers.len());
        if let Some(token) = self.callers.keys().nth(which).copied() {
            let reads_more = choices.pick(2) == 0;
            self.poll(token, reads_more);
        }
    }

    fn poll(&mut self, token: u64, reads_more: bool) {
        let Some(caller) = self.callers.get_mut(&token) else {
            return;
        };
        let (id, waited) = (caller.id, caller.waits && caller.due.is_none());
        let found = self
            .engine
            .poll_call(id, &token, false, || self.now, &mut self.fx);
        let found = match found {
            CallPoll::MoveBytes => {
                assert!(!waited, "a caller that was not woken is to read");
                self.engine.run_due(self.now, &mut self.fx);
                if reads_more {
                    self.engine.io_ready(|| self.now, &mut self.fx);
                }
                let found = self
                    .engine
                    .poll_call(id, &token, true, || self.now, &mut self.fx);
                let waits = matches!(found, CallPoll::Pending) && self.driver_waits;
                if reads_more && waits && !self.fx.wake.contains(&DRIVER) {
                    assert!(
                        self.fx.wake.contains(&token),
                        "the reading caller is not woken"
                    );
                    let again = self
                        .engine
                        .poll_call(id, &token, false, || self.now, &mut self.fx);
                    assert!(
                        matches!(again, CallPoll::MoveBytes),
                        "the reading caller does not read"
                    );
                }
                found
            }
            found => found,
        };
        match found {
            CallPoll::Ended(outcome, _) => {
                assert!(!waited, "an outcome came, and the caller was not woken");
                caller.check_outcome(&outcome);
                self.callers.remove(&token);
            }
            CallPoll::Pending => caller.waits = true,
            CallPoll::MoveBytes => panic!("a caller that has read is to read again"),
        }
    }

    fn cancel(&mut self, choices: &mut Choices<'_>) {
        let which = choices.pick(self.callers.len());
        if let Some(token) = self.callers.keys().nth(which).copied()
            && let Some(caller) = self.callers.remove(&token)
        {
            self.engine.cancel(caller.id, &mut self.fx);
        }
    }

    /// Passes the output of the engine to the peer, which checks each message.
    fn take_output(&mut self) {
        let mut out = Outgoing::default();
        if !self.engine.take_output(&mut out, self.now, &mut self.fx) {
            self.peer = SimulatedPeer::default();
            return;
        }
        while !out.is_empty() {
            let bytes = out.next_chunk().0.to_vec();
            assert_eq!(bytes.last(), Some(&b'\n'), "a torn message");
            for line in bytes
                .split(|byte| *byte == b'\n')
                .filter(|line| !line.is_empty())
            {
                let line: Line =
                    serde_json::from_slice(line).expect("a message of the client is JSON");
                let flags = self.flags.get(&line.id).copied().unwrap_or_default();
                self.peer.receive(&line, flags, self.protocol);
            }
            out.remove_written(bytes.len());
        }
    }

    fn receive_frame(&mut self, text: &str) {
        self.engine.io_ready(|| self.now, &mut self.fx);
        let frame = Frame::Message(text.as_bytes());
        if let Err(reason) = self.engine.receive_frame(frame, self.now, &mut self.fx) {
            self.disconnect(reason);
        }
    }

    fn disconnect(&mut self, reason: EndReason) {
        self.engine
            .disconnected(reason, true, self.now, &mut self.fx);
        self.peer = SimulatedPeer::default();
    }

    /// Makes the peer greet, negotiate, or reply to a command.
    fn act_as_peer(&mut self, choices: &mut Choices<'_>) {
        if self.protocol == Protocol::Qmp && !self.peer.greeted {
            self.peer.greeted = true;
            self.peer.oob = choices.pick(3) != 0;
            let oob = if self.peer.oob { "\"oob\"" } else { "" };
            return self.receive_frame(&format!(
                "{{\"QMP\":{{\"version\":{{}},\"capabilities\":[{oob}]}}}}"
            ));
        }
        if let Some(id) = self.peer.negotiation.take() {
            return self.receive_frame(&format!("{{\"return\":{{}},\"id\":{id}}}"));
        }
        let which = choices.pick(4);
        let answered = if which == 0 {
            self.peer.out_of_band.pop().map(|id| (id, false))
        } else {
            self.peer.in_band.pop_front()
        };
        let Some((id, without_reply)) = answered else {
            return;
        };
        self.peer.descriptors.remove(&id);
        if which == 1 {
            self.receive_frame(&format!(
                "{{\"id\":{id},\"error\":{{\"class\":\"C\",\"desc\":\"{id}\"}}}}"
            ));
        } else if !without_reply {
            self.receive_frame(&format!("{{\"return\":{id},\"id\":{id}}}"));
        }
    }

    fn send_event(&mut self) {
        if !self.engine.lifecycle.is_connected() {
            return;
        }
        let number = self.events;
        self.events += 1;
        self.receive_frame(&format!("{{\"event\":\"E\",\"data\":{number}}}"));
    }

    /// Makes the peer send a message that breaks the protocol. The session must not end.
    fn send_broken_message(&mut self, choices: &mut Choices<'_>) {
        let id = choices.pick(8);
        match choices.pick(5) {
            0 => self.receive_frame(&format!("{{\"return\":77,\"id\":{}}}", id + 100_000)),
            1 => self.receive_frame("{\"return\":77,\"id\":\"x\"}"),
            2 if self.peer.greeted => {
                self.receive_frame("{\"QMP\":{\"version\":{},\"capabilities\":[]}}")
            }
            3 => self.receive_frame("{\"event\":\"OTHER\"}"),
            _ => self.receive_frame("{\"neither\":1}"),
        }
    }

    fn subscribe(&mut self, choices: &mut Choices<'_>) {
        if self.streams.len() > 3 || self.engine.end_reason().is_some() {
            return;
        }
        let name = (choices.pick(2) == 0).then_some("E".into());
        let subscriber = self.engine.subscribe(name, None);
        let reader = StreamReader {
            subscriber,
            next: self.events,
            waits: false,
            ended: false,
        };
        self.streams.insert(STREAMS + self.next, reader);
        self.next += 1;
    }

    fn read_stream(&mut self, choices: &mut Choices<'_>) {
        let which = choices.pick(self.streams.len());
        if let Some(token) = self.streams.keys().nth(which).copied() {
            self.read_item(token);
        }
    }

    fn read_item(&mut self, token: u64) {
        let Some(reader) = self.streams.get_mut(&token) else {
            return;
        };
        let item = self
            .engine
            .take_item(reader.subscriber, &token, &mut self.fx);
        let Some(item) = item else {
            reader.waits = true;
            return;
        };
        assert!(!reader.waits, "an item came, and the reader was not woken");
        match item {
            StreamItem::Event(event) => {
                if let Some(data) = &event.data {
                    assert_eq!(data.get(), reader.next.to_string(), "events in order");
                    reader.next += 1;
                }
            }
            // The dropped events may include events without a number, so the count cannot be checked exactly.
            StreamItem::Lagged(missed) => {
                assert!(missed > 0);
                self.resynchronise(token);
            }
            StreamItem::Gap(_) => {}
            StreamItem::Closed(_) => reader.ended = true,
        }
    }

    /// Finds the first event after dropped events. The test checks the order of events from this event on.
    fn resynchronise(&mut self, token: u64) {
        let Some(reader) = self.streams.get_mut(&token) else {
            return;
        };
        for _ in 0..8 {
            let item = self
                .engine
                .take_item(reader.subscriber, &token, &mut self.fx);
            match item {
                Some(StreamItem::Event(event)) => {
                    if let Some(data) = &event.data {
                        let number: u64 = data.get().parse().expect("a number");
                        assert!(number >= reader.next, "an event came twice");
                        reader.next = number + 1;
                        return;
                    }
                }
                Some(StreamItem::Closed(_)) => {
                    reader.ended = true;
                    return;
                }
                Some(_) => {}
                None => {
                    reader.next = self.events;
                    reader.waits = true;
                    return;
                }
            }
        }
    }

    fn drop_stream(&mut self, choices: &mut Choices<'_>) {
        let which = choices.pick(self.streams.len() * 4);
        if let Some(token) = self.streams.keys().nth(which).copied()
            && let Some(reader) = self.streams.remove(&token)
        {
            self.engine.unsubscribe(reader.subscriber, &mut self.fx);
        }
    }

    fn pass_time(&mut self, choices: &mut Choices<'_>) {
        self.now += Duration::from_millis([1, 10, 20, 150, 500, 3000][choices.pick(6)]);
        if choices.pick(2) == 0 {
            self.engine.handle_alarm(self.now, &mut self.fx);
            let later = self.engine.alarm_at();
            assert!(later.is_none_or(|at| at > self.now), "an alarm in the past");
        }
        if choices.pick(4) != 0 {
            self.engine.run_due(self.now, &mut self.fx);
            assert!(!self.engine.is_due(self.now), "an action is always due");
        }
    }

    /// Polls the driver.
    fn poll_driver(&mut self, choices: &mut Choices<'_>) {
        self.engine.register_driver(&DRIVER, &mut self.fx);
        self.driver_waits = true;
        self.engine.run_due(self.now, &mut self.fx);
        self.take_output();
        match self.engine.driver_task(self.now) {
            DriverTask::StartDial(limit) => {
                assert!(limit <= Duration::from_secs(10));
                if choices.pick(2) == 0 {
                    let reason = EndReason::NoGreeting(limit);
                    self.engine.dial_failed(reason, self.now, &mut self.fx);
                } else {
                    self.peer = SimulatedPeer::default();
                    if choices.pick(8) == 0 {
                        self.engine.end(EndReason::Closed, &mut self.fx);
                    }
                    let is_over = self.engine.end_reason().is_some();
                    let is_wanted = self.engine.connected(1, self.now, &mut self.fx);
                    assert_ne!(is_wanted, is_over, "an ended session came back to life");
                }
            }
            DriverTask::Stop(_) => assert!(self.engine.end_reason().is_some()),
            DriverTask::MoveBytes | DriverTask::PollDial => {}
        }
    }

    fn run_effects(&mut self) {
        for token in self.fx.wake.drain(..) {
            if token == DRIVER {
                assert!(self.driver_waits, "the driver was woken twice");
                self.driver_waits = false;
            } else if let Some(caller) = self.callers.get_mut(&token) {
                caller.waits = false;
            } else if let Some(reader) = self.streams.get_mut(&token) {
                reader.waits = false;
            }
        }
        self.fx.drop_later.clear();
        self.fx.alarm = false;
    }

    /// Ends the session. Every caller must get one outcome, every stream must end, and the engine must be empty.
    fn end_session(mut self) {
        self.engine.handles_dropped(self.now, &mut self.fx);
        self.now += Settings::default().close_deadline;
        self.engine.run_due(self.now, &mut self.fx);
        assert!(
            self.engine.end_reason().is_some(),
            "a session without handles"
        );
        self.run_effects();
        for token in self.callers.keys().copied().collect::<Vec<_>>() {
            self.poll(token, false);
        }
        assert!(self.callers.is_empty(), "a call without an outcome");
        for token in self.streams.keys().copied().collect::<Vec<_>>() {
            for _ in 0..9 {
                if self.streams.get(&token).is_some_and(|reader| !reader.ended) {
                    self.read_item(token);
                }
            }
            assert!(self.streams[&token].ended, "a stream without an end");
        }
        self.run_effects();
        assert!(self.engine.is_empty(), "something is left behind");
    }
}
