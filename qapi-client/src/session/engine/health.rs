//! Health of the peer: an out-of-band probe tells a busy peer from a stuck peer.

use std::time::Instant;

use super::effects::{Effects, Token};
use super::machine::Engine;
use super::probing::Probing;
use crate::error::Health;
use crate::protocol::{CommandFlags, Request};

/// Out-of-band command without effect. Any reply shows that the peer is alive, even a refusal.
const PROBE: &[u8] = b"{\"exec-oob\":\"query-yank\"";

impl<W: Token> Engine<W> {
    /// Probes the peer, if the peer granted out-of-band execution and no command with descriptors is in the way.
    ///
    /// All calls and waiters share one probe: at most one is on the wire.
    pub(super) fn ask(&mut self, now: Instant) -> Probing {
        if !self.router.is_ready() || !self.router.has_oob() {
            return Probing::default();
        }
        if self.probe.is_none() {
            let flags = CommandFlags {
                oob: true,
                ..CommandFlags::default()
            };
            if !self.router.may_leave(flags) {
                return Probing::default();
            }
            let request = Request::new(PROBE, flags);
            self.probe = Some(self.router.submit(request, None, now));
        }
        Probing {
            heard: Some(self.heard),
        }
    }

    /// Probes the peer for a waiter that is not a call in the engine.
    pub(crate) fn start_probing(&mut self, now: Instant, fx: &mut Effects<W>) -> Probing {
        let probing = self.ask(now);
        if self.has_output() {
            self.wake_driver(fx);
        }
        probing
    }

    /// True if the peer has sent something since the probe, or if no reply can arrive.
    pub(crate) fn is_answered(&self, probing: Probing) -> bool {
        probing.heard.is_none_or(|heard| self.heard > heard) || !self.lifecycle.is_connected()
    }

    /// Health of a peer that owes a reply, as known since the probe.
    pub(crate) fn health_since(&self, probing: Probing, now: Instant) -> Health {
        if !self.lifecycle.is_connected() {
            return Health::Gone;
        }
        match probing.heard {
            None => Health::Unknown,
            Some(heard) if self.heard > heard => {
                let oldest = self.router.pending().oldest_in_band();
                let since = oldest.map(|sent| now.saturating_duration_since(sent));
                Health::Busy {
                    since: since.unwrap_or_default(),
                }
            }
            Some(_) => Health::Stuck,
        }
    }

    /// Like [`health_since`](Self::health_since), for any peer: a peer that answers and owes no reply is idle.
    pub(crate) fn health(&self, probing: Probing, now: Instant) -> Health {
        match self.health_since(probing, now) {
            Health::Busy { .. } if self.router.pending().on_wire().in_band == 0 => Health::Idle,
            health => health,
        }
    }

    /// Forgets the probe after its reply, and wakes the waiters.
    pub(super) fn forget_answered_probe(&mut self, fx: &mut Effects<W>) {
        if let Some(id) = self.probe
            && !self.router.pending().is_on_wire(id)
        {
            self.probe = None;
            self.wake_waiters(fx);
        }
    }
}
