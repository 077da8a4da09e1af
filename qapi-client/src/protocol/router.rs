//! The protocol of one session as a state machine: frames in, messages out, outcomes to the table of pending calls.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::Arc;
use std::time::Instant;

use crate::error::{Cause, EndReason};
use crate::protocol::agent_sync::Sync;
use crate::protocol::descriptor::Descriptor;
use crate::protocol::message::Greeting;
use crate::protocol::outgoing::Outgoing;
use crate::protocol::pending::{Abandoned, CommandFlags, Outcome, Pending, Reply};
use crate::protocol::unattributed_error::UnattributedError;

/// Limit of the output, in bytes. Beyond the limit, commands stay in their lanes, where they can still be cancelled.
const OUTPUT_LIMIT: usize = 64 * 1024;

/// Protocol that a peer speaks. It decides how the handshake works, and whether there are events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Protocol {
    /// A QMP monitor: greeting, capabilities negotiation, events. QEMU and the storage daemon.
    #[default]
    Qmp,
    /// The guest agent: no greeting, synchronised with `guest-sync-delimited`.
    GuestAgent,
    /// No greeting and no negotiation: the client sends commands at once.
    Bare,
}

/// Settings of a router.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    pub(crate) protocol: Protocol,
    /// Limit of in-band commands on the wire.
    pub(crate) in_flight: usize,
    /// True to request out-of-band execution if the peer offers it.
    pub(crate) oob: bool,
    /// Limit of the replies that callers have not taken, in bytes.
    pub(crate) untaken_limit: usize,
    /// Random number. It gives the first id of commands to a guest agent, and the numbers of synchronisations.
    pub(crate) seed: u64,
}

/// A command to be sent.
#[derive(Debug)]
pub(crate) struct Request<'a> {
    /// The message without its id and its closing brace.
    pub(crate) head: &'a [u8],
    pub(crate) flags: CommandFlags,
    pub(crate) descriptors: Vec<Descriptor>,
}

impl<'a> Request<'a> {
    /// A command without descriptors.
    pub(crate) fn new(head: &'a [u8], flags: CommandFlags) -> Self {
        Self {
            head,
            flags,
            descriptors: Vec::new(),
        }
    }
}

/// State of the handshake with a peer.
#[derive(Debug)]
pub(super) enum Phase {
    /// There is no connection.
    Down,
    Greeting,
    Negotiating(u64),
    Syncing(Sync),
    Ready,
}

#[derive(Debug)]
struct Queued {
    head: Vec<u8>,
    descriptors: Vec<Descriptor>,
}

/// Commands that wait for their turn, by id.
type Lane = BTreeMap<u64, Queued>;

/// The protocol of one session; `W` wakes a caller.
#[derive(Debug)]
pub(crate) struct Router<W> {
    pub(super) rules: Rules,
    pub(super) phase: Phase,
    next_id: u64,
    pub(super) pending: Pending<W>,
    in_band: Lane,
    out_of_band: Lane,
    out: Outgoing,
    pub(super) greeting: Arc<Greeting>,
    pub(super) oob: bool,
    pub(super) unattributed: Option<UnattributedError>,
}

impl<W> Router<W> {
    pub(crate) fn new(rules: Rules) -> Self {
        let next_id = match rules.protocol {
            // A virtio port outlives its clients: a late reply to an earlier client must not carry one of our ids.
            Protocol::GuestAgent => (rules.seed >> 13).max(1),
            Protocol::Qmp | Protocol::Bare => 1,
        };
        Self {
            phase: Phase::Down,
            rules,
            next_id,
            pending: Pending::new(),
            in_band: Lane::new(),
            out_of_band: Lane::new(),
            out: Outgoing::default(),
            greeting: Arc::default(),
            oob: false,
            unattributed: None,
        }
    }

    /// Starts the handshake on a new connection.
    pub(crate) fn connected(&mut self) {
        match self.rules.protocol {
            Protocol::Qmp => self.phase = Phase::Greeting,
            Protocol::GuestAgent => self.synchronise(),
            Protocol::Bare => self.phase = Phase::Ready,
        }
    }

    /// Handles a lost connection when the session reconnects.
    ///
    /// Queued commands stay in their lanes. Commands on the wire return to their lanes if they may be repeated; the
    /// outcome of all others is unknown.
    pub(crate) fn disconnected(&mut self, reason: &EndReason, wake: &mut Vec<W>) {
        for id in self.pending.wire().collect::<Vec<_>>() {
            match self.pending.take_back(id) {
                Some(head) => self.queue(id, head.into(), Vec::new()),
                None => {
                    let outcome = Outcome::Unknown(Cause::Ended(reason.clone()));
                    self.pending.settle(id, outcome, wake);
                }
            }
        }
        self.phase = Phase::Down;
        self.out = Outgoing::default();
        self.unattributed = None;
        self.oob = false;
    }

