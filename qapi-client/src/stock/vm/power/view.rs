//! The view of the power of a machine.

use std::time::Duration;

use futures_util::StreamExt;

use super::ending::Ending;
use super::error::PowerError;
use super::exit::Exit;
use super::life::LifeEvent;
use super::shutdown::Shutdown;
use crate::qmp::{RunState, ShutdownCause, commands, events};
use crate::session::{EventStream, Session};
use crate::stock::vm::again::again;
use crate::time::timeout;

/// Power of a machine.
///
/// ```no_run
/// # #[cfg(all(unix, any(feature = "async-std", feature = "smol")))]
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
///
/// use qapi_client::{Spawn, qmp};
///
/// let vm = qmp::Client::spawn(Spawn::qemu("qemu-system-x86_64").args(["-display", "none"])).await?;
/// vm.power().pause().await?;
/// vm.power().resume().await?;
/// vm.power().reset().await?;
/// let exit = vm.power().shutdown().grace(Duration::from_secs(60)).then_quit().then_kill(&vm).await?;
/// println!("{exit}");          // guest-shutdown (process `qemu-system-x86_64` ended (exit status: 0))
/// # Ok(())
/// # }
/// ```
/// # How a machine ends
/// QEMU announces each orderly end with the event `SHUTDOWN` and its cause: `guest-shutdown`, `host-qmp-quit`, and
/// `host-signal` for SIGTERM, SIGINT and SIGHUP. The process then exits. With `-no-shutdown`, the process stays after a
/// shutdown by the guest, but still exits on `quit` and on a signal. A process that is killed or crashes sends no
/// event.
#[derive(Debug, Clone)]
pub struct Power {
    session: Session,
}

impl Power {
    /// Creates the power of a session with QEMU.
    pub fn new(session: impl Into<Session>) -> Self {
        let session = session.into();
        Self { session }
    }

    /// Shuts the machine down when awaited, and returns the reason of its end.
    ///
    /// # Errors
    /// [`PowerError::StillRunning`] after the last step; [`PowerError::Session`] if a command failed for another reason
    /// than the end of the machine.
    pub fn shutdown<'a>(&self) -> Shutdown<'a> {
        Shutdown::new(self.session.clone())
    }

    /// Waits until the machine ends, for any reason. Costs no command.
    ///
    /// The machine ends when its process ends, or when the machine is off and the process still runs (`-no-shutdown`).
    /// The wait starts with this call and not at the first poll of the future. A shutdown before this call is not seen.
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub fn exit(&self) -> impl Future<Output = Exit> + Send + use<> {
        let mut ending = Ending::new(&self.session);
        async move { ending.exit(None).await }
    }

    /// Resets the machine, and waits until QEMU has reset it (event `RESET`). A paused machine stays paused.
    ///
    /// Costs one `system_reset`.
    ///
    /// # Errors
    /// [`PowerError::ShutDown`] if QEMU shuts down instead; [`PowerError::Session`] if the command failed or the
    /// connection was lost. After such an error, the machine may have been reset.
    ///
    /// # Cancel safety
    /// If the future is dropped, the machine may be reset.
    pub async fn reset(&self) -> Result<(), PowerError> {
        let is_answer = |event: &LifeEvent| match event {
            LifeEvent::Reset(reset) => reset.reason == ShutdownCause::HostQmpSystemReset,
            event => matches!(event, LifeEvent::Shutdown(_)),
        };
        let reset = self.session.execute(commands::SystemReset::new());
        match reset.and_event(is_answer).await?.event.event {
            LifeEvent::Shutdown(shutdown) => Err(PowerError::ShutDown {
                cause: shutdown.reason,
            }),
            _ => Ok(()),
        }
    }

    /// Pauses the machine. Returns false if it was not running.
    ///
    /// Costs one `stop`. QEMU replies after the machine has stopped, and after the event `STOP`.
    ///
    /// # Errors
    /// The command failed, or the session ended.
    ///
    /// # Cancel safety
    /// If the future is dropped, the machine may be paused.
    pub async fn pause(&self) -> Result<bool, PowerError> {
        let mut stops: EventStream<events::Stop> = self.session.subscribe();
        self.session.execute(commands::Stop::new()).await?;
        Ok(stops.try_next().is_some())
    }

    /// Lets the machine run. Returns false if it was running.
    ///
    /// Costs one `cont`, and one `query-status` if there was no event `RESUME`. A machine that waits for an incoming
    /// migration runs when the migration has completed, and this method waits until then.
    ///
    /// # Errors
    /// [`PowerError::Session`] with QEMU's reason, for instance that the machine must be reset first.
    ///
    /// # Cancel safety
    /// If the future is dropped, the machine may run.
    pub async fn resume(&self) -> Result<bool, PowerError> {
        let mut resumes: EventStream<events::Resume> = self.session.subscribe();
        self.session.execute(commands::Cont::new()).await?;
        if resumes.try_next().is_some() {
            return Ok(true);
        }
        match self.state().await? {
            RunState::Inmigrate => {
                let resumed = resumes.wait_for(|_| true, Duration::MAX);
                resumed.await?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// State of the machine. Costs one `query-status`.
    ///
    /// # Errors
    /// The command failed, or the session ended.
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn state(&self) -> Result<RunState, PowerError> {
        let status = again(&self.session, commands::QueryStatus::new()).await?;
        Ok(status.status)
    }

    /// Waits until the machine is in this state, which it may be already.
    ///
    /// Costs one `query-status`, and one for each event that may change the state, lost connections included. QEMU has no
    /// event for the end of an incoming migration of a machine that stays paused, unless the migration capability
    /// `events` is set.
    ///
    /// # Errors
    /// [`PowerError::NotReached`] at the deadline, [`PowerError::Session`].
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn wait_for_state(
        &self,
        awaited: RunState,
        deadline: Duration,
    ) -> Result<(), PowerError> {
        let mut last = RunState::Running;
        match timeout(deadline, self.reaches(&awaited, &mut last)).await {
            Some(end) => end,
            None => Err(PowerError::NotReached {
                awaited,
                last,
                after: deadline,
            }),
        }
    }

    async fn reaches(&self, awaited: &RunState, last: &mut RunState) -> Result<(), PowerError> {
        let events: EventStream<LifeEvent> = self.session.subscribe();
        let mut changes = events.filter(|event| !matches!(event, LifeEvent::Other));
        loop {
            *last = self.state().await?;
            if last == awaited {
                return Ok(());
            }
            // After any item, a change or a gap, the next query returns the state or the end of the session.
            changes.next().await;
        }
    }
}

impl crate::qmp::Client {
    /// Power of the machine.
    #[must_use]
    pub fn power(&self) -> Power {
        Power::new(self.session().clone())
    }
}
