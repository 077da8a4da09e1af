//! Finding another connection after one was lost: the policy, and the attempts.

mod dialer;
mod policy;

pub(crate) use dialer::Dialer;
pub(crate) use policy::Attempts;
pub use policy::Reconnect;
