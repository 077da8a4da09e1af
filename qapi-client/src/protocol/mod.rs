//! Protocol without I/O: no async code, no sockets and no clock.

mod agent_sync;
mod descriptor;
mod frame;
mod incoming;
#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
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
pub(crate) use router::{Request, Router, RouterSettings, next_random};

pub use message::{Greeting, Timestamp, Version};
pub use router::Protocol;
