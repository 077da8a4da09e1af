//! Removing a device.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::future::{Either, select};

use super::error::DeviceError;
use crate::error::{CommandError, Error, ErrorClass};
use crate::qmp::{commands, events};
use crate::session::{EventStream, Session};
use crate::time::timeout;

/// Default deadline of a removal.
const DEADLINE: Duration = Duration::from_secs(30);

/// Default interval after which the guest is asked again. After each request, a PCI Express slot ignores further
/// requests for five seconds.
const REPEAT: Duration = Duration::from_secs(5);

/// Device to be removed; made by [`Device::remove`](super::Device::remove). Awaiting it removes the device.
///
/// # The guest decides
/// With most buses, QEMU only asks the guest to unplug the device. A guest that has not booted yet or is paused may
/// ignore the request. The request is therefore [repeated](Self::repeat_every). When the machine is reset, QEMU deletes
/// a PCI device whose removal was requested, without asking the guest.
///
/// Known problem of QEMU up to 11.1: if a request is made in the first millisecond after the machine starts, the guest
/// sees no later request until the machine is reset.
///
/// # Cost
/// One `device_del`, and one more for each repetition.
///
/// # Cancel safety
/// If the future is dropped, the device may still be removed later.
#[derive(Debug, Clone)]
#[must_use = "the device is removed when this value is awaited"]
pub struct RemoveDevice {
    session: Session,
    id: String,
    within: Duration,
    repeat: Duration,
}

impl RemoveDevice {
    pub(super) fn new(session: Session, id: String) -> Self {
        Self {
            session,
            id,
            within: DEADLINE,
            repeat: REPEAT,
        }
    }

    /// Sets the deadline. Default: 30 s.
    pub fn within(mut self, deadline: Duration) -> Self {
        self.within = deadline;
        self
    }

    /// Sets the interval after which the request is sent again if the guest has not answered. Default: 5 s.
    pub fn repeat_every(mut self, interval: Duration) -> Self {
        self.repeat = interval;
        self
    }

    /// Asks the guest once, and returns a [`Removal`], with which the program waits for the end. Between two waits the
    /// program can do something else, for instance reset the machine; the program does not miss the end of the removal.
    ///
    /// # Errors
    /// [`DeviceError::NotFound`]; [`DeviceError::Session`] if the session ended, or if QEMU refuses, for instance
    /// because the bus does not support removal.
    pub async fn request(self) -> Result<Removal, DeviceError> {
        let mut removal = Removal::new(self);
        removal.ask().await?;
        Ok(removal)
    }

    async fn run(self) -> Result<(), DeviceError> {
        let within = self.within;
        let mut removal = Removal::new(self);
        let removed = async {
            removal.ask().await?;
            removal.end().await
        };
        match timeout(within, removed).await {
            Some(end) => end,
            None => Err(removal.timed_out(within)),
        }
    }
}

impl IntoFuture for RemoveDevice {
    type Output = Result<(), DeviceError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

/// Removal that was requested from the guest; made by [`RemoveDevice::request`].
///
/// The subscription to its events starts before the request, so no event is missed. After a lost connection or a full
/// event queue, the removal sends the request again; QEMU's reply tells whether the device is still there.
pub struct Removal {
    session: Session,
    id: String,
    repeat: Duration,
    deleted: EventStream<events::DeviceDeleted>,
    refused: EventStream<events::DeviceUnplugGuestError>,
    /// True once a request may have reached QEMU. From then on, `DeviceNotFound` means that the removal has succeeded.
    is_asked: bool,
    is_gone: bool,
    refusal: Option<CommandError>,
}

/// Result of one wait for the guest.
enum Answer {
    Deleted,
    RefusedByGuest,
    /// Events may be missing.
    Unknown,
}

impl Removal {
    fn new(removal: RemoveDevice) -> Self {
        let RemoveDevice {
            session,
            id,
            repeat,
            ..
        } = removal;
        let (deleted, refused) = (id.clone(), id.clone());
        Self {
            deleted: session
                .subscribe()
                .filter(move |event: &events::DeviceDeleted| {
                    is_device(&deleted, event.device.as_deref(), &event.path)
                }),
            refused: session
                .subscribe()
                .filter(move |event: &events::DeviceUnplugGuestError| {
                    is_device(&refused, event.device.as_deref(), &event.path)
                }),
            session,
            id,
            repeat,
            is_asked: false,
            is_gone: false,
            refusal: None,
        }
    }

