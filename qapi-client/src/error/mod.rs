//! The error type of this crate and its parts.

mod cause;
mod client_error;
mod end;
mod event;
mod excerpt;
mod exit;
mod log_text;
mod refusal;

pub use cause::{Cause, Health};
pub use client_error::Error;
pub use end::{EndReason, ProtocolError};
pub use event::EventError;
pub(crate) use excerpt::{
    SHORT_EXCERPT, TEXT_EXCERPT, boundary, excerpt, excerpt_of_bytes, mark_cut,
};
pub use exit::ChildExit;
pub use refusal::{CommandError, ErrorClass};
