//! Table of pending calls by id: queued calls, calls on the wire, and calls whose outcome is not taken yet.

use std::collections::{BTreeMap, VecDeque};
use std::time::Instant;

use serde_json::value::RawValue;

use crate::error::{Cause, CommandError};

/// Outcome of a call.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// The peer ran the command.
    Returned(Reply),
    /// The peer replied with an error.
    Refused(CommandError),
    /// The reply is not a valid message. The text is the error.
    Unreadable(String),
    /// The command was sent and has no reply.
    Unknown(Cause),
    /// The command was never sent.
    NotSent(Cause),
}

/// Result of a command that succeeded.
#[derive(Debug)]
pub(crate) enum Reply {
    /// JSON text of `return`.
    Json(Box<RawValue>),
    /// No JSON text, because the command has no success reply.
    None,
}

impl Reply {
    /// JSON text of `return`; an empty object if the command has no success reply.
    pub(crate) fn json(&self) -> &RawValue {
        match self {
            Self::Json(json) => json,
            Self::None => serde_json::from_str("{}").expect("an empty object is JSON"),
        }
    }
}

/// Flags of a command.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct CommandFlags {
    /// The command is sent out-of-band.
    pub(crate) oob: bool,
    /// The command has no reply on success.
    pub(crate) no_success_reply: bool,
    /// The command is sent with descriptors.
    pub(crate) descriptors: bool,
    /// The command may be sent again if the connection is lost before the reply.
    pub(crate) repeat: bool,
}

/// Progress of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The command waits in the client.
    Queued,
    /// The command is in the output or sent, and has no reply yet.
    OnWire,
    /// The peer has replied, or no reply is expected.
    Done,
}

/// State of the caller of a pending call; `W` wakes the caller.
#[derive(Debug)]
enum CallerState<W> {
    Waiting(Option<W>),
    HasOutcome(Outcome),
    /// No caller waits, because the call was dropped, the outcome was taken, or there never was a caller. A command on
    /// the wire is then a tombstone, which discards a late reply.
    Detached,
}

#[derive(Debug)]
struct Entry<W> {
    flags: CommandFlags,
    stage: Stage,
    sent_at: Option<Instant>,
    caller: CallerState<W>,
    /// Bytes of the command, if the command may be sent again.
    sent_head: Option<Box<[u8]>>,
}

/// Numbers of commands on the wire.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct WireCounts {
    pub(crate) all: usize,
    pub(crate) in_band: usize,
    pub(crate) descriptors: usize,
}

/// Table of pending calls. Within a lane, commands are sent in the order of their ids.
#[derive(Debug)]
pub(crate) struct PendingCalls<W> {
    entries: BTreeMap<u64, Entry<W>>,
    /// Ids on the wire, in order. The list finds the oldest id without a search through queued commands.
    wire: VecDeque<u64>,
    counts: WireCounts,
    /// Bytes of replies whose outcome is not taken yet.
    untaken_bytes: usize,
}

/// State of a command after its call was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AfterDrop {
    /// The command was never sent.
    Unsent,
    /// The command is a tombstone on the wire.
    Tombstone,
    /// The command was sent, has no success reply, and was removed from the wire.
    NoReplyDue,
    /// The call had already ended, or is unknown.
    AlreadyEnded,
}

impl<W> PendingCalls<W> {
    pub(crate) fn new() -> Self {
        Self {
            entries: BTreeMap::new(),
            wire: VecDeque::new(),
            counts: WireCounts::default(),
            untaken_bytes: 0,
        }
    }

    pub(crate) fn wire_counts(&self) -> WireCounts {
        self.counts
    }

    #[cfg(any(test, fuzzing))]
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether `id` is the only entry in the table.
    pub(crate) fn is_only_call(&self, id: u64) -> bool {
        self.entries.len() == 1 && self.entries.contains_key(&id)
    }

    /// Adds a queued call. Without a waker, no caller waits for the outcome.
    pub(crate) fn add_queued(&mut self, id: u64, flags: CommandFlags, waker: Option<W>) {
        let caller = match waker {
            Some(waker) => CallerState::Waiting(Some(waker)),
            None => CallerState::Detached,
        };
        let entry = Entry {
            flags,
            stage: Stage::Queued,
            sent_at: None,
            caller,
            sent_head: None,
        };
        self.entries.insert(id, entry);
    }

