//! Events: traits for the types of events, and values that contain events.

use std::ops::Deref;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::decode;
use crate::protocol::Timestamp;

/// Type of event of a schema. The structs in `events` implement it.
///
/// An event deserialises from the `data` object of the QMP specification, "Asynchronous events".
pub trait Event: DeserializeOwned + Send + 'static {
    /// Name on the wire.
    const NAME: &'static str;
}

/// Item of a typed event stream: one type of event, or the `Event` enum of a whole schema.
pub trait EventSet: Sized + Send + 'static {
    /// Name to subscribe to; `None` for every event.
    const NAME: Option<&'static str>;

    /// Reads the event `name`. Absent data reads as an empty object.
    ///
    /// # Errors
    /// The data does not fit the schema.
    fn decode(name: &str, data: Option<&RawValue>) -> Result<Self, serde_json::Error>;
}

impl<E: Event> EventSet for E {
    const NAME: Option<&'static str> = Some(<E as Event>::NAME);

    fn decode(_name: &str, data: Option<&RawValue>) -> Result<Self, serde_json::Error> {
        decode::read_event(data)
    }
}

/// Event of any name, with its data as JSON text.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RawEvent {
    /// Name on the wire.
    pub name: String,
    /// Member `data`; absent in many events.
    pub data: Option<Box<RawValue>>,
}

impl RawEvent {
    /// Creates an event with a name and data.
    pub fn new(name: impl Into<String>, data: Option<Box<RawValue>>) -> Self {
        Self {
            name: name.into(),
            data,
        }
    }
}

/// Events are equal if name and data have the same text.
impl PartialEq for RawEvent {
    fn eq(&self, other: &Self) -> bool {
        let data = self.data.as_deref().map(RawValue::get);
        self.name == other.name && data == other.data.as_deref().map(RawValue::get)
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

/// Event with its time. Derefs to the event.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Occurred<E> {
    /// The event.
    pub event: E,
    /// Time of the event by the clock of the peer.
    pub timestamp: Timestamp,
}

impl<E> Deref for Occurred<E> {
    type Target = E;

    fn deref(&self) -> &E {
        &self.event
    }
}
