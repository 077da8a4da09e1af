//! Every way to a peer, and the settings of a session.

mod builder;
mod generated;
#[cfg(feature = "async-std")]
mod listen;
#[cfg(feature = "async-std")]
mod socket;
#[cfg(feature = "async-std")]
mod spawn;
#[cfg(feature = "async-std")]
mod wait_ready;

pub use builder::Builder;
pub use generated::call;
#[cfg(feature = "async-std")]
pub use listen::Listener;
#[cfg(feature = "async-std")]
pub use spawn::{Child, Spawn};
