//! Errors of programs in the guest.

use std::time::Duration;

use crate::error::{CommandError, Error};
use crate::session::Session;
use crate::stock::guest::refusal::is_for_frozen;

/// Reason why a program in the guest gave no result.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum ExecError {
    /// A command failed. If the agent refused `guest-exec`, the program did not start, because the program does not
    /// exist or the agent is not allowed to run programs.
    #[error(transparent)]
    Session(#[from] Error),

    /// File systems of the guest are frozen, and the agent refuses the command until they are thawed.
    #[error(
        "file systems of the guest are frozen, and the agent runs no program until they are thawed ({0})"
    )]
    Frozen(Error),

    /// The time limit of the caller passed. If the process was started, it still runs in the guest.
    #[error("no result of the program within {after:?}: {}", left_behind(*.pid))]
    TimedOut {
        /// Time limit that the caller set.
        after: Duration,
        /// Process id in the guest; `None` if the agent had not sent the id.
        pid: Option<i64>,
    },

    /// The agent does not know the process.
    #[error(
        "the agent does not know process {pid} ({error}): the agent has restarted, or has reported the end of the process before"
    )]
    UnknownProcess {
        /// Process id in the guest.
        pid: i64,
        /// Error in the reply of the agent.
        error: CommandError,
    },
}

impl ExecError {
    /// Explains the failure of a command.
    pub(super) async fn explain(session: &Session, error: Error) -> Self {
        match is_for_frozen(session, &error).await {
            true => Self::Frozen(error),
            false => Self::Session(error),
        }
    }
}

/// Text about the process that still runs in the guest after a timeout.
fn left_behind(pid: Option<i64>) -> String {
    match pid {
        Some(pid) => format!("process {pid} still runs in the guest"),
        None => "the agent did not reply, and the program may run in the guest".to_owned(),
    }
}
