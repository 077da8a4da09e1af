//! The protocol as one state machine: frames in, messages out, answers to their callers.

mod receive;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::os::fd::OwnedFd;

use serde_json::value::RawValue;

use crate::error::EndReason;
use crate::protocol::agent_sync::Sync;
use crate::protocol::message::{Greeting, Timestamp};
use crate::protocol::outgoing::Outgoing;
use crate::protocol::pending::{Abandoned, Answer, Manner, Pending, Progress};
use crate::protocol::stray::Stray;

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
    /// Commands that left since they were last asked for.
    #[cfg(feature = "tracing")]
    left: Vec<u64>,
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
            #[cfg(feature = "tracing")]
            left: Vec::new(),
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

    /// The commands that left since the last time.
    #[cfg(feature = "tracing")]
    pub(crate) fn take_left(&mut self) -> impl Iterator<Item = u64> {
        std::mem::take(&mut self.left).into_iter()
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
        #[cfg(feature = "tracing")]
        self.left.push(id);
        self.out.push(descriptors, |to| {
            to.extend_from_slice(head);
            write_end(to, id);
        });
    }

    fn ready(&mut self) {
        self.phase = Phase::Ready;
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
