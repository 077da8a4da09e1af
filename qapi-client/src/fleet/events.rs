//! Events of all members of a fleet in one stream.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use futures_util::stream::{AbortHandle, Abortable, SelectAll};
use futures_util::task::AtomicWaker;

use crate::error::{Error, EventError};
use crate::event::{EventSet, Occurred};
#[cfg(any(feature = "async-std", feature = "smol"))]
use crate::protocol::Timestamp;
use crate::session::{EventStream, Session};

/// Item of [`FleetEvents`], with the name of the member.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FleetEvent<E> {
    /// Name of the member.
    pub name: Arc<str>,
    /// Change or event.
    pub item: FleetItem<E>,
}

/// Change or event of a member of a fleet.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum FleetItem<E> {
    /// The session joined the fleet, or was a member when the stream was made. The events of the session follow.
    Joined,
    /// The session sent an event.
    Event(Occurred<E>),
    /// An error in the event stream of the session. [`EventError::Closed`] is the last item of a session that has
    /// ended, which stays a member.
    Error(EventError),
    /// The session was removed from the fleet, or replaced. No items of the session follow.
    Left,
    /// A [`Fleet::dial`](crate::Fleet::dial) has stopped after a failure. It makes no further attempts, and no session
    /// joins.
    Failed(Error),
}

/// First event of a new member in a stream.
#[derive(Debug, Clone, Copy)]
pub(super) enum Since {
    /// The first event from now on.
    Now,
    /// The first event of the session that is in the history.
    #[cfg(any(feature = "async-std", feature = "smol"))]
    Connected,
}

/// Event stream that follows the members of a fleet. All methods except `wake` are called while the fleet is locked.
pub(super) trait Watcher: Send + Sync {
    fn on_joined(&self, name: &Arc<str>, session: &Session, since: Since);
    fn on_left(&self, name: &str);
    #[cfg(any(feature = "async-std", feature = "smol"))]
    fn on_failed(&self, name: &Arc<str>, error: &Error);
    fn wake(&self);
}

/// Changes of the members that the reader of a stream has not read yet.
pub(super) struct Changes<E> {
    unread: Mutex<VecDeque<(Arc<str>, Change<E>)>>,
    reader: AtomicWaker,
}

enum Change<E> {
    Joined(EventStream<E>),
    Left,
    #[cfg(any(feature = "async-std", feature = "smol"))]
    Failed(Error),
}

impl<E> Default for Changes<E> {
    fn default() -> Self {
        Self {
            unread: Mutex::default(),
            reader: AtomicWaker::new(),
        }
    }
}

impl<E> Changes<E> {
    fn lock_unread(&self) -> MutexGuard<'_, VecDeque<(Arc<str>, Change<E>)>> {
        // No code that can panic runs under this lock.
        self.unread.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the next change. If there is none, the next change wakes the task of `cx`.
    fn poll_next(&self, cx: &Context<'_>) -> Poll<(Arc<str>, Change<E>)> {
        // The waker is registered before the queue is read, so that a change after the read wakes the reader.
        self.reader.register(cx.waker());
        match self.lock_unread().pop_front() {
            Some(change) => Poll::Ready(change),
            None => Poll::Pending,
        }
    }
}

impl<E: EventSet> Watcher for Changes<E> {
    fn on_joined(&self, name: &Arc<str>, session: &Session, since: Since) {
        // The subscription starts here, because the reader may be late.
        let events = match since {
            Since::Now => session.subscribe(),
            #[cfg(any(feature = "async-std", feature = "smol"))]
            Since::Connected => session.events_since(BEGINNING),
        };
        let change = (Arc::clone(name), Change::Joined(events));
        self.lock_unread().push_back(change);
    }

    fn on_left(&self, name: &str) {
        let mut unread = self.lock_unread();
        let unread_joined = unread
            .iter()
            .rposition(|(other, change)| matches!(change, Change::Joined(_) if **other == *name));
        // An unread `Joined` is removed, so that the list stays short for a reader that never reads.
        let taken_back = match unread_joined {
            Some(position) => unread.remove(position),
            None => {
                unread.push_back((name.into(), Change::Left));
                None
            }
        };
        drop(unread);
        drop(taken_back);
    }

