//! Many named sessions in one process.

#[cfg(feature = "async-std")]
mod dial;
#[cfg(feature = "async-std")]
mod dials;
mod events;
mod handle;
mod replies;

pub use events::{FleetEvent, FleetEvents, FleetItem};
pub use handle::Fleet;
pub use replies::{FleetReplies, FleetReply};
