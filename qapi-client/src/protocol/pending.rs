//! The commands whose caller or whose reply is still expected.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::error::{CommandError, EndReason};

/// What became of a command.
#[derive(Debug)]
pub(crate) enum Answer {
    Return(Box<RawValue>),
    Error(CommandError),
    /// It has no success reply, and the peer went on without refusing it.
    Silent,
    /// The peer answered what came after it, and not this.
    Skipped,
    /// Its reply was beyond the limits.
    Oversized(usize),
    /// The connection was lost before it was answered, and another one is looked for.
    Lost(EndReason),
}

/// How a command travels.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Manner {
    /// Out-of-band.
    pub(crate) oob: bool,
    /// Success sends no reply.
    pub(crate) silent: bool,
    /// It carries descriptors.
    pub(crate) descriptors: bool,
    /// It may be sent again if the connection is lost before it is answered.
    pub(crate) repeat: bool,
}

/// How far a command got.
#[derive(Debug)]
pub(crate) enum Progress {
    Queued,
    Sent,
    Answered(Answer),
}

/// One command; `S` is what its caller is woken by, `None` for a caller that has gone: a tombstone.
#[derive(Debug)]
pub(crate) struct Entry<S> {
    pub(crate) manner: Manner,
    pub(crate) progress: Progress,
    pub(crate) slot: Option<S>,
    abandoned: bool,
    /// What was sent, where it may be sent again.
    sent_head: Option<Box<[u8]>>,
}

/// What a caller that goes leaves behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abandoned {
    /// The command was never sent.
    Unsent,
    /// A tombstone, which swallows the late reply.
    Tombstone,
    /// Nothing; it was sent, and only a refusal would have been answered.
    Silent,
    /// Nothing: it was answered, or is not known.
    Nothing,
}

/// The table of commands by id, which is also the order of sending within a lane.
#[derive(Debug)]
pub(crate) struct Pending<S> {
    entries: BTreeMap<u64, Entry<S>>,
    /// Commands sent and unanswered.
    sent: usize,
    /// In-band commands among them.
    in_band: usize,
    /// Commands with descriptors among them.
    descriptors: usize,
}

impl<S> Pending<S> {
    pub(crate) fn new() -> Self {
        Self {
            entries: BTreeMap::new(),
            sent: 0,
            in_band: 0,
            descriptors: 0,
        }
    }

    pub(crate) fn in_band(&self) -> usize {
        self.in_band
    }

    pub(crate) fn descriptors(&self) -> usize {
        self.descriptors
    }

    /// True if nothing is to be answered.
    pub(crate) fn is_settled(&self) -> bool {
        self.sent == 0
    }

    #[cfg(any(test, fuzzing))]
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn register(&mut self, id: u64, manner: Manner, slot: Option<S>) {
        let entry = Entry {
            manner,
            progress: Progress::Queued,
            slot,
            abandoned: false,
            sent_head: None,
        };
        self.entries.insert(id, entry);
    }

    /// Keeps what is sent for `id`, if it may be sent again.
    pub(crate) fn keep(&mut self, id: u64, head: &[u8]) {
        if let Some(entry) = self.entries.get_mut(&id)
            && entry.manner.repeat
        {
            entry.sent_head = Some(head.into());
        }
    }

    /// Takes `id` back, which was sent and not answered, to be sent again. `None` if it may not be.
    pub(crate) fn take_back(&mut self, id: u64) -> Option<Box<[u8]>> {
        let entry = self.entries.get_mut(&id)?;
        if entry.abandoned || !entry.is_unanswered() {
            return None;
        }
        let head = entry.sent_head.take()?;
        entry.progress = Progress::Queued;
        let manner = entry.manner;
        self.count(manner, -1);
        Some(head)
    }

    pub(crate) fn get(&self, id: u64) -> Option<&Entry<S>> {
        self.entries.get(&id)
    }

    pub(crate) fn slot(&mut self, id: u64) -> Option<&mut Option<S>> {
        self.entries.get_mut(&id).map(|entry| &mut entry.slot)
    }

    /// The bytes of `id` leave now.
    pub(crate) fn sent(&mut self, id: u64) {
        if let Some(entry) = self.entries.get_mut(&id) {
            entry.progress = Progress::Sent;
            let manner = entry.manner;
            self.count(manner, 1);
        }
    }

    fn count(&mut self, manner: Manner, by: isize) {
        let add = |count: &mut usize| *count = count.saturating_add_signed(by);
        add(&mut self.sent);
        if !manner.oob {
            add(&mut self.in_band);
        }
        if manner.descriptors {
            add(&mut self.descriptors);
        }
    }

    /// True if `id` was sent and is not answered.
    pub(crate) fn is_unanswered(&self, id: u64) -> bool {
        self.entries.get(&id).is_some_and(Entry::is_unanswered)
    }

    /// Sent and unanswered commands, oldest first.
    pub(crate) fn unanswered(&self) -> impl Iterator<Item = (u64, &Entry<S>)> {
        self.entries
            .iter()
            .filter(|(_, entry)| entry.is_unanswered())
            .map(|(id, entry)| (*id, entry))
    }

