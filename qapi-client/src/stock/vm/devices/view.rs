//! The view of all devices.

use super::add::AddDevice;
use super::device::Device;
use super::error::DeviceError;
use crate::qmp::commands;
use crate::session::Session;
use crate::stock::vm::again::again;

/// QOM path that contains all devices with an id.
const WITH_ID: &str = "/machine/peripheral";

/// Devices of a machine.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
///
/// use qapi_client::qmp;
/// use qapi_client::vm::DeviceError;
///
/// let vm = qmp::Client::connect("unix:/run/vm.qmp").await?;
/// let disk = vm.devices().add("virtio-blk-pci", "disk1").bus("port1").property("drive", "node1").await?;
/// match disk.remove().within(Duration::from_secs(30)).await {
///     Ok(()) => println!("removed"),
///     Err(DeviceError::RefusedByGuest { .. }) => println!("the guest needs it"),
///     Err(DeviceError::TimedOut { .. }) => println!("the guest does not answer"),
///     Err(error) => return Err(error.into()),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Devices {
    session: Session,
}

impl Devices {
    /// Creates the devices of a session with QEMU.
    pub fn new(session: impl Into<Session>) -> Self {
        let session = session.into();
        Self { session }
    }

    /// Adds a device when awaited.
    ///
    /// Before the device is added, names and JSON types of its properties are checked against the properties that the
    /// connected QEMU lists for the driver. QEMU lists no properties for an alias such as `virtio-blk`, and values of
    /// special types have no rule. Only QEMU itself checks these properties. The device is plugged in when the future
    /// ends; the guest may take longer to use it.
    ///
    /// # Cost
    /// One `device_add`. For the first device of each driver, also one `device-list-properties`; the session keeps the
    /// list until the version of QEMU changes.
    ///
    /// # Errors
    /// [`DeviceError::UnknownProperty`] or [`DeviceError::WrongType`] before anything is sent;
    /// [`DeviceError::Session`] with QEMU's reason. If the [outcome is unknown](crate::Error::OutcomeUnknown), the device
    /// may exist.
    ///
    /// # Cancel safety
    /// If the future is dropped, the device may be added.
    pub fn add(&self, driver: impl Into<String>, id: impl Into<String>) -> AddDevice {
        AddDevice::new(self.session.clone(), driver.into(), id.into())
    }

    /// Handle to a device that exists, by its id or by its path (`/machine/peripheral-anon/device[0]`). Sends nothing.
    #[must_use]
    pub fn device(&self, id: impl Into<String>) -> Device {
        Device::new(self.session.clone(), id.into())
    }

    /// Lists the ids of all devices that have an id. Costs one `qom-list`.
    ///
    /// # Errors
    /// The command failed.
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn ids(&self) -> Result<Vec<String>, DeviceError> {
        let list = again(&self.session, commands::QomList::new(WITH_ID)).await?;
        let devices = list
            .into_iter()
            .filter(|entry| entry.r#type.starts_with("child<"));
        Ok(devices.map(|device| device.name).collect())
    }
}

impl crate::qmp::Client {
    /// Devices of the machine.
    #[must_use]
    pub fn devices(&self) -> Devices {
        Devices::new(self.session().clone())
    }
}
