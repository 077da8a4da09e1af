//! Fake server, made from a schema, for tests of programs that use this crate (feature `testing`).
//!
//! A [`FakeServer`] speaks QMP over any stream. It greets, negotiates, checks every request against a [`Schema`], and
//! refuses a wrong request with QEMU's error text. Scripts reply to single commands. A command without a script returns
//! the smallest value that its schema allows. The server also validates the replies and events of scripts, so that a
//! test cannot pass with a reply that no real peer sends.
//!
//! Arguments may nest up to 127 levels. QEMU reads 1,024; the server refuses deeper arguments with an error that names
//! this limit.
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
//! server.on("set-lamp", |request| {
//!     let on = request.arguments()["on"].clone();
//!     request.emit("LAMP", json!({ "on": on }));
//!     json!({})
//! });
//!
//! // This example has no I/O. `serve` uses a stream, and `listen` uses a unix socket.
//! let mut conversation = server.converse();
//! conversation.receive(br#"{"execute": "set-lamp", "arguments": {"on": "yes"}}"#);
//! let reply = String::from_utf8(conversation.take_output())?;
//! assert!(reply.contains("Invalid parameter type for 'on', expected: boolean"));
//! # Ok(())
//! # }
//! ```
//!
//! [`Schema`]: qapi_parser::Schema

mod conversation;
#[cfg(all(unix, any(feature = "async-std", feature = "smol")))]
mod listen;
mod outbox;
mod reply;
mod request;
mod sample;
mod serve;
mod server;
mod validate;

pub use conversation::Conversation;
#[cfg(all(unix, any(feature = "async-std", feature = "smol")))]
pub use listen::Listening;
pub use reply::{Reply, Request};
pub use server::{FakeServer, Received};
pub use validate::Mismatch;
