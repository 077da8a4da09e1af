//! Streams of events, as users read them.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_core::Stream;
use futures_core::stream::FusedStream;

use super::queue::StreamItem;
use crate::decode::{self, Step};
use crate::error::{Cause, EndReason, Error, EventError, Health, SHORT_EXCERPT, excerpt};
use crate::event::{EventSet, Occurred};
use crate::session::link::Link;
use crate::time::timeout;

/// Maximum number of items that one poll of a search takes. Other tasks of the executor run after the poll.
const ITEMS_PER_POLL: usize = 128;

/// Stream of the events of a session, in order, from the subscription on.
///
/// The last item is [`EventError::Closed`]; then the stream ends. A stream does not keep its session alive.
///
/// # Lagging
/// Each stream has its own bounded queue ([`Builder::event_queue`](crate::Builder::event_queue),
/// [`Builder::event_queue_bytes`](crate::Builder::event_queue_bytes)). When the queue is full, the oldest events are
/// dropped, and [`EventError::Lagged`] takes their place in the stream. A slow reader delays neither replies nor other
/// streams.
///
/// # Events that do not fit
/// If the data of an event does not fit its type, the stream yields [`EventError::Undecodable`] and continues.
///
/// A wait for one event ([`wait_for`](Self::wait_for), [`Call::and_event`](crate::Call::and_event)) handles this error
/// by the type `E`. If `E` stands for all events, the wait skips the error. If `E` is one type of event, the wait
/// fails, because the event may be the awaited event.
///
/// # Cancel safety
/// Dropping the future of `next()` loses no events.
#[must_use = "streams do nothing unless polled"]
pub struct EventStream<E> {
    link: Arc<Link>,
    subscriber: u64,
    filter: Option<Filter<E>>,
    ended: Option<EndReason>,
    /// True if the latest search stopped before the queue was empty.
    is_interrupted: bool,
}

type Filter<E> = Box<dyn Fn(&E) -> bool + Send>;

impl<E: EventSet> EventStream<E> {
    pub(crate) fn new(link: Arc<Link>, subscriber: u64) -> Self {
        Self {
            link,
            subscriber,
            filter: None,
            ended: None,
            is_interrupted: false,
        }
    }

