//! Outbox: queue of bytes for one client. The queue is shared, because events and released replies come from outside of
//! the conversation.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Waker};

/// Bytes to write to one client.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    ready: Vec<u8>,
    held: Vec<u8>,
    /// Set after the negotiation. The client gets events only then.
    listening: bool,
    disconnected: bool,
    waker: Option<Waker>,
}

impl Outbox {
    /// Locks the queue. After a panic in a script, other connections still work.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn update(&self, change: impl FnOnce(&mut Inner)) {
        let waker = {
            let mut inner = self.lock();
            change(&mut inner);
            inner.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    pub(super) fn push(&self, bytes: &[u8]) {
        self.update(|inner| inner.ready.extend_from_slice(bytes));
    }

    pub(super) fn push_event(&self, bytes: &[u8]) {
        self.update(|inner| {
            if inner.listening {
                inner.ready.extend_from_slice(bytes);
            }
        });
    }

    pub(super) fn hold_reply(&self, bytes: &[u8]) {
        self.update(|inner| inner.held.extend_from_slice(bytes));
    }

    pub(super) fn release(&self) {
        self.update(|inner| {
            let held = std::mem::take(&mut inner.held);
            inner.ready.extend(held);
        });
    }

    pub(super) fn start_events(&self) {
        self.lock().listening = true;
    }

    pub(super) fn disconnect(&self) {
        self.update(|inner| inner.disconnected = true);
    }

    pub(super) fn is_disconnected(&self) -> bool {
        self.lock().disconnected
    }

    pub(super) fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.lock().ready)
    }

    /// Registers the waker for new bytes.
    pub(super) fn register_waker(&self, context: &Context<'_>) {
        self.lock().waker = Some(context.waker().clone());
    }
}
