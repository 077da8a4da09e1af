//! Connecting to an address.

use std::time::Duration;

use super::Builder;
use crate::address::Address;
use crate::error::Error;
use crate::session::Session;
use crate::transport::AddressConnector;

impl Session {
    /// Connects to a QMP monitor with the default settings and runs the session in the background.
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

impl<C: From<Session>> Builder<C> {
    /// Time after which a TCP peer is given up if its host does not answer: switched off, or cut from the network.
    /// 60 s by default; `None` waits for ever, or as long as the system likes.
    ///
    /// The system asks a silent host whether the connection still stands (TCP keepalive), and waits that long for the
    /// acknowledgement of what was sent (where it can limit that: Linux). A peer whose host is up is never given up, however
    /// long it is silent. Counted in seconds, at least 6.
    pub fn tcp_keepalive(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.sockets.keepalive = limit.into();
        self
    }

    /// Connects and runs the session in the background.
    ///
    /// QEMU listens before it has set up its monitor. A client that connects in between, while QEMU starts on a busy
    /// machine, may break that monitor and never be greeted (seen with QEMU 10.0). [`spawn`](Self::spawn) leaves no such
    /// moment.
    ///
    /// # Errors
    /// Nothing listens there, no greeting came in time, or the negotiation was refused.
    ///
    /// # Cancel safety
    /// Dropping the future closes the connection.
    pub async fn connect<A>(self, address: A) -> Result<C, Error>
    where
        A: TryInto<Address>,
        Error: From<A::Error>,
    {
        let connector = AddressConnector::new(address.try_into()?, self.sockets.clone());
        self.start_with(Box::new(connector)).await.map(C::from)
    }
}
