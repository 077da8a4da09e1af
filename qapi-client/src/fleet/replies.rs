//! One command on all sessions of a fleet.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;

use super::ready::{Ready, ReadySet, Said};
use crate::error::Error;
use crate::time::Sleep;

/// An item of [`FleetReplies`]: whose it is, and what came of the call.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FleetReply<T> {
    /// The name of the session.
    pub name: Arc<str>,
    /// The reply.
    pub reply: Result<T, Error>,
}

/// The replies of many sessions, in the order in which they come. Made by
/// [`Fleet::execute_all`](crate::Fleet::execute_all). Nothing is sent before the first poll.
///
/// Each session gives exactly one item. The deadline counts from the first poll.
///
/// # Cancel safety
/// Dropping the future of a `next()` loses nothing. Dropping the stream abandons the calls that are unanswered, as
/// dropping a [`Call`](crate::Call) does.
#[must_use = "streams do nothing unless polled"]
pub struct FleetReplies<F> {
    calls: ReadySet<(Arc<str>, F)>,
    /// When calls are given up that do not give up themselves.
    deadline: Option<Duration>,
    sleep: Option<Sleep>,
    /// Those that had not answered at the deadline.
    late: VecDeque<Arc<str>>,
}

impl<F> FleetReplies<F> {
    pub(super) fn new(
        calls: impl Iterator<Item = (Arc<str>, F)>,
        deadline: Option<Duration>,
    ) -> Self {
        let mut set = ReadySet::new(Arc::new(Ready::default()));
        calls.for_each(|call| set.insert(call));
        Self {
            calls: set,
            deadline,
            sleep: None,
            late: VecDeque::new(),
        }
    }

    /// Waits for all and collects them by name.
    ///
    /// # Cancel safety
    /// Dropping it drops what was collected.
    pub async fn all<T>(mut self) -> BTreeMap<Arc<str>, Result<T, Error>>
    where
        F: Future<Output = Result<T, Error>> + Unpin,
    {
        let mut replies = BTreeMap::new();
        while let Some(FleetReply { name, reply }) =
            poll_fn(|cx| Pin::new(&mut self).poll_next(cx)).await
        {
            replies.insert(name, reply);
        }
        replies
    }
}

impl<F, T> Stream for FleetReplies<F>
where
    F: Future<Output = Result<T, Error>> + Unpin,
{
    type Item = FleetReply<T>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self {
            calls,
            deadline,
            sleep,
            late,
        } = self.get_mut();
        let said = calls.poll_next(cx, |(name, call), cx| match Pin::new(call).poll(cx) {
            Poll::Pending => Said::Pending,
            Poll::Ready(reply) => Said::Last(FleetReply {
                name: Arc::clone(name),
                reply,
            }),
        });
        if let Poll::Ready(reply) = said {
            return Poll::Ready(Some(reply));
        }
        if let Some(after) = *deadline {
            let sleep = sleep.get_or_insert_with(|| Sleep::new(after));
            if late.is_empty() && calls.len() > 0 && Pin::new(sleep).poll(cx).is_ready() {
                late.extend(calls.drain().map(|(name, _)| name));
            }
            if let Some(name) = late.pop_front() {
                let reply = Err(Error::TimedOut { after });
                return Poll::Ready(Some(FleetReply { name, reply }));
            }
        }
        if calls.len() == 0 {
            return Poll::Ready(None);
        }
        Poll::Pending
    }
}

impl<F> fmt::Debug for FleetReplies<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FleetReplies")
            .field("unanswered", &self.calls.len())
            .finish_non_exhaustive()
    }
}