    pub(crate) fn flags(&self, id: u64) -> Option<CommandFlags> {
        self.entries.get(&id).map(|entry| entry.flags)
    }

    /// Records that the command `id` was sent.
    pub(crate) fn move_to_wire(&mut self, id: u64, head: &[u8], now: Instant) {
        if let Some(entry) = self.entries.get_mut(&id) {
            entry.stage = Stage::OnWire;
            entry.sent_at = Some(now);
            if entry.flags.repeat {
                entry.sent_head = Some(head.into());
            }
            let place = self.wire.partition_point(|other| *other < id);
            self.wire.insert(place, id);
            self.counts.add(entry.flags);
        }
    }

    /// Whether `id` was sent and has no reply yet.
    pub(crate) fn is_on_wire(&self, id: u64) -> bool {
        self.wire.binary_search(&id).is_ok()
    }

    /// Time at which `id` was sent.
    pub(crate) fn sent_at(&self, id: u64) -> Option<Instant> {
        self.entries.get(&id)?.sent_at
    }

    fn remove_from_wire(&mut self, id: u64) -> bool {
        let found = self.wire.binary_search(&id);
        found.is_ok_and(|place| self.wire.remove(place).is_some())
    }

    /// Ids on the wire, oldest first.
    pub(crate) fn ids_on_wire(&self) -> impl Iterator<Item = u64> {
        self.wire.iter().copied()
    }

    /// Time at which the oldest in-band command on the wire was sent.
    pub(crate) fn oldest_in_band_sent_at(&self) -> Option<Instant> {
        let in_band = |id: &u64| self.flags(*id).is_some_and(|flags| !flags.oob);
        self.ids_on_wire()
            .find(in_band)
            .and_then(|id| self.sent_at(id))
    }

    /// Ids of commands without success reply on the wire that were sent before `id`.
    pub(crate) fn without_reply_before(&self, id: u64) -> Vec<u64> {
        let has_no_reply = |id: &u64| self.flags(*id).is_some_and(|flags| flags.no_success_reply);
        let before = self.ids_on_wire().take_while(|other| *other < id);
        before.filter(has_no_reply).collect()
    }

    /// Whether the caller of `id` still waits.
    pub(crate) fn is_waiting(&self, id: u64) -> bool {
        let entry = self.entries.get(&id);
        entry.is_some_and(|entry| matches!(entry.caller, CallerState::Waiting(_)))
    }

    /// Slot for the waker of a waiting caller.
    pub(crate) fn waker(&mut self, id: u64) -> Option<&mut Option<W>> {
        match &mut self.entries.get_mut(&id)?.caller {
            CallerState::Waiting(waker) => Some(waker),
            CallerState::HasOutcome(_) | CallerState::Detached => None,
        }
    }

    /// Removes `id` from the wire and sets its outcome. The peer has replied, or will not reply. Returns false if `id`
    /// is not on the wire.
    pub(crate) fn end_on_wire(&mut self, id: u64, outcome: Outcome, wake: &mut Vec<W>) -> bool {
        if !self.remove_from_wire(id) {
            return false;
        }
        if let Some(entry) = self.entries.get_mut(&id) {
            entry.stage = Stage::Done;
            self.counts.remove(entry.flags);
        }
        self.set_outcome(id, outcome, wake);
        true
    }

    /// Sets the outcome of `id` and wakes its caller, if the caller waits. A command on the wire stays on the wire. The
    /// router must remove a queued command from its lane.
    pub(crate) fn set_outcome(&mut self, id: u64, outcome: Outcome, wake: &mut Vec<W>) {
        let Some(entry) = self.entries.get_mut(&id) else {
            return;
        };
        if let CallerState::Waiting(waker) = &mut entry.caller {
            wake.extend(waker.take());
            self.untaken_bytes += outcome.bytes();
            entry.caller = CallerState::HasOutcome(outcome);
            if entry.stage == Stage::Queued {
                entry.stage = Stage::Done;
            }
        }
        self.remove_if_unneeded(id);
    }

    /// Takes the outcome of `id`. Returns `None` if there is no outcome, or if it was taken already.
    pub(crate) fn take_outcome(&mut self, id: u64) -> Option<Outcome> {
        let entry = self.entries.get_mut(&id)?;
        if !matches!(entry.caller, CallerState::HasOutcome(_)) {
            return None;
        }
        let caller = std::mem::replace(&mut entry.caller, CallerState::Detached);
        self.remove_if_unneeded(id);
        match caller {
            CallerState::HasOutcome(outcome) => {
                self.untaken_bytes -= outcome.bytes();
                Some(outcome)
            }
            CallerState::Waiting(_) | CallerState::Detached => None,
        }
    }

