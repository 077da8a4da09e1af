//! Requests and replies of scripts.

use serde_json::{Map, Value};

/// Request to a scripted command.
#[derive(Debug)]
pub struct Request<'a> {
    pub(super) name: &'a str,
    pub(super) arguments: &'a Map<String, Value>,
    pub(super) out_of_band: bool,
    pub(super) events: Vec<(String, Option<Value>)>,
}

impl Request<'_> {
    /// Name of the command.
    pub fn name(&self) -> &str {
        self.name
    }

    /// Arguments, which fit the schema; empty if the request has none.
    pub fn arguments(&self) -> &Map<String, Value> {
        self.arguments
    }

    /// Whether the command was sent out-of-band (`exec-oob`).
    pub fn out_of_band(&self) -> bool {
        self.out_of_band
    }

    /// Sends an event to every client before the reply, as QEMU does. `null` means no `data`.
    pub fn emit(&mut self, event: &str, data: impl Into<Value>) {
        let data = Some(data.into()).filter(|data| !data.is_null());
        self.events.push((event.to_owned(), data));
    }
}

/// Reply of a script to a request.
///
/// A [`Value`] converts to a success. A `Result<Value, Reply>` converts too, so that a script can refuse with `?`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Reply {
    /// Success with this `return` value, which must fit the schema.
    Return(Value),
    /// Refusal with this error.
    Refuse {
        /// Class of the error, nearly always `GenericError`.
        class: String,
        /// Description in words.
        desc: String,
    },
    /// Success that is sent only after [`FakeServer::release`](super::FakeServer::release).
    Hold(Value),
    /// No reply.
    Silence,
    /// Bytes that are sent instead of a reply.
    Bytes(Vec<u8>),
    /// End of the connection, after all queued bytes are sent.
    Disconnect,
}

impl Reply {
    /// Creates a refusal with the class `GenericError`.
    pub fn refuse(desc: impl Into<String>) -> Self {
        Self::refuse_as("GenericError", desc)
    }

    /// Creates a refusal with any class.
    pub fn refuse_as(class: impl Into<String>, desc: impl Into<String>) -> Self {
        Self::Refuse {
            class: class.into(),
            desc: desc.into(),
        }
    }

    pub(super) fn not_found(desc: impl Into<String>) -> Self {
        Self::refuse_as("CommandNotFound", desc)
    }
}

impl From<Value> for Reply {
    fn from(value: Value) -> Self {
        Self::Return(value)
    }
}

impl From<Result<Value, Self>> for Reply {
    fn from(result: Result<Value, Self>) -> Self {
        result.map_or_else(|refusal| refusal, Self::Return)
    }
}
