//! Items that the expansion of `qapi_schema!` calls. Not a public interface: they change with the macro.

pub use serde::{Deserialize, Deserializer, Serialize, Serializer, de::IgnoredAny};
pub use serde_json::{Error, Map, Value, value::RawValue};

pub use crate::command::{AllowOob, Command};
pub use crate::connect::call;
pub use crate::decode::*;
pub use crate::event::{Event, EventSet, RawEvent};
