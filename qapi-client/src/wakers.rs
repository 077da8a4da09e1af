//! Set of wakers. The owner of a waker can stop waiting.

use std::collections::BTreeMap;
use std::task::Waker;

/// Wakers by key. A key is never assigned twice.
///
/// A waiting future owns a key, `None` at first, and removes its waker when the future is dropped. Each method returns
/// the wakers that it removes. Wakers run code of the executor, so the caller wakes and drops them after unlocking.
#[derive(Debug)]
pub(crate) struct Wakers<W = Waker> {
    wakers: BTreeMap<u64, W>,
    next: u64,
}

impl<W> Default for Wakers<W> {
    fn default() -> Self {
        Self {
            wakers: BTreeMap::new(),
            next: 0,
        }
    }
}

impl<W> Wakers<W> {
    /// Stores the waker under `key`, and assigns a key if there is none yet. Returns the previous waker.
    #[must_use = "drop the replaced waker after unlocking"]
    pub(crate) fn register(&mut self, key: &mut Option<u64>, waker: W) -> Option<W> {
        let key = *key.get_or_insert_with(|| {
            let key = self.next;
            self.next += 1;
            key
        });
        self.wakers.insert(key, waker)
    }

    /// Removes the waker under `key`, if there is one.
    #[must_use = "drop the waker after unlocking"]
    pub(crate) fn remove(&mut self, key: Option<u64>) -> Option<W> {
        self.wakers.remove(&key?)
    }

    /// Removes all wakers, in the order in which their keys were assigned. The keys stay valid.
    #[must_use = "wake them after unlocking"]
    pub(crate) fn take_all(&mut self) -> Vec<W> {
        std::mem::take(&mut self.wakers).into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_waiter_has_one_waker() {
        let mut wakers = Wakers::default();
        let (mut first, mut second) = (None, None);
        assert_eq!(wakers.register(&mut first, "a"), None);
        assert_eq!(wakers.register(&mut second, "b"), None);
        assert_ne!(first, second);
        let key = first;
        assert_eq!(wakers.register(&mut first, "c"), Some("a"));
        assert_eq!(first, key, "the key is kept");
        assert_eq!(wakers.take_all(), ["c", "b"]);
        assert_eq!(wakers.take_all(), [""; 0]);
    }

    #[test]
    fn a_removed_waiter_leaves_no_waker() {
        let mut wakers = Wakers::default();
        let mut kept = None;
        assert_eq!(wakers.register(&mut kept, 0), None);
        for round in 1..1000 {
            let mut key = None;
            assert_eq!(wakers.register(&mut key, round), None);
            assert_eq!(wakers.remove(key), Some(round));
            assert_eq!(wakers.remove(key), None);
        }
        assert_eq!(wakers.remove(None), None, "it never waited");
        assert_eq!(wakers.take_all(), [0]);
    }

    #[test]
    fn only_the_owner_uses_a_key_again() {
        let mut wakers = Wakers::default();
        let (mut first, mut second) = (None, None);
        assert_eq!(wakers.register(&mut first, 1), None);
        assert_eq!(wakers.take_all(), [1]);
        assert_eq!(wakers.register(&mut second, 2), None);
        assert_eq!(wakers.register(&mut first, 3), None, "woken, and waits on");
        assert_eq!(wakers.take_all(), [3, 2]);
    }
}
