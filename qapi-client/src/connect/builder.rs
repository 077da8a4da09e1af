//! Builder: settings of a session, and sessions over byte streams.

use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::time::Duration;

use futures_io::{AsyncRead, AsyncWrite};

use crate::error::Error;
use crate::protocol::Protocol;
use crate::session::{BusyPolicy, Dialer, Driver, Reconnect, Session, Settings};
#[cfg(any(feature = "async-std", feature = "smol"))]
use crate::transport::SocketOptions;
use crate::transport::{Connector, StreamConnector, StreamTransport, Transport};

/// Settings of a session; created by [`Session::builder`], or by `builder` of a generated `Client`.
///
/// Each method that connects returns a `C`: a [`Session`], or the `Client` that made the builder.
#[must_use = "a builder does nothing until connected"]
pub struct Builder<C = Session> {
    settings: Settings,
    #[cfg(any(feature = "async-std", feature = "smol"))]
    pub(super) sockets: SocketOptions,
    client: PhantomData<fn() -> C>,
}

impl Session {
    /// Default settings of a session.
    pub fn builder() -> Builder {
        Builder::default()
    }
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            #[cfg(any(feature = "async-std", feature = "smol"))]
            sockets: SocketOptions::default(),
            client: PhantomData,
        }
    }
}

impl<C> Clone for Builder<C> {
    fn clone(&self) -> Self {
        Self {
            settings: self.settings.clone(),
            #[cfg(any(feature = "async-std", feature = "smol"))]
            sockets: self.sockets.clone(),
            client: PhantomData,
        }
    }
}

impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

impl<C> Builder<C> {
    /// Changes the type of the client to `T`: a generated `Client`, or your own type that wraps a session.
    pub fn client<T: From<Session>>(self) -> Builder<T> {
        Builder {
            settings: self.settings,
            #[cfg(any(feature = "async-std", feature = "smol"))]
            sockets: self.sockets,
            client: PhantomData,
        }
    }

    /// Protocol of the peer. Default: [`Protocol::Qmp`].
    pub fn protocol(mut self, protocol: Protocol) -> Self {
        self.settings.protocol = protocol;
        self
    }

    /// Time limit for greeting and negotiation, or for the synchronisation with a guest agent. Default: 10 s.
    pub fn greeting_deadline(mut self, deadline: Duration) -> Self {
        self.settings.greeting_deadline = deadline;
        self
    }

    /// Time that [`Session::close`] waits for outstanding replies. Default: 2 s.
    pub fn close_deadline(mut self, deadline: Duration) -> Self {
        self.settings.close_deadline = deadline;
        self
    }

    /// Timeout of each call that sets no timeout itself; see [`Call::timeout`](crate::Call::timeout). Default: none.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use qapi_client::Session;
    /// let builder = Session::builder().call_timeout(Duration::from_secs(10));
    /// ```
    pub fn call_timeout(mut self, timeout: Duration) -> Self {
        self.settings.call_timeout = Some(timeout);
        self
    }

    /// Limit of in-band commands on the wire; other commands wait in the client. At least 1.
    ///
    /// Default: 7. A QMP monitor stops reading at 8 commands, and out-of-band commands then wait too (QMP
    /// specification, "Out-of-band execution"). For a guest agent the default is 1, since old agents return no ids.
    /// `usize::MAX` removes the limit.
    pub fn in_flight(mut self, limit: usize) -> Self {
        self.settings.in_flight = Some(limit.max(1));
        self
    }

    /// Limit of a message, in bytes. Default: 24 MiB.
    ///
    /// A larger reply fails its call, and a larger event is dropped. The same limit applies to the sum of the replies
    /// that callers have not taken.
    ///
    /// The limits of messages, [queues](Self::event_queue_bytes) and [history](Self::event_history_bytes) bound the
    /// memory that a peer can make a session use. At the defaults, with one event stream, the bound is 64 MiB.
    pub fn message_limit(mut self, limit: usize) -> Self {
        self.settings.message_limit = limit;
        self
    }

    /// Number of events that wait in each stream before the oldest are dropped; at least 1. Default: 1024.
    pub fn event_queue(mut self, events: usize) -> Self {
        self.settings.event_queue.events = events;
        self
    }

    /// Bytes of events that wait in each stream before the oldest are dropped. Default: 8 MiB.
    pub fn event_queue_bytes(mut self, bytes: usize) -> Self {
        self.settings.event_queue.bytes = bytes;
        self
    }

    /// Number of events of all types that the session remembers for [`Session::events_since`]; 0 for none. Default:
    /// 128.
    pub fn event_history(mut self, events: usize) -> Self {
        self.settings.event_history.events = events;
        self
    }

    /// Bytes of events that the session remembers for [`Session::events_since`]. Default: 4 MiB.
    pub fn event_history_bytes(mut self, bytes: usize) -> Self {
        self.settings.event_history.bytes = bytes;
        self
    }

