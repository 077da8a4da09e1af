//! Handle to a fleet, and the members.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

#[cfg(any(feature = "async-std", feature = "smol"))]
use super::dials::Dials;
use super::events::{Changes, FleetEvents, Since, Watcher};
use super::replies::FleetReplies;
use crate::command::Command;
use crate::error::Error;
use crate::event::EventSet;
use crate::session::Session;
use crate::time::timeout;

/// Set of sessions by name, for common events and commands. Sessions can join and leave at any time.
///
/// Cloning a `Fleet` is cheap. All clones are the same fleet. A fleet keeps its sessions open:
/// [`remove`](Fleet::remove) a session and drop what `remove` returns to close it. A session that ended stays in the
/// fleet until it is removed, and its calls fail with the reason of its end.
///
/// ```no_run
/// # async fn example(web: qapi_client::Session, db: qapi_client::Session) {
/// use std::time::Duration;
/// let fleet = qapi_client::Fleet::new();
/// fleet.add("web", web);
/// fleet.add("db", db);
/// let replies = fleet.call_each(|_, vm| vm.execute_raw("query-status", ().into()), Duration::from_secs(2));
/// for (name, reply) in replies.all().await {
///     match reply {
///         Ok(status) => println!("{name}: {status}"),
///         Err(error) => println!("{name}: {error}"),
///     }
/// }
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Fleet {
    pub(super) members: Arc<Mutex<Members>>,
}

#[derive(Default)]
pub(super) struct Members {
    sessions: BTreeMap<Arc<str>, Session>,
    /// Connections that are being made. A name is also in `sessions` while its session is being replaced.
    #[cfg(any(feature = "async-std", feature = "smol"))]
    pub(super) dials: Dials,
    /// The event streams, which follow the members.
    watchers: Vec<Weak<dyn Watcher>>,
}

/// Event streams with new items. The streams are woken after unlocking the fleet, because wakers run code of the
/// executor.
#[derive(Default)]
#[must_use = "wake after unlocking"]
pub(super) struct Notified(Vec<Arc<dyn Watcher>>);

impl Notified {
    /// Wakes the readers of the streams.
    pub(super) fn wake(self) {
        for watcher in self.0 {
            watcher.wake();
        }
    }
}

impl Members {
    /// Notifies all event streams that still have a reader.
    pub(super) fn notify(&mut self, notify: impl Fn(&dyn Watcher)) -> Notified {
        let mut notified = Vec::new();
        self.watchers.retain(|watcher| {
            let watcher = watcher.upgrade();
            notified.extend(watcher.iter().cloned());
            watcher.is_some()
        });
        notified.iter().for_each(|watcher| notify(&**watcher));
        Notified(notified)
    }

    /// Adds `session` under a name. Returns the previous session with this name.
    pub(super) fn join(
        &mut self,
        name: &Arc<str>,
        session: &Session,
        since: Since,
    ) -> (Option<Session>, Notified) {
        let replaced = self.sessions.insert(Arc::clone(name), session.clone());
        let notified = self.notify(|watcher| {
            if replaced.is_some() {
                watcher.on_left(name);
            }
            watcher.on_joined(name, session, since);
        });
        (replaced, notified)
    }
}

impl Fleet {
    /// Creates an empty fleet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Members> {
        // No foreign code runs under this lock, so a panic cannot interrupt a change of the maps.
        self.members.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a session, or a client, under a name. All streams of the fleet then contain its new events.
    ///
    /// Returns the previous session with this name, which leaves the fleet. A [`dial`](Fleet::dial) with this name
    /// stops.
    pub fn add(&self, name: impl Into<Arc<str>>, session: impl Into<Session>) -> Option<Session> {
        let (name, session) = (name.into(), session.into());
        let mut members = self.lock();
        #[cfg(any(feature = "async-std", feature = "smol"))]
        let dial = members.dials.remove(&name);
        let (replaced, notified) = members.join(&name, &session, Since::Now);
        drop(members);
        #[cfg(any(feature = "async-std", feature = "smol"))]
        drop(dial);
        notified.wake();
        replaced
    }

