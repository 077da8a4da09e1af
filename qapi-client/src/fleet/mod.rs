//! Many named sessions in one process.

#[cfg(any(feature = "async-std", feature = "smol"))]
mod dial;
#[cfg(any(feature = "async-std", feature = "smol"))]
mod dials;
mod events;
mod handle;
mod replies;

pub use events::{FleetEvent, FleetEvents, FleetItem};
pub use handle::Fleet;
pub use replies::{FleetReplies, FleetReply};
