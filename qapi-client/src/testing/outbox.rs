//! Queue of bytes for one client. Shared, since events and released replies come from outside of its conversation.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Waker};

/// Bytes that wait to be written.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    ready: Vec<u8>,
    held: Vec<u8>,
    /// Set once the client has negotiated: only then does it get events.
    listening: bool,
    disconnected: bool,
    waker: Option<Waker>,
}

impl Outbox {
    /// Locks the queue. The panic of one script leaves the other connections usable.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Inner)) {
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
        self.change(|inner| inner.ready.extend_from_slice(bytes));
    }

    pub(super) fn push_event(&self, bytes: &[u8]) {
        self.change(|inner| {
            if inner.listening {
                inner.ready.extend_from_slice(bytes);
            }
        });
    }

    pub(super) fn hold(&self, bytes: &[u8]) {
        self.change(|inner| inner.held.extend_from_slice(bytes));
    }

    pub(super) fn release(&self) {
        self.change(|inner| {
            let held = std::mem::take(&mut inner.held);
            inner.ready.extend(held);
        });
    }

    pub(super) fn listen(&self) {
        self.lock().listening = true;
    }

    pub(super) fn disconnect(&self) {
        self.change(|inner| inner.disconnected = true);
    }

    pub(super) fn is_disconnected(&self) -> bool {
        self.lock().disconnected
    }

    pub(super) fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.lock().ready)
    }

    /// Registers the task to wake when there are new bytes.
    pub(super) fn watch(&self, context: &Context<'_>) {
        self.lock().waker = Some(context.waker().clone());
    }
}
