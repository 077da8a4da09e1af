//! Refusals of an agent while file systems are frozen.

use crate::error::{Error, ErrorClass};
use crate::qga::{GuestFsfreezeStatus, commands};
use crate::session::Session;

/// Whether the agent has refused a command because file systems are frozen: one `guest-fsfreeze-status`, if the error
/// can mean that.
///
/// Agents since 10.0 refuse a command in the same way when file systems are frozen and when the command is never
/// allowed.
pub(super) async fn is_for_frozen(session: &Session, error: &Error) -> bool {
    if error.class() != Some(&ErrorClass::CommandNotFound) {
        return false;
    }
    let status = session.execute(commands::GuestFsfreezeStatus::new()).await;
    matches!(status, Ok(GuestFsfreezeStatus::Frozen))
}
