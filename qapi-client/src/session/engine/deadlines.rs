//! Deadlines of calls, and what is due at each.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use super::probing::{Probing, probe_delay};

/// How long to wait for the refusal of a command that has no success reply.
const SILENCE: Duration = Duration::from_secs(1);

/// What is due next for a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    /// Asking the peer whether it is alive.
    Probe,
    /// The end of the wait.
    Expiry,
    /// The success of a command that has no success reply, if no refusal came.
    Silence,
}

/// The deadline of one call.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline {
    /// What the user set.
    timeout: Option<Duration>,
    started: Instant,
    /// The end of the wait, extended while the peer is busy. `None` is never.
    pub(super) expires_at: Option<Instant>,
    pub(super) due: Due,
    at: Instant,
    /// The question whether the peer is alive.
    pub(super) probing: Probing,
}

impl Deadline {
    /// The deadline of a call with this timeout. `None` if nothing is ever due.
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

    /// Plans the probe before the end of a wait of this length.
    fn plan_probe(&mut self, wait: Duration, probe_window: Duration) {
        let Some(expires_at) = self.expires_at else {
            return;
        };
        self.probing = Probing::default();
        (self.due, self.at) = (Due::Expiry, expires_at);
        let start = expires_at.checked_sub(wait);
        if let (Some(start), Some(delay)) = (start, probe_delay(wait, probe_window)) {
            (self.due, self.at) = (Due::Probe, start + delay);
        }
    }

    /// The peer was asked, if it could be; the end of the wait is due next.
    pub(super) fn probed(&mut self, probing: Probing) {
        self.probing = probing;
        self.due = Due::Expiry;
        self.at = self.expires_at.unwrap_or(self.at);
    }

    /// How long the caller was willing to wait.
    pub(super) fn length(&self) -> Duration {
        let wait = self.expires_at.map(|end| end - self.started);
        wait.unwrap_or(Duration::MAX)
    }

    /// Extends the wait for a busy peer, up to `limit` in all. False if the limit is reached.
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

    /// When silence means success for a command sent at `sent`, or when its caller stops waiting.
    pub(super) fn silence_after(&self, sent: Instant) -> Instant {
        let silence = sent.checked_add(SILENCE).unwrap_or(sent);
        self.expires_at.map_or(silence, |end| end.min(silence))
    }

    /// Looks again then.
    pub(super) fn postpone(&mut self, at: Instant) {
        self.at = at;
    }
}

/// Deadlines of all calls, in order of what is due.
#[derive(Debug, Default)]
pub(super) struct Deadlines {
    calls: BTreeMap<u64, Deadline>,
    order: BTreeSet<(Instant, u64)>,
}

impl Deadlines {
    /// Sets the deadline of a call; returns when something is due for it.
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

    /// When something is due for this call.
    pub(super) fn at(&self, id: u64) -> Option<Instant> {
        self.calls.get(&id).map(|deadline| deadline.at)
    }

    /// When something is due for some call.
    pub(super) fn first(&self) -> Option<Instant> {
        self.order.first().map(|(at, _)| *at)
    }

    /// When something is due for some call, later than `now`.
    pub(super) fn first_after(&self, now: Instant) -> Option<Instant> {
        let later = self.order.range((now, u64::MAX)..).next();
        later.map(|(at, _)| *at)
    }

    /// Calls for which something is due.
    pub(super) fn due(&self, now: Instant) -> impl Iterator<Item = u64> {
        self.order.range(..=(now, u64::MAX)).map(|(_, id)| *id)
    }

    /// Takes out the first call for which something is due.
    pub(super) fn take_due(&mut self, now: Instant) -> Option<(u64, Deadline)> {
        let (at, id) = *self.order.first()?;
        if at > now {
            return None;
        }
        self.order.remove(&(at, id));
        self.calls.remove(&id).map(|deadline| (id, deadline))
    }
}
