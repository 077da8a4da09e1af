//! Finding a new connection: the policy put into practice.

use std::fmt;
use std::io;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use super::reconnect::{Attempts, Reconnect};
use crate::error::{EndReason, Error};
use crate::time::{Sleep, random, timeout};
use crate::transport::{Connector, Transport};

/// Makes connections.
#[derive(Debug)]
pub(crate) struct Finder {
    connector: Box<dyn Connector>,
    /// How long one attempt may take.
    patience: Duration,
    message_limit: usize,
}

impl Finder {
    pub(crate) fn new(
        connector: Box<dyn Connector>,
        patience: Duration,
        message_limit: usize,
    ) -> Self {
        Self {
            connector,
            patience,
            message_limit,
        }
    }

    /// One attempt.
    async fn dial(&mut self) -> Result<Box<dyn Transport>, Error> {
        let result = timeout(self.patience, self.connector.connect(self.message_limit)).await;
        result.unwrap_or_else(|| Err(self.connector.late()))
    }

    /// The first connection: at once, and by the policy if there is one for it.
    ///
    /// # Errors
    /// That of the last attempt.
    pub(crate) async fn first(
        &mut self,
        policy: Option<&Reconnect>,
    ) -> Result<Box<dyn Transport>, Error> {
        let start = Instant::now();
        let mut attempts = policy.map(Attempts::new);
        loop {
            let error = match self.dial().await {
                Ok(transport) => return Ok(transport),
                Err(error) => error,
            };
            let attempts = attempts.as_mut();
            match attempts.and_then(|attempts| attempts.next(start.elapsed(), random())) {
                Some(delay) => Sleep::new(delay).await,
                None => return Err(error),
            }
        }
    }
}

/// The attempts since a connection was lost, until another is ready.
#[derive(Debug)]
struct Search {
    attempts: Attempts,
    since: Instant,
    /// Why the connection was lost.
    lost: EndReason,
    /// Why the last attempt failed.
    last: EndReason,
}

impl Search {
    fn new(policy: &Reconnect, lost: EndReason) -> Self {
        let attempts = Attempts::new(policy);
        let last = lost.clone();
        Self {
            attempts,
            since: Instant::now(),
            lost,
            last,
        }
    }

    /// Tries until a connection stands or the policy gives up.
    async fn run(&mut self, finder: &mut Finder) -> Result<Box<dyn Transport>, EndReason> {
        while let Some(delay) = self.attempts.next(self.since.elapsed(), random()) {
            Sleep::new(delay).await;
            match finder.dial().await {
                Ok(transport) => return Ok(transport),
                Err(error) => self.last = failed(error),
            }
            log::debug!("attempt {} failed: {}", self.attempts.made(), self.last);
        }
        Err(EndReason::GaveUp {
            attempts: self.attempts.made(),
            lost: Arc::new(self.lost.clone()),
            last: Arc::new(self.last.clone()),
        })
    }
}

/// Why an attempt failed, as a reason to end.
fn failed(error: Error) -> EndReason {
    match error {
        Error::Ended(reason) => reason,
        other => EndReason::Io(Arc::new(io::Error::other(other))),
    }
}

type Found = (Finder, Box<Search>, Result<Box<dyn Transport>, EndReason>);

/// What a driver needs to find new connections.
pub(crate) struct Redial {
    policy: Reconnect,
    state: State,
}

enum State {
    /// A connection stands; with a search that ends when it is ready.
    Idle(Finder, Option<Box<Search>>),
    Searching(Pin<Box<dyn Future<Output = Found> + Send>>),
    Over,
}

impl Redial {
    pub(crate) fn new(finder: Finder, policy: Reconnect) -> Self {
        Self {
            policy,
            state: State::Idle(finder, None),
        }
    }

    /// The connection is ready: the next loss starts a new search.
    pub(crate) fn is_ready(&mut self) {
        if let State::Idle(_, search) = &mut self.state {
            *search = None;
        }
    }

    /// Looks for a new connection after one was lost for `reason`.
    pub(crate) fn poll(
        &mut self,
        cx: &mut Context<'_>,
        reason: &EndReason,
    ) -> Poll<Result<Box<dyn Transport>, EndReason>> {
        self.state = match mem::replace(&mut self.state, State::Over) {
            State::Idle(mut finder, search) => {
                let mut search =
                    search.unwrap_or_else(|| Box::new(Search::new(&self.policy, reason.clone())));
                search.last = reason.clone();
                State::Searching(Box::pin(async move {
                    let found = search.run(&mut finder).await;
                    (finder, search, found)
                }))
            }
            other => other,
        };
        let State::Searching(searching) = &mut self.state else {
            return Poll::Ready(Err(reason.clone()));
        };
        let (finder, search, found) = ready!(searching.as_mut().poll(cx));
        self.state = State::Idle(finder, Some(search));
        Poll::Ready(found)
    }
}

impl fmt::Debug for Redial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redial")
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}
