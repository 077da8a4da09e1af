//! Files in the guest.

mod error;
mod guest_file;
mod operation;
mod whole;

pub use error::FileError;
pub use guest_file::GuestFile;
