//! The end of a machine.

use std::fmt;

use crate::error::{ChildExit, EndReason};
use crate::qmp::ShutdownCause;

/// End of a machine: the cause of its shutdown, and the end of its process.
///
/// `Display` prints both in one line.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Exit {
    /// Cause in QEMU's own `SHUTDOWN` event; `None` if the process ended without this event, because it was killed or
    /// crashed.
    pub cause: Option<ShutdownCause>,
    /// Last step of the shutdown that was taken; `None` if the program only waited for the end.
    pub step: Option<ShutdownStep>,
    /// Reason why the connection ended. `None` if QEMU still runs with a machine that is off (`-no-shutdown`).
    pub end: Option<EndReason>,
}

/// Step of a shutdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ShutdownStep {
    /// The power button was pressed.
    PowerButton,
    /// The command `quit` was sent.
    Quit,
    /// The process was killed.
    Kill,
}

impl Exit {
    /// Exit status or signal of the process, and the end of its stderr, if the process is a child of this program.
    #[must_use]
    pub fn process(&self) -> Option<&ChildExit> {
        match &self.end {
            Some(EndReason::Exited(exit)) => Some(exit),
            _ => None,
        }
    }
}

impl fmt::Display for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.cause, &self.end) {
            (Some(cause), Some(end)) => write!(f, "{cause} ({end})"),
            (Some(cause), None) => write!(f, "{cause} (the process runs on)"),
            (None, Some(end)) => write!(f, "no shutdown seen ({end})"),
            (None, None) => f.write_str("running"),
        }
    }
}
