//! Settings of sockets.

use std::time::Duration;

/// Settings of sockets. The methods of [`Builder`](crate::Builder) describe them.
#[derive(Debug, Clone)]
pub(crate) struct SocketOptions {
    /// Time after which a TCP connection ends if the host of the peer does not answer.
    pub(crate) keepalive: Option<Duration>,
    /// Permissions of the files of listening sockets.
    #[cfg(unix)]
    pub(crate) listen_mode: u32,
}

impl Default for SocketOptions {
    fn default() -> Self {
        Self {
            keepalive: Some(Duration::from_secs(60)),
            #[cfg(unix)]
            listen_mode: 0o600,
        }
    }
}
