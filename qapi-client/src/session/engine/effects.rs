//! Effects of an input, which the link runs after unlocking the engine.

use std::task::Waker;

/// Token that wakes a waiter: a waker, or a number in tests.
pub(crate) trait Token: Clone {
    /// Whether both tokens wake the same waiter.
    fn is_same(&self, other: &Self) -> bool;
}

impl Token for Waker {
    fn is_same(&self, other: &Self) -> bool {
        self.will_wake(other)
    }
}

/// Effects of an input. The link runs them after unlocking: foreign code, such as a waker, never runs under the lock.
#[derive(Debug)]
pub(crate) struct Effects<W> {
    /// Waiters to wake.
    pub(crate) wake: Vec<W>,
    /// Wakers to drop. Dropping the last clone of a waker may drop a task and everything that the task owns.
    pub(crate) drop_later: Vec<W>,
    /// True if the alarm must be set to [`Engine::alarm_at`](super::Engine::alarm_at).
    pub(crate) alarm: bool,
}

impl<W> Default for Effects<W> {
    fn default() -> Self {
        Self {
            wake: Vec::new(),
            drop_later: Vec::new(),
            alarm: false,
        }
    }
}
