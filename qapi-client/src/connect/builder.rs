//! Settings of a session.

use std::io;
use std::time::Duration;

use futures_io::{AsyncRead, AsyncWrite};

use crate::error::Error;
use crate::protocol::{Protocol, Rules};
use crate::session::{Driver, Finder, Keeping, Patience, Reconnect, Redial, Session};
use crate::time::random;
use crate::transport::{Connector, StreamConnector, StreamTransport, Transport};

/// Settings of a session; start from [`Session::builder`].
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until connected"]
pub struct Builder {
    pub(crate) protocol: Protocol,
    pub(crate) greeting_deadline: Duration,
    pub(crate) close_deadline: Duration,
    pub(crate) in_flight: Option<usize>,
    pub(crate) message_limit: usize,
    pub(crate) event_queue: usize,
    pub(crate) event_history: usize,
    pub(crate) oob: bool,
    pub(crate) probe_deadline: Duration,
    pub(crate) patience: Patience,
    pub(crate) reconnect: Option<Reconnect>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            protocol: Protocol::Qmp,
            greeting_deadline: Duration::from_secs(10),
            close_deadline: Duration::from_secs(2),
            in_flight: None,
            message_limit: 64 << 20,
            event_queue: 1024,
            event_history: 128,
            oob: true,
            probe_deadline: Duration::from_secs(1),
            patience: Patience::default(),
            reconnect: None,
        }
    }
}

impl Builder {
    /// How the peer starts and answers; [`Protocol::Qmp`] unless said otherwise.
    pub fn protocol(mut self, protocol: Protocol) -> Self {
        self.protocol = protocol;
        self
    }

    /// How long to wait for greeting and negotiation, or for the guest agent's synchronisation. 10 s unless said otherwise.
    pub fn greeting_deadline(mut self, deadline: Duration) -> Self {
        self.greeting_deadline = deadline;
        self
    }

    /// How long [`Session::close`] waits for what is written to be answered. 2 s unless said otherwise.
    pub fn close_deadline(mut self, deadline: Duration) -> Self {
        self.close_deadline = deadline;
        self
    }

    /// How many in-band commands may be on the wire; the others wait in the client. At least 1.
    ///
    /// 7 unless said otherwise: a monitor stops reading at 8, and then out-of-band commands wait as well (QMP
    /// specification, "Out-of-band execution"). 1 for a guest agent, since old ones do not return the id.
    /// `usize::MAX` lifts the limit.
    pub fn in_flight(mut self, limit: usize) -> Self {
        self.in_flight = Some(limit.max(1));
        self
    }

    /// How large a message may be, in bytes; a larger reply fails its call, a larger event is dropped.
    /// 64 MiB unless said otherwise.
    pub fn message_limit(mut self, limit: usize) -> Self {
        self.message_limit = limit;
        self
    }

    /// How many events wait in each stream before the oldest are dropped. 1024 unless said otherwise, at least 1.
    pub fn event_queue(mut self, events: usize) -> Self {
        self.event_queue = events;
        self
    }

    /// How many events of all types the session remembers for [`Session::events_since`]. 128 unless said otherwise;
    /// 0 for none.
    pub fn event_history(mut self, events: usize) -> Self {
        self.event_history = events;
        self
    }

    /// Whether to ask for out-of-band execution where it is offered. True unless said otherwise.
    ///
    /// It has a price on every command: QEMU's monitor thread then sleeps until a command comes, and the writer has to
    /// wake it. Of processor time, a command took 1.0 times what it takes without on a busy virtual machine and 1.8 times
    /// on an idle one, in a blocking loop of system calls as in a session. Without it there are no
    /// [probes](Self::probe_deadline): a passed timeout cannot tell a busy peer from a stuck one.
    pub fn oob(mut self, ask: bool) -> Self {
        self.oob = ask;
        self
    }

    /// How long a peer may take to answer out-of-band before it counts as [`Health::Stuck`](crate::Health::Stuck).
    /// 1 s unless said otherwise.
    ///
    /// A call asks when its timeout has passed, so that it may take this much longer to fail.
    pub fn probe_deadline(mut self, deadline: Duration) -> Self {
        self.probe_deadline = deadline;
        self
    }

