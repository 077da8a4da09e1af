//! Comforts for the guest agent.

#[cfg(feature = "async-std")]
mod wait_ready;