    #[cfg(any(feature = "async-std", feature = "smol"))]
    fn on_failed(&self, name: &Arc<str>, error: &Error) {
        let failed = (Arc::clone(name), Change::Failed(error.clone()));
        let mut unread = self.lock_unread();
        unread.retain(|(other, change)| !matches!(change, Change::Failed(_) if **other == **name));
        unread.push_back(failed);
    }

    fn wake(&self) {
        self.reader.wake();
    }
}

/// Earliest possible time.
#[cfg(any(feature = "async-std", feature = "smol"))]
const BEGINNING: Timestamp = Timestamp {
    seconds: i64::MIN,
    microseconds: 0,
};

/// Events of one member, with the name of the member.
struct MemberEvents<E> {
    name: Arc<str>,
    events: EventStream<E>,
}

impl<E: EventSet> Stream for MemberEvents<E> {
    type Item = FleetEvent<E>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { name, events } = self.get_mut();
        let event = ready!(Pin::new(events).poll_next(cx));
        Poll::Ready(event.map(|event| FleetEvent {
            name: Arc::clone(name),
            item: event.map_or_else(FleetItem::Error, FleetItem::Event),
        }))
    }
}

/// Events of all members of a [`Fleet`](crate::Fleet), and changes of the members. Created by
/// [`Fleet::subscribe`](crate::Fleet::subscribe).
///
/// The events of one member are in order, between its [`Joined`](FleetItem::Joined) and its [`Left`](FleetItem::Left);
/// the events of different members are in the order in which the stream reads them. The stream never ends. It waits
/// while the fleet is empty.
///
/// # Cancel safety
/// Dropping the future of a `next()` loses nothing.
#[must_use = "streams do nothing unless polled"]
pub struct FleetEvents<E> {
    changes: Arc<Changes<E>>,
    /// Handle to end the stream of each member in `streams`.
    members: BTreeMap<Arc<str>, AbortHandle>,
    streams: SelectAll<Abortable<MemberEvents<E>>>,
}

impl<E: EventSet> FleetEvents<E> {
    pub(super) fn new(changes: Arc<Changes<E>>) -> Self {
        Self {
            changes,
            members: BTreeMap::new(),
            streams: SelectAll::new(),
        }
    }

    fn apply_change(&mut self, name: Arc<str>, change: Change<E>) -> FleetEvent<E> {
        let item = match change {
            Change::Joined(events) => {
                self.join_member(&name, events);
                FleetItem::Joined
            }
            Change::Left => {
                if let Some(member) = self.members.remove(&name) {
                    member.abort();
                }
                FleetItem::Left
            }
            #[cfg(any(feature = "async-std", feature = "smol"))]
            Change::Failed(error) => FleetItem::Failed(error),
        };
        FleetEvent { name, item }
    }

    fn join_member(&mut self, name: &Arc<str>, events: EventStream<E>) {
        let (abort, registration) = AbortHandle::new_pair();
        self.members.insert(Arc::clone(name), abort);
        let name = Arc::clone(name);
        let events = MemberEvents { name, events };
        self.streams.push(Abortable::new(events, registration));
    }
}

impl<E: EventSet> Stream for FleetEvents<E> {
    type Item = FleetEvent<E>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if let Poll::Ready((name, change)) = this.changes.poll_next(cx) {
            return Poll::Ready(Some(this.apply_change(name, change)));
        }
        match Pin::new(&mut this.streams).poll_next(cx) {
            Poll::Ready(Some(event)) => Poll::Ready(Some(event)),
            // There are no members. The next member that joins wakes the reader.
            Poll::Ready(None) | Poll::Pending => Poll::Pending,
        }
    }
}

impl<E> fmt::Debug for FleetEvents<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FleetEvents")
            .field("members", &self.members.keys())
            .finish_non_exhaustive()
    }
}