    /// Bytes of replies whose outcome is not taken yet.
    pub(crate) fn untaken_bytes(&self) -> usize {
        self.untaken_bytes
    }

    /// Detaches the caller of `id`, which has dropped its call. Moves the waker to `drop_later`, because wakers are
    /// dropped without a lock.
    pub(crate) fn detach_caller(&mut self, id: u64, drop_later: &mut Vec<W>) -> AfterDrop {
        let Some(entry) = self.entries.get_mut(&id) else {
            return AfterDrop::AlreadyEnded;
        };
        let caller = std::mem::replace(&mut entry.caller, CallerState::Detached);
        let left = match entry.stage {
            Stage::Queued => AfterDrop::Unsent,
            Stage::OnWire if entry.flags.no_success_reply => AfterDrop::NoReplyDue,
            Stage::OnWire => AfterDrop::Tombstone,
            Stage::Done => AfterDrop::AlreadyEnded,
        };
        match caller {
            CallerState::Waiting(waker) => drop_later.extend(waker),
            CallerState::HasOutcome(outcome) => self.untaken_bytes -= outcome.bytes(),
            CallerState::Detached => {}
        }
        match left {
            AfterDrop::Unsent => drop(self.entries.remove(&id)),
            AfterDrop::NoReplyDue => self.end_wire_stage(id),
            AfterDrop::Tombstone | AfterDrop::AlreadyEnded => {}
        }
        self.remove_if_unneeded(id);
        left
    }

    /// Removes `id` from the wire and returns its bytes, if the flags allow a repetition and the caller still waits.
    pub(crate) fn take_repeatable(&mut self, id: u64) -> Option<Box<[u8]>> {
        let entry = self.entries.get_mut(&id)?;
        if !matches!(entry.caller, CallerState::Waiting(_)) || self.wire.binary_search(&id).is_err()
        {
            return None;
        }
        let head = entry.sent_head.take()?;
        entry.stage = Stage::Queued;
        entry.sent_at = None;
        self.counts.remove(entry.flags);
        self.remove_from_wire(id);
        Some(head)
    }

    /// Ids of all calls with a waiting caller.
    pub(crate) fn waiting_ids(&self) -> Vec<u64> {
        let waits = |entry: &Entry<W>| matches!(entry.caller, CallerState::Waiting(_));
        let waiting = self.entries.iter().filter(|(_, entry)| waits(entry));
        waiting.map(|(id, _)| *id).collect()
    }

    /// Removes all commands from the wire and all entries without a caller, because the session has ended and no reply can
    /// arrive.
    pub(crate) fn clear(&mut self) {
        for id in self.ids_on_wire().collect::<Vec<_>>() {
            self.end_wire_stage(id);
        }
        self.entries
            .retain(|_, entry| !matches!(entry.caller, CallerState::Detached));
    }

    fn end_wire_stage(&mut self, id: u64) {
        if self.remove_from_wire(id)
            && let Some(entry) = self.entries.get_mut(&id)
        {
            entry.stage = Stage::Done;
            self.counts.remove(entry.flags);
        }
    }

    /// Removes an entry that has no caller and is not on the wire.
    fn remove_if_unneeded(&mut self, id: u64) {
        let over = |entry: &Entry<W>| {
            matches!(entry.caller, CallerState::Detached) && entry.stage != Stage::OnWire
        };
        if self.entries.get(&id).is_some_and(over) {
            drop(self.entries.remove(&id));
        }
    }
}

impl WireCounts {
    fn add(&mut self, flags: CommandFlags) {
        self.all += 1;
        self.in_band += usize::from(!flags.oob);
        self.descriptors += usize::from(flags.descriptors);
    }

    fn remove(&mut self, flags: CommandFlags) {
        self.all -= 1;
        self.in_band -= usize::from(!flags.oob);
        self.descriptors -= usize::from(flags.descriptors);
    }
}

