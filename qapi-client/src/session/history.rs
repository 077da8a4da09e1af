//! What happened lately: the last events of a session, for those who ask afterwards.

use std::collections::VecDeque;

use super::subscribers::Entry;
use crate::protocol::Timestamp;

/// The last events, bounded.
#[derive(Debug, Default)]
pub(super) struct History {
    entries: VecDeque<Entry>,
    capacity: usize,
    /// How many events it has forgotten, and when the last of them occurred.
    forgotten: u64,
    last_forgotten: Option<Timestamp>,
}

impl History {
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            ..Self::default()
        }
    }

    pub(super) fn is_kept(&self) -> bool {
        self.capacity > 0
    }

    pub(super) fn push(&mut self, entry: Entry) {
        if !self.is_kept() {
            return;
        }
        if self.entries.len() >= self.capacity
            && let Some(Entry::Event(event)) = self.entries.pop_front()
        {
            self.forgotten += 1;
            self.last_forgotten = Some(event.timestamp);
        }
        self.entries.push_back(entry);
    }

    /// What came since then, in the order in which it came; first how many events before it are forgotten, of which
    /// some may be of that time.
    ///
    /// It starts with the first event that is not certainly older and ends with the last, even if the peer's clock was
    /// set back in between: what came later is newer.
    pub(super) fn since(&self, since: Timestamp) -> (u64, impl Iterator<Item = &Entry>) {
        let start = self
            .entries
            .iter()
            .position(
                |entry| matches!(entry, Entry::Event(event) if !is_before(event.timestamp, since)),
            )
            .unwrap_or(self.entries.len());
        let is_covered = self
            .last_forgotten
            .is_none_or(|last| is_before(last, since));
        let missed = if is_covered { 0 } else { self.forgotten };
        (missed, self.entries.iter().skip(start))
    }
}

/// Whether an event certainly occurred before then. One without a time may have occurred at any.
fn is_before(timestamp: Timestamp, then: Timestamp) -> bool {
    timestamp != Timestamp::UNKNOWN
        && (timestamp.seconds, timestamp.microseconds) < (then.seconds, then.microseconds)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::error::EndReason;
    use crate::session::subscribers::Published;

    fn at(seconds: i64, microseconds: i64) -> Timestamp {
        Timestamp {
            seconds,
            microseconds,
        }
    }

    fn event(name: &str, timestamp: Timestamp) -> Entry {
        Entry::Event(Arc::new(Published {
            name: name.into(),
            data: None,
            timestamp,
        }))
    }

    fn since(history: &History, then: Timestamp) -> (u64, String) {
        let (missed, entries) = history.since(then);
        let name = |entry: &Entry| match entry {
            Entry::Event(event) => event.name.to_string(),
            Entry::Gap(_) => "-".to_owned(),
        };
        (missed, entries.map(name).collect())
    }

    #[test]
    fn what_came_since_is_given_and_what_is_forgotten_is_told() {
        let mut history = History::new(3);
        assert_eq!(since(&history, at(0, 0)), (0, String::new()));
        for (name, timestamp) in [("a", at(1, 0)), ("b", at(1, 5)), ("c", at(2, 0))] {
            history.push(event(name, timestamp));
        }
        assert_eq!(since(&history, at(0, 0)), (0, "abc".to_owned()));
        assert_eq!(
            since(&history, at(1, 5)),
            (0, "bc".to_owned()),
            "at or after"
        );
        assert_eq!(since(&history, at(1, 6)), (0, "c".to_owned()));
        assert_eq!(since(&history, at(3, 0)), (0, String::new()));

        history.push(event("d", at(2, 1)));
        assert_eq!(
            since(&history, at(1, 1)),
            (0, "bcd".to_owned()),
            "`a` was before that"
        );
        assert_eq!(
            since(&history, at(1, 0)),
            (1, "bcd".to_owned()),
            "`a` is missing"
        );
    }

    #[test]
    fn a_clock_that_is_set_back_or_missing_hides_nothing() {
        let mut history = History::new(8);
        history.push(event("a", at(10, 0)));
        history.push(event("b", at(5, 0)));
        history.push(Entry::Gap(EndReason::Eof));
        history.push(event("c", Timestamp::UNKNOWN));
        assert_eq!(since(&history, at(8, 0)), (0, "ab-c".to_owned()));
        assert_eq!(
            since(&history, at(11, 0)),
            (0, "c".to_owned()),
            "of unknown time"
        );
    }

    #[test]
    fn without_room_nothing_is_kept() {
        let mut history = History::new(0);
        history.push(event("a", at(1, 0)));
        assert_eq!(since(&history, at(0, 0)), (0, String::new()));
        assert!(!history.is_kept());
    }
}
