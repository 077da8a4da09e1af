//! A client for QMP, the QEMU guest agent and the QEMU storage daemon.

mod address;
mod command;
mod error;
mod event;
mod protocol;
mod session;
#[cfg(feature = "testing")]
pub mod testing;
mod transport;

pub use address::{Address, AddressError};
pub use command::{AllowOob, Command};
pub use error::{Cause, CommandError, EndReason, Error, ErrorClass, Health, ProtocolError};
pub use event::{Event, EventError, EventSet, EventStream, Occurred, RawEvent};
pub use protocol::{Greeting, Protocol, Timestamp, Version};
pub use session::{Builder, Call, CallAndEvent, Completed, Driver, RawCall, Session};
