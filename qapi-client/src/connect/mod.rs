//! Ways to connect to a peer, and the settings of a session.

mod builder;
#[cfg(all(unix, any(feature = "async-std", feature = "smol")))]
mod child;
#[cfg(any(feature = "async-std", feature = "smol"))]
mod dial;
#[cfg(all(unix, any(feature = "async-std", feature = "smol")))]
mod fd;
mod generated;
#[cfg(any(feature = "async-std", feature = "smol"))]
mod listen;
#[cfg(all(unix, any(feature = "async-std", feature = "smol")))]
mod spawn;
#[cfg(any(feature = "async-std", feature = "smol"))]
mod start;
#[cfg(any(feature = "async-std", feature = "smol"))]
mod wait_ready;

pub use builder::Builder;
#[cfg(all(unix, any(feature = "async-std", feature = "smol")))]
pub use child::Child;
pub use generated::call;
#[cfg(any(feature = "async-std", feature = "smol"))]
pub use listen::Listener;
#[cfg(all(unix, any(feature = "async-std", feature = "smol")))]
pub use spawn::Spawn;
