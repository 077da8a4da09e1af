//! What a peer has: commands, events, members, values and features, from its own description.

mod check;
mod compare;
mod error;
mod item;
mod types;
mod view;

pub use compare::{Comparison, Difference};
pub use error::PeerError;
pub use item::PeerItem;
pub use view::Peer;
