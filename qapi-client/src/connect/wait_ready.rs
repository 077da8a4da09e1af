//! Wait for a guest agent that is not running yet.

use std::time::{Duration, Instant};

use super::Builder;
use crate::address::Address;
use crate::error::Error;
use crate::protocol::Protocol;
use crate::session::Session;
use crate::time::{Sleep, timeout};
use crate::transport::AddressConnector;

/// Time limit of one attempt. A new attempt may help: bytes to a virtio port that the guest has not opened may be lost,
/// and some channels must be reopened before the guest receives bytes.
const ATTEMPT_LIMIT: Duration = Duration::from_secs(5);

/// Pause between two attempts.
const ATTEMPT_PAUSE: Duration = Duration::from_millis(100);

impl<C: From<Session>> Builder<C> {
    /// Connects to a guest agent, and waits until the agent replies. An agent starts some time after its guest.
    ///
    /// Each attempt connects and synchronises ("QGA Synchronization" in the QMP specification). Attempts are repeated
    /// until the agent replies. The socket need not exist yet.
    ///
    /// # Errors
    /// [`Error::NoAgent`] if the agent does not reply by the deadline: the guest is not running, it has no agent, or
    /// another client is connected. [`Error::Connect`] if the last attempt could not connect to the address.
    ///
    /// # Cancel safety
    /// If the future is dropped, the connection is closed.
    pub async fn wait_ready<A>(self, address: A, deadline: Duration) -> Result<C, Error>
    where
        A: TryInto<Address>,
        Error: From<A::Error>,
    {
        let address = address.try_into()?;
        let builder = self.protocol(Protocol::GuestAgent);
        let start = Instant::now();
        loop {
            let left = deadline.saturating_sub(start.elapsed());
            let one = builder.clone().greeting_deadline(left.min(ATTEMPT_LIMIT));
            let connector = AddressConnector::new(address.clone(), one.sockets.clone());
            let connecting = one.start_with_connector(Box::new(connector));
            let error = match timeout(left, connecting).await {
                Some(Ok(session)) => return Ok(C::from(session)),
                Some(Err(error)) => error,
                None => Error::NoAgent { after: deadline },
            };
            let left = deadline.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Err(match error {
                    Error::Connect { .. } => error,
                    _ => Error::NoAgent { after: deadline },
                });
            }
            log::debug!("guest agent not ready: {}", error.for_log());
            Sleep::new(ATTEMPT_PAUSE.min(left)).await;
        }
    }
}