impl Outcome {
    /// Size of the reply in the outcome, in bytes.
    fn bytes(&self) -> usize {
        match self {
            Self::Returned(Reply::Json(json)) => json.get().len(),
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(pending: &mut PendingCalls<&'static str>, id: u64, flags: CommandFlags) {
        pending.add_queued(id, flags, Some("caller"));
        pending.move_to_wire(id, b"", Instant::now());
    }

    fn no_reply() -> Outcome {
        Outcome::Returned(Reply::None)
    }

    #[test]
    fn a_tombstone_discards_the_late_reply() {
        let mut pending = PendingCalls::new();
        sent(&mut pending, 1, CommandFlags::default());
        let mut wake = Vec::new();
        assert_eq!(
            pending.detach_caller(1, &mut Vec::new()),
            AfterDrop::Tombstone
        );
        assert_eq!(
            pending.wire_counts().in_band,
            1,
            "the peer still works on it"
        );
        assert!(pending.end_on_wire(1, no_reply(), &mut wake));
        assert!(wake.is_empty() && pending.is_empty());
        assert_eq!(pending.wire_counts(), WireCounts::default());
        assert!(
            !pending.end_on_wire(1, no_reply(), &mut wake),
            "a second reply"
        );
    }

    #[test]
    fn a_timed_out_call_leaves_a_tombstone() {
        let mut pending = PendingCalls::new();
        sent(&mut pending, 1, CommandFlags::default());
        let mut wake = Vec::new();
        pending.set_outcome(1, Outcome::Unknown(Cause::Skipped), &mut wake);
        assert_eq!(wake, ["caller"]);
        assert!(matches!(pending.take_outcome(1), Some(Outcome::Unknown(_))));
        assert!(pending.take_outcome(1).is_none() && pending.is_on_wire(1));
        assert!(pending.end_on_wire(1, no_reply(), &mut wake));
        assert!(pending.is_empty() && pending.take_outcome(1).is_none());
    }

    #[test]
    fn an_unsent_command_leaves_no_entry() {
        let mut pending = PendingCalls::new();
        pending.add_queued(1, CommandFlags::default(), Some("caller"));
        assert!(!pending.end_on_wire(1, no_reply(), &mut Vec::new()));
        let mut gone = Vec::new();
        assert_eq!(pending.detach_caller(1, &mut gone), AfterDrop::Unsent);
        assert_eq!(gone, ["caller"]);
        assert_eq!(pending.detach_caller(1, &mut gone), AfterDrop::AlreadyEnded);
        assert!(pending.is_empty());
    }

    #[test]
    fn out_of_band_commands_do_not_count_as_in_band() {
        let mut pending = PendingCalls::new();
        let no_reply_flags = CommandFlags {
            no_success_reply: true,
            ..CommandFlags::default()
        };
        let oob = CommandFlags {
            oob: true,
            descriptors: true,
            ..CommandFlags::default()
        };
        sent(&mut pending, 1, no_reply_flags);
        sent(&mut pending, 2, oob);
        let wire_counts = pending.wire_counts();
        assert_eq!(
            (
                wire_counts.all,
                wire_counts.in_band,
                wire_counts.descriptors
            ),
            (2, 1, 1)
        );
        assert_eq!(pending.without_reply_before(2), [1]);
        assert_eq!(
            pending.detach_caller(1, &mut Vec::new()),
            AfterDrop::NoReplyDue
        );
        assert_eq!(pending.wire_counts().in_band, 0);
        assert!(pending.end_on_wire(2, no_reply(), &mut Vec::new()));
        assert_eq!(pending.wire_counts(), WireCounts::default());
    }

    #[test]
    fn untaken_replies_are_counted() {
        let mut pending = PendingCalls::new();
        sent(&mut pending, 1, CommandFlags::default());
        sent(&mut pending, 2, CommandFlags::default());
        let json = |text: &str| {
            Outcome::Returned(Reply::Json(RawValue::from_string(text.into()).unwrap()))
        };
        pending.end_on_wire(1, json("[1,2]"), &mut Vec::new());
        pending.end_on_wire(2, json("[]"), &mut Vec::new());
        assert_eq!(pending.untaken_bytes(), 7);
        assert!(pending.take_outcome(1).is_some());
        assert_eq!(pending.untaken_bytes(), 2);
        assert_eq!(
            pending.detach_caller(2, &mut Vec::new()),
            AfterDrop::AlreadyEnded
        );
        assert_eq!(pending.untaken_bytes(), 0);
        assert!(pending.is_empty());
    }
}
