//! Router: the protocol as a state machine. Frames go in, messages come out, and the table of pending calls gets the
//! outcomes.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::Arc;
use std::time::Instant;

use crate::error::{Cause, EndReason};
use crate::protocol::agent_sync::Synchronisation;
use crate::protocol::descriptor::Descriptor;
use crate::protocol::message::Greeting;
use crate::protocol::outgoing::Outgoing;
use crate::protocol::pending::{AfterDrop, CommandFlags, Outcome, PendingCalls, Reply};
use crate::protocol::unattributed_error::UnattributedError;

/// Limit of the output, in bytes. At the limit, commands stay in their lanes, where they can still be cancelled.
const OUTPUT_LIMIT: usize = 64 * 1024;

/// Protocol that a peer speaks. The protocol determines the handshake, and whether the peer sends events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Protocol {
    /// QMP, as in QEMU and the storage daemon: greeting, capabilities negotiation, events.
    #[default]
    Qmp,
    /// The guest agent: no greeting, synchronised with `guest-sync-delimited`.
    GuestAgent,
    /// No greeting and no negotiation. The client sends commands at once.
    Bare,
}

/// Settings of a router.
#[derive(Debug, Clone)]
pub(crate) struct RouterSettings {
    pub(crate) protocol: Protocol,
    /// Limit of in-band commands on the wire.
    pub(crate) in_flight: usize,
    /// Whether to request out-of-band execution if the peer offers it.
    pub(crate) oob: bool,
    /// Limit of the replies that callers have not taken, in bytes.
    pub(crate) untaken_limit: usize,
    /// Random number, for the first id of commands to a guest agent and for the numbers of synchronisations.
    pub(crate) seed: u64,
}

/// A command to be sent.
#[derive(Debug)]
pub(crate) struct Request<'a> {
    /// The message without the id and the closing brace.
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
    Disconnected,
    Greeting,
    Negotiating(u64),
    Syncing(Synchronisation),
    Ready,
}

#[derive(Debug)]
struct Queued {
    head: Vec<u8>,
    descriptors: Vec<Descriptor>,
}

/// Queued commands by id.
type Lane = BTreeMap<u64, Queued>;

/// Protocol state of one session; `W` wakes a caller.
#[derive(Debug)]
pub(crate) struct Router<W> {
    pub(super) settings: RouterSettings,
    pub(super) phase: Phase,
    next_id: u64,
    pub(super) pending: PendingCalls<W>,
    in_band: Lane,
    out_of_band: Lane,
    output: Outgoing,
    /// True if the latest command was sent without its newline.
    newline_is_due: bool,
    pub(super) greeting: Arc<Greeting>,
    pub(super) oob_granted: bool,
    pub(super) unattributed: Option<UnattributedError>,
}

impl<W> Router<W> {
    pub(crate) fn new(settings: RouterSettings) -> Self {
        let next_id = match settings.protocol {
            // A virtio port stays open between clients. A late reply to an earlier client must not have an id of this
            // client.
            Protocol::GuestAgent => (settings.seed >> 13).max(1),
            Protocol::Qmp | Protocol::Bare => 1,
        };
        Self {
            phase: Phase::Disconnected,
            settings,
            next_id,
            pending: PendingCalls::new(),
            in_band: Lane::new(),
            out_of_band: Lane::new(),
            output: Outgoing::default(),
            newline_is_due: false,
            greeting: Arc::default(),
            oob_granted: false,
            unattributed: None,
        }
    }

    /// Starts the handshake on a new connection.
    pub(crate) fn start_handshake(&mut self) {
        match self.settings.protocol {
            Protocol::Qmp => self.phase = Phase::Greeting,
            Protocol::GuestAgent => self.synchronise(),
            Protocol::Bare => self.phase = Phase::Ready,
        }
    }

    /// Handles a lost connection when the session reconnects.
    ///
    /// Queued commands stay in their lanes. Commands on the wire return to their lanes if they may be repeated; the
    /// outcome of all others is unknown.
    pub(crate) fn handle_disconnect(&mut self, reason: &EndReason, wake: &mut Vec<W>) {
        for id in self.pending.ids_on_wire().collect::<Vec<_>>() {
            match self.pending.take_repeatable(id) {
                Some(head) => self.enqueue(id, head.into(), Vec::new()),
                None => {
                    let outcome = Outcome::Unknown(Cause::Ended(reason.clone()));
                    self.pending.end_on_wire(id, outcome, wake);
                }
            }
        }
        self.phase = Phase::Disconnected;
        self.output = Outgoing::default();
        self.newline_is_due = false;
        self.unattributed = None;
        self.oob_granted = false;
    }

