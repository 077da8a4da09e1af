//! The protocol without I/O: no async, no sockets, no clock below this line.

mod agent_sync;
#[cfg(any(test, fuzzing))]
pub(crate) mod check;
mod frame;
mod message;
mod outgoing;
mod pending;
mod route;
mod stray;

pub(crate) use frame::{Frame, Framer};
pub(crate) use outgoing::Outgoing;
pub(crate) use pending::{Abandoned, Answer, Manner};
pub(crate) use route::{Request, Router, Rules};

pub use message::{Greeting, Timestamp, Version};
pub use route::Protocol;