    /// Ends every call: the session has ended.
    pub(crate) fn end(&mut self, reason: &EndReason, wake: &mut Vec<W>) {
        self.in_band.clear();
        self.out_of_band.clear();
        self.out = Outgoing::default();
        self.phase = Phase::Down;
        self.oob = false;
        for id in self.pending.waiting() {
            let cause = Cause::Ended(reason.clone());
            let outcome = match self.pending.is_on_wire(id) {
                true => Outcome::Unknown(cause),
                false => Outcome::NotSent(cause),
            };
            self.pending.finish(id, outcome, wake);
        }
        self.pending.clear();
    }

    pub(crate) fn is_ready(&self) -> bool {
        matches!(self.phase, Phase::Ready)
    }

    pub(crate) fn is_syncing(&self) -> bool {
        matches!(self.phase, Phase::Syncing(_))
    }

    pub(crate) fn protocol(&self) -> Protocol {
        self.rules.protocol
    }

    /// Greeting of the latest connection.
    pub(crate) fn greeting(&self) -> &Arc<Greeting> {
        &self.greeting
    }

    /// True if the peer granted out-of-band execution.
    pub(crate) fn has_oob(&self) -> bool {
        self.oob
    }

    pub(crate) fn pending(&self) -> &Pending<W> {
        &self.pending
    }

    pub(crate) fn pending_mut(&mut self) -> &mut Pending<W> {
        &mut self.pending
    }

    /// True if no command is queued, no output waits, and no reply is outstanding.
    pub(crate) fn is_idle(&self) -> bool {
        self.out.is_empty()
            && self.in_band.is_empty()
            && self.out_of_band.is_empty()
            && self.pending.on_wire().all == 0
    }

    /// True if an in-band command waits in the client.
    pub(crate) fn has_queued(&self) -> bool {
        !self.in_band.is_empty()
    }

    /// True if there is something to write.
    pub(crate) fn has_output(&self) -> bool {
        !self.out.is_empty() || self.next_lane().is_some()
    }

    /// Moves the output into an empty buffer.
    pub(crate) fn take_output(&mut self, empty: &mut Outgoing, now: Instant) {
        self.pump(now);
        std::mem::swap(&mut self.out, empty);
    }

    /// Submits a command. Its bytes join the output at once if the command may leave.
    pub(crate) fn submit(&mut self, request: Request<'_>, waker: Option<W>, now: Instant) -> u64 {
        let Request {
            head,
            flags,
            descriptors,
        } = request;
        let id = self.new_id();
        self.pending.register(id, flags, waker);
        if self.may_leave(flags) {
            self.send(id, descriptors, head, now);
        } else {
            self.queue(id, head.to_vec(), descriptors);
        }
        id
    }

    pub(super) fn new_id(&mut self) -> u64 {
        let id = self.next_id;
        self.next_id += 1;
        id
    }

    fn lane(&mut self, flags: CommandFlags) -> &mut Lane {
        if flags.oob {
            &mut self.out_of_band
        } else {
            &mut self.in_band
        }
    }

    fn queue(&mut self, id: u64, head: Vec<u8>, descriptors: Vec<Descriptor>) {
        if let Some(flags) = self.pending.flags(id) {
            let queued = Queued { head, descriptors };
            self.lane(flags).insert(id, queued);
        }
    }

    /// True if a new command with these flags may leave at once.
    pub(crate) fn may_leave(&self, flags: CommandFlags) -> bool {
        let is_first = match flags.oob {
            true => self.out_of_band.is_empty() && !self.oob_yields(),
            false => self.in_band.is_empty(),
        };
        is_first && self.may_send(flags)
    }

    /// True if the state of the wire allows the next command with these flags to leave.
    fn may_send(&self, flags: CommandFlags) -> bool {
        if !self.is_ready() || self.out.len() >= OUTPUT_LIMIT {
            return false;
        }
        let wire = self.pending.on_wire();
        if !flags.oob && wire.in_band >= self.rules.in_flight {
            return false;
        }
        if self.oob {
            // QEMU then reads in one thread and runs commands in another. Both race for the descriptors of a
            // connection: QEMU 7.2 and 10.0 crash if anything arrives before the reply to a command with descriptors.
            wire.descriptors == 0 && (!flags.descriptors || wire.all == 0)
        } else {
            // A peer keeps only the latest descriptors: those of a second command would replace those of the first
            // before the first command is run.
            wire.descriptors == 0 || !flags.descriptors
        }
    }

