//! Send commands, and handle errors.
//!
//! A client has one method for each command. The parameters of the method depend on the command:
//!
//! | required members | call |
//! | --- | --- |
//! | no members at all | `vm.query_status()` |
//! | none, only optional members | `vm.query_named_block_nodes(())`, or an argument struct |
//! | one | `vm.device_del("net0")`: anything that converts into the member |
//! | several | an argument struct from the module `commands` |
//!
//! An argument struct starts with `new`, and has one setter for each optional member. Required members that a caller
//! could swap by mistake are set by name, right after `new`:
//! `BlockdevMirror::new(MirrorSyncMode::Full).device("disk0").target("node1")`.
//!
//! ```toml
//! [dependencies]
//! qapi-client = { version = "0.1", features = ["qmp"] }
//! async-std = "1"
//! ```
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::Duration;
//!
//! use qapi_client::{Error, qmp, qmp::commands};
//!
//! let vm = qmp::Client::connect("unix:/run/vm.qmp").await?;
//! let resize = commands::BlockResize::new(20 << 30).node_name("disk0");
//! match vm.block_resize(resize).timeout(Duration::from_secs(5)).await {
//!     Ok(_) => println!("resized"),
//!     // QEMU has replied with an error.
//!     Err(Error::Refused { error, .. }) => println!("QEMU refuses: {error}"),
//!     // The command was sent, but no reply came. QEMU may have run the command. Query the state before you try again.
//!     Err(error) if error.is_outcome_unknown() => println!("unknown: {error}"),
//!     // The command was not sent. It is safe to try again.
//!     Err(error) => println!("not done: {error}"),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A call does nothing until it is awaited. It may be dropped at any time: a command that was not sent is never sent, and
//! the reply to a sent command is discarded. Many calls may be pending on one session at once.
//!
//! After a timeout, [`Error::health`] tells more about QEMU. [`Busy`](crate::Health::Busy): QEMU works on another
//! command, so wait. [`Stuck`](crate::Health::Stuck): QEMU does not react at all. [`Gone`](crate::Health::Gone): the
//! connection is lost.
//!
//! Commands that QEMU can run out-of-band, such as `migrate_pause`, overtake all others: `vm.migrate_pause().oob()`. For
//! other commands `oob` does not compile.
//!
//! The methods are the commands of QEMU 10.2. [`Client::peer`](crate::qmp::Client::peer) tells what the connected QEMU
//! has: `vm.peer().await?.supports::<commands::BlockdevMirror>()`.
//!
//! [`Error::health`]: crate::Error::health
