//! Subscribers of a session: one bounded queue for each.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::history::History;
use super::queue::{Queue, SharedEvent, StreamItem, size_of};
use crate::error::EndReason;
use crate::protocol::{IncomingEvent, Timestamp};
use crate::session::settings::EventLimits;

/// Name of the only event that a subscriber gets; `None` for all events.
pub(crate) type EventName = Option<Cow<'static, str>>;

/// Queue of one subscriber; `W` wakes the reader.
#[derive(Debug)]
struct Subscriber<W> {
    name: EventName,
    queue: Queue,
    /// Number of events dropped from the queue since the reader last took an item.
    missed: u64,
    /// Reason of a gap among the dropped items.
    gap: Option<EndReason>,
    waker: Option<W>,
}

impl<W> Subscriber<W> {
    fn is_subscribed_to(&self, name: &str) -> bool {
        self.name.as_deref().is_none_or(|wanted| wanted == name)
    }

    fn push(&mut self, item: StreamItem) {
        let (missed, gap) = (&mut self.missed, &mut self.gap);
        self.queue.push(item, |dropped| match dropped {
            StreamItem::Gap(reason) => *gap = Some(reason),
            _ => *missed += 1,
        });
    }

    /// Counts an event that is too large for the queue as missed, and drops all items before it.
    fn count_missed(&mut self) {
        while let Some(item) = self.queue.pop() {
            match item {
                StreamItem::Gap(reason) => self.gap = Some(reason),
                _ => self.missed += 1,
            }
        }
        self.missed += 1;
    }

    fn take_item(&mut self) -> Option<StreamItem> {
        if self.missed > 0 {
            return Some(StreamItem::Lagged(std::mem::take(&mut self.missed)));
        }
        let gap = self.gap.take().map(StreamItem::Gap);
        gap.or_else(|| self.queue.pop())
    }
}

/// Subscribers of a session, by number, and the history of its events.
#[derive(Debug)]
pub(crate) struct Subscribers<W> {
    subscribers: BTreeMap<u64, Subscriber<W>>,
    next: u64,
    limits: EventLimits,
    history: History,
    closed: Option<EndReason>,
}

impl<W> Subscribers<W> {
    /// Creates an empty set of subscribers. `limits` are the limits of each queue.
    pub(crate) fn new(limits: EventLimits, history: EventLimits) -> Self {
        let limits = EventLimits {
            events: limits.events.max(1),
            ..limits
        };
        Self {
            subscribers: BTreeMap::new(),
            next: 0,
            limits,
            history: History::new(history),
            closed: None,
        }
    }

    /// Adds a subscriber, which gets the events in the history since `since`, and all later events.
    pub(crate) fn subscribe(&mut self, name: EventName, since: Option<Timestamp>) -> u64 {
        let mut subscriber = Subscriber {
            name,
            queue: Queue::new(self.limits),
            missed: 0,
            gap: None,
            waker: None,
        };
        if let Some(since) = since {
            let (missed, items) = self.history.since(since);
            subscriber.missed = missed;
            for item in items {
                if !matches!(item, StreamItem::Event(event) if !subscriber.is_subscribed_to(&event.name))
                {
                    subscriber.push(item.clone());
                }
            }
        }
        let number = self.next;
        self.next += 1;
        self.subscribers.insert(number, subscriber);
        number
    }

    /// Removes a subscriber, and moves its waker to `drop_later`.
    pub(crate) fn unsubscribe(&mut self, number: u64, drop_later: &mut Vec<W>) {
        if let Some(subscriber) = self.subscribers.remove(&number) {
            drop_later.extend(subscriber.waker);
        }
    }

    /// Takes the next item of a subscriber. If there is no item, `waker` is woken for the next item.
    pub(crate) fn take_item(
        &mut self,
        number: u64,
        waker: &W,
        drop_later: &mut Vec<W>,
    ) -> Option<StreamItem>
    where
        W: Clone,
    {
        let closed = || self.closed.clone().map(StreamItem::Closed);
        let Some(subscriber) = self.subscribers.get_mut(&number) else {
            return closed();
        };
        if let Some(item) = subscriber.take_item().or_else(closed) {
            return Some(item);
        }
        drop_later.extend(subscriber.waker.replace(waker.clone()));
        None
    }

    /// Adds an event to the queues of all subscribers to this event, and wakes the readers.
    pub(crate) fn publish(&mut self, event: IncomingEvent<'_>, wake: &mut Vec<W>) {
        let wants = |subscriber: &Subscriber<W>| subscriber.is_subscribed_to(&event.name);
        if !self.history.is_kept() && !self.subscribers.values().any(wants) {
            return;
        }
        let size = size_of(&event);
        let is_too_large = |subscriber: &Subscriber<W>| subscriber.queue.is_too_large(size);
        if self.history.is_too_large(size) && self.subscribers.values().all(is_too_large) {
            // A large event is not copied, so that many large events need no memory.
            return self.count_missed(&event, wake);
        }
        let event = Arc::new(SharedEvent::from(event));
        self.history.push(StreamItem::Event(Arc::clone(&event)));
        for subscriber in self.subscribers.values_mut() {
            if subscriber.is_subscribed_to(&event.name) {
                subscriber.push(StreamItem::Event(Arc::clone(&event)));
                wake.extend(subscriber.waker.take());
            }
        }
    }

    /// Counts an event that is too large for every queue as missed in all streams.
    fn count_missed(&mut self, event: &IncomingEvent<'_>, wake: &mut Vec<W>) {
        self.history.forget_too_large(event.timestamp);
        for subscriber in self.subscribers.values_mut() {
            if subscriber.is_subscribed_to(&event.name) {
                subscriber.count_missed();
                wake.extend(subscriber.waker.take());
            }
        }
    }

    /// Adds a gap to every stream.
    pub(crate) fn push_gap(&mut self, reason: &EndReason, wake: &mut Vec<W>) {
        self.history.push(StreamItem::Gap(reason.clone()));
        for subscriber in self.subscribers.values_mut() {
            subscriber.push(StreamItem::Gap(reason.clone()));
            wake.extend(subscriber.waker.take());
        }
    }

    /// Ends all present and future streams. Readers still get the items before the end.
    pub(crate) fn close(&mut self, reason: &EndReason, wake: &mut Vec<W>) {
        self.closed.get_or_insert_with(|| reason.clone());
        for subscriber in self.subscribers.values_mut() {
            wake.extend(subscriber.waker.take());
        }
    }
}
