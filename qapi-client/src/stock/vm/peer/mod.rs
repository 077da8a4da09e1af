//! Description of a peer: its commands, events, members, values and features.

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
