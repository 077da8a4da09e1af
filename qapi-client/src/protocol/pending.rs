//! The table of pending calls, by id: calls queued in the client, calls on the wire, and outcomes not yet taken.

use std::collections::{BTreeMap, VecDeque};
use std::time::Instant;

use serde_json::value::RawValue;

use crate::error::{Cause, CommandError};

/// End of a call, as its caller learns it.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// The peer ran the command.
    Returned(Reply),
    /// The peer replied with an error.
    Refused(CommandError),
    /// The reply is not a valid message; the text says why.
    Unreadable(String),
    /// The command was sent and has no reply.
    Unknown(Cause),
    /// The command was never sent.
    NotSent(Cause),
}

/// Result of a command that succeeded.
#[derive(Debug)]
pub(crate) enum Reply {
    /// The text of `return`.
    Json(Box<RawValue>),
    /// No text: the command has no success reply.
    Silent,
}

impl Reply {
    /// The text of `return`; an empty object if the command has no success reply.
    pub(crate) fn json(&self) -> &RawValue {
        match self {
            Self::Json(json) => json,
            Self::Silent => serde_json::from_str("{}").expect("an empty object is JSON"),
        }
    }
}

/// Flags of a command: how it is sent, and whether it may be repeated.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct CommandFlags {
    /// Out-of-band.
    pub(crate) oob: bool,
    /// Without a reply on success.
    pub(crate) silent: bool,
    /// With descriptors.
    pub(crate) descriptors: bool,
    /// May be sent again if the connection is lost before the reply.
    pub(crate) repeat: bool,
}

/// Position of a command between client and peer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The command waits in the client.
    Queued,
    /// The command is in the output or sent, and has no reply yet.
    OnWire,
    /// Nothing more is expected from the peer.
    Settled,
}

/// State of the caller of a pending call; `W` wakes the caller.
#[derive(Debug)]
enum Caller<W> {
    Waiting(Option<W>),
    Finished(Outcome),
    /// Nobody waits for the outcome, or it was taken. A command on the wire is then a tombstone, which discards a late
    /// reply.
    Gone,
}

#[derive(Debug)]
struct Entry<W> {
    flags: CommandFlags,
    stage: Stage,
    sent_at: Option<Instant>,
    caller: Caller<W>,
    /// The bytes of the command, kept if the command may be sent again.
    sent_head: Option<Box<[u8]>>,
}

/// Numbers of commands on the wire.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct OnWire {
    pub(crate) all: usize,
    pub(crate) in_band: usize,
    pub(crate) descriptors: usize,
}

/// The table of pending calls. The id is also the order of sending within a lane.
#[derive(Debug)]
pub(crate) struct Pending<W> {
    entries: BTreeMap<u64, Entry<W>>,
    /// Ids on the wire, in order. The separate list finds the oldest id without a search through queued commands.
    wire: VecDeque<u64>,
    count: OnWire,
    /// Bytes of replies that their callers have not taken.
    untaken: usize,
}

/// State of a command after its caller has dropped the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abandoned {
    /// The command was never sent.
    Unsent,
    /// A tombstone on the wire.
    Tombstone,
    /// The command was sent, has no success reply, and was taken off the wire.
    Silent,
    /// The call had ended before, or is unknown.
    Over,
}

impl<W> Pending<W> {
    pub(crate) fn new() -> Self {
        Self {
            entries: BTreeMap::new(),
            wire: VecDeque::new(),
            count: OnWire::default(),
            untaken: 0,
        }
    }

    pub(crate) fn on_wire(&self) -> OnWire {
        self.count
    }

    #[cfg(any(test, fuzzing))]
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// True if `id` is the only call that has not ended.
    pub(crate) fn is_alone(&self, id: u64) -> bool {
        self.entries.len() == 1 && self.entries.contains_key(&id)
    }

