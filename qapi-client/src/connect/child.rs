//! A peer that runs as a child process.

use std::fmt;
use std::ops::Deref;
use std::time::{Duration, Instant};

use crate::error::ChildExit;
use crate::session::Session;
use crate::time::timeout;
use crate::transport::Owner;

/// Pause before a process that was asked to end is asked again.
const ASK_AGAIN: Duration = Duration::from_millis(200);

/// A peer that runs as a child process, and the session with it. Derefs to the [`Session`].
///
/// Dropping it kills the process. Clones of the session do not keep the process alive.
pub struct Child {
    session: Session,
    process: Owner,
    grace: Duration,
}

impl Child {
    pub(super) fn new(session: Session, process: Owner, grace: Duration) -> Self {
        Self {
            session,
            process,
            grace,
        }
    }

    /// The session, for a typed client: `qmp::Client::from(child.session().clone())`.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Waits for the process to exit.
    ///
    /// # Cancel safety
    /// The wait may be dropped and started again.
    pub async fn exited(&self) -> ChildExit {
        self.process.exited().await
    }

    /// Ends the process: asks it to (SIGTERM, on which QEMU shuts down in order and sends its `SHUTDOWN` event), and kills
    /// it if it has not exited when the [grace](crate::Spawn::grace) is over.
    ///
    /// # Cancel safety
    /// If the future is dropped, the process is killed at once.
    pub async fn close(self) -> ChildExit {
        let start = Instant::now();
        let mut wait = ASK_AGAIN;
        while let Some(left) = self.grace.checked_sub(start.elapsed()) {
            // More than once: the storage daemon sleeps through a signal that comes just before it waits for events.
            self.process.terminate();
            if let Some(exit) = self.exited_within(wait.min(left)).await {
                return exit;
            }
            wait *= 2;
        }
        self.process.kill();
        self.process.exited().await
    }

    async fn exited_within(&self, wait: Duration) -> Option<ChildExit> {
        timeout(wait, self.process.exited()).await
    }

    /// Kills the process (SIGKILL).
    pub fn kill(&self) {
        self.process.kill();
    }
}

impl Deref for Child {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl fmt::Debug for Child {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Child")
            .field("id", &self.id())
            .field("session", &self.session)
            .finish_non_exhaustive()
    }
}
