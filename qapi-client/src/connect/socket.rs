//! Sessions on async-std, from an address or a descriptor.

use std::os::fd::OwnedFd;

use super::Builder;
use crate::address::Address;
use crate::error::{EndReason, Error};
use crate::session::{Dialer, Driver, Session};
use crate::transport::{AddressConnector, Connector, Transport, from_descriptor, spawn};

impl Session {
    /// Connects to a QMP monitor with the default settings and runs the session on async-std.
    ///
    /// # Errors
    /// The text is no address, nothing listens there, no greeting came in time, or the negotiation was refused.
    ///
    /// # Cancel safety
    /// Dropping the future closes the connection.
    pub async fn connect<A>(address: A) -> Result<Self, Error>
    where
        A: TryInto<Address>,
        Error: From<A::Error>,
    {
        Self::builder().connect(address).await
    }
}

impl Builder {
    /// Connects and runs the session on async-std.
    ///
    /// QEMU listens before it has set up its monitor. Who connects in between, while it starts on a busy machine, may
    /// break that monitor and never be greeted (seen with QEMU 10.0). [`spawn`](Self::spawn) leaves no such moment.
    ///
    /// # Errors
    /// Nothing listens there, no greeting came in time, or the negotiation was refused.
    ///
    /// # Cancel safety
    /// Dropping the future closes the connection.
    pub async fn connect<A>(self, address: A) -> Result<Session, Error>
    where
        A: TryInto<Address>,
        Error: From<A::Error>,
    {
        self.start_with(Box::new(AddressConnector::new(address.try_into()?)))
            .await
    }

    /// Runs the session on async-std over a socket that is connected already: one inherited, or one end of a
    /// socketpair. Descriptors travel if it is a unix socket.
    ///
    /// A policy to [`reconnect`](Self::reconnect) is ignored.
    ///
    /// Whatever is or converts into an [`OwnedFd`] will do. A socket that is inherited as standard input needs no `unsafe`:
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
    /// Such a copy leaves the original open: the peer sees the end only when that is closed as well, at the latest when
    /// the process exits. For one that is told by its number, as by `LISTEN_FDS` or on the command line, the program says
    /// itself that the number is its own: `unsafe { OwnedFd::from_raw_fd(number) }`.
    ///
    /// # Errors
    /// [`Error::Ended`] if it is no connected stream socket, else as [`connect`](Self::connect).
    ///
    /// # Cancel safety
    /// Dropping the future closes the connection.
    pub async fn from_fd(self, socket: impl Into<OwnedFd>) -> Result<Session, Error> {
        let transport =
            from_descriptor(socket.into(), self.message_limit_bytes()).map_err(EndReason::from)?;
        self.start(Box::new(transport)).await
    }

    /// Runs a session over one connection.
    pub(crate) async fn start(self, transport: Box<dyn Transport>) -> Result<Session, Error> {
        let (session, driver) = self.over_transport(transport, None);
        run(session, driver).await
    }

    /// Runs a session over one connection, and by the policy over others from there.
    pub(crate) async fn start_and_keep(
        self,
        transport: Box<dyn Transport>,
        connector: Box<dyn Connector>,
    ) -> Result<Session, Error> {
        let dialer = Dialer::new(connector, self.message_limit_bytes());
        let (session, driver) = self.over_transport(transport, Some(dialer));
        run(session, driver).await
    }

    /// Runs a session over connections from there.
    pub(crate) async fn start_with(self, connector: Box<dyn Connector>) -> Result<Session, Error> {
        let (session, driver) = self.over_connector(connector).await?;
        run(session, driver).await
    }
}

async fn run(session: Session, driver: Driver) -> Result<Session, Error> {
    spawn(async move {
        driver.await;
    });
    session.ready_once().await?;
    Ok(session)
}
