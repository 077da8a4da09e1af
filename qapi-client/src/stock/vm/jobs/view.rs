//! The view of all jobs.

use super::command::JobCommand;
use super::error::JobError;
use super::job::Job;
use crate::qmp::{JobInfo, JobStatus, commands};
use crate::session::Session;
use crate::stock::vm::again::again;
use crate::time::random;

/// Jobs of QEMU, or of the storage daemon.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use qapi_client::qmp::{self, commands, MirrorSyncMode};
///
/// let vm = qmp::Client::connect("unix:/run/vm.qmp").await?;
/// let backup = commands::BlockdevBackup::new(MirrorSyncMode::Full).device("disk0").target("target0");
/// let job = vm.jobs().start(backup).await?;
/// job.on_progress(|p| println!("{:.0} %", 100.0 * p.ratio())).finish().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Life of a job
/// A job is created, runs, and concludes; then it waits until it is dismissed, so that its result can be read. A
/// mirror, and a commit of the active layer, become *ready* before they conclude, and wait for
/// [`complete`](super::JobControl::complete).
#[derive(Debug, Clone)]
pub struct Jobs {
    session: Session,
}

impl Jobs {
    /// Creates the jobs of a session with QEMU or the storage daemon.
    pub fn new(session: impl Into<Session>) -> Self {
        let session = session.into();
        Self { session }
    }

    /// Starts a job. The subscription to the events of the job starts before the job.
    ///
    /// If the command has no `job-id`, a new id is set. `auto-dismiss` is set to false, so that the job keeps its result
    /// until [`finish`](Job::finish) has read it.
    ///
    /// Costs no other command.
    ///
    /// # Errors
    /// The command failed. If the [outcome is unknown](crate::Error::OutcomeUnknown), the job may run. To be able to
    /// [adopt](Self::adopt) such a job, set its `job-id` yourself.
    ///
    /// # Cancel safety
    /// If the future is dropped, the job may run.
    pub fn start<C: JobCommand>(
        &self,
        mut command: C,
    ) -> impl Future<Output = Result<Job, JobError>> + Send + use<C> {
        let session = self.session.clone();
        async move {
            let id = command.prepare(format!("job-{:016x}", random()));
            let job = Job::new(&session, id);
            session.execute(command).await?;
            Ok(job)
        }
    }

    /// Follows an existing job, which was started by another program, by an earlier run of this program, or in a
    /// transaction.
    ///
    /// If QEMU dismisses the job by itself (`auto-dismiss`, the default of most block jobs), its result comes from the
    /// event `BLOCK_JOB_COMPLETED` or `BLOCK_JOB_CANCELLED`. If the connection is lost, such a result may be lost too;
    /// the job then ends with [`JobError::Vanished`].
    ///
    /// Costs one `query-jobs`.
    ///
    /// # Errors
    /// [`JobError::NotFound`], or the command failed.
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn adopt(&self, id: impl Into<String>) -> Result<Job, JobError> {
        let id = id.into();
        let mut job = Job::existing(&self.session, id.clone());
        match job.status().await? {
            JobStatus::Null => Err(JobError::NotFound { id }),
            _ => Ok(job),
        }
    }

    /// Lists all jobs. Costs one `query-jobs`.
    ///
    /// # Errors
    /// The command failed.
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn list(&self) -> Result<Vec<JobInfo>, JobError> {
        Ok(again(&self.session, commands::QueryJobs::new()).await?)
    }
}

impl crate::qmp::Client {
    /// Jobs of this peer.
    #[must_use]
    pub fn jobs(&self) -> Jobs {
        Jobs::new(self.session().clone())
    }
}

#[cfg(feature = "qsd")]
impl crate::qsd::Client {
    /// Jobs of this peer.
    #[must_use]
    pub fn jobs(&self) -> Jobs {
        Jobs::new(self.session().clone())
    }
}
