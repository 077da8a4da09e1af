//! Calls: futures that send a command and yield its reply.

mod pending_call;
mod raw;
#[cfg(feature = "tracing")]
mod trace;
#[cfg(not(feature = "tracing"))]
#[path = "no_trace.rs"]
mod trace;
mod typed;
mod with_event;

pub use raw::RawCall;
pub use typed::Call;
pub use with_event::{CallAndEvent, Completed};
