//! Events: what they are to the session, and the streams that carry them.

use std::fmt;
use std::future::poll_fn;
use std::ops::Deref;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use futures_core::stream::FusedStream;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::decode::{self, Step};
use crate::error::{Cause, EndReason, Error, EventError, Health};
use crate::protocol::Timestamp;
use crate::session::subscribers::{Item, Queue};
use crate::time::Sleep;

/// One type of event of a schema: what the structs in `events` implement.
///
/// It deserialises from the `data` object of the QMP specification, "Asynchronous events".
pub trait Event: DeserializeOwned + Send + 'static {
    /// The name on the wire.
    const NAME: &'static str;
}

/// What a typed event stream yields: one type of event, or the `Event` enum of a whole schema.
pub trait EventSet: Sized + Send + 'static {
    /// The only name to be subscribed to; `None` for every event.
    const NAME: Option<&'static str>;

    /// Reads the event `name`. Absent data reads as the empty object.
    ///
    /// # Errors
    /// The data does not fit the schema.
    fn decode(name: &str, data: Option<&RawValue>) -> Result<Self, serde_json::Error>;
}

impl<E: Event> EventSet for E {
    const NAME: Option<&'static str> = Some(<E as Event>::NAME);

    fn decode(_name: &str, data: Option<&RawValue>) -> Result<Self, serde_json::Error> {
        serde_json::from_str(data.map_or("{}", RawValue::get))
    }
}

/// An event as it came: any name, its data as JSON text.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RawEvent {
    /// The name on the wire.
    pub name: String,
    /// The `data` member; absent for many events.
    pub data: Option<Box<RawValue>>,
}

impl RawEvent {
    /// An event of this name with this data.
    pub fn new(name: impl Into<String>, data: Option<Box<RawValue>>) -> Self {
        Self {
            name: name.into(),
            data,
        }
    }
}

impl EventSet for RawEvent {
    const NAME: Option<&'static str> = None;

    fn decode(name: &str, data: Option<&RawValue>) -> Result<Self, serde_json::Error> {
        Ok(Self {
            name: name.to_owned(),
            data: data.map(ToOwned::to_owned),
        })
    }
}

/// An event and when it occurred. Derefs to the event.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Occurred<E> {
    /// The event.
    pub event: E,
    /// When it occurred, by the clock of the peer.
    pub timestamp: Timestamp,
}

impl<E> Deref for Occurred<E> {
    type Target = E;

    fn deref(&self) -> &E {
        &self.event
    }
}

/// The events of a session, in order, from the moment of the subscription on.
///
/// The last item is [`EventError::Closed`]; then the stream ends. A stream does not keep its session alive.
///
/// # Lagging
/// Each stream has a bounded queue of its own ([`Builder::event_queue`](crate::Builder::event_queue)). When it is full the oldest events are dropped,
/// and [`EventError::Lagged`] stands in the stream in their place. A slow reader delays neither replies nor other streams.
///
/// # Cancel safety
/// Dropping the future of a `next()` loses nothing.
#[must_use = "streams do nothing unless polled"]
pub struct EventStream<E> {
    queue: Arc<Queue>,
    filter: Option<Filter<E>>,
    ended: Option<EndReason>,
}

type Filter<E> = Box<dyn Fn(&E) -> bool + Send>;

impl<E: EventSet> EventStream<E> {
    pub(crate) fn new(queue: Arc<Queue>) -> Self {
        Self {
            queue,
            filter: None,
            ended: None,
        }
    }

    /// Only events of which `wanted` is true. Errors pass. A second filter narrows the first.
    ///
    /// The filter runs in the reader, so that events it will drop take room in the queue until then.
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

    /// Waits for the first event for which `matches` returns true, and discards the events before it.
    ///
    /// # Errors
    /// [`Error::EventNotSeen`], whose cause is the deadline, events dropped from a full queue, a time without connection,
    /// the end of the session, or an event of the awaited type that does not fit the schema. A wait over several types of
    /// event ([`EventSet::NAME`] is `None`) skips events that do not fit.
    ///
    /// # Cancel safety
    /// Dropping the future loses the events that it has discarded.
    pub async fn wait_for(
        &mut self,
        mut matches: impl FnMut(&E) -> bool,
        deadline: Duration,
    ) -> Result<Occurred<E>, Error> {
        let mut over = pin!(Sleep::new(deadline));
        poll_fn(|cx| {
            loop {
                match Pin::new(&mut *self).poll_next(cx) {
                    Poll::Ready(Some(Ok(event))) if matches(&event) => {
                        return Poll::Ready(Ok(event));
                    }
                    Poll::Ready(Some(Ok(_))) => {}
                    Poll::Ready(Some(Err(EventError::Undecodable { .. }))) if E::NAME.is_none() => {
                    }
                    Poll::Ready(Some(Err(error))) => return Poll::Ready(not_seen(error.into())),
                    Poll::Ready(None) => {
                        let reason = self.ended.clone().unwrap_or(EndReason::Eof);
                        return Poll::Ready(not_seen(reason.into()));
                    }
                    Poll::Pending => {
                        let cause = Cause::TimedOut {
                            after: deadline,
                            health: Health::Unknown,
                        };
                        return over.as_mut().poll(cx).map(|()| not_seen(cause));
                    }
                }
            }
        })
        .await
    }

    /// What the queue gave, decoded; `None` if the filter drops it.
    fn read(&mut self, item: Item) -> Option<Result<Occurred<E>, EventError>> {
        match item {
            Item::Event(event) => match E::decode(&event.name, event.data.as_deref()) {
                Ok(decoded) if self.filter.as_ref().is_some_and(|wanted| !wanted(&decoded)) => None,
                Ok(decoded) => Some(Ok(Occurred {
                    event: decoded,
                    timestamp: event.timestamp,
                })),
                Err(error) => Some(Err(EventError::Undecodable {
                    name: event.name.to_string(),
                    message: decode::message(Step::Member("data"), &error),
                })),
            },
            Item::Lagged(missed) => Some(Err(EventError::Lagged { missed })),
            Item::Gap(reason) => Some(Err(EventError::Gap { reason })),
            Item::Closed(reason) => {
                self.ended = Some(reason.clone());
                Some(Err(EventError::Closed(reason)))
            }
        }
    }
}

/// The event of a wait was not seen.
fn not_seen<E>(cause: Cause) -> Result<Occurred<E>, Error> {
    Err(Error::EventNotSeen {
        command: None,
        cause,
    })
}

impl<E: EventSet> Stream for EventStream<E> {
    type Item = Result<Occurred<E>, EventError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        while this.ended.is_none() {
            let Poll::Ready(item) = this.queue.poll_take(cx) else {
                return Poll::Pending;
            };
            if let Some(item) = this.read(item) {
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
        self.queue.leave();
    }
}

impl<E> fmt::Debug for EventStream<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream")
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}