    /// Removes a session. The streams of the fleet drop the events of the session that were not read yet. A
    /// [`dial`](Fleet::dial) with this name stops.
    pub fn remove(&self, name: &str) -> Option<Session> {
        let mut members = self.lock();
        #[cfg(any(feature = "async-std", feature = "smol"))]
        let dial = members.dials.remove(name);
        let removed = members.sessions.remove(name);
        let notified = match removed {
            Some(_) => members.notify(|watcher| watcher.on_left(name)),
            None => Notified::default(),
        };
        drop(members);
        #[cfg(any(feature = "async-std", feature = "smol"))]
        drop(dial);
        notified.wake();
        removed
    }

    /// Returns the member with a name. `qmp::Client::from(session)` makes a typed client from the session.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Session> {
        self.lock().sessions.get(name).cloned()
    }

    /// Returns the names of all members, in alphabetical order.
    #[must_use]
    pub fn names(&self) -> Vec<Arc<str>> {
        self.lock().sessions.keys().cloned().collect()
    }

    /// Returns the number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lock().sessions.len()
    }

    /// Returns true if there are no members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Subscribes to new events of type `E` from all present and future members.
    ///
    /// The stream starts with a [`FleetItem::Joined`](super::FleetItem::Joined) for each present member. Each session
    /// has its own queue, so that many events of one session do not affect other sessions.
    pub fn subscribe<E: EventSet>(&self) -> FleetEvents<E> {
        let changes = Arc::new(Changes::default());
        let mut members = self.lock();
        for (name, session) in &members.sessions {
            changes.on_joined(name, session, Since::Now);
        }
        let watcher: Weak<Changes<E>> = Arc::downgrade(&changes);
        members.watchers.retain(|other| other.strong_count() > 0);
        members.watchers.push(watcher);
        drop(members);
        FleetEvents::new(changes)
    }

    /// Sends a command to all members at once. The stream has the replies in the order of arrival, so a stuck peer
    /// delays no other reply.
    ///
    /// Each call has this deadline as its [timeout](crate::Call::timeout). The error of a late call therefore shows
    /// whether the command was sent and what is known about the peer. The result may therefore take up to a [probe
    /// deadline](crate::Builder::probe_deadline) longer.
    pub fn execute_all<C: Command + Clone>(
        &self,
        command: C,
        deadline: Duration,
    ) -> FleetReplies<C::Return> {
        self.call_members(|_, session| session.execute(command.clone()).timeout(deadline))
    }

    /// Runs a future for each member, all at the same time. A future can be a call with options, a command by name, or
    /// an `async` block.
    ///
    /// A future that has not completed at the deadline is dropped, and its reply is [`Error::TimedOut`]. The time
    /// counts from the first poll of the future.
    pub fn call_each<F, T>(
        &self,
        mut call: impl FnMut(&str, &Session) -> F,
        deadline: Duration,
    ) -> FleetReplies<T>
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
        T: Send + 'static,
    {
        self.call_members(|name, session| {
            let call = call(name, session);
            async move {
                let late = Err(Error::TimedOut { after: deadline });
                timeout(deadline, call).await.unwrap_or(late)
            }
        })
    }

    fn call_members<F, T>(&self, mut call: impl FnMut(&str, &Session) -> F) -> FleetReplies<T>
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
        T: Send + 'static,
    {
        // The fleet is unlocked before the calls are made, because the closure may use the fleet.
        let sessions = self.lock().sessions.clone();
        FleetReplies::new(sessions.into_iter().map(|(name, session)| {
            let call = call(&name, &session);
            (name, call)
        }))
    }
}

impl fmt::Debug for Fleet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fleet")
            .field("names", &self.names())
            .finish()
    }
}
