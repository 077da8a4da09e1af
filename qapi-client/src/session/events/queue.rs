//! Bounded queue of events, and the items in the queue.

use std::collections::VecDeque;
use std::sync::Arc;

use serde_json::value::RawValue;

use crate::error::EndReason;
use crate::protocol::{IncomingEvent, Timestamp};
use crate::session::settings::EventLimits;

/// Size of an item in bytes, without name and data.
const ITEM_SIZE: usize = 128;

/// Event in the queues of several subscribers.
#[derive(Debug)]
pub(crate) struct SharedEvent {
    pub(crate) name: Box<str>,
    pub(crate) data: Option<Box<RawValue>>,
    pub(crate) timestamp: Timestamp,
    /// Reason why the data cannot be read; `None` if the data is valid JSON.
    pub(crate) unreadable: Option<Box<str>>,
}

/// Item in the queue of a subscriber.
#[derive(Debug, Clone)]
pub(crate) enum StreamItem {
    Event(Arc<SharedEvent>),
    /// This number of events was dropped here.
    Lagged(u64),
    /// Events may be missing here, because the connection was lost.
    Gap(EndReason),
    /// The session has ended. This is the last item.
    Closed(EndReason),
}

impl StreamItem {
    fn size_in_bytes(&self) -> usize {
        let text = match self {
            Self::Event(event) => {
                let data = event.data.as_deref().map_or(0, |data| data.get().len());
                event.name.len() + data
            }
            Self::Lagged(_) | Self::Gap(_) | Self::Closed(_) => 0,
        };
        text + ITEM_SIZE
    }
}

/// Size of an event in a queue, in bytes.
pub(super) fn size_of(event: &IncomingEvent<'_>) -> usize {
    ITEM_SIZE + event.name.len() + event.data.map_or(0, |data| data.get().len())
}

impl From<IncomingEvent<'_>> for SharedEvent {
    fn from(event: IncomingEvent<'_>) -> Self {
        Self {
            name: event.name.as_ref().into(),
            data: event.data.map(ToOwned::to_owned),
            timestamp: event.timestamp,
            unreadable: event.unreadable.map(Into::into),
        }
    }
}

/// Queue of items, limited in count and bytes.
#[derive(Debug)]
pub(super) struct Queue {
    limits: EventLimits,
    items: VecDeque<StreamItem>,
    bytes: usize,
}

impl Queue {
    pub(super) fn new(limits: EventLimits) -> Self {
        Self {
            limits,
            items: VecDeque::new(),
            bytes: 0,
        }
    }

    /// Appends an item, and drops the oldest items until the new item fits. An item that is too large for the whole
    /// queue is dropped too. `dropped` is called with each dropped item.
    pub(super) fn push(&mut self, item: StreamItem, mut dropped: impl FnMut(StreamItem)) {
        let more = item.size_in_bytes();
        while self.items.len() >= self.limits.events || self.bytes + more > self.limits.bytes {
            match self.pop() {
                Some(oldest) => dropped(oldest),
                None => return dropped(item),
            }
        }
        self.bytes += more;
        self.items.push_back(item);
    }

    /// Whether an item of this size is too large for the whole queue.
    pub(super) fn is_too_large(&self, bytes: usize) -> bool {
        bytes > self.limits.bytes
    }

    pub(super) fn pop(&mut self) -> Option<StreamItem> {
        let item = self.items.pop_front()?;
        self.bytes -= item.size_in_bytes();
        if self.items.is_empty() {
            // An empty queue frees its memory, which may be large after many events.
            self.items = VecDeque::new();
        }
        Some(item)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &StreamItem> {
        self.items.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(bytes: usize) -> StreamItem {
        let data = format!("\"{}\"", "x".repeat(bytes));
        StreamItem::Event(Arc::new(SharedEvent {
            name: "E".into(),
            data: RawValue::from_string(data).ok(),
            timestamp: Timestamp::UNKNOWN,
            unreadable: None,
        }))
    }

    fn pushed(events: usize, bytes: usize, sizes: &[usize]) -> (usize, usize) {
        let mut queue = Queue::new(EventLimits { events, bytes });
        let mut dropped = 0;
        for size in sizes {
            queue.push(event(*size), |_| dropped += 1);
            assert!(queue.bytes <= bytes && queue.items.len() <= events);
        }
        (queue.items.len(), dropped)
    }

    #[test]
    fn the_oldest_events_are_dropped_first() {
        assert_eq!(pushed(3, 10_000, &[1, 1, 1, 1, 1]), (3, 2));
        assert_eq!(pushed(99, 10_000, &[4000, 4000, 4000, 1, 1]), (4, 1));
    }

    #[test]
    fn an_event_larger_than_the_queue_is_dropped_with_all_earlier_events() {
        assert_eq!(pushed(99, 10_000, &[1, 1, 20_000, 1]), (1, 3));
        assert_eq!(pushed(0, 10_000, &[1, 1]), (0, 2));
    }
}
