//! What one connection still has to send. Shared, since events and released replies come from outside of it.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Waker};

/// The bytes that wait for a connection's writer.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    ready: Vec<u8>,
    held: Vec<u8>,
    /// Events go to clients that have negotiated only.
    listening: bool,
    hung_up: bool,
    waker: Option<Waker>,
}

impl Outbox {
    /// A panic of a script must not take the other connections with it.
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

    pub(super) fn hang_up(&self) {
        self.change(|inner| inner.hung_up = true);
    }

    pub(super) fn has_hung_up(&self) -> bool {
        self.lock().hung_up
    }

    pub(super) fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.lock().ready)
    }

    /// Has the task woken when there is something new.
    pub(super) fn watch(&self, context: &Context<'_>) {
        self.lock().waker = Some(context.waker().clone());
    }
}
