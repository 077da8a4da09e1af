//! Busy is not dead: asking a late peer out-of-band whether it is alive.

use std::time::Instant;

use super::effects::{Effects, Token};
use super::machine::Engine;
use super::probing::Probing;
use crate::error::Health;
use crate::protocol::{CommandFlags, Request};

/// An out-of-band command without effect. Whatever the peer answers, a refusal as well, it is alive.
const PROBE: &[u8] = b"{\"exec-oob\":\"query-yank\"";

impl<W: Token> Engine<W> {
    /// Asks the peer whether it is alive, if it can be asked: it granted out-of-band execution, and no command with
    /// descriptors is on the wire. At most one probe is on the wire, for all who ask.
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
            let request = Request {
                head: PROBE,
                flags,
                descriptors: Vec::new(),
            };
            self.probe = Some(self.router.submit(request, None, now));
        }
        Probing {
            heard: Some(self.heard),
        }
    }

    /// Asks the peer, for a waiter beside the calls.
    pub(crate) fn start_probing(&mut self, now: Instant, fx: &mut Effects<W>) -> Probing {
        let probing = self.ask(now);
        if self.has_output() {
            self.wake_driver(fx);
        }
        probing
    }

    /// True if the peer has sent something since it was asked, or cannot answer.
    pub(crate) fn is_answered(&self, probing: Probing) -> bool {
        probing.heard.is_none_or(|heard| self.heard > heard) || !self.lifecycle.is_connected()
    }

    /// What is known of a late peer since it was asked.
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

    /// What is known of a peer that need not be late: one that answers and owes nothing is idle.
    pub(crate) fn health(&self, probing: Probing, now: Instant) -> Health {
        match self.health_since(probing, now) {
            Health::Busy { .. } if self.router.pending().on_wire().in_band == 0 => Health::Idle,
            health => health,
        }
    }

    /// Forgets a probe that was answered.
    pub(super) fn forget_answered_probe(&mut self, fx: &mut Effects<W>) {
        if let Some(id) = self.probe
            && !self.router.pending().is_on_wire(id)
        {
            self.probe = None;
            self.wake_waiters(fx);
        }
    }
}
