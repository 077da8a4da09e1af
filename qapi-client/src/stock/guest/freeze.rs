//! Freezing the file systems of the guest for a consistent snapshot.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Wake;
use std::time::{Duration, Instant};

use super::refusal::is_for_frozen;
use crate::error::Error;
use crate::qga::{self, GuestFsfreezeStatus, commands};
use crate::session::Session;
use crate::time::Alarm;

/// Default time after which a thaw is sent.
const DEADLINE: Duration = Duration::from_secs(60);

impl qga::Client {
    /// Freezes file systems of the guest, for a consistent snapshot of their disks.
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # use qapi_client::{qga, qmp};
    /// # async fn example(vm: qmp::Client, agent: qga::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let frozen = agent.freeze().within(Duration::from_secs(10)).await?;
    /// vm.blockdev_snapshot_sync(
    ///     qmp::commands::BlockdevSnapshotSync::new("/var/lib/vm/disk.1.qcow2").device("disk"),
    /// )
    /// .await?;
    /// frozen.thaw().await?; // an error if the snapshot may be inconsistent
    /// # Ok(())
    /// # }
    /// ```
    pub fn freeze(&self) -> Freeze {
        Freeze::new(self.clone())
    }
}

/// Freeze of file systems of the guest; made by [`qga::Client::freeze`]. Nothing happens until this value is awaited.
///
/// The cost is one `guest-fsfreeze-freeze`, or one `guest-fsfreeze-freeze-list`.
///
/// # Errors
/// - [`FreezeError::AlreadyFrozen`]: file systems are frozen, and stay frozen.
/// - [`FreezeError::Session`]: the agent refuses the command, or the command fails in another way. If it is unknown
///   whether the file systems are frozen, a thaw is sent.
///
/// # Cancel safety
/// If the future is dropped after the first poll, a thaw is sent; the thaw takes effect after the freeze.
#[must_use = "nothing is frozen until this is awaited"]
#[derive(Debug)]
pub struct Freeze {
    session: Session,
    mountpoints: Option<Vec<String>>,
    within: Duration,
}

impl Freeze {
    /// Creates a freeze for the guest behind this session.
    pub fn new(session: impl Into<Session>) -> Self {
        Self {
            session: session.into(),
            mountpoints: None,
            within: DEADLINE,
        }
    }

    /// Freezes only the file systems at these mount points. Without this method, all local file systems are frozen.
    pub fn mountpoints(mut self, paths: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.mountpoints = Some(paths.into_iter().map(Into::into).collect());
        self
    }

    /// Sets the time after which the file systems are thawed, counted from the first poll. Default: 60 s.
    ///
    /// If the calling program hangs, the guest must not stay frozen forever. A Windows guest thaws after 10 s in any
    /// case.
    pub fn within(mut self, deadline: Duration) -> Self {
        self.within = deadline;
        self
    }

    async fn run(self) -> Result<Frozen, FreezeError> {
        // The guard is made before the command is sent, so that the guard can thaw if no reply arrives.
        let mut frozen = Frozen::new(self.session, self.within);
        let session = &frozen.deadline.session;
        let count = match self.mountpoints {
            None => session.execute(commands::GuestFsfreezeFreeze::new()).await,
            Some(paths) => {
                let list = commands::GuestFsfreezeFreezeList::new().mountpoints(paths);
                session.execute(list).await
            }
        };
        match count {
            Ok(count) => {
                frozen.count = count;
                Ok(frozen)
            }
            Err(error) => {
                if !may_have_frozen(&error) {
                    frozen.deadline.disarm();
                }
                match is_for_frozen(&frozen.deadline.session, &error).await {
                    true => Err(FreezeError::AlreadyFrozen(error)),
                    false => Err(error.into()),
                }
            }
        }
    }
}

/// True if the agent may have frozen file systems for this command. If the agent refuses, it has already thawed the
/// file systems again, or they were frozen before.
fn may_have_frozen(error: &Error) -> bool {
    matches!(error, Error::OutcomeUnknown { .. } | Error::Decode { .. })
}

