//! Shutting down the guest through its agent.

use crate::qga::{self, commands};
use crate::session::Call;

/// Kind of a [`shutdown`](qga::Client::shutdown).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shutdown {
    /// Ends all programs and turns the power off.
    PowerDown,
    /// Ends all programs and stops the processors. The virtual machine keeps running.
    Halt,
    /// Ends all programs and boots again.
    Reboot,
}

impl From<Shutdown> for commands::GuestShutdown {
    fn from(mode: Shutdown) -> Self {
        Self::new().mode(match mode {
            Shutdown::PowerDown => "powerdown",
            Shutdown::Halt => "halt",
            Shutdown::Reboot => "reboot",
        })
    }
}

impl qga::Client {
    /// Asks the agent to shut the guest down: one `guest-shutdown`.
    ///
    /// The agent does not reply on success. The call completes when the agent or its connection ends, when the agent
    /// replies to a later command, or when no refusal has arrived for a second. The guest is then *about to* shut down.
    /// The monitor reports the end with the event `SHUTDOWN`, or `RESET` after a reboot. Subscribe to the event before
    /// this call:
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # use qapi_client::{guest::Shutdown, qga, qmp};
    /// # async fn example(vm: qmp::Client, agent: qga::Client) -> Result<(), qapi_client::Error> {
    /// let down = vm.wait_for(|_: &qmp::events::Shutdown| true, Duration::from_secs(60));
    /// agent.shutdown(Shutdown::PowerDown).await?;
    /// println!("the guest is down: {}", down.await?.reason);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::Refused`](crate::Error::Refused): the guest has no program for a shutdown, or the agent is not allowed
    /// to run it.
    pub fn shutdown(&self, mode: Shutdown) -> Call<commands::GuestShutdown> {
        self.execute(mode.into())
    }
}