    /// Keeps only events for which `wanted` returns true. Errors pass the filter. A second filter narrows the first.
    ///
    /// The filter runs when the stream is read. Events that the filter will drop still use space in the queue.
    pub fn filter(mut self, wanted: impl Fn(&E) -> bool + Send + 'static) -> Self
    where
        E: 'static,
    {
        self.filter = Some(match self.filter.take() {
            None => Box::new(wanted),
            Some(first) => Box::new(move |event| first(event) && wanted(event)),
        });
        self
    }

    /// Takes the next item without waiting. `None` if no item is available, and after the end of the stream.
    pub fn try_next(&mut self) -> Option<Result<Occurred<E>, EventError>> {
        let mut cx = Context::from_waker(Waker::noop());
        match Pin::new(self).poll_next(&mut cx) {
            Poll::Ready(item) => item,
            Poll::Pending => None,
        }
    }

    /// Waits for an event for which `matches` returns true, and skips the events before it.
    ///
    /// # Errors
    /// [`Error::EventNotSeen`] if:
    /// - the deadline passes;
    /// - the queue has dropped events, or the connection was lost, so that the event may have been missed;
    /// - the data of an event does not fit its type, unless `E` stands for all events;
    /// - the session ends.
    ///
    /// # Cancel safety
    /// If the future is dropped, the skipped events are lost.
    pub async fn wait_for(
        &mut self,
        mut matches: impl FnMut(&E) -> bool,
        deadline: Duration,
    ) -> Result<Occurred<E>, Error> {
        let found = poll_fn(|cx| self.poll_find(cx, &mut matches, &mut |_| false));
        let found = match timeout(deadline, found).await {
            Some(found) => found,
            None => self.find_at_deadline(&mut matches, deadline),
        };
        found.map_err(|cause| Error::EventNotSeen {
            command: None,
            cause,
        })
    }

    /// Searches the items that have arrived before the deadline.
    fn find_at_deadline(
        &mut self,
        matches: &mut dyn FnMut(&E) -> bool,
        deadline: Duration,
    ) -> Result<Occurred<E>, Cause> {
        self.link.move_all_bytes();
        let mut cx = Context::from_waker(Waker::noop());
        match self.poll_find(&mut cx, matches, &mut |_| false) {
            Poll::Ready(found) => found,
            Poll::Pending => Err(Cause::TimedOut {
                after: deadline,
                health: Health::Unknown,
            }),
        }
    }

    /// Searches for an event for which `matches` returns true. An error ends the search unless `continues` returns
    /// true.
    pub(in crate::session) fn poll_find(
        &mut self,
        cx: &mut Context<'_>,
        matches: &mut dyn FnMut(&E) -> bool,
        continues: &mut dyn FnMut(&EventError) -> bool,
    ) -> Poll<Result<Occurred<E>, Cause>> {
        self.is_interrupted = false;
        for _ in 0..ITEMS_PER_POLL {
            match std::task::ready!(Pin::new(&mut *self).poll_next(cx)) {
                Some(Ok(event)) if matches(&event) => return Poll::Ready(Ok(event)),
                Some(Ok(_)) => {}
                Some(Err(EventError::Undecodable { .. })) if E::NAME.is_none() => {}
                Some(Err(error)) if continues(&error) => {}
                Some(Err(error)) => return Poll::Ready(Err(error.into())),
                None => {
                    let reason = self.ended.clone().unwrap_or(EndReason::Eof);
                    return Poll::Ready(Err(Cause::Ended(reason)));
                }
            }
        }
        // The search stops here so that many other events cannot delay the check of a deadline.
        self.is_interrupted = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    /// True if the latest search stopped before the queue was empty.
    pub(in crate::session) fn is_interrupted(&self) -> bool {
        self.is_interrupted
    }

    /// Decodes an item of the queue. `None` if the filter drops the event.
    fn decode_item(&mut self, item: StreamItem) -> Option<Result<Occurred<E>, EventError>> {
        let event = match item {
            StreamItem::Event(event) => event,
            StreamItem::Lagged(missed) => return Some(Err(EventError::Lagged { missed })),
            StreamItem::Gap(reason) => return Some(Err(EventError::Gap { reason })),
            StreamItem::Closed(reason) => {
                self.ended = Some(reason.clone());
                return Some(Err(EventError::Closed(reason)));
            }
        };
        let undecodable = |message: String| {
            let name = excerpt(&event.name, SHORT_EXCERPT);
            Some(Err(EventError::Undecodable { name, message }))
        };
        if let Some(why) = &event.unreadable {
            return undecodable(why.to_string());
        }
        match E::decode(&event.name, event.data.as_deref()) {
            Ok(decoded) if self.filter.as_ref().is_some_and(|wanted| !wanted(&decoded)) => None,
            Ok(decoded) => Some(Ok(Occurred {
                event: decoded,
                timestamp: event.timestamp,
            })),
            Err(error) => undecodable(decode::message(Step::Member("data"), &error)),
        }
    }
}

impl<E: EventSet> Stream for EventStream<E> {
    type Item = Result<Occurred<E>, EventError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        while this.ended.is_none() {
            let subscriber = this.subscriber;
            let item = this
                .link
                .update(|engine, fx| engine.take_item(subscriber, cx.waker(), fx));
            let Some(item) = item else {
                return Poll::Pending;
            };
            if let Some(item) = this.decode_item(item) {
                return Poll::Ready(Some(item));
            }
        }
        Poll::Ready(None)
    }
}

impl<E: EventSet> FusedStream for EventStream<E> {
    fn is_terminated(&self) -> bool {
        self.ended.is_some()
    }
}

impl<E> Drop for EventStream<E> {
    fn drop(&mut self) {
        let subscriber = self.subscriber;
        self.link
            .update(|engine, fx| engine.unsubscribe(subscriber, fx));
    }
}

impl<E> fmt::Debug for EventStream<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream")
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}
