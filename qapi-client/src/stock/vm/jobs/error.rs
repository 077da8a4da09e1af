//! Errors of jobs.

use crate::error::Error;
use crate::qmp::JobStatus;

/// Reason why a job did not succeed, or why its result is unknown.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum JobError {
    /// The job failed.
    #[error(transparent)]
    Failed(#[from] JobFailed),

    /// The job was cancelled by this job's handle or a clone. A cancellation by another client also gives this error if
    /// QEMU dismisses the job by itself.
    ///
    /// Otherwise, a job that another client cancels ends with [`Failed`](Self::Failed) and QEMU's error text.
    #[error("job `{id}` was cancelled")]
    Cancelled {
        /// Id of the job.
        id: String,
    },

    /// No job has this id.
    #[error("no job `{id}`")]
    NotFound {
        /// Id that the caller gave.
        id: String,
    },

    /// The job was dismissed before its result was read: by another client, by QEMU while the connection was lost, or
    /// because QEMU was restarted. The job may have succeeded or failed.
    #[error("job `{id}` is gone, and its result is not known")]
    Vanished {
        /// Id of the job.
        id: String,
    },

    /// The job concluded without reaching the awaited status.
    #[error("job `{id}` concluded and never was {awaited}")]
    NotReached {
        /// Id of the job.
        id: String,
        /// Awaited status.
        awaited: JobStatus,
    },

    /// A command failed, or the session ended.
    #[error(transparent)]
    Session(#[from] Error),
}

/// Failure of a job, with the error text of the job.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("job `{id}` failed: {error}")]
#[non_exhaustive]
pub struct JobFailed {
    /// Id of the job.
    pub id: String,
    /// Error text of the job.
    pub error: String,
}
