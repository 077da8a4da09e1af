//! A device with an id.

use super::removal::RemoveDevice;
use crate::session::Session;

/// Handle to a device of the machine. Cloning the handle is cheap. Dropping the handle does not remove the device.
#[derive(Debug, Clone)]
pub struct Device {
    session: Session,
    id: String,
}

impl Device {
    pub(super) fn new(session: Session, id: String) -> Self {
        Self { session, id }
    }

    /// Id of the device.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Removes the device: asks the guest to unplug the device, and waits until QEMU has deleted it.
    pub fn remove(&self) -> RemoveDevice {
        RemoveDevice::new(self.session.clone(), self.id.clone())
    }
}