    /// How long a call with a timeout may take in all while its peer is busy: alive, but slow to answer.
    ///
    /// Then a passed timeout fails the call only if the peer is stuck or gone. Not at all unless said otherwise. Where the
    /// peer grants no out-of-band execution a timeout is final.
    pub fn patience(mut self, while_busy: Duration) -> Self {
        self.patience = Patience { while_busy };
        self
    }

    /// Looks for a new connection when one is lost, by this policy; without one, the session ends.
    ///
    /// Subscriptions are kept, and [`EventError::Gap`](crate::EventError::Gap) stands in every stream where events may be
    /// missing. Capabilities are negotiated anew. Commands that were sent and not answered fail as
    /// [`OutcomeUnknown`](Error::OutcomeUnknown); those that still waited in the client are sent on the new connection,
    /// as are those given while there is none.
    pub fn reconnect(mut self, policy: Reconnect) -> Self {
        self.reconnect = Some(policy);
        self
    }

    /// A session over any byte stream, and the driver that must be polled for it to live.
    ///
    /// Commands may be given at once; they are sent when the peer is ready. [`Session::ready`] waits for that.
    /// No runtime is needed: deadlines are kept by one thread for the whole process.
    pub fn over<S>(self, stream: S) -> (Session, Driver)
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let transport = StreamTransport::new(stream, self.message_limit);
        self.over_transport(Box::new(transport), None)
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
    /// [`Error::Ended`] with what `connect` said.
    pub async fn over_each<F, C, S>(self, connect: F) -> Result<(Session, Driver), Error>
    where
        F: FnMut() -> C + Send + 'static,
        C: Future<Output = io::Result<S>> + Send + 'static,
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        self.over_connector(Box::new(StreamConnector(connect)))
            .await
    }

    /// Makes the first connection, with the policy's patience if it says so.
    pub(crate) async fn over_connector(
        self,
        connector: Box<dyn Connector>,
    ) -> Result<(Session, Driver), Error> {
        let policy = self
            .reconnect
            .as_ref()
            .filter(|policy| policy.is_from_the_start());
        let mut finder = Finder::new(connector, self.greeting_deadline, self.message_limit);
        let transport = finder.first(policy).await?;
        Ok(self.over_transport(transport, Some(finder)))
    }

    /// One connection that stands, and where others come from.
    #[cfg(feature = "async-std")]
    pub(crate) fn over_kept_transport(
        self,
        transport: Box<dyn Transport>,
        connector: Box<dyn Connector>,
    ) -> (Session, Driver) {
        let finder = Finder::new(connector, self.greeting_deadline, self.message_limit);
        self.over_transport(transport, Some(finder))
    }

    /// Whether there is a policy to reconnect.
    #[cfg(feature = "async-std")]
    pub(crate) fn reconnects(&self) -> bool {
        self.reconnect.is_some()
    }

    pub(crate) fn over_transport(
        self,
        transport: Box<dyn Transport>,
        finder: Option<Finder>,
    ) -> (Session, Driver) {
        let Self {
            protocol,
            greeting_deadline,
            ..
        } = self;
        let rules = self.rules();
        let redial = finder
            .zip(self.reconnect.clone())
            .map(|(finder, policy)| Redial::new(finder, policy));
        let keeping = match (&redial, &self.reconnect) {
            (Some(_), Some(policy)) if policy.is_from_the_start() => Keeping::Always,
            (Some(_), _) => Keeping::OnceReady,
            (None, _) => Keeping::Never,
        };
        let session = Session::start(transport, rules, keeping, self);
        let driver = Driver::new(
            session.shared().clone(),
            protocol,
            greeting_deadline,
            redial,
        );
        (session, driver)
    }

    fn rules(&self) -> Rules {
        let in_flight = match self.protocol {
            Protocol::Qmp | Protocol::Bare => 7,
            Protocol::GuestAgent => 1,
        };
        Rules {
            protocol: self.protocol,
            in_flight: self.in_flight.unwrap_or(in_flight),
            oob: self.oob,
            seed: random(),
        }
    }
}
