//! The protocol without I/O: no async, no sockets, no clock below this line.

mod agent_sync;
#[cfg(any(test, fuzzing))]
pub(crate) mod check;
mod descriptor;
mod frame;
mod incoming;
mod members;
mod message;
mod outgoing;
mod pending;
mod receive;
mod refusal;
mod router;
mod text;
mod unattributed_error;

pub(crate) use descriptor::Descriptor;
pub(crate) use frame::{Frame, Framer};
pub(crate) use outgoing::Outgoing;
pub(crate) use pending::{CommandFlags, Outcome, Reply};
pub(crate) use receive::IncomingEvent;
pub(crate) use router::{Request, Router, Rules, scramble};

pub use message::{Greeting, Timestamp, Version};
pub use router::Protocol;
