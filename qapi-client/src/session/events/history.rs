//! History: the latest events of a session, for subscriptions that start in the past.

use super::queue::{Queue, StreamItem};
use crate::protocol::Timestamp;
use crate::session::settings::EventLimits;

/// Latest events of a session, limited in count and bytes.
#[derive(Debug)]
pub(super) struct History {
    queue: Queue,
    /// Number of forgotten events.
    forgotten: u64,
    /// Time of the last forgotten event.
    last_forgotten: Option<Timestamp>,
    is_kept: bool,
}

impl History {
    pub(super) fn new(limits: EventLimits) -> Self {
        Self {
            queue: Queue::new(limits),
            forgotten: 0,
            last_forgotten: None,
            is_kept: limits.events > 0,
        }
    }

    pub(super) fn is_kept(&self) -> bool {
        self.is_kept
    }

    pub(super) fn push(&mut self, item: StreamItem) {
        if !self.is_kept {
            return;
        }
        let (forgotten, last) = (&mut self.forgotten, &mut self.last_forgotten);
        self.queue.push(item, |dropped| {
            if let StreamItem::Event(event) = dropped {
                *forgotten += 1;
                *last = Some(event.timestamp);
            }
        });
    }

    /// Records that an event was too large for the history. All events before this event are forgotten too.
    pub(super) fn forget_too_large(&mut self, timestamp: Timestamp) {
        while let Some(item) = self.queue.pop() {
            self.forgotten += u64::from(matches!(item, StreamItem::Event(_)));
        }
        self.forgotten += 1;
        self.last_forgotten = Some(timestamp);
    }

    /// Whether an event of this size is too large for the history.
    pub(super) fn is_too_large(&self, bytes: usize) -> bool {
        !self.is_kept || self.queue.is_too_large(bytes)
    }

    /// Returns the number of forgotten events, and the items since `since` in order of arrival.
    ///
    /// The number is 0 if all forgotten events certainly occurred before `since`. The items start with the first event
    /// that is not certainly older than `since`, and include all items that arrived later, even if the peer's clock was
    /// set back before they arrived.
    pub(super) fn since(&self, since: Timestamp) -> (u64, impl Iterator<Item = &StreamItem>) {
        let is_new = |item: &&StreamItem| matches!(item, StreamItem::Event(event) if !is_before(event.timestamp, since));
        let older = self.queue.iter().take_while(|item| !is_new(item)).count();
        let is_covered = self
            .last_forgotten
            .is_none_or(|last| is_before(last, since));
        let missed = if is_covered { 0 } else { self.forgotten };
        (missed, self.queue.iter().skip(older))
    }
}

/// Whether an event certainly occurred before `then`. An event without a time may have occurred at any time.
fn is_before(timestamp: Timestamp, then: Timestamp) -> bool {
    timestamp != Timestamp::UNKNOWN
        && (timestamp.seconds, timestamp.microseconds) < (then.seconds, then.microseconds)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::error::EndReason;
    use crate::session::events::queue::SharedEvent;

    fn history(events: usize) -> History {
        History::new(EventLimits {
            events,
            bytes: 1 << 20,
        })
    }

    fn at(seconds: i64, microseconds: i64) -> Timestamp {
        Timestamp {
            seconds,
            microseconds,
        }
    }

    fn event(name: &str, timestamp: Timestamp) -> StreamItem {
        StreamItem::Event(Arc::new(SharedEvent {
            name: name.into(),
            data: None,
            timestamp,
            unreadable: None,
        }))
    }

    fn since(history: &History, then: Timestamp) -> (u64, String) {
        let (missed, entries) = history.since(then);
        let name = |item: &StreamItem| match item {
            StreamItem::Event(event) => event.name.to_string(),
            _ => "-".to_owned(),
        };
        (missed, entries.map(name).collect())
    }

    #[test]
    fn later_events_are_returned_and_forgotten_events_counted() {
        let mut history = history(3);
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
    fn a_wrong_clock_hides_no_events() {
        let mut history = history(8);
        history.push(event("a", at(10, 0)));
        history.push(event("b", at(5, 0)));
        history.push(StreamItem::Gap(EndReason::Eof));
        history.push(event("c", Timestamp::UNKNOWN));
        assert_eq!(since(&history, at(8, 0)), (0, "ab-c".to_owned()));
        assert_eq!(
            since(&history, at(11, 0)),
            (0, "c".to_owned()),
            "of unknown time"
        );
    }

    #[test]
    fn a_history_of_size_zero_keeps_no_events() {
        let mut history = history(0);
        history.push(event("a", at(1, 0)));
        assert_eq!(since(&history, at(0, 0)), (0, String::new()));
        assert!(!history.is_kept());
    }
}
