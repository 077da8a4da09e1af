//! What a script sees of a request, and what it says to it.

use serde_json::{Map, Value};

/// One request to a scripted command.
#[derive(Debug)]
pub struct Turn<'a> {
    pub(super) name: &'a str,
    pub(super) arguments: &'a Map<String, Value>,
    pub(super) out_of_band: bool,
    pub(super) events: Vec<(String, Option<Value>)>,
}

impl Turn<'_> {
    /// The command's name.
    pub fn name(&self) -> &str {
        self.name
    }

    /// The arguments, which fit the schema; empty where the request has none.
    pub fn arguments(&self) -> &Map<String, Value> {
        self.arguments
    }

    /// Whether the command came out-of-band (`exec-oob`).
    pub fn out_of_band(&self) -> bool {
        self.out_of_band
    }

    /// Sends an event to every client before the reply, as QEMU does. `null` stands for no `data`.
    pub fn emit(&mut self, event: &str, data: impl Into<Value>) {
        let data = Some(data.into()).filter(|data| !data.is_null());
        self.events.push((event.to_owned(), data));
    }
}

/// What a script answers to a request. A [`Value`] is a success, a `Result<Value, Answer>` lets `?` refuse.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Answer {
    /// Success, with the value of `return`; the value must fit the schema.
    Return(Value),
    /// Refusal, with the class and the text of the error.
    Refuse {
        /// The error class, `GenericError` nearly always.
        class: String,
        /// The text for humans.
        desc: String,
    },
    /// No reply now; [`FakeServer::release`](super::FakeServer::release) sends it.
    Hold(Value),
    /// No reply, ever.
    Silence,
    /// These bytes instead of a reply.
    Bytes(Vec<u8>),
    /// The connection is closed after what was said before.
    HangUp,
}

impl Answer {
    /// A refusal of the class `GenericError`.
    pub fn refuse(desc: impl Into<String>) -> Self {
        Self::refuse_as("GenericError", desc)
    }

    /// A refusal of any class.
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

impl From<Value> for Answer {
    fn from(value: Value) -> Self {
        Self::Return(value)
    }
}

impl From<Result<Value, Self>> for Answer {
    fn from(result: Result<Value, Self>) -> Self {
        result.map_or_else(|refusal| refusal, Self::Return)
    }
}
