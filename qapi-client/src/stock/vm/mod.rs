//! Views of a virtual machine: what is hard to get right with bare commands, as one call each.
//!
//! A view is a small handle made from a session. It sends the typed commands of [`qmp`](crate::qmp), waits for their
//! events, and holds no state of its own: a program can use several views and bare commands side by side. A
//! [`qmp::Client`](crate::qmp::Client) has one method for each view. Each view also has a function `new`, which takes any
//! [`Session`](crate::Session) or client, so that the client of another expansion has the views too.

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
