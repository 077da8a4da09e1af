//! The protocol as one state machine: frames in, messages out, answers to their callers.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::os::fd::OwnedFd;

use serde_json::value::RawValue;

use super::agent_sync::Sync;
use super::frame::{Frame, excerpt};
use super::message::{Greeting, Id, Incoming, Timestamp};
use super::outgoing::Outgoing;
use super::pending::{Abandoned, Answer, Manner, Pending, Progress};
use super::stray::Stray;
use crate::error::{CommandError, EndReason, ProtocolError};

/// How a peer starts and answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Protocol {
    /// A QMP monitor: greeting, capabilities negotiation, events. QEMU and the storage daemon.
    #[default]
    Qmp,
    /// The guest agent: no greeting, synchronised with `guest-sync-delimited`.
    GuestAgent,
    /// Commands at once, without greeting and negotiation.
    Bare,
}

/// What the machine needs to know.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    pub(crate) protocol: Protocol,
    /// In-band commands on the wire at most.
    pub(crate) in_flight: usize,
    /// Asks for out-of-band execution where it is offered.
    pub(crate) oob: bool,
    /// Where ids start, and what the numbers of synchronisations are made of.
    pub(crate) seed: u64,
}

/// A command to be sent.
#[derive(Debug)]
pub(crate) struct Request<'a> {
    /// The message without its id and its closing brace.
    pub(crate) head: &'a [u8],
    pub(crate) manner: Manner,
    pub(crate) descriptors: Vec<OwnedFd>,
}

/// An event to be published.
#[derive(Debug)]
pub(crate) struct Happened<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) data: Option<&'a RawValue>,
    pub(crate) timestamp: Timestamp,
}

#[derive(Debug)]
enum Phase {
    /// Between two connections.
    Lost,
    Greeting,
    Negotiating(u64),
    Syncing(Sync),
    Ready,
}

#[derive(Debug)]
struct Queued {
    head: Vec<u8>,
    descriptors: Vec<OwnedFd>,
}

/// Commands that wait for their turn, by id.
type Lane = BTreeMap<u64, Queued>;

/// The state of one connection; `S` is what a caller is woken by.
#[derive(Debug)]
pub(crate) struct Router<S> {
    rules: Rules,
    phase: Phase,
    next_id: u64,
    pending: Pending<S>,
    in_band: Lane,
    out_of_band: Lane,
    out: Outgoing,
    greeting: Option<Greeting>,
    oob: bool,
    stray: Option<Stray>,
    answered: u64,
}

impl<S> Router<S> {
    pub(crate) fn new(rules: Rules) -> Self {
        let next_id = match rules.protocol {
            // A late reply to a former client must not pass for one of ours: a virtio port outlives its clients.
            Protocol::GuestAgent => (rules.seed >> 13).max(1),
            Protocol::Qmp | Protocol::Bare => 1,
        };
        let mut router = Self {
            phase: Phase::Lost,
            rules,
            next_id,
            pending: Pending::new(),
            in_band: Lane::new(),
            out_of_band: Lane::new(),
            out: Outgoing::default(),
            greeting: None,
            oob: false,
            stray: None,
            answered: 0,
        };
        router.start();
        router
    }

    /// A new connection: greeting and negotiation, or synchronisation, from the start.
    pub(crate) fn start(&mut self) {
        match self.rules.protocol {
            Protocol::Qmp => self.phase = Phase::Greeting,
            Protocol::GuestAgent => self.synchronise(),
            Protocol::Bare => self.ready(),
        }
    }

    /// The connection is lost, and another one is looked for. What was not sent goes on waiting, and what may be sent
    /// again waits once more; the outcome of all else that was not answered is unknown.
    pub(crate) fn lose(&mut self, reason: &EndReason, done: &mut Vec<S>) {
        self.complete_silent(u64::MAX, done);
        let unanswered: Vec<_> = self
            .pending
            .unanswered()
            .map(|(id, entry)| (id, entry.manner))
            .collect();
        for (id, manner) in unanswered {
            match self.pending.take_back(id) {
                Some(head) => self.lane(manner).insert(
                    id,
                    Queued {
                        head: head.into(),
                        descriptors: Vec::new(),
                    },
                ),
                None => {
                    self.pending
                        .complete(id, Answer::Lost(reason.clone()), done);
                    None
                }
            };
        }
        self.phase = Phase::Lost;
        self.out = Outgoing::default();
        self.stray = None;
        self.oob = false;
    }

    fn lane(&mut self, manner: Manner) -> &mut Lane {
        if manner.oob {
            &mut self.out_of_band
        } else {
            &mut self.in_band
        }
    }

