//! Settings of a session, as users write them.

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

/// Settings of a session; start from [`Session::builder`], or from `builder` of a generated `Client`.
///
/// Every way to a peer gives a `C`: a [`Session`], or the `Client` whose builder this is.
#[must_use = "a builder does nothing until connected"]
pub struct Builder<C = Session> {
    settings: Settings,
    #[cfg(any(feature = "async-std", feature = "smol"))]
    pub(super) sockets: SocketOptions,
    client: PhantomData<fn() -> C>,
}

impl Session {
    /// Settings of a session, all at their defaults.
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
    /// The same settings, for clients of type `T`: a type of your own around a session, or a generated `Client`.
    pub fn client<T: From<Session>>(self) -> Builder<T> {
        Builder {
            settings: self.settings,
            #[cfg(any(feature = "async-std", feature = "smol"))]
            sockets: self.sockets,
            client: PhantomData,
        }
    }

    /// How the peer starts and answers. Default: [`Protocol::Qmp`].
    pub fn protocol(mut self, protocol: Protocol) -> Self {
        self.settings.protocol = protocol;
        self
    }

    /// How long to wait for greeting and negotiation, or for the guest agent's synchronisation. Default: 10 s.
    pub fn greeting_deadline(mut self, deadline: Duration) -> Self {
        self.settings.greeting_deadline = deadline;
        self
    }

    /// How long [`Session::close`] waits for replies to what was sent. Default: 2 s.
    pub fn close_deadline(mut self, deadline: Duration) -> Self {
        self.settings.close_deadline = deadline;
        self
    }

    /// Timeout of every call that sets none itself; see [`Call::timeout`](crate::Call::timeout). Default: none.
    pub fn call_timeout(mut self, timeout: Duration) -> Self {
        self.settings.call_timeout = Some(timeout);
        self
    }

    /// How many in-band commands may be on the wire; the others wait in the client. At least 1.
    ///
    /// Default: 7, as a monitor stops reading at 8, and then out-of-band commands wait as well (QMP specification,
    /// "Out-of-band execution"); 1 for a guest agent, since old ones do not return the id. `usize::MAX` lifts the limit.
    pub fn in_flight(mut self, limit: usize) -> Self {
        self.settings.in_flight = Some(limit.max(1));
        self
    }

    /// How large a message may be, in bytes. A larger reply fails its call, a larger event is dropped. The replies that
    /// callers have not taken may be as large together. Default: 24 MiB.
    ///
    /// With the bounds of [queue](Self::event_queue_bytes) and [history](Self::event_history_bytes) this limits what a
    /// peer can make a session hold: at the defaults, with one event stream, to 64 MiB.
    pub fn message_limit(mut self, limit: usize) -> Self {
        self.settings.message_limit = limit;
        self
    }

    /// How many events wait in each stream before the oldest are dropped; at least 1. Default: 1024.
    pub fn event_queue(mut self, events: usize) -> Self {
        self.settings.event_queue.events = events;
        self
    }

    /// How many bytes of events wait in each stream before the oldest are dropped. Default: 8 MiB.
    pub fn event_queue_bytes(mut self, bytes: usize) -> Self {
        self.settings.event_queue.bytes = bytes;
        self
    }

    /// How many events of all types the session remembers for [`Session::events_since`]; 0 for none. Default: 128.
    pub fn event_history(mut self, events: usize) -> Self {
        self.settings.event_history.events = events;
        self
    }

    /// How many bytes of events the session remembers for [`Session::events_since`]. Default: 4 MiB.
    pub fn event_history_bytes(mut self, bytes: usize) -> Self {
        self.settings.event_history.bytes = bytes;
        self
    }

    /// Whether to ask for out-of-band execution where it is offered. Default: true.
    ///
    /// It has a price on every command: QEMU's monitor thread then sleeps until a command comes, and the writer has to
    /// wake it. Of processor time, a command took 1.0 times what it takes without on a busy virtual machine and 1.8 times
    /// on an idle one, in a blocking loop of system calls as in a session. Without it there are no
    /// [probes](Self::probe_deadline): a passed timeout cannot tell a busy peer from a stuck one.
    pub fn oob(mut self, ask: bool) -> Self {
        self.settings.oob = ask;
        self
    }

    /// How long a peer may take to answer a probe before it counts as [`Health::Stuck`](crate::Health::Stuck).
    /// Default: 1 s.
    ///
    /// A call asks that long before its [timeout](crate::Call::timeout) ends, or half-way through a shorter one.
    pub fn probe_deadline(mut self, deadline: Duration) -> Self {
        self.settings.probe_deadline = deadline;
        self
    }

    /// How long in all a call with a timeout may take while its peer is busy: alive, but slow to answer.
    ///
    /// A call whose timeout has passed then goes on by its timeout, again and again up to this limit, and fails earlier
    /// only if the peer is stuck or gone. Default: zero, which is no extension. Where the peer granted no out-of-band
    /// execution a timeout is final.
    pub fn while_busy(mut self, limit: Duration) -> Self {
        self.settings.busy = BusyPolicy { limit };
        self
    }

    /// Looks for another connection when one is lost, by this policy; without one, the session ends.
    ///
    /// Subscriptions are kept, and [`EventError::Gap`](crate::EventError::Gap) stands in every stream where events may be
    /// missing. Capabilities are negotiated anew. Commands that were sent and not answered fail as
    /// [`OutcomeUnknown`](Error::OutcomeUnknown); those that still waited in the client are sent on the new connection,
    /// as are those given while there is none.
    pub fn reconnect(mut self, policy: Reconnect) -> Self {
        self.settings.reconnect = Some(policy);
        self
    }

    /// A session over any byte stream, and the driver that must be polled for it to live.
    ///
    /// Commands may be given at once; they are sent when the peer is ready. [`Session::ready`] waits for that.
    /// No runtime is needed: deadlines are kept by one thread for the whole process.
    pub fn over<S>(self, stream: S) -> (C, Driver)
    where
        C: From<Session>,
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let transport = StreamTransport::new(stream, self.message_limit_bytes());
        let (session, driver) = self.over_transport(Box::new(transport), None);
        (C::from(session), driver)
    }

    /// A session over byte streams that `connect` makes, on any runtime: the first one now, more by the policy to
    /// [`reconnect`](Self::reconnect). The driver must be polled for the session to live.
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

    /// Makes the first connection, by the policy if it holds for the first one.
    pub(super) async fn over_connector(
        self,
        connector: Box<dyn Connector>,
    ) -> Result<(Session, Driver), Error> {
        let policy = self.settings.reconnect.as_ref();
        let policy = policy.filter(|policy| policy.is_from_the_start());
        let mut dialer = Dialer::new(connector, self.settings.message_limit);
        let limit = self.settings.greeting_deadline;
        let transport = dialer.first(policy, limit).await?;
        Ok(self.over_transport(transport, Some(dialer)))
    }

    /// A session on one connection, and on others that the connector makes by the policy.
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
