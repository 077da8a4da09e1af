//! Errors of files in the guest.

use std::io;

use crate::error::Error;

/// Reason why a file in the guest could not be read or written.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// A command failed. The agent refuses, for instance, to open a missing file, to write to a full file system, and
    /// to read or write any file while file systems are frozen; the error text of the agent has the reason.
    #[error(transparent)]
    Session(#[from] Error),

    /// File systems of the guest are frozen, and the agent refuses the command until they are thawed.
    #[error(
        "file systems of the guest are frozen, and the agent opens no file until they are thawed ({0})"
    )]
    Frozen(Error),

    /// The file is larger than the caller allows.
    #[error("`{path}` in the guest is larger than the limit of {limit} bytes")]
    TooLarge {
        /// Path of the file.
        path: String,
        /// Limit in bytes.
        limit: usize,
    },

    /// The agent claims to have written none of the bytes, or more bytes than it was sent.
    #[error("the agent claims to have written {written} of {sent} bytes")]
    Miscounted {
        /// Number of bytes in the command.
        sent: usize,
        /// Number in the reply.
        written: i64,
    },
}

impl From<FileError> for io::Error {
    fn from(error: FileError) -> Self {
        let kind = match &error {
            FileError::Session(error) if error.is_timeout() => io::ErrorKind::TimedOut,
            FileError::Session(error) if error.end_reason().is_some() => {
                io::ErrorKind::NotConnected
            }
            _ => io::ErrorKind::Other,
        };
        Self::new(kind, error)
    }
}
