//! A client for QMP, the QEMU guest agent and the QEMU storage daemon.

mod command;
mod event;

pub use command::{AllowOob, Command};
pub use event::{Event, EventSet};
