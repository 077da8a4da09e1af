//! Sessions over connected sockets.

use std::os::fd::OwnedFd;

use super::Builder;
use crate::error::{EndReason, Error};
use crate::session::Session;
use crate::transport::from_descriptor;

impl<C: From<Session>> Builder<C> {
    /// Runs a session in the background over a connected socket, such as an inherited socket or one end of a
    /// socketpair.
    ///
    /// Only a unix socket carries descriptors. A policy to [`reconnect`](Self::reconnect) is ignored.
    ///
    /// The socket is an [`OwnedFd`] or converts into one. A socket that is inherited as stdin needs no `unsafe`:
    ///
    /// ```no_run
    /// use std::os::fd::AsFd;
    ///
    /// use qapi_client::Session;
    ///
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// let socket = std::io::stdin().as_fd().try_clone_to_owned()?;
    /// let vm = Session::builder().from_fd(socket).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The clone leaves stdin open. The peer sees the end of the connection only when stdin is closed too, or when the
    /// process exits.
    ///
    /// If the program knows only the number of the descriptor, as with `LISTEN_FDS`, it needs `unsafe {
    /// OwnedFd::from_raw_fd(number) }`: only the program knows that no other part of the program uses the number.
    ///
    /// # Errors
    /// [`Error::Ended`] if the descriptor is not a connected stream socket, and the errors of
    /// [`connect`](Self::connect).
    ///
    /// # Cancel safety
    /// Dropping the future closes the connection.
    pub async fn from_fd(self, socket: impl Into<OwnedFd>) -> Result<C, Error> {
        let transport = from_descriptor(socket.into(), &self.sockets, self.message_limit_bytes())
            .map_err(EndReason::from)?;
        self.start(Box::new(transport)).await.map(C::from)
    }
}
