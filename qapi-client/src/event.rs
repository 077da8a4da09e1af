//! Events: the traits of their types, and the shapes that carry them.

use std::ops::Deref;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::protocol::Timestamp;

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

impl<E: Event> EventSet for E {
    const NAME: Option<&'static str> = Some(<E as Event>::NAME);

    fn decode(_name: &str, data: Option<&RawValue>) -> Result<Self, serde_json::Error> {
        serde_json::from_str(data.map_or("{}", RawValue::get))
    }
}

/// An event as it came: any name, its data as JSON text.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RawEvent {
    /// The name on the wire.
    pub name: String,
    /// The `data` member; absent for many events.
    pub data: Option<Box<RawValue>>,
}

impl RawEvent {
    /// An event of this name with this data.
    pub fn new(name: impl Into<String>, data: Option<Box<RawValue>>) -> Self {
        Self {
            name: name.into(),
            data,
        }
    }
}

impl EventSet for RawEvent {
    const NAME: Option<&'static str> = None;

    fn decode(name: &str, data: Option<&RawValue>) -> Result<Self, serde_json::Error> {
        Ok(Self {
            name: name.to_owned(),
            data: data.map(ToOwned::to_owned),
        })
    }
}

/// An event and when it occurred. Derefs to the event.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Occurred<E> {
    /// The event.
    pub event: E,
    /// When it occurred, by the clock of the peer.
    pub timestamp: Timestamp,
}

impl<E> Deref for Occurred<E> {
    type Target = E;

    fn deref(&self) -> &E {
        &self.event
    }
}
