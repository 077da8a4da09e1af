//! Peers that connect to us: `-chardev socket,…,server=off,reconnect-ms=…`.

use std::fmt;

use super::Builder;
use crate::address::Address;
use crate::error::Error;
use crate::session::Session;
use crate::transport::Acceptor;

/// Listener for peers that connect to us, as QEMU does with `-chardev socket,path=…,server=off,reconnect-ms=500`.
///
/// Made by [`Builder::listen`]. Dropping the listener removes the socket file; its sessions continue.
///
/// ```no_run
/// # async fn example() -> Result<(), qapi_client::Error> {
/// use qapi_client::Session;
///
/// let listener = Session::builder().listen("unix:/run/vms.qmp").await?;
/// loop {
///     let vm = listener.accept().await?;
///     println!("QEMU {} is there", vm.greeting().version);
/// }
/// # }
/// ```
pub struct Listener<C = Session> {
    acceptor: Acceptor,
    builder: Builder<C>,
}

impl<C: From<Session>> Builder<C> {
    /// Permissions of the socket file that [`listen`](Self::listen) makes, regardless of the umask. Default: 0o600, so
    /// that only this user and root can connect.
    ///
    /// 0o660 also admits the group of the file, for example for a QEMU that runs as another user. On Linux this is the
    /// group of this process, or of the folder if its set-group-id bit is set.
    #[cfg(unix)]
    pub fn listen_mode(mut self, mode: u32) -> Self {
        self.sockets.listen_mode = mode;
        self
    }

    /// Listens at an address for peers that connect to us. Port 0 selects any free port; see [`Listener::address`].
    ///
    /// A socket file on which no process listens any more is replaced.
    ///
    /// # Errors
    /// [`Error::Listen`]: the address is in use or not permitted.
    pub async fn listen<A>(self, address: A) -> Result<Listener<C>, Error>
    where
        A: TryInto<Address>,
        Error: From<A::Error>,
    {
        Ok(Listener {
            acceptor: Acceptor::bind(address.try_into()?, self.sockets.clone()).await?,
            builder: self,
        })
    }
}

impl<C: From<Session>> Listener<C> {
    /// The address, with the port that the system selected.
    #[must_use]
    pub fn address(&self) -> &Address {
        self.acceptor.address()
    }

    /// Waits for the next peer, and for its greeting.
    ///
    /// Several tasks may wait at once, so that a peer with a slow greeting does not delay the next peer.
    ///
    /// # Errors
    /// [`Error::Listen`] if the socket fails. All other errors concern one peer, which sent no greeting in time or
    /// refused the negotiation; the listener continues.
    ///
    /// # Cancel safety
    /// If the future is dropped, a peer that was already accepted is disconnected. QEMU connects again if it was
    /// started with `reconnect-ms`.
    pub async fn accept(&self) -> Result<C, Error> {
        let transport = self
            .acceptor
            .accept(self.builder.message_limit_bytes())
            .await?;
        let session = self.builder.clone().start(transport).await?;
        Ok(C::from(session))
    }

    /// Waits for one peer, and stops listening.
    ///
    /// If the builder has a policy to [reconnect](Builder::reconnect), the listener stays with the session instead:
    /// when the peer is lost, the session waits for it to connect again. Each such wait is an attempt of the policy and
    /// ends at the [greeting deadline](Builder::greeting_deadline); the first wait has no deadline.
    ///
    /// # Errors
    /// Those of [`accept`](Listener::accept).
    pub async fn accept_one(self) -> Result<C, Error> {
        let Self { acceptor, builder } = self;
        let transport = acceptor.accept(builder.message_limit_bytes()).await?;
        let session = if builder.reconnects() {
            builder.start_and_keep(transport, Box::new(acceptor)).await
        } else {
            drop(acceptor);
            builder.start(transport).await
        };
        session.map(C::from)
    }
}

impl<C> fmt::Debug for Listener<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listener")
            .field("address", self.acceptor.address())
            .finish_non_exhaustive()
    }
}
