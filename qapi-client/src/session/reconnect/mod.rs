//! Reconnecting after a lost connection: the policy, and the dialer.

mod dialer;
mod policy;

pub(crate) use dialer::Dialer;
pub(crate) use policy::Attempts;
pub use policy::Reconnect;
