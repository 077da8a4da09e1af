//! Start QEMU as a child process.
//!
//! [`Spawn`] starts QEMU with a monitor for this program only, because QEMU inherits one end of a socket pair. There is
//! no socket file to wait for, and no other program can connect.
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
//! use qapi_client::{Spawn, qmp};
//!
//! let machine = Spawn::qemu("qemu-system-x86_64")
//!     .args(["-machine", "q35", "-m", "2G", "-display", "none"])
//!     .args(["-drive", "file=/srv/disk.qcow2,if=virtio"])
//!     .arg("-S");                                // paused, until `cont`
//! let vm = qmp::Client::spawn(machine).await?;   // a failed start: exit status and stderr, in one error
//! println!("QEMU {} runs as process {}", vm.greeting().version, vm.id());
//!
//! vm.cont().await?;
//!
//! // The power button. If the guest does not react within a minute, QEMU is ended.
//! let grace = Duration::from_secs(60);
//! let exit = vm.power().shutdown().grace(grace).then_quit().then_kill(&vm).await?;
//! println!("{exit}");
//! # Ok(())
//! # }
//! ```
//!
//! [`Child`] is the process and its client in one value, so that it has all methods of the client. **Dropping the
//! `Child` kills the process.** Clones of the client do not keep the process alive. A program that uses a QEMU which
//! another program has started [connects](super::connect) instead.
//!
//! If QEMU exits instead of greeting, the error is [`Error::Ended`] with [`EndReason::Exited`]. It has the exit status and
//! the end of stderr, such as `Could not open '/srv/disk.qcow2'`. Later, [`Child::exited`] waits for the process, and calls
//! that have no reply fail with the same reason.
//!
//! [`Power`](crate::vm::Power) shuts down step by step, and also pauses, resumes and resets the machine. [`Child::close`]
//! ends the process without asking the guest: SIGTERM first, SIGKILL after 10 s.
//!
//! If your program is killed, nothing is dropped, and QEMU keeps running without a client. [`Spawn`] lists three
//! measures.
//!
//! [`Child`]: crate::Child
//! [`Child::close`]: crate::Child::close
//! [`Child::exited`]: crate::Child::exited
//! [`EndReason::Exited`]: crate::EndReason::Exited
//! [`Error::Ended`]: crate::Error::Ended
//! [`Spawn`]: crate::Spawn
