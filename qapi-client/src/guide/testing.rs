//! Test a program without QEMU.
//!
//! [`FakeServer`] is a stand-in for a peer, made from a schema. It refuses requests that do not fit the schema, with
//! the error texts of QEMU. Scripts reply to single commands; a command without a script returns the smallest value
//! that its schema allows.
//!
//! ```toml
//! [dependencies]
//! qapi-client = { version = "0.1", features = ["qmp"] }
//! async-std = "1"
//!
//! [dev-dependencies]
//! qapi-client = { version = "0.1", features = ["testing"] }
//! qapi-parser = "0.1"
//! serde_json = "1"
//! tempfile = "3"
//! ```
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> { async_std::task::block_on(example()) }
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use qapi_client::qmp::{self, RunState, events};
//! use qapi_client::testing::{FakeServer, Reply};
//! use serde_json::json;
//!
//! let server = FakeServer::new(qapi_parser::load("schemas/qemu/qapi/qapi-schema.json")?);
//! server.reply("query-status", json!({ "status": "paused", "running": false }));
//! server.on("device_del", |request| match request.arguments()["id"].as_str() {
//!     Some("net0") => {
//!         request.emit("DEVICE_DELETED", json!({ "device": "net0", "path": "/machine/peripheral/net0" }));
//!         Reply::from(json!({}))
//!     }
//!     _ => Reply::refuse("no such device"),
//! });
//!
//! let folder = tempfile::tempdir()?;
//! let peer = server.listen(folder.path().join("vm.qmp")).await?;
//! let vm = qmp::Client::connect(peer.address().as_str()).await?;
//!
//! assert_eq!(vm.query_status().await?.status, RunState::Paused);
//! vm.device_del("net0").and_event(|_: &events::DeviceDeleted| true).await?;
//! assert!(vm.device_del("net1").await.is_err_and(|error| error.refusal().is_some()));
//! assert_eq!(server.received().len(), 3);
//! # Ok(())
//! # }
//! ```
//!
//! The schema of QEMU is `qapi/qapi-schema.json` in its source tree, and `schemas/qemu/qapi/qapi-schema.json` in the package
//! of this crate. The server reads the schema when the test runs.
//!
//! The values and events of scripts are also checked against the schema. A script that returns values which no QEMU
//! sends fails the test.
//!
//! A [`Conversation`](crate::testing::Conversation) is the same server without sockets, for tests that read and write
//! bytes.
//!
//! A stand-in cannot know what QEMU does with a command. Test against a real QEMU too: `-machine none -nodefaults
//! -display none` starts quickly, and needs no disk.
//!
//! [`FakeServer`]: crate::testing::FakeServer
