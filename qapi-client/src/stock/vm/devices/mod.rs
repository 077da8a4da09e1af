//! Devices: adding with checked properties, and removal with a wait for its end.

mod add;
mod device;
mod error;
mod properties;
mod removal;
mod suggest;
mod view;

pub use add::AddDevice;
pub use device::Device;
pub use error::DeviceError;
pub use removal::{Removal, RemoveDevice};
pub use view::Devices;
