//! Members that a fleet connects in the background.

use std::sync::{Arc, Mutex, Weak};

use futures_util::future::{AbortHandle, Abortable};

use super::events::Since;
use super::handle::{Fleet, Members};
use crate::address::Address;
use crate::connect::Builder;
use crate::error::Error;
use crate::session::{Reconnect, Session};
use crate::transport::spawn;

impl Fleet {
    /// Connects to a QMP monitor in the background and adds the session when it is ready.
    ///
    /// The fleet repeats attempts until the monitor answers, and reconnects when the connection is lost, both with the
    /// [default policy](Reconnect). [`dial_with`](Self::dial_with) takes other settings.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), qapi_client::Error> {
    /// use async_std::prelude::*;
    /// use qapi_client::{Fleet, FleetItem, RawEvent};
    ///
    /// let fleet = Fleet::new();
    /// fleet.dial("web", "unix:/run/web.qmp")?;
    /// fleet.dial("db", "unix:/run/db.qmp")?;
    /// let mut events = fleet.subscribe::<RawEvent>();
    /// while let Some(event) = events.next().await {
    ///     match event.item {
    ///         FleetItem::Joined => println!("{} is there", event.name),
    ///         FleetItem::Event(sent) => println!("{}: {}", event.name, sent.event.name),
    ///         other => println!("{}: {other:?}", event.name),
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The text is not an address.
    pub fn dial<A>(&self, name: impl Into<Arc<str>>, address: A) -> Result<(), Error>
    where
        A: TryInto<Address>,
        Error: From<A::Error>,
    {
        let policy = Reconnect::new().from_the_start(true);
        self.dial_with(name, address, Session::builder().reconnect(policy))
    }

    /// Connects to a peer in the background, by the settings of `builder`, and adds the session when it is ready.
    ///
    /// The [reconnect policy](Builder::reconnect) of the builder decides whether a failed attempt is repeated. The last
    /// failure is a [`FleetItem::Failed`](super::FleetItem::Failed) in the streams of the fleet. The streams contain
    /// the events of the session since it was connected, as far as they are in the [history](Builder::event_history).
    ///
    /// A member with the same name is replaced when the new session is ready. [`add`](Self::add),
    /// [`remove`](Self::remove) a later dial with the same name, and dropping the last clone of the fleet stop the
    /// attempts.
    ///
    /// # Errors
    /// The text is not an address.
    pub fn dial_with<A>(
        &self,
        name: impl Into<Arc<str>>,
        address: A,
        builder: Builder,
    ) -> Result<(), Error>
    where
        A: TryInto<Address>,
        Error: From<A::Error>,
    {
        let (name, address) = (name.into(), address.try_into()?);
        let (abort, registration) = AbortHandle::new_pair();
        let mut members = self.lock();
        let (number, replaced) = members.dials.start(&name, abort);
        drop(members);
        drop(replaced);
        // The task must not keep the fleet alive.
        let members = Arc::downgrade(&self.members);
        let dial = Abortable::new(
            async move {
                let connected = builder.connect::<Address>(address).await;
                complete_dial(&members, &name, number, connected);
            },
            registration,
        );
        spawn(async {
            // An error means that the dial was stopped.
            let _ = dial.await;
        });
        Ok(())
    }
}

/// Adds the session of a dial to its fleet, unless the dial was stopped or the fleet was dropped.
fn complete_dial(
    members: &Weak<Mutex<Members>>,
    name: &Arc<str>,
    number: u64,
    connected: Result<Session, Error>,
) {
    let Some(members) = members.upgrade() else {
        return;
    };
    let fleet = Fleet { members };
    let mut members = fleet.lock();
    let Some(dial) = members.dials.remove_finished(name, number) else {
        return;
    };
    let (replaced, notified) = match &connected {
        Ok(session) => members.join(name, session, Since::Connected),
        Err(error) => {
            log::debug!("dialling {name} gave up: {error}");
            (
                None,
                members.notify(|watcher| watcher.on_failed(name, error)),
            )
        }
    };
    drop(members);
    drop((dial, replaced));
    notified.wake();
}
