//! A client for QMP, the QEMU guest agent and the QEMU storage daemon.

#[doc(hidden)]
#[path = "support/mod.rs"]
pub mod __private;
mod address;
mod agent;
mod command;
mod error;
mod event;
mod fleet;
mod protocol;
#[cfg(feature = "qga")]
pub mod qga;
#[cfg(feature = "qmp")]
pub mod qmp;
#[cfg(feature = "qsd")]
pub mod qsd;
mod session;
#[cfg(feature = "testing")]
pub mod testing;
mod transport;

pub use __private::{Empty, Null};
pub use address::{Address, AddressError};
pub use command::{AllowOob, Command};
pub use error::{
    Cause, ChildExit, CommandError, EndReason, Error, ErrorClass, EventError, Health, ProtocolError,
};
pub use event::{Event, EventSet, EventStream, Occurred, RawEvent};
pub use fleet::{Fleet, FleetEvent, FleetEvents, FleetReplies, FleetReply};
pub use protocol::{Greeting, Protocol, Timestamp, Version};
pub use session::{Builder, Call, CallAndEvent, Completed, Driver, RawCall, Reconnect, Session};
#[cfg(feature = "async-std")]
pub use transport::{Child, Listener, Spawn};

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
    pub fn session(choices: &[u8]) {
        crate::protocol::check::session(choices);
    }
}

pub use qapi_macros::qapi_schema;