    /// Whether to request out-of-band execution if the peer offers it. Default: true.
    ///
    /// Out-of-band execution costs CPU time for each command, because QEMU's monitor thread sleeps until a command
    /// arrives, and the writer must wake this thread. The CPU time of a command grew by a factor of 1.0 on a busy
    /// virtual machine and 1.8 on an idle virtual machine, in a session as well as in a plain loop of blocking system
    /// calls.
    ///
    /// Without out-of-band execution, the session sends no [probes](Self::probe_deadline), so that a timeout cannot
    /// distinguish a busy peer from a stuck peer.
    pub fn oob(mut self, ask: bool) -> Self {
        self.settings.oob = ask;
        self
    }

    /// Time in which a peer must reply to a probe. A peer that does not reply in time is
    /// [`Health::Stuck`](crate::Health::Stuck). Default: 1 s.
    ///
    /// A call sends its probe this time before its [timeout](crate::Call::timeout) ends, or half-way through a shorter
    /// timeout.
    pub fn probe_deadline(mut self, deadline: Duration) -> Self {
        self.settings.probe_deadline = deadline;
        self
    }

    /// Total time that a call with a timeout may take while its peer is busy: alive, but slow to reply. Default: zero,
    /// which is no extension.
    ///
    /// If the peer is busy when the timeout ends, the timeout starts again, up to this limit in total. The call fails
    /// earlier if the peer is stuck or the connection is lost. Without out-of-band execution no deadline is extended.
    pub fn while_busy(mut self, limit: Duration) -> Self {
        self.settings.busy = BusyPolicy { limit };
        self
    }

    /// Sets the policy to reconnect when the connection is lost. Without a policy the session ends.
    ///
    /// Subscriptions are kept, and each stream has an [`EventError::Gap`](crate::EventError::Gap) where events may be
    /// missing. Capabilities are negotiated again. Commands that were sent and have no reply fail as
    /// [`OutcomeUnknown`](Error::OutcomeUnknown). Commands that waited in the client, and commands submitted without a
    /// connection, are sent on the new connection.
    pub fn reconnect(mut self, policy: Reconnect) -> Self {
        self.settings.reconnect = Some(policy);
        self
    }

    /// Starts a session over any byte stream. The session makes progress only while the returned driver is polled.
    ///
    /// Commands may be submitted at once; they are sent when the peer is ready. [`Session::ready`] waits until the peer
    /// is ready. No runtime is needed, because one thread serves all deadlines of the process.
    pub fn over<S>(self, stream: S) -> (C, Driver)
    where
        C: From<Session>,
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let transport = StreamTransport::new(stream, self.message_limit_bytes());
        let (session, driver) = self.over_transport(Box::new(transport), None);
        (C::from(session), driver)
    }

    /// Starts a session over byte streams that the function `connect` returns, on any runtime.
    ///
    /// The function is called now for the first stream, and according to the policy to [`reconnect`](Self::reconnect)
    /// for later streams. The session makes progress only while the driver is polled.
    ///
    /// ```
    /// # use qapi_client::{Error, Session, Reconnect};
    /// # async fn example() -> Result<(), Error> {
    /// let builder = Session::builder().reconnect(Reconnect::new());
    /// let (vm, driver) = builder.over_each(|| async_std::os::unix::net::UnixStream::connect("/run/vm.qmp")).await?;
    /// async_std::task::spawn(driver);
    /// vm.ready().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::Ended`] with the error of `connect`.
    pub async fn over_each<F, O, S>(self, connect: F) -> Result<(C, Driver), Error>
    where
        C: From<Session>,
        F: FnMut() -> O + Send + 'static,
        O: Future<Output = io::Result<S>> + Send + 'static,
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let connector = Box::new(StreamConnector(connect));
        let (session, driver) = self.over_connector(connector).await?;
        Ok((C::from(session), driver))
    }

    /// Makes the first connection and starts a session. The policy counts only if it applies to the first connection.
    pub(super) async fn over_connector(
        self,
        connector: Box<dyn Connector>,
    ) -> Result<(Session, Driver), Error> {
        let policy = self.settings.reconnect.as_ref();
        let policy = policy.filter(|policy| policy.is_from_the_start());
        let mut dialer = Dialer::new(connector, self.settings.message_limit);
        let limit = self.settings.greeting_deadline;
        let transport = dialer.connect_first(policy, limit).await?;
        Ok(self.over_transport(transport, Some(dialer)))
    }

    /// Starts a session on one connection. With a dialer, the session reconnects by the policy.
    pub(super) fn over_transport(
        self,
        transport: Box<dyn Transport>,
        dialer: Option<Dialer>,
    ) -> (Session, Driver) {
        Session::start(self.settings, transport, dialer)
    }

    /// Whether there is a policy to reconnect.
    #[cfg(any(feature = "async-std", feature = "smol"))]
    pub(super) fn reconnects(&self) -> bool {
        self.settings.reconnect.is_some()
    }

    pub(super) fn message_limit_bytes(&self) -> usize {
        self.settings.message_limit
    }
}
