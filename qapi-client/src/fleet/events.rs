//! The events of all sessions of a fleet in one stream.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use futures_core::Stream;

use super::ready::{Ready, ReadySet, Said};
use crate::error::EventError;
use crate::event::{EventSet, Occurred};
use crate::session::{EventStream, Session};

/// An item of a [`FleetEvents`]: whose it is, and what an [`EventStream`] of that session would have given.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FleetEvent<E> {
    /// The name of the session.
    pub name: Arc<str>,
    /// The event. [`EventError::Closed`] is the last of its session; the merged stream goes on.
    pub item: Result<Occurred<E>, EventError>,
}

/// What follows the changes of a fleet.
pub(super) trait Watcher: Send + Sync {
    fn added(&self, name: &Arc<str>, session: &Session);
    fn removed(&self, name: &str);
}

/// Changes that the reader of a merged stream has not seen yet.
pub(super) struct Merged<E> {
    changes: Mutex<Vec<Change<E>>>,
    ready: Arc<Ready>,
}

enum Change<E> {
    Added(Arc<str>, EventStream<E>),
    Removed(Box<str>),
}

impl<E> Default for Merged<E> {
    fn default() -> Self {
        Self {
            changes: Mutex::default(),
            ready: Arc::default(),
        }
    }
}

impl<E> Merged<E> {
    fn changes(&self) -> MutexGuard<'_, Vec<Change<E>>> {
        // Nothing that can panic runs under this lock.
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Vec<Change<E>> {
        std::mem::take(&mut *self.changes())
    }
}

impl<E: EventSet> Watcher for Merged<E> {
    fn added(&self, name: &Arc<str>, session: &Session) {
        // Subscribed here and not by the reader, who may be late.
        let change = Change::Added(Arc::clone(name), session.subscribe());
        self.changes().push(change);
        self.ready.nudge();
    }

    fn removed(&self, name: &str) {
        let mut changes = self.changes();
        let is_it =
            |change: &Change<E>| matches!(change, Change::Added(added, _) if **added == *name);
        // One that the reader has not seen yet just goes, so that a reader who never looks piles up nothing.
        match changes.iter().rposition(is_it) {
            Some(unseen) => drop(changes.remove(unseen)),
            None => changes.push(Change::Removed(name.into())),
        }
        drop(changes);
        self.ready.nudge();
    }
}

/// The events of all sessions of a [`Fleet`](crate::Fleet), tagged with the session's name. Made by
/// [`Fleet::subscribe`](crate::Fleet::subscribe).
///
/// The events of one session are in order; those of different sessions are in the order in which they were noticed.
/// The stream follows sessions that are added and removed, and never ends: while the fleet is empty it waits.
///
/// # Cancel safety
/// Dropping the future of a `next()` loses nothing.
#[must_use = "streams do nothing unless polled"]
pub struct FleetEvents<E> {
    merged: Arc<Merged<E>>,
    streams: ReadySet<(Arc<str>, EventStream<E>)>,
}

impl<E> FleetEvents<E> {
    pub(super) fn new(merged: Arc<Merged<E>>) -> Self {
        let streams = ReadySet::new(Arc::clone(&merged.ready));
        Self { merged, streams }
    }
}

impl<E: EventSet> Stream for FleetEvents<E> {
    type Item = FleetEvent<E>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { merged, streams } = self.get_mut();
        loop {
            for change in merged.take() {
                match change {
                    Change::Added(name, stream) => streams.insert((name, stream)),
                    Change::Removed(name) => streams.retain(|(other, _)| **other != *name),
                }
            }
            let said = streams.poll_next(cx, |(name, stream), cx| {
                match Pin::new(stream).poll_next(cx) {
                    Poll::Pending => Said::Pending,
                    Poll::Ready(None) => Said::End,
                    Poll::Ready(Some(item)) => Said::Item(FleetEvent {
                        name: Arc::clone(name),
                        item,
                    }),
                }
            });
            if let Poll::Ready(event) = said {
                return Poll::Ready(Some(event));
            }
            // A change between the look at the list and the registration of the waker has woken nobody.
            if merged.changes().is_empty() {
                return Poll::Pending;
            }
        }
    }
}

impl<E> fmt::Debug for FleetEvents<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FleetEvents")
            .field("sessions", &self.streams.len())
            .finish_non_exhaustive()
    }
}
