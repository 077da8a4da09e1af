//! A peer that runs as a child process.

use std::fmt;
use std::ops::Deref;
use std::time::{Duration, Instant};

use crate::error::ChildExit;
use crate::session::Session;
use crate::time::timeout;
use crate::transport::ProcessOwner;

/// First delay before SIGTERM is sent again. The delay doubles each time.
const FIRST_REPEAT_DELAY: Duration = Duration::from_millis(200);

/// A peer that runs as a child process, and its client. Derefs to the client.
///
/// The client is a [`Session`] or a generated `Client`. Dropping the `Child` kills the process. Clones of the client do
/// not keep the process alive.
///
/// ```no_run
/// # #[cfg(feature = "qmp")]
/// # async fn example() -> Result<(), qapi_client::Error> {
/// use qapi_client::{Spawn, qmp};
///
/// let vm = qmp::Client::spawn(Spawn::qemu("qemu-system-x86_64").args(["-display", "none"])).await?;
/// println!("{}", vm.query_status().await?.status);
/// vm.close().await;
/// # Ok(())
/// # }
/// ```
pub struct Child<C = Session> {
    client: C,
    session: Session,
    process: ProcessOwner,
    grace: Duration,
}

impl<C: From<Session>> Child<C> {
    pub(super) fn new(session: Session, process: ProcessOwner, grace: Duration) -> Self {
        Self {
            client: C::from(session.clone()),
            session,
            process,
            grace,
        }
    }
}

impl<C> Child<C> {
    /// The client.
    #[must_use]
    pub fn client(&self) -> &C {
        &self.client
    }

    /// The session of the client.
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
    /// The future may be dropped, and the method called again.
    pub async fn exited(&self) -> ChildExit {
        self.process.exited().await
    }

    /// Ends the process with SIGTERM, and kills the process if it does not exit within the [grace](crate::Spawn::grace)
    /// period.
    ///
    /// On SIGTERM, QEMU shuts down cleanly and sends its `SHUTDOWN` event.
    ///
    /// # Cancel safety
    /// If the future is dropped, the process is killed at once.
    pub async fn close(self) -> ChildExit {
        let start = Instant::now();
        let mut wait = FIRST_REPEAT_DELAY;
        while let Some(left) = self.grace.checked_sub(start.elapsed()) {
            // The signal is repeated, because the storage daemon ignores a signal that arrives just before it waits for
            // events.
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

impl<C> Deref for Child<C> {
    type Target = C;

    fn deref(&self) -> &C {
        &self.client
    }
}

impl<C> fmt::Debug for Child<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Child")
            .field("id", &self.id())
            .field("session", &self.session)
            .finish_non_exhaustive()
    }
}
