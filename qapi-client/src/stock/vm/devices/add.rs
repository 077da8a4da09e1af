//! Adding a device.

use std::pin::Pin;

use serde_json::{Map, Value};

use super::device::Device;
use super::error::DeviceError;
use super::properties::Properties;
use crate::qmp::commands;
use crate::session::Session;

/// Device to be added; made by [`Devices::add`](super::Devices::add). Awaiting it adds the device.
#[derive(Debug, Clone)]
#[must_use = "the device is added when this value is awaited"]
pub struct AddDevice {
    session: Session,
    driver: String,
    id: String,
    properties: Map<String, Value>,
}

impl AddDevice {
    pub(super) fn new(session: Session, driver: String, id: String) -> Self {
        Self {
            session,
            driver,
            id,
            properties: Map::new(),
        }
    }

    /// Sets a property of the driver.
    ///
    /// The value has the JSON type of the property, which QEMU 9.2 and later require: `true` and not `"on"`, `1` and
    /// not `"1"`. A property with a fixed set of values, such as `on`, `off` and `auto`, takes the value as a string.
    pub fn property(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.properties.insert(name.into(), value.into());
        self
    }

    /// Sets the bus that the device is plugged into: the id of a bus or of its device.
    pub fn bus(self, bus: impl Into<String>) -> Self {
        self.property("bus", bus.into())
    }

    async fn run(self) -> Result<Device, DeviceError> {
        let Self {
            session,
            driver,
            id,
            properties,
        } = self;
        if let Some(known) = Properties::of(&session, &driver).await? {
            known.check(&driver, &properties)?;
        }
        let mut command = commands::DeviceAdd::new(driver).id(id.as_str());
        for (name, value) in properties {
            command = match (name.as_str(), value) {
                ("bus", Value::String(bus)) => command.bus(bus),
                (_, value) => command.extra(name, value),
            };
        }
        session.execute(command).await?;
        Ok(Device::new(session, id))
    }
}

impl IntoFuture for AddDevice {
    type Output = Result<Device, DeviceError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
