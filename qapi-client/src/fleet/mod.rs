//! Many named sessions in one process.

mod events;
mod ready;
mod replies;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

pub use events::{FleetEvent, FleetEvents};
pub use replies::{FleetReplies, FleetReply};

use crate::command::Command;
use crate::event::EventSet;
use crate::session::{Call, Session};
use events::{Merged, Watcher};

/// Many sessions by name: virtual machines that come and go, watched and commanded together.
///
/// A cheap clone; all clones are the same fleet. A fleet keeps its sessions open: [`remove`](Fleet::remove) one and drop
/// what it returns to close it. A session that ended stays until it is removed, and answers as an ended session does.
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
    shared: Arc<Mutex<Members>>,
}

#[derive(Default)]
struct Members {
    sessions: BTreeMap<Arc<str>, Session>,
    /// The merged streams, which follow what is added and removed.
    watchers: Vec<Weak<dyn Watcher>>,
}

impl Members {
    /// Tells the merged streams that still have a reader.
    fn tell(&mut self, tell: impl Fn(&dyn Watcher)) {
        self.watchers.retain(|watcher| match watcher.upgrade() {
            Some(watcher) => {
                tell(&*watcher);
                true
            }
            None => false,
        });
    }
}

impl Fleet {
    /// An empty fleet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn lock(&self) -> MutexGuard<'_, Members> {
        // Wakers are the only foreign code that runs under this lock, and one that panics leaves the maps whole.
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a session under a name. The events of the session are in all merged streams from now on.
    ///
    /// Returns the session that had the name before, which is no longer of the fleet.
    pub fn add(&self, name: impl Into<Arc<str>>, session: impl Into<Session>) -> Option<Session> {
        let (name, session) = (name.into(), session.into());
        let mut members = self.lock();
        let former = members.sessions.insert(Arc::clone(&name), session.clone());
        members.tell(|watcher| {
            if former.is_some() {
                watcher.removed(&name);
            }
            watcher.added(&name, &session);
        });
        former
    }

    /// Takes a session out of the fleet, with all that the merged streams still hold of it.
    pub fn remove(&self, name: &str) -> Option<Session> {
        let mut members = self.lock();
        let session = members.sessions.remove(name)?;
        members.tell(|watcher| watcher.removed(name));
        Some(session)
    }

    /// The session of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Session> {
        self.lock().sessions.get(name).cloned()
    }

    /// All names, in order.
    #[must_use]
    pub fn names(&self) -> Vec<Arc<str>> {
        self.lock().sessions.keys().cloned().collect()
    }

    /// How many sessions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lock().sessions.len()
    }

    /// True if there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The events of type `E` of all sessions, from now on, also of those added later. Each session has a queue of its
    /// own, so that one that floods costs the others nothing.
    pub fn subscribe<E: EventSet>(&self) -> FleetEvents<E> {
        let merged = Arc::new(Merged::default());
        let mut members = self.lock();
        for (name, session) in &members.sessions {
            merged.added(name, session);
        }
        let watcher: Weak<Merged<E>> = Arc::downgrade(&merged);
        members.watchers.retain(|other| other.strong_count() > 0);
        members.watchers.push(watcher);
        FleetEvents::new(merged)
    }

    /// Sends one command to all sessions at once. The replies come as they arrive, so that a machine that is stuck
    /// delays nobody.
    ///
    /// Each call has this deadline as its [timeout](Call::timeout), so that the error of one that is late says whether
    /// the command was sent and what is known about the peer; finding that out may take a
    /// [moment](crate::Builder::probe_deadline) longer.
    pub fn execute_all<C: Command + Clone>(
        &self,
        command: C,
        deadline: Duration,
    ) -> FleetReplies<Call<C>> {
        self.each(
            |_, session| session.execute(command.clone()).timeout(deadline),
            None,
        )
    }

    /// As [`execute_all`](Fleet::execute_all), with the call made for each session; it may be any future:
    /// one with options, one by name, one of several steps. One that has not ended by the deadline is dropped there:
    /// [`Error::TimedOut`](crate::Error::TimedOut).
    pub fn call_each<F, T>(
        &self,
        call: impl FnMut(&str, &Session) -> F,
        deadline: Duration,
    ) -> FleetReplies<F>
    where
        F: Future<Output = Result<T, crate::Error>> + Unpin,
    {
        self.each(call, Some(deadline))
    }

    fn each<F>(
        &self,
        mut call: impl FnMut(&str, &Session) -> F,
        deadline: Option<Duration>,
    ) -> FleetReplies<F> {
        // The calls are made outside of the lock: making one may ask the fleet something.
        let sessions: Vec<_> = self.lock().sessions.clone().into_iter().collect();
        FleetReplies::new(
            sessions.into_iter().map(|(name, session)| {
                let call = call(&name, &session);
                (name, call)
            }),
            deadline,
        )
    }
}

impl fmt::Debug for Fleet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fleet")
            .field("names", &self.names())
            .finish()
    }
}