impl IntoFuture for Freeze {
    type Output = Result<Frozen, FreezeError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

/// Frozen file systems of the guest; made by [`qga::Client::freeze`].
///
/// Programs of the guest that write to a frozen file system wait. The agent accepts few commands: `guest-ping`,
/// `guest-info`, `guest-fsfreeze-status`, `guest-fsfreeze-thaw` and the synchronisation. It refuses all others. When
/// the agent refuses to run a program or to open a file, the client checks whether the guest is frozen, and reports
/// [`ExecError::Frozen`](super::ExecError::Frozen) or [`FileError::Frozen`](super::FileError::Frozen).
///
/// # Thawing
/// [`thaw`](Self::thaw) tells whether the file systems stayed frozen until then. A `guest-fsfreeze-thaw` is also sent
/// when this value is dropped or when the deadline passes; nobody waits for its reply. The session sends the command;
/// while the session [reconnects](crate::Builder::reconnect), the command waits for the next connection. If the session
/// ends before the command is sent, the file systems stay frozen: connect again, and send `guest_fsfreeze_thaw`.
#[must_use = "dropping the guard thaws the file systems"]
pub struct Frozen {
    deadline: Arc<Deadline>,
    alarm: Alarm,
    within: Duration,
    count: i64,
}

impl Frozen {
    fn new(session: Session, within: Duration) -> Self {
        let deadline = Arc::new(Deadline {
            session,
            is_armed: AtomicBool::new(true),
        });
        let mut alarm = Alarm::default();
        if let Some(at) = Instant::now().checked_add(within) {
            alarm.set(at, &Arc::clone(&deadline).into());
        }
        Self {
            deadline,
            alarm,
            within,
            count: 0,
        }
    }

    /// Number of file systems that the agent has frozen.
    #[must_use]
    pub fn file_systems(&self) -> i64 {
        self.count
    }

    /// Asks whether the file systems are still frozen: one `guest-fsfreeze-status`.
    ///
    /// # Errors
    /// [`FreezeError::Session`]: the command fails.
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn is_frozen(&self) -> Result<bool, FreezeError> {
        let session = &self.deadline.session;
        let status = session
            .execute(commands::GuestFsfreezeStatus::new())
            .await?;
        Ok(status == GuestFsfreezeStatus::Frozen)
    }

    /// Thaws the file systems: one `guest-fsfreeze-thaw`. Returns the number of file systems thawed.
    ///
    /// # Errors
    /// - [`FreezeError::ThawedEarly`]: some file systems were thawed earlier: by the deadline, by the guest or by
    ///   another client. A snapshot of their disks may be inconsistent.
    /// - [`FreezeError::Session`]: the agent refuses to thaw, or the command fails. The thaw is then sent once more,
    ///   without waiting. A Windows guest that has already thawed by itself also refuses, and this gives the same
    ///   error.
    ///
    /// # Cancel safety
    /// If the future is dropped, the file systems are thawed as if the guard were dropped.
    pub async fn thaw(mut self) -> Result<i64, FreezeError> {
        self.alarm.clear();
        let session = &self.deadline.session;
        let thawed = session.execute(commands::GuestFsfreezeThaw::new()).await?;
        let by_deadline = !self.deadline.disarm();
        if thawed >= self.count {
            return Ok(thawed);
        }
        Err(FreezeError::ThawedEarly {
            frozen: self.count,
            left: thawed,
            deadline: by_deadline.then_some(self.within),
        })
    }
}

impl Drop for Frozen {
    fn drop(&mut self) {
        self.alarm.clear();
        self.deadline.thaw();
    }
}

impl fmt::Debug for Frozen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frozen")
            .field("file_systems", &self.count)
            .field("within", &self.within)
            .finish_non_exhaustive()
    }
}

/// Thaw that is sent once: when the deadline passes, or when the guard is dropped.
struct Deadline {
    session: Session,
    is_armed: AtomicBool,
}

impl Deadline {
    /// Prevents the thaw. Returns false if the thaw was already sent.
    fn disarm(&self) -> bool {
        self.is_armed.swap(false, Ordering::SeqCst)
    }

    fn thaw(&self) {
        if self.disarm() {
            self.session
                .execute(commands::GuestFsfreezeThaw::new())
                .detach();
        }
    }
}

/// The guard's alarm calls this on the timer thread. It may send there, because sending does not block.
impl Wake for Deadline {
    fn wake(self: Arc<Self>) {
        self.thaw();
    }
}

/// Reason why file systems could not be frozen or thawed, or did not stay frozen.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum FreezeError {
    /// A command failed.
    #[error(transparent)]
    Session(#[from] Error),

    /// File systems of the guest are frozen already. Another guard, another client or an earlier agent process has
    /// frozen them.
    #[error("file systems of the guest are frozen already ({0})")]
    AlreadyFrozen(Error),

    /// File systems were thawed before [`Frozen::thaw`].
    #[error("only {left} of {frozen} file systems stayed frozen: {}", by_whom(*.deadline))]
    ThawedEarly {
        /// Number of file systems that were frozen.
        frozen: i64,
        /// Number of these file systems that were still frozen at the end.
        left: i64,
        /// Deadline of the freeze, if the deadline passed; `None` if the guest or another client thawed the file
        /// systems.
        deadline: Option<Duration>,
    },
}

fn by_whom(deadline: Option<Duration>) -> String {
    match deadline {
        Some(deadline) => format!("the deadline of {deadline:?} passed"),
        None => "the guest or another client has thawed the others".to_owned(),
    }
}
