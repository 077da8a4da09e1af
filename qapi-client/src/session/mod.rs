//! The untyped handle to a peer, and what moves its bytes.

mod builder;
mod call;
pub(crate) mod subscribers;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

pub use builder::{Builder, Protocol};
pub use call::{Call, CallAndEvent, Completed, RawCall};

use crate::address::Address;
use crate::command::Command;
use crate::error::{EndReason, Error};
use crate::event::{EventSet, EventStream, RawEvent};
use crate::protocol::Greeting;
use subscribers::Subscribers;

/// A connection to a peer: the untyped handle, and a cheap clone.
///
/// Dropping the last clone, calls included, closes the connection at once. Event streams do not keep it open.
#[derive(Clone)]
pub struct Session {
    shared: Arc<Shared>,
}

struct Shared {
    greeting: Greeting,
    event_queue: usize,
    subscribers: Mutex<Subscribers>,
}

impl Session {
    /// Settings for a session, all at their defaults.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Connects to a QMP monitor with the default settings and runs the session on async-std.
    ///
    /// # Errors
    /// The text is no address, nothing listens there, no greeting came in time, or the negotiation was refused.
    #[cfg(feature = "async-std")]
    pub async fn connect<A>(address: A) -> Result<Self, Error>
    where
        A: TryInto<Address>,
        Error: From<A::Error>,
    {
        Self::builder().connect(address).await
    }

    /// What the peer said first; empty where it has no greeting.
    #[must_use]
    pub fn greeting(&self) -> &Greeting {
        &self.shared.greeting
    }

    /// A command of a schema. Nothing happens until the call is awaited.
    pub fn execute<C: Command>(&self, command: C) -> Call<C> {
        Call::new(self.clone(), command)
    }

    /// A command by name, with its `arguments` object, or `Value::Null` for none.
    pub fn execute_raw(&self, name: impl Into<String>, arguments: Value) -> RawCall {
        RawCall::new(self.clone(), name.into(), arguments)
    }

    /// The events of type `E`, from now on.
    pub fn subscribe<E: EventSet>(&self) -> EventStream<E> {
        let mut subscribers = self
            .shared
            .subscribers
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        EventStream::new(subscribers.subscribe(E::NAME, self.shared.event_queue))
    }

    /// All events as they come, from now on.
    pub fn raw_events(&self) -> EventStream<RawEvent> {
        self.subscribe()
    }

    /// Sends nothing new, waits for what is written to be answered, and closes the connection.
    pub async fn close(&self) {}

    /// Waits for the end of the session and tells why it ended.
    pub async fn closed(&self) -> EndReason {
        EndReason::DriverDropped
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").finish_non_exhaustive()
    }
}
