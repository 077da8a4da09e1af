//! What an event is to the session.

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

/// One type of event of a schema: what the structs in `events` implement.
///
/// It deserialises from the `data` object of the QMP specification, "Asynchronous events".
pub trait Event: DeserializeOwned + Send + 'static {
    /// The name on the wire.
    const NAME: &'static str;
}

/// What a typed event stream yields: one type of event, or the `Event` enum of a whole schema.
pub trait EventSet: Sized + Send + 'static {
    /// The only name to be subscribed to; `None` for every event.
    const NAME: Option<&'static str>;

    /// Reads the event `name`. Absent data reads as the empty object.
    ///
    /// # Errors
    /// The data does not fit the schema.
    fn decode(name: &str, data: Option<&RawValue>) -> Result<Self, serde_json::Error>;
}
