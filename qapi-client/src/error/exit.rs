//! How a child process ended.

use std::fmt;
use std::process::ExitStatus;

/// How a child process ended, and what it said last.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ChildExit {
    /// Its exit status, or the signal that ended it; `None` if the system did not tell, as it does not where child
    /// processes are ignored (SIGCHLD).
    pub status: Option<ExitStatus>,
    /// The end of what it wrote to stderr, as text without the last line end.
    pub stderr: String,
}

impl ChildExit {
    /// The exit status in words.
    pub(crate) fn outcome(&self) -> String {
        self.status.map_or_else(
            || "exit status unknown".to_owned(),
            |status| status.to_string(),
        )
    }
}

impl fmt::Display for ChildExit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.outcome())?;
        if !self.stderr.is_empty() {
            write!(f, ": {}", self.stderr)?;
        }
        Ok(())
    }
}

impl std::error::Error for ChildExit {}
