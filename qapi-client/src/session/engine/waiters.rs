//! Waiters for a change of the lifecycle, and readers of streams.

use super::effects::{Effects, Token};
use super::machine::Engine;
use crate::protocol::Timestamp;
use crate::session::events::{EventName, StreamItem};

impl<W: Token> Engine<W> {
    /// Registers `waker` for the next change of the lifecycle, and for the reply to a probe.
    pub(crate) fn register_waiter(
        &mut self,
        key: &mut Option<u64>,
        waker: &W,
        fx: &mut Effects<W>,
    ) {
        fx.drop_later
            .extend(self.waiters.register(key, waker.clone()));
    }

    /// Removes the waiter with this key.
    pub(crate) fn remove_waiter(&mut self, key: Option<u64>, fx: &mut Effects<W>) {
        fx.drop_later.extend(self.waiters.remove(key));
    }

    pub(crate) fn subscribe(&mut self, name: EventName, since: Option<Timestamp>) -> u64 {
        self.subscribers.subscribe(name, since)
    }

    pub(crate) fn unsubscribe(&mut self, subscriber: u64, fx: &mut Effects<W>) {
        self.subscribers.unsubscribe(subscriber, &mut fx.drop_later);
    }

    /// Takes the next item of a stream. If there is no item, `waker` is woken for the next item.
    pub(crate) fn take_item(
        &mut self,
        subscriber: u64,
        waker: &W,
        fx: &mut Effects<W>,
    ) -> Option<StreamItem> {
        self.subscribers
            .take_item(subscriber, waker, &mut fx.drop_later)
    }

    pub(super) fn wake_waiters(&mut self, fx: &mut Effects<W>) {
        fx.wake.append(&mut self.waiters.take_all());
    }
}
