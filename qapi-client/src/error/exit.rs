//! The end of a child process.

use std::fmt;
use std::process::ExitStatus;

/// End of a child process: exit status and last output on stderr.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ChildExit {
    /// Program of the process; empty if unknown.
    pub program: String,
    /// Exit status, or the signal that ended the process; `None` if the system does not report it, because this program
    /// ignores SIGCHLD.
    pub status: Option<ExitStatus>,
    /// Last bytes that the process wrote to stderr, without the final line end.
    pub stderr: String,
}

impl ChildExit {
    /// End of a process of `program`.
    #[cfg_attr(
        not(all(unix, any(feature = "async-std", feature = "smol"))),
        allow(dead_code, reason = "child processes need a runtime and a unix")
    )]
    pub(crate) fn new(
        program: impl Into<String>,
        status: Option<ExitStatus>,
        stderr: impl Into<String>,
    ) -> Self {
        Self {
            program: program.into(),
            status,
            stderr: stderr.into(),
        }
    }

    /// Exit status in words.
    pub(crate) fn outcome(&self) -> String {
        self.status.map_or_else(
            || "exit status unknown".to_owned(),
            |status| status.to_string(),
        )
    }
}

impl fmt::Display for ChildExit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = self.outcome();
        match self.program.as_str() {
            "" => write!(f, "the process of the peer ended ({outcome})")?,
            program => write!(f, "process `{program}` ended ({outcome})")?,
        }
        if !self.stderr.is_empty() {
            write!(f, ": {}", self.stderr)?;
        }
        Ok(())
    }
}

impl std::error::Error for ChildExit {}