    /// Answers `id`, and gives what wakes its caller. False if it was not waiting for an answer.
    pub(crate) fn complete(&mut self, id: u64, answer: Answer, done: &mut Vec<S>) -> bool {
        let Some(entry) = self
            .entries
            .get_mut(&id)
            .filter(|entry| entry.is_unanswered())
        else {
            return false;
        };
        entry.progress = Progress::Answered(answer);
        let manner = entry.manner;
        if entry.abandoned {
            self.entries.remove(&id);
        } else {
            done.extend(entry.slot.take());
        }
        self.count(manner, -1);
        true
    }

    /// The answer to `id`, once: the entry goes with it.
    pub(crate) fn take_answer(&mut self, id: u64) -> Option<Answer> {
        if !matches!(self.entries.get(&id)?.progress, Progress::Answered(_)) {
            return None;
        }
        match self.entries.remove(&id)?.progress {
            Progress::Answered(answer) => Some(answer),
            Progress::Queued | Progress::Sent => None,
        }
    }

    /// The caller of `id` has gone. Gives what would have woken it.
    pub(crate) fn abandon(&mut self, id: u64) -> (Abandoned, Option<S>) {
        let Some(entry) = self.entries.get_mut(&id) else {
            return (Abandoned::Nothing, None);
        };
        let slot = entry.slot.take();
        let left = match entry.progress {
            Progress::Sent if !entry.manner.silent => {
                entry.abandoned = true;
                return (Abandoned::Tombstone, slot);
            }
            Progress::Queued => Abandoned::Unsent,
            Progress::Sent => Abandoned::Silent,
            Progress::Answered(_) => Abandoned::Nothing,
        };
        self.forget(id);
        (left, slot)
    }

    /// Removes `id` altogether.
    pub(crate) fn forget(&mut self, id: u64) {
        if let Some(entry) = self.entries.remove(&id)
            && entry.is_unanswered()
        {
            self.count(entry.manner, -1);
        }
    }

    /// Takes what wakes the callers, all of them; the entries stay until their callers look.
    pub(crate) fn wake_all(&mut self, done: &mut Vec<S>) {
        self.entries.retain(|_, entry| !entry.abandoned);
        done.extend(
            self.entries
                .values_mut()
                .filter_map(|entry| entry.slot.take()),
        );
    }
}

impl<S> Entry<S> {
    fn is_unanswered(&self) -> bool {
        matches!(self.progress, Progress::Sent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(pending: &mut Pending<&'static str>, id: u64, manner: Manner) {
        pending.register(id, manner, Some("caller"));
        pending.sent(id);
    }

    #[test]
    fn a_tombstone_swallows_the_late_reply() {
        let mut pending = Pending::new();
        sent(&mut pending, 1, Manner::default());
        assert_eq!(pending.abandon(1).0, Abandoned::Tombstone);
        assert_eq!(pending.in_band(), 1, "the peer still works on it");
        let mut done = Vec::new();
        assert!(pending.complete(1, Answer::Skipped, &mut done));
        assert!(done.is_empty() && pending.is_empty());
        assert_eq!(pending.in_band(), 0);
        assert!(
            !pending.complete(1, Answer::Skipped, &mut done),
            "a second reply"
        );
    }

    #[test]
    fn what_was_not_sent_leaves_nothing() {
        let mut pending = Pending::new();
        pending.register(1, Manner::default(), Some("caller"));
        assert!(!pending.complete(1, Answer::Skipped, &mut Vec::new()));
        assert_eq!(pending.abandon(1).0, Abandoned::Unsent);
        assert_eq!(pending.abandon(1).0, Abandoned::Nothing);
        assert!(pending.is_empty());
    }

    #[test]
    fn what_is_out_of_band_takes_no_room_in_the_window() {
        let mut pending = Pending::new();
        sent(
            &mut pending,
            1,
            Manner {
                silent: true,
                ..Manner::default()
            },
        );
        sent(
            &mut pending,
            2,
            Manner {
                oob: true,
                descriptors: true,
                ..Manner::default()
            },
        );
        assert_eq!((pending.in_band(), pending.descriptors()), (1, 1));
        pending.forget(2);
        assert_eq!((pending.in_band(), pending.descriptors()), (1, 0));
        assert_eq!(pending.abandon(1).0, Abandoned::Silent);
        assert!(pending.is_empty() && pending.in_band() == 0);
    }

    #[test]
    fn an_answer_is_taken_once() {
        let mut pending = Pending::new();
        sent(&mut pending, 1, Manner::default());
        assert!(pending.take_answer(1).is_none());
        let mut done = Vec::new();
        assert!(pending.complete(1, Answer::Oversized(9), &mut done));
        assert_eq!(done, ["caller"]);
        assert!(matches!(pending.take_answer(1), Some(Answer::Oversized(9))));
        assert!(pending.take_answer(1).is_none());
    }
}
