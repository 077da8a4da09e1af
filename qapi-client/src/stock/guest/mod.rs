//! Views of a guest operating system, through the guest agent: programs, files, file systems, users.
//!
//! A view is a small handle made from a session. It sends the typed commands of [`qga`](crate::qga). A
//! [`qga::Client`](crate::qga::Client) has one method for each view, and can be made from any
//! [`Session`](crate::Session): `qga::Client::from(session)`.
//!
//! # A guest is not trusted
//! Whoever controls the guest controls the agent, and can make it reply anything. A view reads only as much as its
//! limits allow, and takes no number of the agent for granted.

mod base64;
mod exec;
mod file;
mod freeze;
mod power;
mod refusal;
mod system;

pub use exec::{CollectOutput, Exec, ExecError, ExitStatus, Output, Process};
pub use file::{FileError, GuestFile};
pub use freeze::{Freeze, FreezeError, Frozen};
pub use power::Shutdown;
pub use system::{Interface, OperatingSystem, SystemError};
