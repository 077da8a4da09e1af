//! Views of a virtual machine: what is hard to get right with bare commands, as one call each.
//!
//! A view is a small handle made from a session. It sends the typed commands of [`qmp`](crate::qmp), waits for their
//! events, and holds no state of its own: a program can use several views and bare commands side by side. A
//! [`qmp::Client`](crate::qmp::Client) has one method for each view. Each view also has a function `new`, which takes any
//! [`Session`](crate::Session) or client, so that the client of another expansion has the views too.
//!
//! | view | purpose |
//! | --- | --- |
//! | [`Jobs`] | starts jobs, follows them to their own result, shows their progress |
//! | [`Devices`] | adds devices with checked properties, removes them with their completion |
//! | [`Power`] | shutdown to the end of the process, reset, pause, resume, waits for a state |
//! | [`Waits`] | waits for events by name |
//! | [`Peer`] | tells what the peer has: commands, members, values, features |
//!
//! The views have these rules in common:
//! - **Cost.** Each method documents the commands that it sends. No view polls where QEMU has an event.
//! - **Errors.** Each view has an error type. Its variant `Session` holds an [`Error`](crate::Error): a command failed or
//!   the session ended.
//! - **Lost connections.** A view is subscribed before it sends its command. If events may be missing afterwards, it
//!   queries the state. Queries are sent again on the next connection; commands that change something are not.

mod again;
mod by_version;
mod devices;
mod jobs;
mod peer;
mod power;
mod waits;

pub use devices::{AddDevice, Device, DeviceError, Devices, Removal, RemoveDevice};
pub use jobs::{
    Job, JobCommand, JobControl, JobError, JobFailed, JobProgress, JobWithProgress, Jobs,
};
pub use peer::{Comparison, Difference, Peer, PeerError, PeerItem};
pub use power::{Exit, Power, PowerError, Shutdown, ShutdownStep};
pub use waits::{Wait, Waits};
