//! Events: data that may be absent.

use serde_json::value::RawValue;

use crate::event::RawEvent;

/// An event that the schema does not know, as it came.
pub fn other_event(name: &str, data: Option<&RawValue>) -> RawEvent {
    RawEvent::new(name, data.map(ToOwned::to_owned))
}
