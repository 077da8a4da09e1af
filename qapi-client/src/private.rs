//! Items that the expansion of `qapi_schema!` uses. These items are not a public interface, and change with the macro.

pub use qapi_macros::qapi_schema;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer, de::IgnoredAny};
pub use serde_json::{Error, Map, Value, value::RawValue};

pub use crate::command::{AllowOob, Command};
pub use crate::connect::call;
pub use crate::decode::*;
pub use crate::event::{Event, EventSet, RawEvent};

/// Creates the value for an event that the schema does not know.
pub fn other_event(name: &str, data: Option<&RawValue>) -> RawEvent {
    RawEvent::new(name, data.map(ToOwned::to_owned))
}
