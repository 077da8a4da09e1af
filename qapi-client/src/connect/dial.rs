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
    /// Time after which a TCP connection ends if the host of the peer is off or unreachable. Default: 60 s. `None` uses
    /// the default of the system.
    ///
    /// If no bytes arrive, the system tests the host (TCP keepalive). On Linux, the same time also limits the wait for
    /// the acknowledgement of sent bytes. While the host answers, the connection stays open, even if the peer sends
    /// nothing. The time is rounded to seconds, and is at least 6 s.
    pub fn tcp_keepalive(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.sockets.keepalive = limit.into();
        self
    }

    /// Connects and runs the session in the background.
    ///
    /// QEMU listens before its monitor is set up. On a busy machine, a client that connects during this time may break
    /// the monitor and never receive a greeting (seen with QEMU 10.0). [`spawn`](Self::spawn) avoids this.
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
        self.start_with_connector(Box::new(connector))
            .await
            .map(C::from)
    }
}
