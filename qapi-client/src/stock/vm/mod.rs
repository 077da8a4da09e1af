//! Views of a virtual machine. A *view* is a set of methods for one task that is hard to do right with single commands.
//!
//! A view is a small handle made from a session. It sends the typed commands of [`qmp`](crate::qmp), waits for their
//! events, and holds no state of its own, so that a program can use several views and single commands at the same time.
//! A [`qmp::Client`](crate::qmp::Client) has one method for each view. Each view also has a function `new`, which takes
//! any [`Session`](crate::Session) or client, so that the client of another schema can use the views too.
//!
//! | view | purpose |
//! | --- | --- |
//! | [`Jobs`] | starts jobs, waits for their results, reports their progress |
//! | [`Devices`] | adds devices with checked properties, removes devices and waits for the end |
//! | [`Power`] | shuts down until the process has ended, resets, pauses, resumes, waits for a state |
//! | [`Waits`] | waits for frequent events, with one method for each event |
//! | [`Peer`] | lists the commands, members, values and features of the peer |
//!
//! All views follow these rules:
//! - **Cost.** Each method documents the commands that it sends. No view polls if QEMU has an event for the change.
//! - **Errors.** Each view has an error type. Its variant `Session` holds an [`Error`](crate::Error), because a command
//!   failed or the session ended.
//! - **Lost connections.** A view subscribes to events before it sends its command. If events may have been missed, the
//!   view queries the state. Queries are sent again on the next connection; commands that change something are not.

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
