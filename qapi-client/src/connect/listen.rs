//! Peers that connect to us: `-chardev socket,…,server=off,reconnect-ms=…`.

use std::fmt;

use super::Builder;
use crate::address::Address;
use crate::error::Error;
use crate::session::Session;
use crate::transport::Acceptor;

/// Listener for peers that connect to us, as QEMU does with `-chardev socket,path=…,server=off,reconnect-ms=500`.
///
/// Created by [`Builder::listen`]. Dropping the listener removes the socket file. Its sessions continue.
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
    /// Permissions of the socket file that [`listen`](Self::listen) creates. The umask has no effect. Default: 0o600,
    /// which allows only this user and root to connect.
    ///
    /// 0o660 also allows the group of the file, for example for a QEMU that runs as another user. On Linux, the file
    /// has the group of this process, or of the folder if the set-group-id bit of the folder is set.
    #[cfg(unix)]
    pub fn listen_mode(mut self, mode: u32) -> Self {
        self.sockets.listen_mode = mode;
        self
    }

    /// Listens at an address for peers that connect to us. Port 0 selects any free port; see [`Listener::address`].
    ///
    /// A socket file without a listening process is replaced.
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
    /// Address, with the port that the system selected.
    #[must_use]
    pub fn address(&self) -> &Address {
        self.acceptor.address()
    }

    /// Waits for the next peer, and for its greeting.
    ///
    /// Several tasks may call this method at once. A peer with a slow greeting then does not delay other peers.
    ///
    /// # Errors
    /// [`Error::Listen`] if the socket fails. All other errors are about one peer, which sent no greeting in time or
    /// refused the negotiation. The listener continues.
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
    /// If the builder has a policy to [reconnect](Builder::reconnect), the session keeps the listener: after a lost
    /// connection, the session waits until the peer connects again. Each wait is an attempt of the policy and ends at
    /// the [greeting deadline](Builder::greeting_deadline). The first wait has no deadline.
    ///
    /// # Errors
    /// The errors of [`accept`](Listener::accept).
    pub async fn accept_one(self) -> Result<C, Error> {
        let Self { acceptor, builder } = self;
        let transport = acceptor.accept(builder.message_limit_bytes()).await?;
        let session = if builder.reconnects() {
            builder
                .start_on_transport_with_connector(transport, Box::new(acceptor))
                .await
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
