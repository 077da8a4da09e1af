// docs.rs builds with a nightly compiler, which shows for each item the feature that it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]

//! Asynchronous, typed clients for QMP (QEMU's monitor), the QEMU guest agent, the QEMU storage daemon, and any other
//! peer with a schema in QEMU's interface language, QAPI.
//!
//! # Where to start
//! - *Stock QEMU*: turn on the feature `qmp`, `qga` or `qsd` and use the `Client` of the module of that name. A client has
//!   one method for each command; argument structs are in `commands`, events in `events`.
//! - *A schema of your own*: [`qapi_schema!`] expands it in place, into the same shape.
//! - *No schema*: [`Session`] is the untyped handle below each client; [`Session::execute_raw`] takes any command.
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
//! A [`Session`] is one connection and a cheap clone; clients deref to it. When the last clone is gone the connection is
//! closed. [`Session::builder`] has the settings: deadlines, limits, [reconnecting](Builder::reconnect).
#![cfg_attr(
    any(feature = "async-std", feature = "smol"),
    doc = "It connects to a unix socket or a TCP port ([`Address`]), takes an open descriptor ([`Builder::from_fd`]),
waits for the peer to connect ([`Builder::listen`]), starts the peer ([`Builder::spawn`])"
)]
#![cfg_attr(not(any(feature = "async-std", feature = "smol")), doc = "It runs")]
//! or runs over any byte stream on any runtime ([`Builder::over`]). A [`Fleet`] holds many sessions by name.
//!
//! # Calls
//! A command method returns a [`Call`]: a future that does nothing until awaited, that may be dropped at any time, and
//! that takes options: [`timeout`](Call::timeout), [`oob`](Call::oob), [`with_fd`](Call::with_fd),
//! [`and_event`](Call::and_event), [`raw`](Call::raw). Many calls may be under way at once.
//! Its [`Error`] tells what was *refused* from what has an *unknown outcome* and what was never sent.
//!
//! # Events
//! An [`EventStream`] carries all events, or those of one type, in order, from the subscription on or
//! [from the recent past on](Session::events_since). Its queue is bounded: a slow reader finds [`EventError::Lagged`] in
//! the place of what it missed, and delays nobody.
//!
//! # An open world
//! A peer may be newer than the schema, or older. What the schema does not know is no error: enums, events, error classes
//! and union tags have an arm for it, and unknown members are skipped. A reply that cannot be read costs its call, never
//! the session.
//!
//! # Nesting
//! JSON may nest up to 1,024 levels in both directions, as in QEMU's own parser: the description of a backing chain of
//! 1,000 images is one reply. A value that nests deeper than 127 levels is read and written on a thread that has enough
//! stack; its `Debug` text is cut there. To drop a value takes up to 0.2 kB of the caller's stack for each level, to
//! clone it up to 6 kB.
//!
//! # Features
//! | feature | |
//! | --- | --- |
//! | `qmp`, `qga`, `qsd` | the stock bindings of QEMU 10.2, which also understand older peers down to 7.2; `qsd` turns on `qmp`, whose types it shares |
//! | `async-std` (default) | sockets and child processes; sessions run on async-std |
//! | `smol` | the same on smol; with neither, [`Builder::over`] runs on any runtime |
//! | `testing` | a fake server made of a schema, for tests of your program |
//! | `tracing` | a span for each call |
//!
//! # Logs
//! Through the crate `log`: names, ids, sizes and durations; never arguments, since passwords travel there.

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
#[cfg(feature = "qga")]
pub use stock::qga;
#[cfg(feature = "qmp")]
pub use stock::qmp;
#[cfg(feature = "qsd")]
pub use stock::qsd;

/// What the fuzz targets check.
#[cfg(fuzzing)]
#[doc(hidden)]
#[allow(missing_docs, reason = "for the fuzz targets only")]
pub mod __check {
    pub fn framing(input: &[u8]) {
        crate::protocol::check::framing(input);
    }
    pub fn routing(input: &[u8]) {
        crate::protocol::check::routing(input);
    }
    pub fn session(script: &[u8]) {
        crate::session::engine::check::script(script);
    }
}
