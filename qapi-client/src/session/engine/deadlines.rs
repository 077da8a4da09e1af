//! Deadlines of calls, and the action that is due at each.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use super::probing::{Probing, probe_delay};

/// Time to wait for the refusal of a command that has no success reply.
const SILENCE: Duration = Duration::from_secs(1);

/// Action that is due next for a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    /// Probe the peer.
    Probe,
    /// End the call: its deadline has passed.
    Expiry,
    /// Assume success: the command has no success reply, and no refusal has arrived.
    Silence,
}

/// The deadline of one call.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline {
    /// Timeout that the user set.
    timeout: Option<Duration>,
    started: Instant,
    /// Deadline of the call, extended while the peer is busy. `None` for never.
    pub(super) expires_at: Option<Instant>,
    pub(super) due: Due,
    /// Time at which `due` is due.
    at: Instant,
    /// Latest probe for this call.
    pub(super) probing: Probing,
}

impl Deadline {
    /// Deadline of a call with this timeout. `None` if nothing is ever due.
    pub(super) fn new(
        timeout: Option<Duration>,
        silent: bool,
        probe_window: Duration,
        now: Instant,
    ) -> Option<Self> {
        let expires_at = timeout.and_then(|after| now.checked_add(after));
        let mut deadline = Self {
            timeout,
            started: now,
            expires_at,
            due: Due::Silence,
            at: now,
            probing: Probing::default(),
        };
        if silent {
            deadline.at = deadline.silence_after(now);
        } else {
            deadline.due = Due::Expiry;
            deadline.at = expires_at?;
            deadline.plan_probe(timeout?, probe_window);
        }
        Some(deadline)
    }

    /// Plans the probe and the end of a wait of this length.
    fn plan_probe(&mut self, wait: Duration, probe_window: Duration) {
        let Some(expires_at) = self.expires_at else {
            return;
        };
        (self.due, self.at) = (Due::Expiry, expires_at);
        let start = expires_at.checked_sub(wait);
        if let (Some(start), Some(delay)) = (start, probe_delay(wait, probe_window)) {
            self.probing = Probing::default();
            (self.due, self.at) = (Due::Probe, start + delay);
        }
    }

    /// Records the probe, if one could be sent. The end of the wait is due next.
    pub(super) fn probed(&mut self, probing: Probing) {
        self.probing = probing;
        self.due = Due::Expiry;
        self.at = self.expires_at.unwrap_or(self.at);
    }

    /// Time from the submission to the deadline, extensions included.
    pub(super) fn length(&self) -> Duration {
        let wait = self.expires_at.map(|end| end - self.started);
        wait.unwrap_or(Duration::MAX)
    }

    /// Extends the deadline for a busy peer, up to `limit` in total. False if the limit is reached.
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

    /// True if the caller stops waiting.
    pub(super) fn is_over(&self, now: Instant) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }

    /// Time at which silence means success for a command sent at `sent`, or the deadline if that is earlier.
    pub(super) fn silence_after(&self, sent: Instant) -> Instant {
        let silence = sent.checked_add(SILENCE).unwrap_or(sent);
        self.expires_at.map_or(silence, |end| end.min(silence))
    }

    /// Moves the due action to `at`.
    pub(super) fn postpone(&mut self, at: Instant) {
        self.at = at;
    }
}

/// Deadlines of all calls, ordered by the time of the due action.
#[derive(Debug, Default)]
pub(super) struct Deadlines {
    calls: BTreeMap<u64, Deadline>,
    order: BTreeSet<(Instant, u64)>,
}

impl Deadlines {
    /// Sets the deadline of a call. Returns the time of its due action.
    pub(super) fn set(&mut self, id: u64, deadline: Deadline) -> Instant {
        self.remove(id);
        self.order.insert((deadline.at, id));
        self.calls.insert(id, deadline);
        deadline.at
    }

    pub(super) fn remove(&mut self, id: u64) {
        if let Some(deadline) = self.calls.remove(&id) {
            self.order.remove(&(deadline.at, id));
        }
    }

    pub(super) fn clear(&mut self) {
        self.calls.clear();
        self.order.clear();
    }

    /// Time of the next action for this call.
    pub(super) fn at(&self, id: u64) -> Option<Instant> {
        self.calls.get(&id).map(|deadline| deadline.at)
    }

    /// Time of the earliest action.
    pub(super) fn first(&self) -> Option<Instant> {
        self.order.first().map(|(at, _)| *at)
    }

    /// Time of the earliest action after `now`.
    pub(super) fn first_after(&self, now: Instant) -> Option<Instant> {
        let later = self.order.range((now, u64::MAX)..).next();
        later.map(|(at, _)| *at)
    }

    /// Calls for which an action is due.
    pub(super) fn due(&self, now: Instant) -> impl Iterator<Item = u64> {
        self.order.range(..=(now, u64::MAX)).map(|(_, id)| *id)
    }

    /// Takes out the first call for which an action is due.
    pub(super) fn take_due(&mut self, now: Instant) -> Option<(u64, Deadline)> {
        let (at, id) = *self.order.first()?;
        if at > now {
            return None;
        }
        self.order.remove(&(at, id));
        self.calls.remove(&id).map(|deadline| (id, deadline))
    }
}
