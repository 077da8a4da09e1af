//! Waits for frequent events.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use futures_util::StreamExt;

use crate::error::{Cause, Error, EventError, Health};
use crate::event::{Event, Occurred};
use crate::qmp::{JobStatus, events};
use crate::session::{EventStream, Session};
use crate::time::timeout;

/// Waits for frequent events, with one method for each event.
///
/// The subscription to the event starts when the wait is made, not when the wait is awaited. The program may therefore
/// cause the event before it awaits the wait:
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
///
/// use qapi_client::qmp::{self, commands};
///
/// let vm = qmp::Client::connect("unix:/run/vm.qmp").await?;
/// let opened = vm.waits().tray_opened("cd0");
/// vm.eject(commands::Eject::new().id("cd0")).await?;
/// opened.within(Duration::from_secs(10)).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Waits {
    session: Session,
}

impl Waits {
    /// Creates the waits of a session with QEMU.
    pub fn new(session: impl Into<Session>) -> Self {
        let session = session.into();
        Self { session }
    }

    /// Waits until QEMU has deleted the device with this id (`DEVICE_DELETED`).
    pub fn device_deleted(&self, id: impl Into<String>) -> Wait<events::DeviceDeleted> {
        let id = id.into();
        self.event(move |event: &events::DeviceDeleted| event.device.as_deref() == Some(&id))
    }

    /// Waits until the tray of a removable medium is open (`DEVICE_TRAY_MOVED`); `id` is the id of the device, or the
    /// name of its backend.
    pub fn tray_opened(&self, id: impl Into<String>) -> Wait<events::DeviceTrayMoved> {
        self.tray_moved(id.into(), true)
    }

    /// Waits until the tray of a removable medium is closed (`DEVICE_TRAY_MOVED`); `id` is the id of the device, or the
    /// name of its backend.
    pub fn tray_closed(&self, id: impl Into<String>) -> Wait<events::DeviceTrayMoved> {
        self.tray_moved(id.into(), false)
    }

    fn tray_moved(&self, id: String, open: bool) -> Wait<events::DeviceTrayMoved> {
        self.event(move |event: &events::DeviceTrayMoved| {
            event.tray_open == open && (event.id == id || event.device == id)
        })
    }

    /// Waits until the job with this id changes to this status (`JOB_STATUS_CHANGE`). [`Job`](super::Job) follows a job
    /// to its result.
    pub fn job_status(
        &self,
        id: impl Into<String>,
        status: JobStatus,
    ) -> Wait<events::JobStatusChange> {
        let id = id.into();
        self.event(move |event: &events::JobStatusChange| event.id == id && event.status == status)
    }

    /// Waits until the machine runs (`RESUME`).
    pub fn resumed(&self) -> Wait<events::Resume> {
        self.event(|_| true)
    }

    /// Waits until the machine stops (`STOP`).
    pub fn stopped(&self) -> Wait<events::Stop> {
        self.event(|_| true)
    }

    /// Waits until the power button is pressed (`POWERDOWN`). The guest may ignore the button;
    /// [`shutdown`](Self::shutdown) waits until the guest has shut down.
    pub fn powerdown(&self) -> Wait<events::Powerdown> {
        self.event(|_| true)
    }

    /// Waits until the machine shuts down (`SHUTDOWN`).
    pub fn shutdown(&self) -> Wait<events::Shutdown> {
        self.event(|_| true)
    }

    /// Waits for an event for which `matches` returns true.
    pub fn event<E: Event>(&self, matches: impl FnMut(&E) -> bool + Send + 'static) -> Wait<E> {
        Wait {
            events: self.session.subscribe(),
            matches: Box::new(matches),
            within: None,
        }
    }
}

/// Wait for an event; made by [`Waits`]. Awaiting it returns the event.
///
/// # Errors
/// [`Error::EventNotSeen`] if:
/// - the [deadline](Self::within) passes;
/// - the event is not in the queue of the wait, and the queue has dropped events of this type, so that the event may
///   have been dropped. Events of other types take no room in this queue;
/// - the connection was lost, so that the event may have occurred while there was no connection. Query the state in
///   this case;
/// - the session ends.
///
/// # Cost
/// No command.
///
/// # Cancel safety
/// The wait may be dropped at any time.
#[must_use = "a wait does nothing until awaited"]
pub struct Wait<E> {
    events: EventStream<E>,
    matches: Box<dyn FnMut(&E) -> bool + Send>,
    within: Option<Duration>,
}

impl<E: Event> Wait<E> {
    /// Sets a deadline, counted from the first poll. Default: none.
    pub fn within(mut self, deadline: Duration) -> Self {
        self.within = Some(deadline);
        self
    }

    async fn run(mut self) -> Result<Occurred<E>, Error> {
        let found = match self.within {
            None => self.find().await,
            Some(after) => match timeout(after, self.find()).await {
                Some(found) => found,
                None => Err(Cause::TimedOut {
                    after,
                    health: Health::Unknown,
                }),
            },
        };
        found.map_err(|cause| Error::EventNotSeen {
            command: None,
            cause,
        })
    }

    async fn find(&mut self) -> Result<Occurred<E>, Cause> {
        let mut missed = 0;
        loop {
            let item = match self.events.try_next() {
                None if missed > 0 => return Err(Cause::Lagged { missed }),
                None => self.events.next().await,
                item => item,
            };
            match item {
                Some(Ok(event)) if (self.matches)(&event) => return Ok(event),
                Some(Ok(_)) => {}
                // The event may still be in the queue.
                Some(Err(EventError::Lagged { missed: more })) => missed += more,
                Some(Err(error)) => return Err(error.into()),
                None => return Err(Cause::Ended(crate::EndReason::Eof)),
            }
        }
    }
}

impl<E: Event> IntoFuture for Wait<E> {
    type Output = Result<Occurred<E>, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl<E> fmt::Debug for Wait<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait")
            .field("within", &self.within)
            .finish_non_exhaustive()
    }
}

impl crate::qmp::Client {
    /// Waits for frequent events.
    #[must_use]
    pub fn waits(&self) -> Waits {
        Waits::new(self.session().clone())
    }
}
