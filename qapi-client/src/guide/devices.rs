//! Plug and unplug devices.
//!
//! Unplugging has two steps. First QEMU asks the guest, and the command `device_del` returns. Then the guest releases
//! the device, and QEMU deletes the device. The guest may also refuse, or not react at all. [`Devices`] reports these
//! cases as different errors.
//!
//! ```toml
//! [dependencies]
//! qapi-client = { version = "0.1", features = ["qmp"] }
//! async-std = "1"
//! ```
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::Duration;
//!
//! use qapi_client::{qmp, vm::DeviceError};
//!
//! let vm = qmp::Client::connect("unix:/run/vm.qmp").await?;
//! let disk = vm.devices().add("virtio-blk-pci", "disk1").bus("port1").property("drive", "node1").await?;
//!
//! let mut removal = disk.remove().request().await?;                // the guest is asked
//! match removal.wait(Duration::from_secs(30)).await {
//!     Ok(()) => println!("unplugged"),
//!     Err(DeviceError::RefusedByGuest { .. }) => println!("the guest still uses it"),
//!     // The fallback. When the machine is reset, QEMU removes the device without asking the guest.
//!     Err(DeviceError::TimedOut { .. }) => {
//!         vm.system_reset().await?;
//!         removal.wait(Duration::from_secs(10)).await?;
//!         println!("unplugged by a reset");
//!     }
//!     Err(error) => return Err(error.into()),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Without a fallback, one line is enough: `disk.remove().within(Duration::from_secs(30)).await?`.
//!
//! The properties of a device are checked against the list of the connected QEMU before anything is sent. A misspelt name
//! is [`DeviceError::UnknownProperty`], with the name that was probably meant. A value has its JSON type: `true`, not
//! `"on"`.
//!
//! The machine must support hot-plug. The root bus of `q35` does not support it. Start QEMU with free ports:
//! `-device pcie-root-port,id=port1`.
//!
//! A guest that has not booted yet or is paused ignores requests to unplug.
//!
//! For a device that another program has added: `vm.devices().device("disk1")`. The plain commands are `device_add`, whose
//! properties are set with `extra`, and `device_del` with the event `DEVICE_DELETED`.
//!
//! [`Devices`]: crate::vm::Devices
//! [`DeviceError::UnknownProperty`]: crate::vm::DeviceError::UnknownProperty
