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
    /// The address is invalid, nothing listens there, no greeting arrived in time, or the negotiation was refused.
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
    /// Time after which a TCP connection ends if the peer's host does not answer, because the host is off or
    /// unreachable. Default: 60 s. `None` leaves the decision to the system.
    ///
    /// The system probes a silent host (TCP keepalive). On Linux, the same time also limits the wait for the
    /// acknowledgement of sent bytes. While the host answers, the connection stays open, however long the peer is
    /// silent. The time is counted in seconds, and is at least 6 s.
    pub fn tcp_keepalive(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.sockets.keepalive = limit.into();
        self
    }

    /// Connects and runs the session in the background.
    ///
    /// QEMU listens before its monitor is set up. A client that connects in between, while QEMU starts on a busy
    /// machine, may break the monitor and never receive a greeting (seen with QEMU 10.0). [`spawn`](Self::spawn) avoids
    /// this.
    ///
    /// # Errors
    /// Nothing listens there, no greeting arrived in time, or the negotiation was refused.
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
