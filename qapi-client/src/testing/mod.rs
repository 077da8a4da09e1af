//! A peer made of a schema, for tests of programs that use this crate (feature `testing`).
//!
//! A [`FakeServer`] speaks the protocol of the QMP specification over any stream: it greets, negotiates, checks every
//! request against a [`Schema`] and refuses what does not fit in QEMU's own words. What it answers is scripted command
//! by command; without a script a command returns the least value that its schema allows. What a script returns or
//! emits is checked too, so that a test cannot pass on a reply that no real peer would send.
//!
//! ```
//! use std::sync::Arc;
//!
//! use qapi_client::testing::FakeServer;
//! use serde_json::json;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let schema = qapi_parser::parse_str(
//!     "lamp.json",
//!     "{ 'command': 'set-lamp', 'data': { 'on': 'bool' } }
//!      { 'event': 'LAMP', 'data': { 'on': 'bool' } }",
//! )?;
//! let server = FakeServer::new(Arc::new(schema));
//! server.on("set-lamp", |turn| {
//!     let on = turn.arguments()["on"].clone();
//!     turn.emit("LAMP", json!({ "on": on }));
//!     json!({})
//! });
//!
//! // Sans-I/O, as here, over any stream with `serve`, or on a unix socket with `listen`.
//! let mut conversation = server.converse();
//! conversation.receive(br#"{"execute": "set-lamp", "arguments": {"on": "yes"}}"#);
//! let reply = String::from_utf8(conversation.take_output())?;
//! assert!(reply.contains("Invalid parameter type for 'on', expected: boolean"));
//! # Ok(())
//! # }
//! ```
//!
//! [`Schema`]: qapi_parser::Schema

mod answer;
mod check;
mod conversation;
#[cfg(feature = "async-std")]
mod listen;
mod outbox;
mod request;
mod sample;
mod serve;
mod server;

pub use answer::{Answer, Turn};
pub use check::Mismatch;
pub use conversation::Conversation;
#[cfg(feature = "async-std")]
pub use listen::Listening;
pub use server::{FakeServer, Received};
