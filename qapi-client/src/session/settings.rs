//! Settings of a session, as plain data.

use std::time::Duration;

use super::reconnect::Reconnect;
use crate::protocol::{Protocol, RouterSettings};
use crate::time::random;

/// Default limit of in-band commands on the wire. A QMP monitor stops reading at 8 commands.
const IN_FLIGHT: usize = 7;

/// Settings of a session. The methods of [`Builder`](crate::Builder) describe them.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) protocol: Protocol,
    pub(crate) greeting_deadline: Duration,
    pub(crate) close_deadline: Duration,
    pub(crate) call_timeout: Option<Duration>,
    pub(crate) in_flight: Option<usize>,
    pub(crate) message_limit: usize,
    pub(crate) event_queue: EventLimits,
    pub(crate) event_history: EventLimits,
    pub(crate) oob: bool,
    pub(crate) probe_deadline: Duration,
    pub(crate) busy: BusyPolicy,
    pub(crate) reconnect: Option<Reconnect>,
}

/// Bounds of a queue of events.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EventLimits {
    pub(crate) events: usize,
    pub(crate) bytes: usize,
}

/// Policy to extend a deadline while the peer is busy: alive, but slow to reply.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct BusyPolicy {
    /// Total time that a call may take while its peer is busy.
    pub(crate) limit: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            protocol: Protocol::Qmp,
            greeting_deadline: Duration::from_secs(10),
            close_deadline: Duration::from_secs(2),
            call_timeout: None,
            in_flight: None,
            message_limit: 24 << 20,
            event_queue: EventLimits {
                events: 1024,
                bytes: 8 << 20,
            },
            event_history: EventLimits {
                events: 128,
                bytes: 4 << 20,
            },
            oob: true,
            probe_deadline: Duration::from_secs(1),
            busy: BusyPolicy::default(),
            reconnect: None,
        }
    }
}

impl Settings {
    /// Settings of the router.
    pub(crate) fn router_settings(&self) -> RouterSettings {
        let in_flight = match self.protocol {
            Protocol::Qmp | Protocol::Bare => IN_FLIGHT,
            Protocol::GuestAgent => 1,
        };
        RouterSettings {
            protocol: self.protocol,
            in_flight: self.in_flight.unwrap_or(in_flight),
            oob: self.oob,
            untaken_limit: self.message_limit,
            seed: random(),
        }
    }

    /// Whether a command with this name may be sent again on a new connection.
    pub(crate) fn repeats(&self, command: &str) -> bool {
        let policy = self.reconnect.as_ref();
        policy.is_some_and(|policy| policy.repeats(command))
    }
}
