//! Plug and unplug devices.
//!
//! `device_add` takes the properties of the driver as additional members: set them with `extra`. QEMU replies when the
//! device is plugged in.
//!
//! Unplugging has two steps. The reply to `device_del` means that the guest was asked. The event `DEVICE_DELETED` means
//! that the device is gone. Between the two the guest decides, and it may refuse, or not answer at all.
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
//! use qapi_client::qmp::{self, commands, events};
//!
//! let vm = qmp::Client::connect("unix:/run/vm.qmp").await?;
//! let disk = commands::DeviceAdd::new("virtio-blk-pci").id("disk1").bus("port1").extra("drive", "node1");
//! vm.device_add(disk).await?;
//!
//! let gone = |e: &events::DeviceDeleted| e.device.as_deref() == Some("disk1");
//! match vm.device_del("disk1").and_event(gone).timeout(Duration::from_secs(30)).await {
//!     Ok(_) => println!("unplugged"),
//!     // The fallback: a reset lets QEMU finish the removal without the guest.
//!     Err(error) if error.is_timeout() => {
//!         let removed = vm.wait_for(gone, Duration::from_secs(10));
//!         vm.system_reset().await?;
//!         removed.await?;
//!         println!("unplugged by a reset");
//!     }
//!     Err(error) => return Err(error.into()),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A device on PCI Express needs a free port (`-device pcie-root-port,id=port1`), and hot-plug needs a bus that supports
//! it: the root bus of `q35` does not.
//!
//! A guest that refuses tells it with the event `DEVICE_UNPLUG_GUEST_ERROR`, on machines with ACPI hot-plug or on pSeries.
//! A guest that has not booted yet ignores the request.