    /// Waits until QEMU has deleted the device. After an error, the wait may be repeated.
    ///
    /// # Errors
    /// [`DeviceError::RefusedByGuest`], [`DeviceError::TimedOut`] at the deadline, [`DeviceError::Session`].
    ///
    /// # Cancel safety
    /// The future may be dropped at any time. The wait may be repeated.
    pub async fn wait(&mut self, within: Duration) -> Result<(), DeviceError> {
        match timeout(within, self.end()).await {
            Some(end) => end,
            None => Err(self.timed_out(within)),
        }
    }

    /// Waits for the end of the removal, and asks the guest again after each interval.
    async fn end(&mut self) -> Result<(), DeviceError> {
        while !self.is_gone {
            match timeout(self.repeat, self.answer()).await {
                Some(Answer::Deleted) => self.is_gone = true,
                Some(Answer::RefusedByGuest) => {
                    let id = self.id.clone();
                    return Err(DeviceError::RefusedByGuest { id });
                }
                Some(Answer::Unknown) | None => self.ask().await?,
            }
        }
        Ok(())
    }

    async fn answer(&mut self) -> Answer {
        match select(self.deleted.next(), self.refused.next()).await {
            Either::Left((Some(Ok(_)), _)) => Answer::Deleted,
            Either::Right((Some(Ok(_)), _)) => Answer::RefusedByGuest,
            _ => Answer::Unknown,
        }
    }

    /// Asks the guest to unplug the device.
    async fn ask(&mut self) -> Result<(), DeviceError> {
        loop {
            let command = commands::DeviceDel::new(self.id.as_str());
            let Err(error) = self.session.execute(command).await else {
                self.is_asked = true;
                return Ok(());
            };
            if error.end_reason().is_none() {
                return self.take_refusal(error);
            }
            self.is_asked |= error.is_outcome_unknown();
            self.session.ready().await?;
        }
    }

    /// Updates the removal after a refusal, or returns the refusal as an error.
    fn take_refusal(&mut self, error: Error) -> Result<(), DeviceError> {
        let Some(refusal) = error.refusal() else {
            return Err(error.into());
        };
        match refusal.class {
            ErrorClass::DeviceNotFound if self.is_asked => self.is_gone = true,
            ErrorClass::DeviceNotFound => {
                let id = self.id.clone();
                return Err(DeviceError::NotFound { id });
            }
            _ if self.is_asked || is_being_unplugged(refusal) => {
                self.is_asked = true;
                self.refusal = Some(refusal.clone());
            }
            _ => return Err(error.into()),
        }
        Ok(())
    }

    fn timed_out(&self, after: Duration) -> DeviceError {
        DeviceError::TimedOut {
            id: self.id.clone(),
            after,
            refusal: self.refusal.clone(),
        }
    }
}

impl fmt::Debug for Removal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Removal")
            .field("id", &self.id)
            .field("is_gone", &self.is_gone)
            .finish_non_exhaustive()
    }
}

/// True if an event with this id and this path is about the device `id`, which may be given as a path.
fn is_device(id: &str, device: Option<&str>, path: &str) -> bool {
    match id.starts_with('/') {
        true => path == id,
        false => device == Some(id),
    }
}

/// True if QEMU refused because an earlier request has not ended. The error class does not show this, so the error text
/// is checked. If QEMU changes its text, the first request fails with QEMU's error.
fn is_being_unplugged(refusal: &CommandError) -> bool {
    ["process of unplug", "guest is busy"]
        .iter()
        .any(|text| refusal.desc.contains(text))
}
