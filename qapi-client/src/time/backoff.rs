//! Delays between attempts.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// Shortest delay before a repeated attempt, whatever the user set: a peer that refuses at once must not cost a
/// processor.
const SHORTEST_REPEAT: Duration = Duration::from_millis(10);

/// Delays that double from attempt to attempt up to a longest one, each shortened by up to a quarter at random.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Backoff {
    first: Duration,
    longest: Duration,
}

impl Backoff {
    /// Delays of `first`, twice that, and so on up to `longest`.
    pub(crate) fn new(first: Duration, longest: Duration) -> Self {
        Self { first, longest }
    }

    /// The delay before an attempt; the first attempt is number 0. `random` is any number, see [`random`].
    ///
    /// The first delay may be zero. All others are at least 10 ms.
    pub(crate) fn delay(&self, attempt: u32, random: u64) -> Duration {
        if attempt == 0 {
            return shorten(self.first.min(self.longest), random);
        }
        let first = self.first.max(SHORTEST_REPEAT / 2);
        let factor = 1_u32.checked_shl(attempt).unwrap_or(u32::MAX);
        let delay = first.saturating_mul(factor).min(self.longest);
        shorten(delay, random).max(SHORTEST_REPEAT)
    }
}

/// Takes away between nothing and a quarter, so that many sessions that lost their peers together do not come back
/// together.
fn shorten(delay: Duration, random: u64) -> Duration {
    let high = u32::try_from(random >> 32).expect("32 bits fit");
    delay - (delay / 4).mul_f64(f64::from(high) / f64::from(u32::MAX))
}

/// A number that differs from call to call and from process to process. Not for secrets.
pub(crate) fn random() -> u64 {
    // The standard library's only source of randomness: each `RandomState` has keys of its own.
    RandomState::new().hash_one(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const MS: Duration = Duration::from_millis(1);

    fn delays(backoff: Backoff, random: u64) -> [u128; 6] {
        [0, 1, 2, 3, 4, 5].map(|attempt| backoff.delay(attempt, random).as_millis())
    }

    #[test]
    fn delays_double_up_to_the_longest() {
        let backoff = Backoff::new(100 * MS, 1000 * MS);
        assert_eq!(delays(backoff, 0), [100, 200, 400, 800, 1000, 1000]);
        assert_eq!(delays(backoff, u64::MAX), [75, 150, 300, 600, 750, 750]);
    }

    #[test]
    fn repeated_attempts_are_never_immediate() {
        let backoff = Backoff::new(Duration::ZERO, 100 * MS);
        assert_eq!(delays(backoff, 0), [0, 10, 20, 40, 80, 100]);
        assert_eq!(delays(backoff, u64::MAX), [0, 10, 15, 30, 60, 75]);
        let none = Backoff::new(Duration::ZERO, Duration::ZERO);
        assert_eq!(delays(none, 0), [0, 10, 10, 10, 10, 10]);
    }

    #[test]
    fn no_attempt_overflows() {
        let endless = Backoff::new(Duration::MAX, Duration::MAX);
        let short = Backoff::new(MS, 70 * MS);
        for attempt in [31, 32, 33, 63, 64, 1000, u32::MAX] {
            assert!(endless.delay(attempt, u64::MAX) > Duration::MAX / 2);
            assert_eq!(short.delay(attempt, 0), 70 * MS);
        }
    }

    #[test]
    fn random_numbers_differ() {
        let numbers: BTreeSet<_> = (0..1000).map(|_| random()).collect();
        assert_eq!(numbers.len(), 1000);
    }
}
