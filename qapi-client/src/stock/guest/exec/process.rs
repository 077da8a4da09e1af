//! Running programs in the guest.

use std::fmt;
use std::time::Duration;

use super::error::ExecError;
use super::output::Output;
use crate::error::{Error, ErrorClass};
use crate::qga::{self, commands};
use crate::session::{Call, Session};
use crate::time::Sleep;

/// Pause before the first query of the status. The pause doubles after each query.
const FIRST_PAUSE: Duration = Duration::from_millis(4);

/// Longest pause between two queries.
const LONGEST_PAUSE: Duration = Duration::from_millis(256);

/// Program that runs in the guest; made by [`Exec::spawn`](super::Exec::spawn).
///
/// Dropping the handle does not end the process. The agent has no command to end a process; run `kill` in the guest
/// instead.
///
/// # After a lost connection
/// If the session [reconnects](crate::Builder::reconnect) to the same agent, the wait continues. An agent that was
/// restarted does not know the process, and the wait fails with [`ExecError::UnknownProcess`]. The process itself may
/// still run.
pub struct Process {
    session: Session,
    pid: i64,
    /// Query without a reply yet. A dropped wait must not discard the reply, because the agent reports the end of a
    /// process only once.
    question: Option<Call<commands::GuestExecStatus>>,
}

impl Process {
    /// Creates a handle to a process that the agent started earlier, from its process id in the guest.
    pub fn new(session: impl Into<Session>, pid: i64) -> Self {
        Self {
            session: session.into(),
            pid,
            question: None,
        }
    }

    /// Process id in the guest.
    #[must_use]
    pub fn pid(&self) -> i64 {
        self.pid
    }

    /// Asks once whether the process has ended: one `guest-exec-status`.
    ///
    /// # Errors
    /// The errors of [`wait`](Self::wait).
    ///
    /// # Cancel safety
    /// Like [`wait`](Self::wait).
    pub async fn try_wait(&mut self) -> Result<Option<Output>, ExecError> {
        match self.ask().await {
            Ok(status) => Ok(status.exited.then(|| Output::read(status)).transpose()?),
            Err(error) => Err(self.explain(error).await),
        }
    }

    /// Waits for the end of the process. The agent reports the end only once, so that a second wait fails with
    /// [`ExecError::UnknownProcess`].
    ///
    /// The agent has no events, so the wait sends `guest-exec-status` after 4, 8, 16 ms and so on, at last every 256
    /// ms. These are 6 commands in the first quarter of a second, and then 4 commands in each second.
    ///
    /// # Errors
    /// [`ExecError::UnknownProcess`] if the agent does not know the process, [`ExecError::Frozen`] if file systems are
    /// frozen, [`ExecError::Session`] if a command fails, for instance after the end of the session. The handle may be
    /// used again.
    ///
    /// # Cancel safety
    /// The future may be dropped at any time. No result is lost, because a new wait returns it. A timeout of any
    /// runtime can therefore end the wait.
    pub async fn wait(&mut self) -> Result<Output, ExecError> {
        let mut pause = FIRST_PAUSE;
        loop {
            if self.question.is_none() {
                Sleep::new(pause).await;
                pause = LONGEST_PAUSE.min(pause * 2);
            }
            match self.ask().await {
                Ok(status) if status.exited => return Ok(Output::read(status)?),
                Ok(_) => {}
                Err(error) if is_lost(&error) => {}
                Err(error) => return Err(self.explain(error).await),
            }
        }
    }

    /// Queries the status, or takes the reply to a query that a dropped wait has sent.
    async fn ask(&mut self) -> Result<qga::GuestExecStatus, Error> {
        let status = || commands::GuestExecStatus::new(self.pid);
        let question = self
            .question
            .get_or_insert_with(|| self.session.execute(status()));
        let reply = question.await;
        self.question = None;
        reply
    }

    async fn explain(&self, error: Error) -> ExecError {
        match error.refusal() {
            Some(refusal) if refusal.class == ErrorClass::GenericError => {
                ExecError::UnknownProcess {
                    pid: self.pid,
                    error: refusal.clone(),
                }
            }
            _ => ExecError::explain(&self.session, error).await,
        }
    }
}

/// True if the connection was lost before the reply. A session that has ended does not send the next query.
fn is_lost(error: &Error) -> bool {
    error.is_outcome_unknown() && error.end_reason().is_some()
}

impl fmt::Debug for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Process")
            .field("pid", &self.pid)
            .finish_non_exhaustive()
    }
}
