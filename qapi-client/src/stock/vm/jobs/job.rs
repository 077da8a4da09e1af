//! A job, from its start to its result.

use std::fmt;
use std::ops::Deref;
use std::time::Duration;

use futures_core::Stream;
use futures_util::StreamExt;

use super::control::JobControl;
use super::error::{JobError, JobFailed};
use super::progress::{JobProgress, JobWithProgress, progress};
use crate::error::EventError;
use crate::event::Occurred;
use crate::qmp::{JobInfo, JobStatus, commands, events};
use crate::session::{EventStream, Session};
use crate::stock::vm::again::again;

/// Job whose status this value follows until the job is dismissed. Derefs to [`JobControl`].
///
/// The subscription to the events of the job starts before the job, or when an existing job is adopted. After a lost
/// connection or a full event queue, one `query-jobs` finds the status again. If this value is dropped, the job
/// continues in QEMU, and can be [adopted](super::Jobs::adopt) by its id.
#[must_use = "a job that is not finished is never dismissed"]
pub struct Job {
    control: JobControl,
    changes: EventStream<events::JobStatusChange>,
    /// Results of block jobs that QEMU may dismiss by itself. `None` for a job that stays until it is dismissed.
    results: Option<Results>,
    /// Status after the last change that was read from `changes`; `None` if changes were missed.
    status: Option<JobStatus>,
    end: Option<Result<(), JobError>>,
}

impl Job {
    pub(super) fn new(session: &Session, id: String) -> Self {
        let of_this_job = id.clone();
        Self {
            changes: session
                .subscribe()
                .filter(move |change: &events::JobStatusChange| change.id == of_this_job),
            control: JobControl::new(session.clone(), id),
            results: None,
            status: Some(JobStatus::Created),
            end: None,
        }
    }

    /// Creates the value for an existing job whose status is unknown.
    pub(super) fn existing(session: &Session, id: String) -> Self {
        let results = Results::new(session, &id);
        Self {
            results: Some(results),
            status: None,
            ..Self::new(session, id)
        }
    }

    /// Handle to control the job from another task, for instance to cancel the job while [`finish`](Self::finish)
    /// waits.
    #[must_use]
    pub fn control(&self) -> JobControl {
        self.control.clone()
    }

    /// Waits until the job has concluded, dismisses it, and returns its result.
    ///
    /// A job that is [ready](Self::ready) concludes after [`complete`](JobControl::complete), and a job with
    /// `auto-finalize: false` after [`finalize`](JobControl::finalize).
    ///
    /// Costs one `query-jobs` and one `job-dismiss`, both after the conclusion.
    ///
    /// # Errors
    /// [`JobError::Failed`] with the error text of the job, [`JobError::Cancelled`], [`JobError::Vanished`], or
    /// [`JobError::Session`] if the session ended.
    ///
    /// # Cancel safety
    /// If the future is dropped, the job continues, and is not dismissed. [`wait_for`](Self::wait_for) with
    /// [`JobStatus::Concluded`] can be dropped without losing the job.
    pub async fn finish(mut self) -> Result<(), JobError> {
        self.end(&mut |_| ()).await
    }

    /// Waits until the job is ready. A mirror is ready when it has copied everything and copies each new write of the
    /// VM.
    ///
    /// # Errors
    /// The errors of [`finish`](Self::finish) if the job fails before it is ready; [`JobError::NotReached`] if the job
    /// succeeds without being ready.
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn ready(&mut self) -> Result<(), JobError> {
        self.wait_for(JobStatus::Ready).await
    }

    /// Waits until the job has this status.
    ///
    /// Costs no command, because events report the status. If the job ends before it has this status, it is dismissed
    /// as by [`finish`](Self::finish). A status counts if the job has this status now, had it since the last wait, or
    /// gets it later.
    ///
    /// # Errors
    /// The errors of [`ready`](Self::ready).
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn wait_for(&mut self, status: JobStatus) -> Result<(), JobError> {
        if self.reaches(&status).await? {
            return Ok(());
        }
        self.end(&mut |_| ()).await?;
        Err(JobError::NotReached {
            id: self.id().to_owned(),
            awaited: status,
        })
    }

    /// Calls `report` with the progress of the job while [`JobWithProgress`] waits: at once, each half second, and at the
    /// end.
    pub fn on_progress<F: FnMut(JobProgress) + Send>(self, report: F) -> JobWithProgress<F> {
        JobWithProgress::new(self, report)
    }

