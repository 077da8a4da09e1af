//! Errors of power management.

use std::time::Duration;

use crate::error::Error;
use crate::qmp::{RunState, ShutdownCause};

/// Reason why a machine did not reach the requested state.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum PowerError {
    /// The machine still runs after the last allowed step of the shutdown.
    #[error("the machine is still running {after:?} after the last step of its shutdown")]
    StillRunning {
        /// Duration of the last step.
        after: Duration,
    },

    /// The machine shut down instead of being reset (`-no-reboot`, `-action reboot=shutdown`).
    #[error("the machine shut down instead of being reset ({cause})")]
    ShutDown {
        /// Cause of the shutdown.
        cause: ShutdownCause,
    },

    /// The machine was not in the awaited state at the deadline.
    #[error("the machine is {last} and was not {awaited} within {after:?}")]
    NotReached {
        /// Awaited state.
        awaited: RunState,
        /// State at the last query.
        last: RunState,
        /// Deadline of the wait.
        after: Duration,
    },

    /// A command failed, or the session ended.
    #[error(transparent)]
    Session(#[from] Error),
}
