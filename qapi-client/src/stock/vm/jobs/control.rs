//! Commands to a job.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::error::JobError;
use crate::error::Error;
use crate::qmp::{JobInfo, commands};
use crate::session::Session;
use crate::stock::vm::again::again;

/// Handle to control a job. Cloning the handle is cheap.
///
/// Each method sends one command and returns after the reply. The status of the job changes later;
/// [`Job::wait_for`](super::Job::wait_for) waits for a status. QEMU refuses commands that do not fit the status of the
/// job; such a refusal is [`Error::Refused`].
///
/// # Cancel safety
/// Like [`Call`](crate::Call).
#[derive(Debug, Clone)]
pub struct JobControl {
    session: Session,
    id: String,
    is_cancelled: Arc<AtomicBool>,
}

impl JobControl {
    pub(super) fn new(session: Session, id: String) -> Self {
        Self {
            session,
            id,
            is_cancelled: Arc::default(),
        }
    }

    pub(super) fn session(&self) -> &Session {
        &self.session
    }

    /// Id of the job.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// True if this handle or a clone has sent a cancellation that the peer has not refused.
    pub(super) fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Acquire)
    }

    /// State of the job as QEMU reports it; `None` if there is no such job. Costs one `query-jobs`.
    ///
    /// # Errors
    /// The command failed, or the session ended.
    pub async fn info(&self) -> Result<Option<JobInfo>, JobError> {
        let jobs = again(&self.session, commands::QueryJobs::new()).await?;
        Ok(jobs.into_iter().find(|job| job.id == self.id))
    }

    /// Pauses the job. The status becomes `paused`, or `standby` if the job was ready.
    ///
    /// # Errors
    /// [`Error::Refused`] if the job is paused already or has ended; errors of the session.
    pub async fn pause(&self) -> Result<(), Error> {
        let id = self.id.clone();
        self.run(commands::JobPause::new(id)).await
    }

    /// Resumes a paused job.
    ///
    /// # Errors
    /// [`Error::Refused`] if [`pause`](Self::pause) has not paused the job; errors of the session.
    pub async fn resume(&self) -> Result<(), Error> {
        let id = self.id.clone();
        self.run(commands::JobResume::new(id)).await
    }

    /// Completes a job that is ready. A mirror switches the disk to its target; a commit of the active layer switches
    /// the disk to the base.
    ///
    /// # Errors
    /// [`Error::Refused`] if the job is not ready; errors of the session.
    pub async fn complete(&self) -> Result<(), Error> {
        let id = self.id.clone();
        self.run(commands::JobComplete::new(id)).await
    }

    /// Ends a mirror that is ready and keeps the disk on its source. The target is a copy as of now.
    ///
    /// The job then succeeds. A mirror that is not ready is cancelled instead.
    ///
    /// # Errors
    /// [`Error::Refused`] if the job is not a block job or has ended; errors of the session.
    pub async fn complete_without_switch(&self) -> Result<(), Error> {
        let id = self.id.clone();
        self.run(commands::BlockJobCancel::new(id).force(false))
            .await
    }

    /// Cancels the job. Its [`finish`](super::Job::finish) then ends with [`JobError::Cancelled`].
    ///
    /// # Errors
    /// [`Error::Refused`] if the job has ended; errors of the session.
    pub async fn cancel(&self) -> Result<(), Error> {
        let id = self.id.clone();
        // The flag is set before the reply, because `finish` may see the end of the job before this future sees the
        // reply.
        self.is_cancelled.store(true, Ordering::Release);
        let reply = self.run(commands::JobCancel::new(id)).await;
        if matches!(reply, Err(Error::Refused { .. } | Error::NotSent { .. })) {
            self.is_cancelled.store(false, Ordering::Release);
        }
        reply
    }

    /// Lets a pending job conclude. Only jobs with `auto-finalize: false` become pending.
    ///
    /// # Errors
    /// [`Error::Refused`] if the job is not pending; errors of the session.
    pub async fn finalize(&self) -> Result<(), Error> {
        let id = self.id.clone();
        self.run(commands::JobFinalize::new(id)).await
    }

    /// Removes a job that has concluded, together with its result. [`finish`](super::Job::finish) also removes the job.
    ///
    /// # Errors
    /// [`Error::Refused`] if the job has not concluded; errors of the session.
    pub async fn dismiss(&self) -> Result<(), Error> {
        let id = self.id.clone();
        self.run(commands::JobDismiss::new(id)).await
    }

    /// Limits the speed of a block job, in bytes per second; 0 is no limit.
    ///
    /// # Errors
    /// [`Error::Refused`] if the job is not a block job or has ended; errors of the session.
    pub async fn set_speed(&self, bytes_per_second: u64) -> Result<(), Error> {
        // The member is signed on the wire, and no disk is that fast.
        let speed = i64::try_from(bytes_per_second).unwrap_or(i64::MAX);
        let id = self.id.clone();
        self.run(commands::BlockJobSetSpeed::new(id, speed)).await
    }

    async fn run<C>(&self, command: C) -> Result<(), Error>
    where
        C: crate::Command<Return = crate::Empty>,
    {
        self.session.execute(command).await.map(drop)
    }
}
