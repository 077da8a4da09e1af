//! Who listens to events: one bounded queue for each.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use serde_json::value::RawValue;

use super::history::History;
use crate::error::EndReason;
use crate::protocol::Timestamp;

/// An event as all subscribers share it.
#[derive(Debug)]
pub(crate) struct Published {
    pub(crate) name: Box<str>,
    pub(crate) data: Option<Box<RawValue>>,
    pub(crate) timestamp: Timestamp,
}

/// What a subscriber takes from its queue.
#[derive(Debug)]
pub(crate) enum Item {
    Event(Arc<Published>),
    Lagged(u64),
    Gap(EndReason),
    Closed(EndReason),
}

/// One subscriber's queue.
#[derive(Debug)]
pub(crate) struct Queue {
    /// The only name wanted; `None` for all.
    name: Option<&'static str>,
    capacity: usize,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    items: VecDeque<Entry>,
    /// Events dropped at the front, since the reader last took something.
    missed: u64,
    /// A gap among them.
    gap: Option<EndReason>,
    closed: Option<EndReason>,
    left: bool,
    waker: Option<Waker>,
}

/// An item of a queue or of the history.
#[derive(Debug, Clone)]
pub(super) enum Entry {
    Event(Arc<Published>),
    Gap(EndReason),
}

impl Queue {
    fn new(name: Option<&'static str>, capacity: usize) -> Self {
        Self {
            name,
            capacity: capacity.max(1),
            state: Mutex::default(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that can panic runs under this lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn poll_take(&self, cx: &mut Context<'_>) -> Poll<Item> {
        let mut state = self.lock();
        if state.missed > 0 {
            return Poll::Ready(Item::Lagged(std::mem::take(&mut state.missed)));
        }
        if let Some(reason) = state.gap.take() {
            return Poll::Ready(Item::Gap(reason));
        }
        match state.items.pop_front() {
            Some(Entry::Event(event)) => return Poll::Ready(Item::Event(event)),
            Some(Entry::Gap(reason)) => return Poll::Ready(Item::Gap(reason)),
            None => {}
        }
        if let Some(reason) = &state.closed {
            return Poll::Ready(Item::Closed(reason.clone()));
        }
        let former = state.waker.replace(cx.waker().clone());
        drop(state);
        // Not under the lock: it may be the last to hold a task.
        drop(former);
        Poll::Pending
    }

    /// The reader is gone: takes no more events, and is forgotten by the next event.
    pub(crate) fn leave(&self) {
        let mut state = self.lock();
        state.left = true;
        let former = (std::mem::take(&mut state.items), state.waker.take());
        drop(state);
        drop(former);
    }

    /// Whether it wants events of this name.
    fn takes(&self, name: &str) -> bool {
        self.name.is_none_or(|wanted| wanted == name)
    }

    /// Appends; a full queue loses its oldest event, but not that there was a gap.
    fn push(&self, entry: Entry) -> Option<Waker> {
        let mut state = self.lock();
        if state.items.len() >= self.capacity {
            match state.items.pop_front() {
                Some(Entry::Event(_)) => state.missed += 1,
                Some(Entry::Gap(reason)) => state.gap = Some(reason),
                None => {}
            }
        }
        state.items.push_back(entry);
        state.waker.take()
    }

    fn close(&self, reason: EndReason) -> Option<Waker> {
        let mut state = self.lock();
        state.closed.get_or_insert(reason);
        state.waker.take()
    }
}

/// All subscribers of a session.
#[derive(Debug, Default)]
pub(crate) struct Subscribers {
    queues: Vec<Arc<Queue>>,
    history: History,
    closed: Option<EndReason>,
}

impl Subscribers {
    /// No subscribers yet; of what happens, that many events are kept for those who ask later.
    pub(crate) fn new(history: usize) -> Self {
        Self {
            history: History::new(history),
            ..Self::default()
        }
    }

    /// A new queue, which gets every event published from now on.
    pub(crate) fn subscribe(&mut self, name: Option<&'static str>, capacity: usize) -> Arc<Queue> {
        self.add(Queue::new(name, capacity))
    }

    /// A new queue, which starts with what has happened since then and gets every event published from now on.
    pub(crate) fn subscribe_since(
        &mut self,
        since: Timestamp,
        name: Option<&'static str>,
        capacity: usize,
    ) -> Arc<Queue> {
        let queue = Queue::new(name, capacity);
        let (missed, entries) = self.history.since(since);
        queue.lock().missed = missed;
        for entry in entries {
            if matches!(entry, Entry::Event(event) if !queue.takes(&event.name)) {
                continue;
            }
            // Nobody waits at a queue that is new.
            let _ = queue.push(entry.clone());
        }
        self.add(queue)
    }

    fn add(&mut self, queue: Queue) -> Arc<Queue> {
        let queue = Arc::new(queue);
        match &self.closed {
            Some(reason) => queue.lock().closed = Some(reason.clone()),
            None => {
                if self.queues.len() == self.queues.capacity() {
                    // Before it grows: those who left since the last event.
                    self.queues.retain(|queue| !queue.lock().left);
                }
                self.queues.push(Arc::clone(&queue));
            }
        }
        queue
    }

    /// True if someone wants events of this name.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.history.is_kept() || self.queues.iter().any(|queue| queue.takes(name))
    }

    /// Hands `event` to all who want it, and forgets those who left.
    pub(crate) fn publish(&mut self, event: &Arc<Published>, wake: &mut Vec<Waker>) {
        self.history.push(Entry::Event(Arc::clone(event)));
        self.queues.retain(|queue| {
            if queue.lock().left {
                return false;
            }
            if queue.takes(&event.name) {
                wake.extend(queue.push(Entry::Event(Arc::clone(event))));
            }
            true
        });
    }

    /// Tells all that events may be missing here.
    pub(crate) fn gap(&mut self, reason: &EndReason, wake: &mut Vec<Waker>) {
        self.history.push(Entry::Gap(reason.clone()));
        for queue in &self.queues {
            wake.extend(queue.push(Entry::Gap(reason.clone())));
        }
    }

    /// Ends all queues, present and future ones.
    pub(crate) fn close(&mut self, reason: &EndReason, wake: &mut Vec<Waker>) {
        for queue in self.queues.drain(..) {
            wake.extend(queue.close(reason.clone()));
        }
        self.closed.get_or_insert_with(|| reason.clone());
    }
}