    /// Stream of the progress of the job: at once, then after each `interval`, until the job has concluded.
    ///
    /// Each item costs one `query-jobs`, because QEMU has no event for progress. The stream ends with the conclusion of
    /// the job, or after an error; [`finish`](Self::finish) then returns the result.
    ///
    /// # Cancel safety
    /// The stream may be dropped at any time.
    pub fn progress(
        &mut self,
        interval: Duration,
    ) -> impl Stream<Item = Result<JobProgress, JobError>> + Send + Unpin + '_ {
        progress(self, interval)
    }

    /// Waits until the job has the status `wanted` (true) or has concluded (false). Cancel-safe.
    pub(super) async fn reaches(&mut self, wanted: &JobStatus) -> Result<bool, JobError> {
        // The known status counts only if no newer change has arrived.
        if let Some(change) = self.changes.try_next() {
            self.take(Some(change));
        }
        while self.end.is_none() {
            match self.status().await? {
                status if status == *wanted => return Ok(true),
                JobStatus::Concluded | JobStatus::Null => return Ok(false),
                _ => {}
            }
            let change = self.changes.next().await;
            self.take(change);
        }
        Ok(false)
    }

    /// Records a change of the status. Any other item of the stream means that changes were missed or that the session
    /// ended; the next query of the status shows which.
    fn take(&mut self, change: Option<Result<Occurred<events::JobStatusChange>, EventError>>) {
        let change = change.and_then(Result::ok);
        self.status = change.map(|change| change.event.status);
    }

    /// Known status of the job. If changes were missed, queries the status.
    pub(super) async fn status(&mut self) -> Result<JobStatus, JobError> {
        if let Some(status) = &self.status {
            return Ok(status.clone());
        }
        let status = self.info().await?.map_or(JobStatus::Null, |job| job.status);
        self.status = Some(status.clone());
        Ok(status)
    }

    /// Waits for the conclusion, dismisses the job, and returns its result. `report` is called with the last progress.
    pub(super) async fn end(
        &mut self,
        report: &mut (dyn FnMut(JobProgress) + Send),
    ) -> Result<(), JobError> {
        self.reaches(&JobStatus::Concluded).await?;
        if let Some(end) = &self.end {
            return end.clone();
        }
        let end = match self.info().await? {
            Some(job) => {
                report(JobProgress::from(&job));
                let end = self.result_of(job);
                // The result is known, even if the dismissal fails.
                let dismissal = commands::JobDismiss::new(self.id());
                let _ = again(self.session(), dismissal).await;
                end
            }
            None => self.result_of_dismissed(),
        };
        self.end = Some(end.clone());
        end
    }

    fn result_of(&self, job: JobInfo) -> Result<(), JobError> {
        match job.error {
            None => Ok(()),
            Some(_) if self.is_cancelled() => Err(self.cancelled()),
            Some(error) => Err(self.failed(error)),
        }
    }

    /// Result of a job that QEMU has dismissed by itself, from the event of its end.
    fn result_of_dismissed(&mut self) -> Result<(), JobError> {
        let id = self.id().to_owned();
        let results = self.results.as_mut();
        match results.and_then(Results::take) {
            Some(Ended::Completed(None)) => Ok(()),
            Some(Ended::Completed(Some(error))) => Err(self.failed(error)),
            Some(Ended::Cancelled) => Err(self.cancelled()),
            None => Err(JobError::Vanished { id }),
        }
    }

    fn cancelled(&self) -> JobError {
        let id = self.id().to_owned();
        JobError::Cancelled { id }
    }

    fn failed(&self, error: String) -> JobError {
        let id = self.id().to_owned();
        JobFailed { id, error }.into()
    }
}

impl Deref for Job {
    type Target = JobControl;

    fn deref(&self) -> &JobControl {
        &self.control
    }
}

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job")
            .field("id", &self.id())
            .finish_non_exhaustive()
    }
}

/// Events that carry the result of a block job.
struct Results {
    completed: EventStream<events::BlockJobCompleted>,
    cancelled: EventStream<events::BlockJobCancelled>,
}

/// End of a block job.
enum Ended {
    Completed(Option<String>),
    Cancelled,
}

impl Results {
    fn new(session: &Session, id: &str) -> Self {
        let (completed, cancelled) = (id.to_owned(), id.to_owned());
        Self {
            completed: session
                .subscribe()
                .filter(move |event: &events::BlockJobCompleted| event.device == completed),
            cancelled: session
                .subscribe()
                .filter(move |event: &events::BlockJobCancelled| event.device == cancelled),
        }
    }

    /// Takes the result that has arrived. QEMU sends the result before the job concludes.
    fn take(&mut self) -> Option<Ended> {
        if let Some(Ok(completed)) = self.completed.try_next() {
            return Some(Ended::Completed(completed.event.error));
        }
        let cancelled = self.cancelled.try_next()?;
        cancelled.ok().map(|_| Ended::Cancelled)
    }
}