    pub(crate) fn is_ready(&self) -> bool {
        matches!(self.phase, Phase::Ready)
    }

    pub(crate) fn is_syncing(&self) -> bool {
        matches!(self.phase, Phase::Syncing(_))
    }

    pub(crate) fn greeting(&self) -> Option<&Greeting> {
        self.greeting.as_ref()
    }

    /// True if the peer granted out-of-band execution.
    pub(crate) fn has_oob(&self) -> bool {
        self.oob
    }

    /// True if nothing waits, is on its way, or is to be answered.
    pub(crate) fn is_idle(&self) -> bool {
        self.out.is_empty()
            && self.in_band.is_empty()
            && self.out_of_band.is_empty()
            && self.pending.is_settled()
    }

    /// True if nothing is kept of any command.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn is_empty(&self) -> bool {
        self.pending.is_empty()
    }

    pub(crate) fn has_output(&self) -> bool {
        !self.out.is_empty()
    }

    /// Swaps what is to be written against an empty buffer.
    pub(crate) fn take_output(&mut self, empty: &mut Outgoing) {
        std::mem::swap(&mut self.out, empty);
    }

    /// Takes a command; it leaves at once where it may.
    pub(crate) fn submit(&mut self, request: Request<'_>, slot: Option<S>) -> u64 {
        let Request {
            head,
            manner,
            descriptors,
        } = request;
        let id = self.id();
        self.pending.register(id, manner, slot);
        if self.may_send(manner) {
            self.send(id, descriptors, head);
        } else {
            self.lane(manner).insert(
                id,
                Queued {
                    head: head.to_vec(),
                    descriptors,
                },
            );
        }
        id
    }

    fn id(&mut self) -> u64 {
        let id = self.next_id;
        self.next_id += 1;
        id
    }

    fn may_send(&self, manner: Manner) -> bool {
        let lane_is_free = if manner.oob {
            self.out_of_band.is_empty()
        } else {
            self.in_band.is_empty()
        };
        lane_is_free && self.has_room(manner)
    }

    fn has_room(&self, manner: Manner) -> bool {
        // A peer keeps only the descriptors that came last: those of a second command would replace those of the
        // first before it is run.
        let descriptors_fit = !manner.descriptors || self.pending.descriptors() == 0;
        let in_window = manner.oob || self.pending.in_band() < self.rules.in_flight;
        self.is_ready() && descriptors_fit && in_window
    }

    fn send(&mut self, id: u64, descriptors: Vec<OwnedFd>, head: &[u8]) {
        self.pending.sent(id);
        self.pending.keep(id, head);
        self.out.push(descriptors, |to| {
            to.extend_from_slice(head);
            write_end(to, id);
        });
    }

    /// Sends what waits and may leave now.
    fn pump(&mut self) {
        while let Some((id, queued)) = self.next_queued() {
            self.send(id, queued.descriptors, &queued.head);
        }
    }

    fn next_queued(&mut self) -> Option<(u64, Queued)> {
        let front = |lane: &Lane| lane.first_key_value().map(|(id, _)| *id);
        let fits = |id: u64| {
            self.pending
                .get(id)
                .is_some_and(|entry| self.has_room(entry.manner))
        };
        if front(&self.out_of_band).is_some_and(fits) {
            return self.out_of_band.pop_first();
        }
        if front(&self.in_band).is_some_and(fits) {
            return self.in_band.pop_first();
        }
        None
    }

    /// The answer to `id`, once.
    pub(crate) fn take_answer(&mut self, id: u64) -> Option<Answer> {
        self.pending.take_answer(id)
    }

    /// What wakes the caller of `id`.
    pub(crate) fn slot(&mut self, id: u64) -> Option<&mut Option<S>> {
        self.pending.slot(id)
    }

    /// True if the bytes of `id` have left the client, or may have.
    pub(crate) fn is_sent(&self, id: u64) -> bool {
        self.pending
            .get(id)
            .is_some_and(|entry| !matches!(entry.progress, Progress::Queued))
    }

    /// True if some in-band command was sent and is not answered.
    pub(crate) fn awaits_reply(&self) -> bool {
        self.pending.in_band() > 0
    }

    /// How many in-band commands were answered.
    pub(crate) fn answered(&self) -> u64 {
        self.answered
    }

    /// The caller of `id` has gone. What it leaves on the wire is swallowed when it is answered.
    /// Gives what would have woken it, to be dropped where no lock is held.
    pub(crate) fn abandon(&mut self, id: u64) -> (Abandoned, Option<S>) {
        let (left, slot) = self.pending.abandon(id);
        match left {
            Abandoned::Unsent => {
                self.in_band.remove(&id);
                self.out_of_band.remove(&id);
                // It may have been what held up the lane.
                self.pump();
            }
            Abandoned::Tombstone => self.doubt(),
            // Nothing is waited for, so that its place in the window is free.
            Abandoned::Silent => {
                self.doubt();
                self.pump();
            }
            Abandoned::Nothing => {}
        }
        (left, slot)
    }

    /// Something that an agent without ids may answer late might pass for the answer to the next command.
    fn doubt(&mut self) {
        if self.rules.protocol == Protocol::GuestAgent && self.is_ready() {
            self.synchronise();
        }
    }

    /// Starts a synchronisation with the guest agent, in place of one under way.
    pub(crate) fn synchronise(&mut self) {
        self.rules.seed = scramble(self.rules.seed);
        let sync = Sync::new(self.rules.seed);
        self.out.push(Vec::new(), |to| sync.write(to));
        self.phase = Phase::Syncing(sync);
        self.stray = None;
    }

    /// The connection has ended: wakes every caller and drops what waits to be sent.
    pub(crate) fn end(&mut self, peer_left: bool, done: &mut Vec<S>) {
        if peer_left {
            self.complete_silent(u64::MAX, done);
        }
        self.in_band.clear();
        self.out_of_band.clear();
        self.out = Outgoing::default();
        self.pending.wake_all(done);
    }

    /// Takes one frame. Gives what wakes the callers that are answered, and an event to publish.
    ///
    /// # Errors
    /// The connection cannot go on.
    pub(crate) fn receive<'a>(
        &mut self,
        frame: Frame<'a>,
        done: &mut Vec<S>,
    ) -> Result<Option<Happened<'a>>, EndReason> {
        match frame {
            Frame::Message(text) => match Incoming::parse(text) {
                Ok(message) => return self.route(message, done),
                Err(error) => self.unreadable(ProtocolError::Malformed(error.to_string()))?,
            },
            Frame::Delimiter => match &mut self.phase {
                Phase::Syncing(sync) => sync.delimiter(),
                _ => self.unreadable(ProtocolError::Garbage("\\xff".to_owned()))?,
            },
            Frame::Garbage(bytes) => self.unreadable(ProtocolError::Garbage(excerpt(bytes)))?,
            Frame::Oversized { outline, size } => self.oversized(outline.as_deref(), size, done)?,
        }
        Ok(None)
    }

    /// Something that is no message. An agent is synchronised with, other peers are not QMP.
    fn unreadable(&mut self, error: ProtocolError) -> Result<(), EndReason> {
        match (&mut self.phase, self.rules.protocol) {
            (Phase::Syncing(sync), _) => sync.other(),
            (_, Protocol::GuestAgent) => {
                log::debug!("synchronising: {error}");
                self.synchronise();
            }
            _ => return Err(EndReason::Protocol(error)),
        }
        Ok(())
    }

    /// A message beyond the limits costs one call, if it shows which.
    fn oversized(
        &mut self,
        outline: Option<&[u8]>,
        size: usize,
        done: &mut Vec<S>,
    ) -> Result<(), EndReason> {
        match outline.map(Incoming::parse) {
            Some(Ok(
                Incoming::Reply {
                    id: Some(Id::Ours(id)),
                    ..
                }
                | Incoming::Error {
                    id: Some(Id::Ours(id)),
                    ..
                },
            )) => {
                self.complete(id, Answer::Oversized(size), done);
                Ok(())
            }
            Some(Ok(Incoming::Event { name, .. })) => {
                log::warn!("event {name} of {size} bytes dropped");
                Ok(())
            }
            _ => self.unreadable(ProtocolError::TooLarge { size }),
        }
    }

    fn route<'a>(
        &mut self,
        message: Incoming<'a>,
        done: &mut Vec<S>,
    ) -> Result<Option<Happened<'a>>, EndReason> {
        match message {
            Incoming::Event {
                name,
                data,
                timestamp,
            } => {
                return Ok(Some(Happened {
                    name,
                    data,
                    timestamp,
                }));
            }
            Incoming::Greeting(greeting) => self.greet(greeting),
            Incoming::Reply { id, result } => self.reply(id, result, done),
            Incoming::Error { id, error } => self.refusal(id, error, done)?,
            Incoming::Unknown => self.unreadable(ProtocolError::Unknown)?,
        }
        Ok(None)
    }

    fn greet(&mut self, greeting: Greeting) {
        if !matches!(self.phase, Phase::Greeting) {
            log::debug!("greeting out of place");
            return;
        }
        self.oob = self.rules.oob && greeting.offers_oob();
        let arguments = if self.oob {
            ",\"arguments\":{\"enable\":[\"oob\"]}"
        } else {
            ""
        };
        let id = self.id();
        self.out.push(Vec::new(), |to| {
            to.extend_from_slice(b"{\"execute\":\"qmp_capabilities\"");
            to.extend_from_slice(arguments.as_bytes());
            write_end(to, id);
        });
        self.greeting = Some(greeting);
        self.phase = Phase::Negotiating(id);
    }

    fn ready(&mut self) {
        self.phase = Phase::Ready;
        self.pump();
    }

    fn reply(&mut self, id: Option<Id>, result: &RawValue, done: &mut Vec<S>) {
        let is_sync = match &mut self.phase {
            Phase::Negotiating(own) if id.is_none_or(|id| id == Id::Ours(*own)) => {
                return self.ready();
            }
            Phase::Syncing(sync) => sync.is_answer(result.get()),
            _ => false,
        };
        if is_sync {
            return self.synchronised(done);
        }
        match self.whose(id) {
            Some(id) => self.complete(id, Answer::Return(result.to_owned()), done),
            None => log::debug!("reply with unknown id dropped"),
        }
    }

    fn refusal(
        &mut self,
        id: Option<Id>,
        error: CommandError,
        done: &mut Vec<S>,
    ) -> Result<(), EndReason> {
        match &mut self.phase {
            Phase::Negotiating(own) if id.is_none_or(|id| id == Id::Ours(*own)) => {
                return Err(EndReason::Negotiation(error));
            }
            Phase::Syncing(sync) => sync.other(),
            _ => {}
        }
        match (self.whose(id), id) {
            (Some(id), _) => self.complete(id, Answer::Error(error), done),
            (None, None) if self.is_ready() => {
                log::debug!("error without id: {}", error.class);
                self.stray = Some(Stray::new(
                    error,
                    self.pending.unanswered().map(|(id, _)| id),
                ));
            }
            (None, _) => log::debug!("error with unknown id dropped"),
        }
        Ok(())
    }

    /// The command that an answer with this `id` belongs to; without an id only if it can be but one.
    fn whose(&self, id: Option<Id>) -> Option<u64> {
        match id {
            Some(Id::Ours(id)) => Some(id),
            Some(Id::Foreign) => None,
            None if !self.is_ready() => None,
            None => {
                let mut unanswered = self.pending.unanswered();
                let only = unanswered.next()?.0;
                unanswered.next().is_none().then_some(only)
            }
        }
    }

    fn complete(&mut self, id: u64, answer: Answer, done: &mut Vec<S>) {
        let in_band = self.pending.get(id).is_some_and(|entry| !entry.manner.oob);
        if !self.pending.complete(id, answer, done) {
            log::debug!("answer with unknown id {id} dropped");
            return;
        }
        if in_band {
            self.answered += 1;
            self.complete_silent(id, done);
        }
        self.settle_stray(id, in_band, done);
        self.pump();
    }

    /// In-band replies come in order: what has no success reply and was sent before `id` has succeeded.
    fn complete_silent(&mut self, id: u64, done: &mut Vec<S>) {
        let before = self
            .pending
            .unanswered()
            .take_while(|(other, _)| *other < id);
        let silent: Vec<u64> = before
            .filter(|(_, entry)| entry.manner.silent)
            .map(|(id, _)| id)
            .collect();
        for id in silent {
            self.pending.complete(id, Answer::Silent, done);
        }
    }

    /// `answered` was answered: perhaps it is now clear whose an error without id was.
    fn settle_stray(&mut self, answered: u64, in_band: bool, done: &mut Vec<S>) {
        let Some(mut stray) = self.stray.take() else {
            return;
        };
        stray.retain(|id| self.pending.is_unanswered(id));
        let oob = |id| self.pending.get(id).is_some_and(|entry| entry.manner.oob);
        match stray.culprit(answered, in_band, oob) {
            Some(id) => {
                self.pending
                    .complete(id, Answer::Error(stray.into_error()), done);
            }
            None if stray.is_open() => self.stray = Some(stray),
            None => {}
        }
    }

    /// The agent has answered all it ever will of what was sent before.
    fn synchronised(&mut self, done: &mut Vec<S>) {
        self.complete_silent(u64::MAX, done);
        let lost: Vec<u64> = self.pending.unanswered().map(|(id, _)| id).collect();
        for id in lost {
            self.pending.complete(id, Answer::Skipped, done);
        }
        self.ready();
    }
}

/// The id and the end of a message.
fn write_end(to: &mut Vec<u8>, id: u64) {
    writeln!(to, ",\"id\":{id}}}").expect("a vector takes all bytes");
}

/// The next number of a sequence that does not repeat (splitmix64).
fn scramble(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
