//! Errors of [`Peer`](super::Peer).

use crate::error::Error;

/// Reason why the description of a peer could not be read, or why a command was not sent.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum PeerError {
    /// The peer does not have this command, or this argument or value of it. Nothing was sent.
    #[error("the peer has no `{what}`, so `{command}` was not sent")]
    Lacks {
        /// Name of the command.
        command: String,
        /// Command, path of a member (`blockdev-mirror/target-is-zero`), or path and value (`block-stream/on-error=auto`).
        what: String,
    },

    /// The command cannot be written as JSON.
    #[error("cannot encode `{command}`: {message}")]
    Encode {
        /// Name of the command.
        command: String,
        /// Error of the encoder, which names the member.
        message: String,
    },

    /// A command failed, or the session ended.
    #[error(transparent)]
    Session(#[from] Error),
}