    /// Adds a call that waits in the client. Without a waker nobody waits for its outcome.
    pub(crate) fn register(&mut self, id: u64, flags: CommandFlags, waker: Option<W>) {
        let caller = match waker {
            Some(waker) => Caller::Waiting(Some(waker)),
            None => Caller::Gone,
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

    /// Moves the command `id` to the wire.
    pub(crate) fn send(&mut self, id: u64, head: &[u8], now: Instant) {
        if let Some(entry) = self.entries.get_mut(&id) {
            entry.stage = Stage::OnWire;
            entry.sent_at = Some(now);
            if entry.flags.repeat {
                entry.sent_head = Some(head.into());
            }
            let place = self.wire.partition_point(|other| *other < id);
            self.wire.insert(place, id);
            self.count.add(entry.flags);
        }
    }

    /// True if `id` was sent and the peer still owes its reply.
    pub(crate) fn is_on_wire(&self, id: u64) -> bool {
        self.wire.binary_search(&id).is_ok()
    }

    /// Time at which `id` was sent.
    pub(crate) fn sent_at(&self, id: u64) -> Option<Instant> {
        self.entries.get(&id)?.sent_at
    }

    fn take_off_wire(&mut self, id: u64) -> bool {
        let found = self.wire.binary_search(&id);
        found.is_ok_and(|place| self.wire.remove(place).is_some())
    }

    /// Ids on the wire, oldest first.
    pub(crate) fn wire(&self) -> impl Iterator<Item = u64> {
        self.wire.iter().copied()
    }

    /// Time at which the oldest in-band command on the wire was sent.
    pub(crate) fn oldest_in_band(&self) -> Option<Instant> {
        let in_band = |id: &u64| self.flags(*id).is_some_and(|flags| !flags.oob);
        self.wire().find(in_band).and_then(|id| self.sent_at(id))
    }

    /// Commands without success reply on the wire, sent before `id`.
    pub(crate) fn silent_before(&self, id: u64) -> Vec<u64> {
        let silent = |id: &u64| self.flags(*id).is_some_and(|flags| flags.silent);
        let before = self.wire().take_while(|other| *other < id);
        before.filter(silent).collect()
    }

    /// True if the caller of `id` still waits.
    pub(crate) fn is_waiting(&self, id: u64) -> bool {
        let entry = self.entries.get(&id);
        entry.is_some_and(|entry| matches!(entry.caller, Caller::Waiting(_)))
    }

    /// Slot for the waker of a waiting caller.
    pub(crate) fn waker(&mut self, id: u64) -> Option<&mut Option<W>> {
        match &mut self.entries.get_mut(&id)?.caller {
            Caller::Waiting(waker) => Some(waker),
            Caller::Finished(_) | Caller::Gone => None,
        }
    }

    /// Ends `id` on the wire: the peer has replied, or never will. False if `id` is not on the wire.
    pub(crate) fn settle(&mut self, id: u64, outcome: Outcome, wake: &mut Vec<W>) -> bool {
        if !self.take_off_wire(id) {
            return false;
        }
        if let Some(entry) = self.entries.get_mut(&id) {
            entry.stage = Stage::Settled;
            self.count.remove(entry.flags);
        }
        self.finish(id, outcome, wake);
        true
    }

    /// Hands the outcome of `id` to its caller, if the caller waits. A command on the wire stays there. The router must
    /// take a queued command out of its lane.
    pub(crate) fn finish(&mut self, id: u64, outcome: Outcome, wake: &mut Vec<W>) {
        let Some(entry) = self.entries.get_mut(&id) else {
            return;
        };
        if let Caller::Waiting(waker) = &mut entry.caller {
            wake.extend(waker.take());
            self.untaken += outcome.bytes();
            entry.caller = Caller::Finished(outcome);
            if entry.stage == Stage::Queued {
                entry.stage = Stage::Settled;
            }
        }
        self.forget_if_over(id);
    }

    /// Takes the outcome of `id`; `None` if it was taken before.
    pub(crate) fn take(&mut self, id: u64) -> Option<Outcome> {
        let entry = self.entries.get_mut(&id)?;
        if !matches!(entry.caller, Caller::Finished(_)) {
            return None;
        }
        let caller = std::mem::replace(&mut entry.caller, Caller::Gone);
        self.forget_if_over(id);
        match caller {
            Caller::Finished(outcome) => {
                self.untaken -= outcome.bytes();
                Some(outcome)
            }
            Caller::Waiting(_) | Caller::Gone => None,
        }
    }

    /// Bytes of replies that their callers have not taken.
    pub(crate) fn untaken(&self) -> usize {
        self.untaken
    }

    /// Forgets the caller of `id`, which has dropped its call. Its waker goes to `drop_later`, to be dropped without a lock.
    pub(crate) fn abandon(&mut self, id: u64, drop_later: &mut Vec<W>) -> Abandoned {
        let Some(entry) = self.entries.get_mut(&id) else {
            return Abandoned::Over;
        };
        let caller = std::mem::replace(&mut entry.caller, Caller::Gone);
        let left = match entry.stage {
            Stage::Queued => Abandoned::Unsent,
            Stage::OnWire if entry.flags.silent => Abandoned::Silent,
            Stage::OnWire => Abandoned::Tombstone,
            Stage::Settled => Abandoned::Over,
        };
        match caller {
            Caller::Waiting(waker) => drop_later.extend(waker),
            Caller::Finished(outcome) => self.untaken -= outcome.bytes(),
            Caller::Gone => {}
        }
        match left {
            Abandoned::Unsent => drop(self.entries.remove(&id)),
            Abandoned::Silent => self.unwire(id),
            Abandoned::Tombstone | Abandoned::Over => {}
        }
        self.forget_if_over(id);
        left
    }

    /// Takes `id` off the wire, to be sent again, if its flags allow a repetition and its caller still waits.
    pub(crate) fn take_back(&mut self, id: u64) -> Option<Box<[u8]>> {
        let entry = self.entries.get_mut(&id)?;
        if !matches!(entry.caller, Caller::Waiting(_)) || self.wire.binary_search(&id).is_err() {
            return None;
        }
        let head = entry.sent_head.take()?;
        entry.stage = Stage::Queued;
        entry.sent_at = None;
        self.count.remove(entry.flags);
        self.take_off_wire(id);
        Some(head)
    }

    /// Ids of all calls whose callers wait.
    pub(crate) fn waiting(&self) -> Vec<u64> {
        let waits = |entry: &Entry<W>| matches!(entry.caller, Caller::Waiting(_));
        let waiting = self.entries.iter().filter(|(_, entry)| waits(entry));
        waiting.map(|(id, _)| *id).collect()
    }

    /// Empties the wire, and forgets what nobody awaits: the session has ended, and no reply can arrive.
    pub(crate) fn clear(&mut self) {
        for id in self.wire().collect::<Vec<_>>() {
            self.unwire(id);
        }
        self.entries
            .retain(|_, entry| !matches!(entry.caller, Caller::Gone));
    }

    fn unwire(&mut self, id: u64) {
        if self.take_off_wire(id)
            && let Some(entry) = self.entries.get_mut(&id)
        {
            entry.stage = Stage::Settled;
            self.count.remove(entry.flags);
        }
    }

    /// Removes an entry that neither a reply nor a caller needs any more.
    fn forget_if_over(&mut self, id: u64) {
        let over =
            |entry: &Entry<W>| matches!(entry.caller, Caller::Gone) && entry.stage != Stage::OnWire;
        if self.entries.get(&id).is_some_and(over) {
            drop(self.entries.remove(&id));
        }
    }
}

impl OnWire {
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

    fn sent(pending: &mut Pending<&'static str>, id: u64, flags: CommandFlags) {
        pending.register(id, flags, Some("caller"));
        pending.send(id, b"", Instant::now());
    }

    fn silent() -> Outcome {
        Outcome::Returned(Reply::Silent)
    }

    #[test]
    fn a_tombstone_swallows_the_late_reply() {
        let mut pending = Pending::new();
        sent(&mut pending, 1, CommandFlags::default());
        let mut wake = Vec::new();
        assert_eq!(pending.abandon(1, &mut Vec::new()), Abandoned::Tombstone);
        assert_eq!(pending.on_wire().in_band, 1, "the peer still works on it");
        assert!(pending.settle(1, silent(), &mut wake));
        assert!(wake.is_empty() && pending.is_empty());
        assert_eq!(pending.on_wire(), OnWire::default());
        assert!(!pending.settle(1, silent(), &mut wake), "a second reply");
    }

    #[test]
    fn a_call_that_timed_out_leaves_a_tombstone_once_its_outcome_is_taken() {
        let mut pending = Pending::new();
        sent(&mut pending, 1, CommandFlags::default());
        let mut wake = Vec::new();
        pending.finish(1, Outcome::Unknown(Cause::Skipped), &mut wake);
        assert_eq!(wake, ["caller"]);
        assert!(matches!(pending.take(1), Some(Outcome::Unknown(_))));
        assert!(pending.take(1).is_none() && pending.is_on_wire(1));
        assert!(pending.settle(1, silent(), &mut wake));
        assert!(pending.is_empty() && pending.take(1).is_none());
    }

    #[test]
    fn a_command_that_was_not_sent_leaves_nothing() {
        let mut pending = Pending::new();
        pending.register(1, CommandFlags::default(), Some("caller"));
        assert!(!pending.settle(1, silent(), &mut Vec::new()));
        let mut gone = Vec::new();
        assert_eq!(pending.abandon(1, &mut gone), Abandoned::Unsent);
        assert_eq!(gone, ["caller"]);
        assert_eq!(pending.abandon(1, &mut gone), Abandoned::Over);
        assert!(pending.is_empty());
    }

    #[test]
    fn out_of_band_commands_take_no_room_in_the_window() {
        let mut pending = Pending::new();
        let silent_flags = CommandFlags {
            silent: true,
            ..CommandFlags::default()
        };
        let oob = CommandFlags {
            oob: true,
            descriptors: true,
            ..CommandFlags::default()
        };
        sent(&mut pending, 1, silent_flags);
        sent(&mut pending, 2, oob);
        let count = pending.on_wire();
        assert_eq!((count.all, count.in_band, count.descriptors), (2, 1, 1));
        assert_eq!(pending.silent_before(2), [1]);
        assert_eq!(pending.abandon(1, &mut Vec::new()), Abandoned::Silent);
        assert_eq!(pending.on_wire().in_band, 0);
        assert!(pending.settle(2, silent(), &mut Vec::new()));
        assert_eq!(pending.on_wire(), OnWire::default());
    }

    #[test]
    fn replies_that_are_not_taken_are_counted() {
        let mut pending = Pending::new();
        sent(&mut pending, 1, CommandFlags::default());
        sent(&mut pending, 2, CommandFlags::default());
        let json = |text: &str| {
            Outcome::Returned(Reply::Json(RawValue::from_string(text.into()).unwrap()))
        };
        pending.settle(1, json("[1,2]"), &mut Vec::new());
        pending.settle(2, json("[]"), &mut Vec::new());
        assert_eq!(pending.untaken(), 7);
        assert!(pending.take(1).is_some());
        assert_eq!(pending.untaken(), 2);
        assert_eq!(pending.abandon(2, &mut Vec::new()), Abandoned::Over);
        assert_eq!(pending.untaken(), 0);
        assert!(pending.is_empty());
    }
}
