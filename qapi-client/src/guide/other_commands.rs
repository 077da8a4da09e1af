//! Human monitor, commands outside the schema, commands of a vendor.
//!
//! The stock schema has no binding for three kinds of commands: lines of the human monitor, commands that are newer than
//! the schema, and commands that a vendor has added to QEMU. All of them work on the session of the stock client.
//!
//! ```toml
//! [dependencies]
//! qapi-client = { version = "0.1", features = ["qmp"] }
//! async-std = "1"
//! serde_json = "1"
//! ```
//!
//! ```no_run
//! mod vendor {
//!     qapi_client::qapi_schema!("schemas/vendor.json");
//! }
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use qapi_client::qmp;
//! use serde_json::json;
//!
//! let vm = qmp::Client::connect("unix:/run/vm.qmp").await?;
//!
//! // The human monitor. The reply is text, also for errors.
//! println!("{}", vm.human_monitor_command("info registers").await?);
//!
//! // A command given by its name. The reply is a JSON value.
//! let reply = vm.execute_raw("x-query-jit", json!({})).await?;
//! println!("{reply}");
//!
//! // Typed commands and events of a vendor, on the same connection.
//! let vendor = vendor::Client::from(vm.session().clone());
//! vendor.vendor_set_quota(vendor::commands::VendorSetQuota::new("disk0", 500)).await?;
//! println!("{}", vm.query_status().await?.status);
//! # Ok(())
//! # }
//! ```
//!
//! `schemas/vendor.json`, relative to the folder of your `Cargo.toml`:
//!
//! ```text
#![doc = include_str!("../../schemas/vendor.json")]
//! ```
//!
//! The human monitor is made for people, and its text changes between releases. Lines may contain passwords.
//! Therefore `Debug` masks the lines, and no log shows them.
//!
//! [`execute_raw`](crate::Session::execute_raw) has the options of a typed call: `timeout`, `oob`, `with_fd`, `and_event`.
//! [`reply_as`](crate::RawCall::reply_as) reads the reply into a type of yours.
//! [`subscribe_raw`](crate::Session::subscribe_raw) subscribes to an event given by its name.
//!
//! A whole schema of your own, for a fork of QEMU or for another daemon, works the same way:
//! [`qapi_schema!`](crate::qapi_schema) lists the options, such as `share`, which reuses types of another expansion.
