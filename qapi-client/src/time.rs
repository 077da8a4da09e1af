//! Deadlines without a runtime: one thread for the whole process, started by the first deadline.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

/// A deadline and the number that tells it from others at the same moment.
type Key = (Instant, u64);

struct Timer {
    state: Mutex<State>,
    /// An earlier deadline than all others has come.
    earlier: Condvar,
}

struct State {
    wakers: BTreeMap<Key, Waker>,
    next: u64,
    running: bool,
}

static TIMER: Timer = Timer {
    state: Mutex::new(State {
        wakers: BTreeMap::new(),
        next: 0,
        running: false,
    }),
    earlier: Condvar::new(),
};

impl Timer {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Only maps and wakers' clones are touched under this lock, which do not panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn insert(&'static self, deadline: Instant, waker: Waker) -> Key {
        let mut state = self.lock();
        let key = (deadline, state.next);
        state.next += 1;
        let earliest = state
            .wakers
            .first_key_value()
            .is_none_or(|(first, _)| key < *first);
        state.wakers.insert(key, waker);
        if !state.running {
            // Tried again by the next deadline, should the system have no thread left now.
            state.running = thread::Builder::new()
                .name("qapi-timer".to_owned())
                .spawn(|| self.run())
                .is_ok();
        }
        drop(state);
        if earliest {
            self.earlier.notify_one();
        }
        key
    }

    fn remove(&self, key: Key) {
        let waker = self.lock().wakers.remove(&key);
        drop(waker);
    }

    /// Wakes what is due, for ever.
    fn run(&self) {
        let mut state = self.lock();
        loop {
            let now = Instant::now();
            let Some(first) = state.wakers.first_entry() else {
                state = self
                    .earlier
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let deadline = first.key().0;
            if deadline <= now {
                let waker = first.remove();
                drop(state);
                waker.wake();
                state = self.lock();
            } else {
                let wait = self.earlier.wait_timeout(state, deadline - now);
                state = wait.unwrap_or_else(PoisonError::into_inner).0;
            }
        }
    }
}

/// Wakes `waker` once, `after` from now. Cannot be taken back.
pub(crate) fn wake_after(after: Duration, waker: Waker) {
    if let Some(deadline) = Instant::now().checked_add(after) {
        TIMER.insert(deadline, waker);
    }
}

/// Completes at a moment.
#[derive(Debug)]
pub(crate) struct Sleep {
    /// `None` is beyond what the clock can count.
    deadline: Option<Instant>,
    key: Option<Key>,
}

impl Sleep {
    pub(crate) fn new(after: Duration) -> Self {
        Self {
            deadline: Instant::now().checked_add(after),
            key: None,
        }
    }

    fn cancel(&mut self) {
        if let Some(key) = self.key.take() {
            TIMER.remove(key);
        }
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let Some(deadline) = self.deadline else {
            return Poll::Pending;
        };
        if deadline <= Instant::now() {
            self.cancel();
            return Poll::Ready(());
        }
        // The waker may be another one than last time.
        match self.key {
            Some(key)
                if TIMER
                    .lock()
                    .wakers
                    .get(&key)
                    .is_some_and(|waker| waker.will_wake(cx.waker())) => {}
            _ => {
                self.cancel();
                self.key = Some(TIMER.insert(deadline, cx.waker().clone()));
            }
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.cancel();
    }
}
