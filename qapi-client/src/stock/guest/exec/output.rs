//! Results of programs in the guest.

use std::fmt;

use crate::error::Error;
use crate::qga::{self, commands};
use crate::stock::guest::base64::decode;

/// Bytes that the agent keeps of a stream.
const AGENT_LIMIT: usize = 16 << 20;

/// End of a program in the guest, and the output of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Output {
    /// How the program ended.
    pub status: ExitStatus,
    /// Bytes that the program wrote to its standard output, if captured.
    pub stdout: Vec<u8>,
    /// Bytes that the program wrote to its standard error, if captured separately.
    pub stderr: Vec<u8>,
    /// True if the agent dropped the rest of the standard output. The agent keeps 16 MiB.
    pub stdout_truncated: bool,
    /// True if the agent dropped the rest of the standard error. The agent keeps 16 MiB.
    pub stderr_truncated: bool,
}

impl Output {
    /// Reads the status of a process that has ended.
    pub(super) fn read(status: qga::GuestExecStatus) -> Result<Self, Error> {
        let stdout = bytes("out-data", status.out_data)?;
        let stderr = bytes("err-data", status.err_data)?;
        Ok(Self {
            status: ExitStatus::new(status.exitcode, status.signal),
            stdout_truncated: is_truncated(status.out_truncated, &stdout),
            stderr_truncated: is_truncated(status.err_truncated, &stderr),
            stdout,
            stderr,
        })
    }
}

fn bytes(member: &str, text: Option<String>) -> Result<Vec<u8>, Error> {
    match text {
        Some(text) => decode::<commands::GuestExecStatus>(member, &text),
        None => Ok(Vec::new()),
    }
}

/// Whether the agent has dropped a part of the output. Agents send the flag only in this case, but with the value
/// `false` (seen on 10.0.2).
fn is_truncated(flag: Option<bool>, kept: &[u8]) -> bool {
    flag.is_some_and(|flag| flag || kept.len() >= AGENT_LIMIT)
}

/// How a program in the guest ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ExitStatus {
    /// The program ended with this code. On Windows, this may be the code of an unhandled exception.
    Code(i64),
    /// A signal ended the program.
    Signal(i64),
    /// The agent reported neither code nor signal.
    Unknown,
}

impl ExitStatus {
    fn new(code: Option<i64>, signal: Option<i64>) -> Self {
        match (code, signal) {
            (_, Some(signal)) => Self::Signal(signal),
            (Some(code), None) => Self::Code(code),
            (None, None) => Self::Unknown,
        }
    }

    /// True if the program ended with code 0.
    #[must_use]
    pub fn success(self) -> bool {
        self == Self::Code(0)
    }
}

impl fmt::Display for ExitStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "exit code {code}"),
            Self::Signal(signal) => write!(f, "signal {signal}"),
            Self::Unknown => f.write_str("unknown exit status"),
        }
    }
}
