//! Devices: added with checked properties, removed with their completion.

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
