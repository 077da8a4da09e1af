//! Events about the life of a machine, in their order.

use serde_json::value::RawValue;

use crate::event::EventSet;
use crate::qmp::events;

/// Event that may change the state of the machine.
#[derive(Debug)]
pub(super) enum LifeEvent {
    Shutdown(events::Shutdown),
    Reset(events::Reset),
    Stop,
    /// Another event after which the state may differ.
    Changed,
    /// An event about something else.
    Other,
}

impl EventSet for LifeEvent {
    const NAME: Option<&'static str> = None;

    fn decode(name: &str, data: Option<&RawValue>) -> Result<Self, serde_json::Error> {
        Ok(match name {
            "SHUTDOWN" => Self::Shutdown(EventSet::decode(name, data)?),
            "RESET" => Self::Reset(EventSet::decode(name, data)?),
            "STOP" => Self::Stop,
            "BLOCK_IO_ERROR" | "GUEST_PANICKED" | "MIGRATION" | "RESUME" | "SUSPEND"
            | "SUSPEND_DISK" | "WAKEUP" | "WATCHDOG" => Self::Changed,
            _ => Self::Other,
        })
    }
}
