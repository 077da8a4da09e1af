//! Deadlines of calls, and the actions before and at each deadline.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use super::probing::{Probing, probe_delay};

/// Time after which a command without success reply counts as successful if the peer has not refused it.
const REFUSAL_WAIT: Duration = Duration::from_secs(1);

/// Next action for a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// Probe the peer.
    Probe,
    /// End the call, because its deadline has passed.
    Expire,
    /// Assume success: the command has no success reply, and no refusal has arrived.
    AssumeSuccess,
}

/// Deadline and next action of one call.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline {
    /// Timeout that the user set.
    timeout: Option<Duration>,
    started_at: Instant,
    /// Deadline of the call, with extensions for a busy peer; `None` without a timeout.
    pub(super) expires_at: Option<Instant>,
    pub(super) next_action: Action,
    /// Time of the next action.
    action_at: Instant,
    /// Latest probe for this call.
    pub(super) probing: Probing,
}

impl Deadline {
    /// Creates the deadline of a call. Returns `None` if the call never has an action.
    pub(super) fn new(
        timeout: Option<Duration>,
        no_success_reply: bool,
        probe_window: Duration,
        now: Instant,
    ) -> Option<Self> {
        let expires_at = timeout.and_then(|after| now.checked_add(after));
        let mut deadline = Self {
            timeout,
            started_at: now,
            expires_at,
            next_action: Action::AssumeSuccess,
            action_at: now,
            probing: Probing::default(),
        };
        if no_success_reply {
            deadline.action_at = deadline.success_at(now);
        } else {
            deadline.next_action = Action::Expire;
            deadline.action_at = expires_at?;
            deadline.plan_probe(timeout?, probe_window);
        }
        Some(deadline)
    }

    /// Plans the probe in the last `wait` before the deadline, or else the end of the call.
    fn plan_probe(&mut self, wait: Duration, probe_window: Duration) {
        let Some(expires_at) = self.expires_at else {
            return;
        };
        (self.next_action, self.action_at) = (Action::Expire, expires_at);
        let start = expires_at.checked_sub(wait);
        if let (Some(start), Some(delay)) = (start, probe_delay(wait, probe_window)) {
            self.probing = Probing::default();
            (self.next_action, self.action_at) = (Action::Probe, start + delay);
        }
    }

    /// Records the probe. The end of the call is the next action.
    pub(super) fn record_probe(&mut self, probing: Probing) {
        self.probing = probing;
        self.next_action = Action::Expire;
        self.action_at = self.expires_at.unwrap_or(self.action_at);
    }

    /// Time from the submission to the deadline, including extensions.
    pub(super) fn length(&self) -> Duration {
        let wait = self.expires_at.map(|end| end - self.started_at);
        wait.unwrap_or(Duration::MAX)
    }

    /// Extends the deadline for a busy peer, up to a total time of `limit`. Returns false if the limit is reached.
    pub(super) fn extend(&mut self, limit: Duration, probe_window: Duration) -> bool {
        let (Some(timeout), Some(expires_at)) = (self.timeout, self.expires_at) else {
            return false;
        };
        let more = limit.saturating_sub(self.length()).min(timeout);
        if more.is_zero() {
            return false;
        }
        self.expires_at = expires_at.checked_add(more);
        self.plan_probe(more, probe_window);
        self.expires_at.is_some()
    }

    /// Whether the deadline has passed.
    pub(super) fn is_over(&self, now: Instant) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }

    /// Time at which a command without success reply, sent at `sent`, counts as successful, or the deadline if that is
    /// earlier.
    pub(super) fn success_at(&self, sent: Instant) -> Instant {
        let success = sent.checked_add(REFUSAL_WAIT).unwrap_or(sent);
        self.expires_at.map_or(success, |end| end.min(success))
    }

    /// Moves the next action to `at`.
    pub(super) fn postpone(&mut self, at: Instant) {
        self.action_at = at;
    }
}

/// Deadlines of all calls, ordered by the time of the next action.
#[derive(Debug, Default)]
pub(super) struct Deadlines {
    calls: BTreeMap<u64, Deadline>,
    order: BTreeSet<(Instant, u64)>,
}

impl Deadlines {
    /// Sets the deadline of a call. Returns the time of the next action.
    pub(super) fn set(&mut self, id: u64, deadline: Deadline) -> Instant {
        self.remove(id);
        self.order.insert((deadline.action_at, id));
        self.calls.insert(id, deadline);
        deadline.action_at
    }

    pub(super) fn remove(&mut self, id: u64) {
        if let Some(deadline) = self.calls.remove(&id) {
            self.order.remove(&(deadline.action_at, id));
        }
    }

    pub(super) fn clear(&mut self) {
        self.calls.clear();
        self.order.clear();
    }

    /// Time of the next action for a call.
    pub(super) fn action_at(&self, id: u64) -> Option<Instant> {
        self.calls.get(&id).map(|deadline| deadline.action_at)
    }

    /// Time of the earliest action.
    pub(super) fn earliest(&self) -> Option<Instant> {
        self.order.first().map(|(at, _)| *at)
    }

    /// Time of the earliest action after `now`.
    pub(super) fn earliest_after(&self, now: Instant) -> Option<Instant> {
        let later = self.order.range((now, u64::MAX)..).next();
        later.map(|(at, _)| *at)
    }

    /// Calls with an action that is due.
    pub(super) fn due_calls(&self, now: Instant) -> impl Iterator<Item = u64> {
        self.order.range(..=(now, u64::MAX)).map(|(_, id)| *id)
    }

    /// Removes and returns the first call with an action that is due.
    pub(super) fn take_due_call(&mut self, now: Instant) -> Option<(u64, Deadline)> {
        let (at, id) = *self.order.first()?;
        if at > now {
            return None;
        }
        self.order.remove(&(at, id));
        self.calls.remove(&id).map(|deadline| (id, deadline))
    }
}
