//! Replies of all members of a fleet.

use std::collections::BTreeMap;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_core::Stream;
use futures_util::stream::FuturesUnordered;

use crate::error::Error;

/// An item of [`FleetReplies`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FleetReply<T> {
    /// Name of the session.
    pub name: Arc<str>,
    /// Reply of the session.
    pub reply: Result<T, Error>,
}

/// Replies of all members of a fleet, in the order of arrival. Created by
/// [`Fleet::execute_all`](crate::Fleet::execute_all) and [`Fleet::call_each`](crate::Fleet::call_each).
///
/// No command is sent before the first poll. The stream has exactly one item for each member.
///
/// # Cancel safety
/// Dropping the future of a `next()` loses nothing. Dropping the stream drops the unanswered calls, with the same
/// effect as dropping each [`Call`](crate::Call).
#[must_use = "streams do nothing unless polled"]
pub struct FleetReplies<T> {
    calls: FuturesUnordered<Pin<Box<dyn Future<Output = FleetReply<T>> + Send>>>,
}

impl<T> FleetReplies<T> {
    pub(super) fn new<F>(calls: impl Iterator<Item = (Arc<str>, F)>) -> Self
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        let named = calls.map(|(name, call)| -> Pin<Box<dyn Future<Output = _> + Send>> {
            Box::pin(async move {
                let reply = call.await;
                FleetReply { name, reply }
            })
        });
        Self {
            calls: named.collect(),
        }
    }

    /// Waits for all replies and collects them by name.
    ///
    /// # Cancel safety
    /// Dropping the future drops all collected replies.
    pub async fn all(mut self) -> BTreeMap<Arc<str>, Result<T, Error>> {
        let mut replies = BTreeMap::new();
        while let Some(FleetReply { name, reply }) =
            poll_fn(|cx| Pin::new(&mut self).poll_next(cx)).await
        {
            replies.insert(name, reply);
        }
        replies
    }
}

impl<T> Stream for FleetReplies<T> {
    type Item = FleetReply<T>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.get_mut().calls).poll_next(cx)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.calls.len(), Some(self.calls.len()))
    }
}

impl<T> fmt::Debug for FleetReplies<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FleetReplies")
            .field("unanswered", &self.calls.len())
            .finish_non_exhaustive()
    }
}