    /// Id of the queued command that leaves next, if any command may leave now.
    fn next_lane(&self) -> Option<u64> {
        let front = |lane: &Lane| lane.first_key_value().map(|(id, _)| *id);
        let may_send = |id: &u64| {
            let flags = self.pending.flags(*id);
            flags.is_some_and(|flags| self.may_send(flags))
        };
        let out_of_band = front(&self.out_of_band).filter(|_| !self.oob_yields());
        out_of_band
            .filter(may_send)
            .or(front(&self.in_band).filter(may_send))
    }

    /// True if out-of-band commands must wait for the next in-band command. A command with descriptors needs an empty
    /// wire: commands that always overtake it would starve it.
    fn oob_yields(&self) -> bool {
        let next = self.in_band.first_key_value();
        let flags = next.and_then(|(id, _)| self.pending.flags(*id));
        self.oob
            && self.pending.on_wire().in_band == 0
            && flags.is_some_and(|flags| flags.descriptors)
    }

    /// Sends the queued commands that may leave now.
    fn pump(&mut self, now: Instant) {
        while let Some(id) = self.next_lane() {
            let queued = self
                .out_of_band
                .remove(&id)
                .or_else(|| self.in_band.remove(&id));
            let Some(queued) = queued else { return };
            self.send(id, queued.descriptors, &queued.head, now);
        }
    }

    fn send(&mut self, id: u64, descriptors: Vec<Descriptor>, head: &[u8], now: Instant) {
        self.pending.send(id, head, now);
        // QEMU runs the command once it has read the last brace, and then reads the newline: this read, too, races for
        // the descriptors.
        let newline_later = self.oob && !descriptors.is_empty();
        self.out.push(descriptors, newline_later, |to| {
            to.extend_from_slice(head);
            write_end(to, id);
        });
    }

    /// Appends a message of the handshake.
    pub(super) fn push(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        self.out.push(Vec::new(), false, write);
    }

    /// Ends commands without success reply that were sent before `id`: in-band replies arrive in order, so that these
    /// commands have succeeded.
    pub(super) fn settle_silent(&mut self, id: u64, wake: &mut Vec<W>) {
        for silent in self.pending.silent_before(id) {
            let outcome = Outcome::Returned(Reply::Silent);
            self.pending.settle(silent, outcome, wake);
        }
    }

    /// Ends the call `id` at its deadline. A later reply is discarded.
    pub(crate) fn expire(&mut self, id: u64, cause: Cause, wake: &mut Vec<W>) {
        if self.pending.is_on_wire(id) {
            self.pending.finish(id, Outcome::Unknown(cause), wake);
            self.resynchronise_agent();
        } else {
            self.dequeue(id);
            self.pending.finish(id, Outcome::NotSent(cause), wake);
        }
    }

    /// Ends the calls on the wire that have no success reply: the peer has gone, as a command such as a shutdown of the
    /// guest makes it do. Not if bytes are left to be written: one of these calls may be among them.
    pub(crate) fn assume_silent_successes(&mut self, wake: &mut Vec<W>) {
        if self.out.is_empty() {
            self.settle_silent(u64::MAX, wake);
        }
    }

    /// Ends the call `id`, which has no success reply and was not refused in time.
    pub(crate) fn assume_silent_success(&mut self, id: u64, wake: &mut Vec<W>) {
        self.pending
            .settle(id, Outcome::Returned(Reply::Silent), wake);
        self.resynchronise_agent();
    }

    /// Forgets the caller of `id`, which has dropped its call. Its waker goes to `drop_later`, to be dropped without a lock.
    pub(crate) fn abandon(&mut self, id: u64, drop_later: &mut Vec<W>) {
        match self.pending.abandon(id, drop_later) {
            Abandoned::Unsent => self.dequeue(id),
            Abandoned::Tombstone | Abandoned::Silent => self.resynchronise_agent(),
            Abandoned::Over => {}
        }
    }

    fn dequeue(&mut self, id: u64) {
        self.in_band.remove(&id);
        self.out_of_band.remove(&id);
    }

    /// Synchronises with a guest agent. An old agent returns no ids, so that a late reply could be taken for the reply
    /// to the next command.
    fn resynchronise_agent(&mut self) {
        if self.rules.protocol == Protocol::GuestAgent && self.is_ready() {
            self.synchronise();
        }
    }

    /// Starts a synchronisation with the guest agent. It replaces a synchronisation in progress.
    pub(crate) fn synchronise(&mut self) {
        self.rules.seed = scramble(self.rules.seed);
        let sync = Sync::new(self.rules.seed);
        self.push(|to| sync.write(to));
        self.phase = Phase::Syncing(sync);
        self.unattributed = None;
    }
}

/// Writes the id and the end of a message.
pub(super) fn write_end(to: &mut Vec<u8>, id: u64) {
    writeln!(to, ",\"id\":{id}}}").expect("a vector takes all bytes");
}

/// The next number of a sequence that does not repeat (splitmix64).
pub(crate) fn scramble(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