    /// Ends all calls, because the session has ended.
    pub(crate) fn end_all_calls(&mut self, reason: &EndReason, wake: &mut Vec<W>) {
        self.in_band.clear();
        self.out_of_band.clear();
        self.output = Outgoing::default();
        self.newline_is_due = false;
        self.phase = Phase::Disconnected;
        self.oob_granted = false;
        for id in self.pending.waiting_ids() {
            let cause = Cause::Ended(reason.clone());
            let outcome = match self.pending.is_on_wire(id) {
                true => Outcome::Unknown(cause),
                false => Outcome::NotSent(cause),
            };
            self.pending.set_outcome(id, outcome, wake);
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
        self.settings.protocol
    }

    /// Greeting of the latest connection.
    pub(crate) fn greeting(&self) -> &Arc<Greeting> {
        &self.greeting
    }

    /// Whether the peer granted out-of-band execution.
    pub(crate) fn has_oob(&self) -> bool {
        self.oob_granted
    }

    pub(crate) fn pending(&self) -> &PendingCalls<W> {
        &self.pending
    }

    pub(crate) fn pending_mut(&mut self) -> &mut PendingCalls<W> {
        &mut self.pending
    }

    /// Whether no command is queued, no output waits, and no reply is outstanding.
    pub(crate) fn is_idle(&self) -> bool {
        self.output.is_empty()
            && self.in_band.is_empty()
            && self.out_of_band.is_empty()
            && self.pending.wire_counts().all == 0
    }

    /// Whether an in-band command is queued.
    pub(crate) fn has_queued(&self) -> bool {
        !self.in_band.is_empty()
    }

    /// Whether there are bytes to write.
    pub(crate) fn has_output(&self) -> bool {
        !self.output.is_empty() || self.next_to_send().is_some()
    }

    /// Moves the output into an empty buffer.
    pub(crate) fn take_output(&mut self, empty: &mut Outgoing, now: Instant) {
        self.send_queued(now);
        std::mem::swap(&mut self.output, empty);
    }

    /// Submits a command: sends the command at once if the rules allow, and queues it otherwise.
    pub(crate) fn submit(&mut self, request: Request<'_>, waker: Option<W>, now: Instant) -> u64 {
        let Request {
            head,
            flags,
            descriptors,
        } = request;
        let id = self.next_free_id();
        self.pending.add_queued(id, flags, waker);
        if self.may_send_at_once(flags) {
            self.send_command(id, descriptors, head, now);
        } else {
            self.enqueue(id, head.to_vec(), descriptors);
        }
        id
    }

    pub(super) fn next_free_id(&mut self) -> u64 {
        let id = self.next_id;
        self.next_id += 1;
        id
    }

    fn lane_mut(&mut self, flags: CommandFlags) -> &mut Lane {
        if flags.oob {
            &mut self.out_of_band
        } else {
            &mut self.in_band
        }
    }

    fn enqueue(&mut self, id: u64, head: Vec<u8>, descriptors: Vec<Descriptor>) {
        if let Some(flags) = self.pending.flags(id) {
            let queued = Queued { head, descriptors };
            self.lane_mut(flags).insert(id, queued);
        }
    }

    /// Whether a new command with these flags may be sent at once.
    pub(crate) fn may_send_at_once(&self, flags: CommandFlags) -> bool {
        let is_first = match flags.oob {
            true => self.out_of_band.is_empty() && !self.oob_must_wait(),
            false => self.in_band.is_empty(),
        };
        is_first && self.may_send(flags)
    }

    /// Whether the commands on the wire allow the next command with these flags to be sent.
    fn may_send(&self, flags: CommandFlags) -> bool {
        if !self.is_ready() || self.output.len() >= OUTPUT_LIMIT {
            return false;
        }
        let wire = self.pending.wire_counts();
        if !flags.oob && wire.in_band >= self.settings.in_flight {
            return false;
        }
        if self.oob_granted {
            // With out-of-band execution, QEMU reads in one thread and runs commands in another thread. Both threads
            // race for the descriptors of a connection: QEMU 7.2 and 10.0 crash if bytes arrive before the reply to a
            // command with descriptors.
            wire.descriptors == 0 && (!flags.descriptors || wire.all == 0)
        } else {
            // A peer keeps only the latest descriptors. The descriptors of a second command could replace the
            // descriptors of the first command before the first command runs.
            wire.descriptors == 0 || !flags.descriptors
        }
    }

    /// Id of the queued command to send next; `None` if no command may be sent now.
    fn next_to_send(&self) -> Option<u64> {
        let front = |lane: &Lane| lane.first_key_value().map(|(id, _)| *id);
        let may_send = |id: &u64| {
            let flags = self.pending.flags(*id);
            flags.is_some_and(|flags| self.may_send(flags))
        };
        let out_of_band = front(&self.out_of_band).filter(|_| !self.oob_must_wait());
        out_of_band
            .filter(may_send)
            .or(front(&self.in_band).filter(may_send))
    }

    /// Whether out-of-band commands must wait for the next in-band command. An in-band command with descriptors needs
    /// an empty wire, and could wait forever if out-of-band commands overtook it.
    fn oob_must_wait(&self) -> bool {
        let next = self.in_band.first_key_value();
        let flags = next.and_then(|(id, _)| self.pending.flags(*id));
        self.oob_granted
            && self.pending.wire_counts().in_band == 0
            && flags.is_some_and(|flags| flags.descriptors)
    }

    /// Sends the queued commands that may be sent now.
    fn send_queued(&mut self, now: Instant) {
        while let Some(id) = self.next_to_send() {
            let queued = self
                .out_of_band
                .remove(&id)
                .or_else(|| self.in_band.remove(&id));
            let Some(queued) = queued else { return };
            self.send_command(id, queued.descriptors, &queued.head, now);
        }
    }

    fn send_command(&mut self, id: u64, descriptors: Vec<Descriptor>, head: &[u8], now: Instant) {
        self.pending.move_to_wire(id, head, now);
        if std::mem::take(&mut self.newline_is_due) {
            self.output.push(Vec::new(), |to| to.push(b'\n'));
        }
        // QEMU runs the command after it has read the last brace, and then reads the newline. This read also races for
        // the descriptors, so the newline is sent before the next command.
        self.newline_is_due = self.oob_granted && !descriptors.is_empty();
        let ends_line = !self.newline_is_due;
        self.output.push(descriptors, |to| {
            to.extend_from_slice(head);
            write_end(to, id);
            if ends_line {
                to.push(b'\n');
            }
        });
    }

    /// Appends a message of the handshake.
    pub(super) fn push_handshake(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        self.output.push(Vec::new(), write);
    }

    /// Ends the commands without success reply that were sent before `id`. These commands have succeeded, because
    /// in-band replies arrive in order.
    pub(super) fn assume_success_before(&mut self, id: u64, wake: &mut Vec<W>) {
        for unreplied in self.pending.without_reply_before(id) {
            let outcome = Outcome::Returned(Reply::None);
            self.pending.end_on_wire(unreplied, outcome, wake);
        }
    }

    /// Ends the call `id` at its deadline. A later reply is discarded.
    pub(crate) fn expire_call(&mut self, id: u64, cause: Cause, wake: &mut Vec<W>) {
        if self.pending.is_on_wire(id) {
            self.pending.set_outcome(id, Outcome::Unknown(cause), wake);
            self.resynchronise_agent();
        } else {
            self.dequeue(id);
            self.pending.set_outcome(id, Outcome::NotSent(cause), wake);
        }
    }

    /// Ends the calls on the wire that have no success reply, because the peer has closed the connection. Such a
    /// command, for example a shutdown of the guest, often ends the peer. Does nothing if there is unwritten output,
    /// which may contain such a command.
    pub(crate) fn assume_all_successes(&mut self, wake: &mut Vec<W>) {
        if self.output.is_empty() {
            self.assume_success_before(u64::MAX, wake);
        }
    }

    /// Ends the call `id` with success, because the command has no success reply and was not refused in time.
    pub(crate) fn assume_success(&mut self, id: u64, wake: &mut Vec<W>) {
        self.pending
            .end_on_wire(id, Outcome::Returned(Reply::None), wake);
        self.resynchronise_agent();
    }

    /// Handles a dropped call. Moves the waker of the caller to `drop_later`, because wakers are dropped without a
    /// lock.
    pub(crate) fn forget_caller(&mut self, id: u64, drop_later: &mut Vec<W>) {
        match self.pending.detach_caller(id, drop_later) {
            AfterDrop::Unsent => self.dequeue(id),
            AfterDrop::Tombstone | AfterDrop::NoReplyDue => self.resynchronise_agent(),
            AfterDrop::AlreadyEnded => {}
        }
    }

    fn dequeue(&mut self, id: u64) {
        self.in_band.remove(&id);
        self.out_of_band.remove(&id);
    }

    /// Synchronises with a guest agent. An old agent returns no ids: without synchronisation, a late reply could be
    /// mistaken for the reply to the next command.
    fn resynchronise_agent(&mut self) {
        if self.settings.protocol == Protocol::GuestAgent && self.is_ready() {
            self.synchronise();
        }
    }

    /// Starts a synchronisation with the guest agent, and replaces a synchronisation in progress.
    pub(crate) fn synchronise(&mut self) {
        self.settings.seed = next_random(self.settings.seed);
        let sync = Synchronisation::new(self.settings.seed);
        self.push_handshake(|to| sync.write_request(to));
        self.phase = Phase::Syncing(sync);
        self.unattributed = None;
    }
}

/// Writes the id and the end of a message.
pub(super) fn write_end(to: &mut Vec<u8>, id: u64) {
    write!(to, ",\"id\":{id}}}").expect("a vector takes all bytes");
}

/// Next number of a pseudo-random sequence (splitmix64).
pub(crate) fn next_random(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
