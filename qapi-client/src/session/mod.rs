//! One session with a peer.
//!
//! The [engine] holds the rules, as a pure state machine. The [link] moves bytes between the engine and a transport.
//! The [driver] or a reading caller calls the link to move bytes. Users have handles, calls and streams.

mod call;
mod driver;
pub(crate) mod engine;
mod events;
mod handle;
#[cfg(feature = "qmp")]
mod kept;
mod link;
#[cfg(all(test, qapi_model))]
mod link_model;
mod reconnect;
mod settings;

pub use call::{Call, CallAndEvent, Completed, RawCall};
pub use driver::Driver;
pub use events::EventStream;
pub use handle::Session;
pub(crate) use reconnect::Dialer;
pub use reconnect::Reconnect;
pub(crate) use settings::{BusyPolicy, Settings};
