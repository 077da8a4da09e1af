//! Progress of a job.

use std::fmt;
use std::ops::Deref;
use std::time::Duration;

use futures_core::Stream;
use futures_util::stream;

use super::control::JobControl;
use super::error::JobError;
use super::job::Job;
use crate::qmp::{JobInfo, JobStatus};
use crate::time::timeout;

/// Default interval between two queries of the progress.
const INTERVAL: Duration = Duration::from_millis(500);

/// Progress of a job when it was queried.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct JobProgress {
    /// Work done, in the unit of the job: bytes for most block jobs. Only its ratio to `total` has a meaning for all jobs.
    pub current: u64,
    /// Estimate of the whole work. It may grow while the job runs.
    pub total: u64,
    /// Status of the job.
    pub status: JobStatus,
}

impl JobProgress {
    /// Part of the work that is done, from 0 to 1.
    #[must_use]
    #[allow(
        clippy::cast_precision_loss,
        reason = "a ratio to show needs no more precision"
    )]
    pub fn ratio(&self) -> f64 {
        match self.total {
            0 => 0.0,
            total => (self.current as f64 / total as f64).min(1.0),
        }
    }
}

impl From<&JobInfo> for JobProgress {
    fn from(job: &JobInfo) -> Self {
        Self {
            // QEMU counts in unsigned integers, and declares them signed.
            current: u64::try_from(job.current_progress).unwrap_or(0),
            total: u64::try_from(job.total_progress).unwrap_or(0),
            status: job.status.clone(),
        }
    }
}

/// State of a stream of progress.
struct Watch<'a> {
    job: &'a mut Job,
    interval: Duration,
    is_first: bool,
}

/// Stream of the progress of a job, until the job has concluded.
pub(super) fn progress(
    job: &mut Job,
    interval: Duration,
) -> impl Stream<Item = Result<JobProgress, JobError>> + Send + Unpin + '_ {
    let watch = Watch {
        job,
        interval,
        is_first: true,
    };
    Box::pin(stream::unfold(Some(watch), next_progress))
}

async fn next_progress(
    watch: Option<Watch<'_>>,
) -> Option<(Result<JobProgress, JobError>, Option<Watch<'_>>)> {
    let mut watch = watch?;
    let (job, interval) = (&mut *watch.job, watch.interval);
    if !watch.is_first && job.reaches_within(&JobStatus::Concluded, interval).await {
        return None;
    }
    watch.is_first = false;
    match watch.job.info().await {
        Ok(info) => Some((Ok(JobProgress::from(&info?)), Some(watch))),
        Err(error) => Some((Err(error), None)),
    }
}

impl Job {
    /// Waits for this status, at most `interval`. Returns false only if the time passed. Returns true if the job got
    /// the status or concluded, or if the wait failed; after a failed wait, the next call returns the error.
    async fn reaches_within(&mut self, status: &JobStatus, interval: Duration) -> bool {
        timeout(interval, self.reaches(status)).await.is_some()
    }
}

/// Job whose progress is reported; made by [`Job::on_progress`]. Derefs to [`JobControl`].
#[must_use = "a job that is not finished is never dismissed"]
pub struct JobWithProgress<F> {
    job: Job,
    report: F,
    interval: Duration,
}

impl<F: FnMut(JobProgress) + Send> JobWithProgress<F> {
    pub(super) fn new(job: Job, report: F) -> Self {
        Self {
            job,
            report,
            interval: INTERVAL,
        }
    }

    /// Sets the interval between two reports. Default: 500 ms.
    pub fn every(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// Waits until the job is ready, as [`Job::ready`] does, and reports its progress during the wait.
    ///
    /// Costs one `query-jobs` for each report.
    ///
    /// # Errors
    /// The errors of [`Job::ready`].
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn ready(&mut self) -> Result<(), JobError> {
        self.report_until(&JobStatus::Ready).await?;
        self.job.ready().await
    }

    /// Waits until the job has concluded, as [`Job::finish`] does, and reports its progress during the wait.
    ///
    /// Costs one `query-jobs` for each report, and one `job-dismiss`. The end of the job is noticed by its event.
    ///
    /// # Errors
    /// The errors of [`Job::finish`].
    ///
    /// # Cancel safety
    /// As for [`Job::finish`].
    pub async fn finish(mut self) -> Result<(), JobError> {
        self.report_until(&JobStatus::Concluded).await?;
        self.job.end(&mut self.report).await
    }

    /// Reports the progress at once and after each interval, until the job has this status or has concluded.
    async fn report_until(&mut self, status: &JobStatus) -> Result<(), JobError> {
        while let Some(job) = self.job.info().await? {
            (self.report)(JobProgress::from(&job));
            if self.job.reaches_within(status, self.interval).await {
                break;
            }
        }
        Ok(())
    }
}

impl<F> Deref for JobWithProgress<F> {
    type Target = JobControl;

    fn deref(&self) -> &JobControl {
        &self.job
    }
}

impl<F> fmt::Debug for JobWithProgress<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JobWithProgress")
            .field("job", &self.job)
            .field("interval", &self.interval)
            .finish_non_exhaustive()
    }
}
