// docs.rs uses a nightly compiler, which shows the feature that each item needs.
#![cfg_attr(docsrs, feature(doc_cfg))]

//! Asynchronous, typed clients for QMP (QEMU's monitor), the QEMU guest agent, the QEMU storage daemon, and any other
//! peer with a schema in QEMU's interface language, QAPI.
//!
//! # Where to start
//! - *Stock QEMU*: turn on the feature `qmp`, `qga` or `qsd`, and use `Client` in the module with the same name. A
//!   client has one method for each command; argument structs are in `commands`, events in `events`.
//! - *Your own schema*: [`qapi_schema!`] expands the schema in place, into the same items.
//! - *No schema*: [`Session`] is the untyped handle below each client; [`Session::execute_raw`] takes any command.
#![cfg_attr(
    all(feature = "qmp", unix, any(feature = "async-std", feature = "smol")),
    doc = "- *By task*: the [`guide`] has a page for each of the first tasks of a program that manages virtual machines."
)]
//!
//! ```no_run
//! mod thermostat {
//!     qapi_client::qapi_schema!("schemas/thermostat.json");
//! }
//!
//! # async fn example() -> Result<(), qapi_client::Error> {
//! use std::time::Duration;
//!
//! let client = thermostat::Client::connect("unix:/run/thermostat").await?;
//! let now = client.query_temperature(()).timeout(Duration::from_secs(2)).await?;
//! println!("{} degrees", now.degrees);
//! # Ok(())
//! # }
//! ```
//!
//! # Sessions
//! A [`Session`] is a handle to a peer; cloning it is cheap, and clients deref to it. Dropping the last clone closes
//! the connection. [`Session::builder`] has the settings: deadlines, limits, [reconnecting](Builder::reconnect).
#![cfg_attr(
    any(feature = "async-std", feature = "smol"),
    doc = "A session connects to a unix socket or a TCP port ([`Address`]), takes an open descriptor ([`Builder::from_fd`]),
waits for the peer to connect ([`Builder::listen`]), starts the peer ([`Builder::spawn`])"
)]
#![cfg_attr(
    not(any(feature = "async-std", feature = "smol")),
    doc = "A session runs"
)]
//! or runs over any byte stream on any runtime ([`Builder::over`]). A [`Fleet`] holds many sessions by name.
//!
//! # Calls
//! A command method returns a [`Call`]: a future that does nothing until awaited and that may be dropped at any time. A
//! call has options: [`timeout`](Call::timeout), [`oob`](Call::oob), [`with_fd`](Call::with_fd),
//! [`and_event`](Call::and_event), [`raw`](Call::raw). Many calls may be pending at once. The [`Error`] of a call tells
//! whether the command was *refused*, has an *unknown outcome*, or was never sent.
//!
//! # Events
//! An [`EventStream`] carries all events, or the events of one type, in order. It starts with the subscription, or [in
//! the recent past](Session::events_since). Its queue is bounded. A slow reader therefore gets [`EventError::Lagged`]
//! in the place of missed events, and does not delay other readers.
//!
//! # An open world
//! A peer may be newer than the schema, or older. Names that the schema does not contain are no error: enums, events,
//! error classes and union tags have a variant for them, and unknown members are skipped. A reply that cannot be read
//! fails only its call, not the session.
//!
//! # Nesting
//! JSON may nest up to 1,024 levels in both directions, as in QEMU's own parser, because the reply with a backing chain
//! of 1,000 images nests that deep. A value that nests deeper than 127 levels is read and written on a thread with
//! enough stack; its `Debug` text is cut at this depth.
//!
//! Dropping and cloning a value use the caller's stack. In debug builds, dropping a `serde_json::Value` takes up to
//! 0.8 kB for each level, and dropping a generated type takes up to 0.2 kB. Cloning a value takes up to 6 kB for each
//! level.
//!
//! # Features
//! | feature | |
//! | --- | --- |
//! | `qmp`, `qga`, `qsd` | the stock bindings of QEMU 11.1 (guest agent: 10.2), which also understand older peers down to 7.2; `qsd` turns on `qmp`, whose types it shares |
//! | `async-std` (default) | sockets and child processes; sessions run on async-std |
//! | `smol` | the same on smol; with neither, [`Builder::over`] runs on any runtime |
//! | `testing` | a fake server made from a schema, for tests of your program |
//! | `tracing` | a span for each call |
//!
//! # Logs
//! Logs go through the crate `log`. They show names, ids, sizes and durations. Logs never show arguments, which may
//! contain passwords.

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod address;
mod command;
mod connect;
mod decode;
mod error;
mod event;
mod fleet;
#[cfg(all(feature = "qmp", unix, any(feature = "async-std", feature = "smol")))]
pub mod guide;
mod macros;
mod protocol;
mod session;
mod stock;
mod sync;
#[cfg(feature = "testing")]
pub mod testing;
mod time;
mod transport;
mod wakers;

pub use address::{Address, AddressError};
pub use command::{AllowOob, Command};
pub use connect::Builder;
#[cfg(any(feature = "async-std", feature = "smol"))]
pub use connect::Listener;
#[cfg(all(unix, any(feature = "async-std", feature = "smol")))]
pub use connect::{Child, Spawn};
pub use decode::{Empty, Null};
pub use error::{
    Cause, ChildExit, CommandError, EndReason, Error, ErrorClass, EventError, Health, ProtocolError,
};
pub use event::{Event, EventSet, Occurred, RawEvent};
pub use fleet::{Fleet, FleetEvent, FleetEvents, FleetItem, FleetReplies, FleetReply};
pub use protocol::{Greeting, Protocol, Timestamp, Version};
pub use session::{
    Call, CallAndEvent, Completed, Driver, EventStream, RawCall, Reconnect, Session,
};
#[cfg(feature = "qsd")]
pub use stock::qsd;
#[cfg(feature = "qga")]
pub use stock::{guest, qga};
#[cfg(feature = "qmp")]
pub use stock::{qmp, vm};

/// Entry points of the fuzz targets.
#[cfg(fuzzing)]
#[doc(hidden)]
#[allow(missing_docs, reason = "for the fuzz targets only")]
pub mod __check {
    pub fn framing(input: &[u8]) {
        crate::protocol::invariants::framing(input);
    }
    pub fn routing(input: &[u8]) {
        crate::protocol::invariants::routing(input);
    }
    pub fn session(script: &[u8]) {
        crate::session::engine::simulation::script(script);
    }
}
