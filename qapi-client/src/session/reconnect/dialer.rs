//! Dialer: makes attempts to connect.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use super::policy::{Attempts, Reconnect};
use crate::error::{EndReason, Error};
use crate::time::{Sleep, random, timeout};
use crate::transport::{Connector, Transport};

type Dialed = Result<Box<dyn Transport>, Error>;

/// Attempt in progress. The result returns the connector for the next attempt.
type Dialing = Pin<Box<dyn Future<Output = (Box<dyn Connector>, Dialed)> + Send>>;

/// Source of connections, with one attempt at a time.
pub(crate) struct Dialer {
    /// `None` while an attempt is in progress.
    connector: Option<Box<dyn Connector>>,
    attempt: Option<Dialing>,
    message_limit: usize,
}

impl Dialer {
    /// Creates a dialer. Its connections accept messages of at most `message_limit` bytes.
    pub(crate) fn new(connector: Box<dyn Connector>, message_limit: usize) -> Self {
        Self {
            connector: Some(connector),
            attempt: None,
            message_limit,
        }
    }

    /// Starts an attempt with the time limit `limit`.
    pub(crate) fn start_attempt(&mut self, limit: Duration) {
        if let Some(mut connector) = self.connector.take() {
            let message_limit = self.message_limit;
            self.attempt = Some(Box::pin(async move {
                let dialed = connect_with_limit(&mut *connector, message_limit, limit).await;
                (connector, dialed)
            }));
        }
    }

    /// Polls the attempt. Returns `Pending` if no attempt is in progress.
    pub(crate) fn poll_attempt(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Box<dyn Transport>, EndReason>> {
        let Some(attempt) = &mut self.attempt else {
            return Poll::Pending;
        };
        let (connector, dialed) = ready!(attempt.as_mut().poll(cx));
        self.attempt = None;
        self.connector = Some(connector);
        Poll::Ready(dialed.map_err(end_reason))
    }

    /// Makes the first connection of a session.
    ///
    /// The first attempt starts at once. With a policy, more attempts follow. Each attempt has the time limit `limit`.
    ///
    /// # Errors
    /// The error of the last attempt.
    pub(crate) async fn connect_first(
        &mut self,
        policy: Option<&Reconnect>,
        limit: Duration,
    ) -> Result<Box<dyn Transport>, Error> {
        let start = Instant::now();
        let mut attempts = policy.map(Attempts::new);
        loop {
            let left = attempts
                .as_ref()
                .map(|attempts| attempts.time_left(start.elapsed()));
            let limit = left.map_or(limit, |left| limit.min(left));
            let Some(connector) = &mut self.connector else {
                return Err(EndReason::Closed.into());
            };
            let error = match connect_with_limit(&mut **connector, self.message_limit, limit).await
            {
                Ok(transport) => return Ok(transport),
                Err(error) => error,
            };
            let next = attempts.as_mut();
            match next.and_then(|attempts| attempts.next_delay(start.elapsed(), random())) {
                Some(delay) => Sleep::new(delay).await,
                None => return Err(error),
            }
        }
    }
}

async fn connect_with_limit(
    connector: &mut dyn Connector,
    message_limit: usize,
    limit: Duration,
) -> Dialed {
    let dialed = timeout(limit, connector.connect(message_limit)).await;
    dialed.unwrap_or_else(|| Err(connector.timed_out()))
}

/// Converts the error of an attempt to an [`EndReason`].
fn end_reason(error: Error) -> EndReason {
    match error {
        Error::Ended(reason) => reason,
        other => EndReason::Io(Arc::new(io::Error::other(other))),
    }
}

impl fmt::Debug for Dialer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dialer")
            .field("dialing", &self.attempt.is_some())
            .finish_non_exhaustive()
    }
}
