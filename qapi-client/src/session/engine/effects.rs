//! What follows from an input, for the link to do once it has unlocked the engine.

use std::task::Waker;

/// What wakes a waiter: a waker, or a number in tests.
pub(crate) trait Token: Clone {
    /// True if both wake the same waiter.
    fn is_same(&self, other: &Self) -> bool;
}

impl Token for Waker {
    fn is_same(&self, other: &Self) -> bool {
        self.will_wake(other)
    }
}

/// What the link does after an input. Foreign code, such as a waker, never runs while the engine is locked.
#[derive(Debug)]
pub(crate) struct Effects<W> {
    /// Waiters to wake.
    pub(crate) wake: Vec<W>,
    /// Wakers to drop: the last clone of one may drop a task and what it owns.
    pub(crate) gone: Vec<W>,
    /// True if the alarm is to be set anew, to [`Engine::alarm_at`](super::Engine::alarm_at).
    pub(crate) alarm: bool,
}

impl<W> Default for Effects<W> {
    fn default() -> Self {
        Self {
            wake: Vec::new(),
            gone: Vec::new(),
            alarm: false,
        }
    }
}
