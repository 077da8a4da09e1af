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
    /// Sends a probe, if the peer granted out-of-band execution and no command with descriptors is unanswered.
    ///
    /// All calls and waiters share the probe: at most one probe is on the wire.
    pub(super) fn send_probe(&mut self, now: Instant) -> Probing {
        if !self.router.is_ready() || !self.router.has_oob() {
            return Probing::default();
        }
        if self.probe.is_none() {
            let flags = CommandFlags {
                oob: true,
                ..CommandFlags::default()
            };
            if !self.router.may_send_at_once(flags) {
                return Probing::default();
            }
            let request = Request::new(PROBE, flags);
            self.probe = Some(self.router.submit(request, None, now));
        }
        Probing {
            messages_received: Some(self.messages_received),
        }
    }

    /// Probes the peer for a waiter that is not a call in the engine.
    pub(crate) fn start_probing(&mut self, now: Instant, fx: &mut Effects<W>) -> Probing {
        let probing = self.send_probe(now);
        if self.has_output() {
            self.wake_driver(fx);
        }
        probing
    }

    /// Whether the peer has sent a message since the probe, or no reply can arrive.
    pub(crate) fn is_probe_answered(&self, probing: Probing) -> bool {
        probing
            .messages_received
            .is_none_or(|messages_received| self.messages_received > messages_received)
            || !self.lifecycle.is_connected()
    }

    /// Health of a peer that owes a reply, judged by the messages since the probe.
    pub(crate) fn health_since(&self, probing: Probing, now: Instant) -> Health {
        if !self.lifecycle.is_connected() {
            return Health::Gone;
        }
        match probing.messages_received {
            None => Health::Unknown,
            Some(messages_received) if self.messages_received > messages_received => {
                let oldest = self.router.pending().oldest_in_band_sent_at();
                let since = oldest.map(|sent| now.saturating_duration_since(sent));
                Health::Busy {
                    since: since.unwrap_or_default(),
                }
            }
            Some(_) => Health::Stuck,
        }
    }

    /// Health of any peer. A peer that answers the probe and owes no reply is idle.
    pub(crate) fn health(&self, probing: Probing, now: Instant) -> Health {
        match self.health_since(probing, now) {
            Health::Busy { .. } if self.router.pending().wire_counts().in_band == 0 => Health::Idle,
            health => health,
        }
    }

    /// Removes an answered probe, and wakes the waiters.
    pub(super) fn forget_answered_probe(&mut self, fx: &mut Effects<W>) {
        if let Some(id) = self.probe
            && !self.router.pending().is_on_wire(id)
        {
            self.probe = None;
            self.wake_waiters(fx);
        }
    }
}
