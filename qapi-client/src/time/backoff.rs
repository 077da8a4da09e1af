//! Backoff: delays between attempts.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// Shortest delay before a repeated attempt. A peer that refuses at once must not cause a busy loop.
const SHORTEST_REPEAT: Duration = Duration::from_millis(10);

/// Delays that double with each attempt, up to a longest delay. Each delay is shortened at random by up to a quarter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Backoff {
    first: Duration,
    longest: Duration,
}

impl Backoff {
    /// Creates delays that start with `first` and double up to `longest`.
    pub(crate) fn new(first: Duration, longest: Duration) -> Self {
        Self { first, longest }
    }

    /// Delay before an attempt. The first attempt has number 0. `random` is a number from [`random`].
    ///
    /// The first delay may be zero. All other delays are at least 10 ms.
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

/// Shortens a delay at random by up to a quarter. Sessions that lost their peers at the same time then reconnect at
/// different times.
fn shorten(delay: Duration, random: u64) -> Duration {
    let high = u32::try_from(random >> 32).expect("32 bits fit");
    delay - (delay / 4).mul_f64(f64::from(high) / f64::from(u32::MAX))
}

/// Random number. The number is not safe for secrets.
pub(crate) fn random() -> u64 {
    // `RandomState` is the only source of randomness in the standard library. Each value has different keys.
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
    fn the_delay_of_late_attempts_does_not_overflow() {
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
