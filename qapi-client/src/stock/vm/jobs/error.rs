//! Errors of jobs.

use crate::error::Error;
use crate::qmp::JobStatus;

/// Reason why a job did not end well, or could not be followed.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum JobError {
    /// The job failed.
    #[error(transparent)]
    Failed(#[from] JobFailed),

    /// The job was cancelled: by this job's handle or a clone, or by anyone if QEMU dismisses the job by itself.
    ///
    /// A job that another program cancels ends with [`Failed`](Self::Failed) otherwise, and QEMU's text says why.
    #[error("job `{id}` was cancelled")]
    Cancelled {
        /// Id of the job.
        id: String,
    },

    /// No job has this id.
    #[error("no job `{id}`")]
    NotFound {
        /// Id that was looked for.
        id: String,
    },

    /// The job was dismissed before its result was read: by another client, by QEMU while the connection was lost, or
    /// because QEMU itself was started anew. The job may have succeeded or failed.
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

/// Failure of a job, in the job's own words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("job `{id}` failed: {error}")]
#[non_exhaustive]
pub struct JobFailed {
    /// Id of the job.
    pub id: String,
    /// Error text of the job.
    pub error: String,
}
