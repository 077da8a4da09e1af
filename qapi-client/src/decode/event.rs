//! Events: data that may be absent.

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::event::RawEvent;

/// Reads the data of an event; absent data reads as the empty object.
///
/// # Errors
/// The data does not fit the type.
pub fn read_event<T: DeserializeOwned>(data: Option<&RawValue>) -> Result<T, serde_json::Error> {
    serde_json::from_str(data.map_or("{}", RawValue::get))
}

/// An event that the schema does not know, as it came.
pub fn other_event(name: &str, data: Option<&RawValue>) -> RawEvent {
    RawEvent::new(name, data.map(ToOwned::to_owned))
}
