//! Policy to reconnect, and its state during an outage.

use std::time::Duration;

use crate::time::Backoff;

/// Minimum time for an attempt. With less time left, the session gives up.
const SHORTEST_LEFT: Duration = Duration::from_millis(10);

/// Policy to reconnect after a lost connection; see [`Builder::reconnect`](crate::Builder::reconnect).
///
/// The first attempt follows after the [first delay](Reconnect::first_delay). The delay doubles with every failed
/// attempt, up to the [longest delay](Reconnect::longest_delay). Each delay is shortened by up to a quarter at random,
/// so that many sessions that lost their peers together do not reconnect at the same moment.
///
/// A connection resets the delay and the limits if it was ready for as long as the delay before it, and for at least
/// 100 ms. A connection that is lost sooner does not.
///
/// The attempts stop on [`close`](crate::Session::close), when the last handle is dropped, or at a limit. There is no
/// limit unless you set one. At a limit the session ends with [`EndReason::GaveUp`](crate::EndReason::GaveUp), which
/// holds the reason why the last attempt failed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a policy does nothing until given to a builder"]
pub struct Reconnect {
    first_delay: Duration,
    longest_delay: Duration,
    attempts: Option<u32>,
    give_up_after: Option<Duration>,
    from_the_start: bool,
    repeat_queries: bool,
}

impl Default for Reconnect {
    /// Delays of 100 ms, doubling up to 10 s, without limits. No command is repeated. The first connection must succeed
    /// at once.
    fn default() -> Self {
        Self {
            first_delay: Duration::from_millis(100),
            longest_delay: Duration::from_secs(10),
            attempts: None,
            give_up_after: None,
            from_the_start: false,
            repeat_queries: false,
        }
    }
}

impl Reconnect {
    /// The default policy: the first delay is 100 ms, each delay doubles, and the longest is 10 s. Neither the number
    /// of attempts nor the time is limited.
    pub fn new() -> Self {
        Self::default()
    }

    /// Delay before the first attempt. Default: 100 ms.
    pub fn first_delay(mut self, delay: Duration) -> Self {
        self.first_delay = delay;
        self
    }

    /// Longest delay between two attempts: doubling stops here. Default: 10 s.
    pub fn longest_delay(mut self, delay: Duration) -> Self {
        self.longest_delay = delay;
        self
    }

    /// Gives up after this number of failed attempts in a row. Default: no limit.
    pub fn attempts(mut self, limit: u32) -> Self {
        self.attempts = Some(limit);
        self
    }

    /// Gives up this long after the connection was lost. Default: no limit.
    pub fn give_up_after(mut self, limit: Duration) -> Self {
        self.give_up_after = Some(limit);
        self
    }

    /// Whether the policy also applies to the first connection. Default: false.
    ///
    /// This helps with a peer that is still starting and has not created its socket. Also set a limit, because
    /// connecting to a wrong address never fails without a limit.
    pub fn from_the_start(mut self, yes: bool) -> Self {
        self.from_the_start = yes;
        self
    }

    /// Whether `query-*` commands without a reply are sent again on the new connection. Default: false.
    ///
    /// A query changes nothing, so it is safe to repeat. All other commands on the wire fail as
    /// [`OutcomeUnknown`](crate::Error::OutcomeUnknown) in any case.
    pub fn repeat_queries(mut self, yes: bool) -> Self {
        self.repeat_queries = yes;
        self
    }

    pub(crate) fn is_from_the_start(&self) -> bool {
        self.from_the_start
    }

    /// Whether a command with this name may be sent a second time.
    pub(crate) fn repeats(&self, command: &str) -> bool {
        self.repeat_queries && command.starts_with("query-")
    }
}

/// Attempts of one outage.
#[derive(Debug)]
pub(crate) struct Attempts {
    policy: Reconnect,
    planned: u32,
}

impl Attempts {
    pub(crate) fn new(policy: &Reconnect) -> Self {
        Self {
            policy: policy.clone(),
            planned: 0,
        }
    }

    /// Number of attempts planned so far.
    pub(crate) fn count(&self) -> u32 {
        self.planned
    }

    /// Time that is left until the policy gives up.
    pub(crate) fn time_left(&self, elapsed: Duration) -> Duration {
        let limit = self.policy.give_up_after;
        limit.map_or(Duration::MAX, |limit| limit.saturating_sub(elapsed))
    }

    /// Delay before the next attempt; `None` to give up. `elapsed` is the time since the connection was lost, and
    /// `random` is a random number.
    pub(crate) fn next_delay(&mut self, elapsed: Duration, random: u64) -> Option<Duration> {
        let Reconnect {
            first_delay,
            longest_delay,
            attempts,
            ..
        } = self.policy;
        if attempts.is_some_and(|limit| self.planned >= limit) {
            return None;
        }
        let left = self.time_left(elapsed);
        if left < SHORTEST_LEFT && self.planned > 0 {
            return None;
        }
        let delay = Backoff::new(first_delay, longest_delay).delay(self.planned, random);
        self.planned += 1;
        // The delay is limited, so that the last attempts have time to succeed before the time limit.
        Some(delay.min(left / 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    fn delays(policy: &Reconnect, random: u64, count: usize) -> Vec<u128> {
        let mut attempts = Attempts::new(policy);
        (0..count)
            .map_while(|_| attempts.next_delay(Duration::ZERO, random))
            .map(|delay| delay.as_millis())
            .collect()
    }

    #[test]
    fn delays_double_up_to_the_longest() {
        let policy = Reconnect::new()
            .first_delay(100 * MS)
            .longest_delay(1000 * MS);
        assert_eq!(delays(&policy, 0, 6), [100, 200, 400, 800, 1000, 1000]);
        assert_eq!(
            delays(&policy, u64::MAX, 4),
            [75, 150, 300, 600],
            "a quarter less at most"
        );
    }

    #[test]
    fn the_delay_never_overflows() {
        let policy = Reconnect::new()
            .first_delay(Duration::MAX)
            .longest_delay(Duration::MAX);
        assert_eq!(delays(&policy, 0, 3).len(), 3);
        let policy = Reconnect::new().first_delay(MS).longest_delay(70 * MS);
        let all = delays(&policy, 0, 200);
        assert_eq!(all.len(), 200);
        assert!(all[7..].iter().all(|&delay| delay == 70));
        let policy = Reconnect::new().first_delay(Duration::ZERO);
        assert_eq!(delays(&policy, 7, 3), [0, 10, 20], "at once, but only once");
    }

    #[test]
    fn the_policy_gives_up_at_each_limit() {
        assert_eq!(delays(&Reconnect::new().attempts(2), 0, 9), [100, 200]);
        assert_eq!(delays(&Reconnect::new().attempts(0), 0, 9), [0; 0]);

        let policy = Reconnect::new().give_up_after(250 * MS);
        let mut attempts = Attempts::new(&policy);
        assert_eq!(attempts.next_delay(Duration::ZERO, 0), Some(100 * MS));
        assert_eq!(
            attempts.next_delay(110 * MS, 0),
            Some(70 * MS),
            "one last time before time is up"
        );
        assert_eq!(attempts.next_delay(250 * MS, 0), None);
        assert_eq!(attempts.next_delay(900 * MS, 0), None);
        assert_eq!(attempts.count(), 2);
    }

    #[test]
    fn only_queries_are_repeated_and_only_if_enabled() {
        assert!(!Reconnect::new().repeats("query-status"));
        let asked = Reconnect::new().repeat_queries(true);
        assert!(asked.repeats("query-status"));
        assert!(!asked.repeats("system_reset"));
        assert!(!asked.repeats("x-query-status"));
    }
}
