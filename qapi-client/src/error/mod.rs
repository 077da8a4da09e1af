//! The error type of this crate and its parts.

mod cause;
mod client_error;
mod end;
mod event;
mod exit;
mod refusal;

pub use cause::{Cause, Health};
pub use client_error::Error;
pub use end::{EndReason, ProtocolError};
pub use event::EventError;
pub use exit::ChildExit;
pub use refusal::{CommandError, ErrorClass};
