//! Views of a guest operating system, through the guest agent: programs, files, file systems, users.
//!
//! A *view* is a set of methods for one task that is hard to do right with single commands. It sends the typed commands
//! of [`qga`](crate::qga). A [`qga::Client`](crate::qga::Client) has one method for each view, and can be made from any
//! [`Session`](crate::Session): `qga::Client::from(session)`.
//!
//! # A guest is not trusted
//! A person who controls the guest also controls the agent, and can make the agent reply anything. A view reads only as
//! much as its limits allow, and checks the numbers that the agent reports.

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
