//! The steps of a shutdown.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use super::ending::Ending;
use super::error::PowerError;
use super::exit::{Exit, ShutdownStep};
use crate::command::Command;
use crate::error::Error;
use crate::qmp::commands;
use crate::session::Session;
use crate::time::timeout;

/// Default time for a guest to shut down.
const GRACE: Duration = Duration::from_secs(60);

/// Default time for QEMU to quit, and for a killed process to end.
const QUIT: Duration = Duration::from_secs(10);

/// Shutdown of a machine; made by [`Power::shutdown`](super::Power::shutdown). Awaiting it shuts the machine down.
///
/// # Steps
/// 1. The power button is pressed (`system_powerdown`). A guest that handles the button shuts down, and QEMU exits.
/// 2. With [`then_quit`](Self::then_quit), the command `quit` is sent if the machine still runs at the end of the
///    [grace](Self::grace) period. The guest loses data that it has not written to its disks.
/// 3. With [`then_kill`](Self::then_kill), the process is killed if it has not quit. Disk images may need a repair.
///
/// With `-no-shutdown`, QEMU still runs after the guest has shut down. [`Exit::end`] is then `None`, or QEMU quits if
/// `then_quit` is set. A guest that is paused, or that has not booted, does not see the button.
///
/// # Cost
/// One `system_powerdown`, and one `quit` if this step is reached.
///
/// # Reconnecting
/// The end of the connection counts as the end of the process. After this, the session follows its reconnect policy.
///
/// # Cancel safety
/// If the future is dropped, the step that was started still takes effect.
#[must_use = "the machine is shut down when this value is awaited"]
pub struct Shutdown<'a> {
    session: Session,
    grace: Duration,
    quit: Option<Duration>,
    kill: Option<Box<dyn FnOnce() + Send + 'a>>,
}

impl<'a> Shutdown<'a> {
    pub(super) fn new(session: Session) -> Self {
        Self {
            session,
            grace: GRACE,
            quit: None,
            kill: None,
        }
    }

    /// Sets the time for the guest to shut down. Default: 60 s.
    pub fn grace(mut self, time: Duration) -> Self {
        self.grace = time;
        self
    }

    /// Sends `quit` after the grace period, and waits ten seconds for the end of the process.
    pub fn then_quit(self) -> Self {
        self.then_quit_within(QUIT)
    }

    /// Sends `quit` after the grace period, and waits this time for the end of the process.
    pub fn then_quit_within(mut self, time: Duration) -> Self {
        self.quit = Some(time);
        self
    }

    /// Kills the process if it still runs after all other steps.
    #[cfg(all(unix, any(feature = "async-std", feature = "smol")))]
    pub fn then_kill<C: Sync>(mut self, child: &'a crate::Child<C>) -> Self {
        self.kill = Some(Box::new(|| child.kill()));
        self
    }

    async fn run(self) -> Result<Exit, PowerError> {
        let Self {
            session,
            grace,
            quit,
            kill,
        } = self;
        let mut ending = Ending::new(&session);
        let button = commands::SystemPowerdown::new();
        let step = ShutdownStep::PowerButton;
        match take_step(&session, &mut ending, button, step, grace).await {
            // The machine is off, but the process still runs and has to quit.
            Ok(exit) if exit.end.is_none() && quit.is_some() => {}
            Err(_) if quit.is_some() || kill.is_some() => {}
            end => return end,
        }
        if let Some(time) = quit {
            let (command, step) = (commands::Quit::new(), ShutdownStep::Quit);
            match take_step(&session, &mut ending, command, step, time).await {
                Err(_) if kill.is_some() => {}
                end => return end,
            }
        }
        if let Some(kill) = kill {
            kill();
        }
        let exit = timeout(QUIT, ending.exit(Some(ShutdownStep::Kill)));
        exit.await.ok_or(PowerError::StillRunning { after: QUIT })
    }
}

/// Sends the command of a step, and waits for the end of the machine.
async fn take_step<C: Command>(
    session: &Session,
    ending: &mut Ending,
    command: C,
    step: ShutdownStep,
    time: Duration,
) -> Result<Exit, PowerError> {
    let exit = async {
        match session.execute(command).await {
            // The machine has ended before the reply.
            Err(error) if error.end_reason().is_some() => {}
            Err(error) => return Err(error.into()),
            Ok(_) => {}
        }
        let exit = ending.exit(Some(step)).await;
        match &exit.end {
            // The program itself closed the session. The machine may still run.
            Some(reason) if reason.is_local() => Err(Error::from(reason.clone()).into()),
            _ => Ok(exit),
        }
    };
    match timeout(time, exit).await {
        Some(exit) => exit,
        None if step == ShutdownStep::PowerButton && ending.is_off() => {
            Ok(ending.exit_now(Some(step), None))
        }
        None => Err(PowerError::StillRunning { after: time }),
    }
}

impl<'a> IntoFuture for Shutdown<'a> {
    type Output = Result<Exit, PowerError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl fmt::Debug for Shutdown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shutdown")
            .field("grace", &self.grace)
            .field("quit", &self.quit)
            .field("kill", &self.kill.is_some())
            .finish_non_exhaustive()
    }
}
