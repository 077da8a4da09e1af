//! Control the guest through its agent.
//!
//! The guest needs the QEMU guest agent, which distributions call `qemu-guest-agent`. The machine needs a channel to it:
//!
//! ```text
//! -chardev socket,id=qga,path=/run/vm.qga,server=on,wait=off
//! -device virtio-serial -device virtserialport,chardev=qga,name=org.qemu.guest_agent.0
//! ```
//!
//! ```toml
//! [dependencies]
//! qapi-client = { version = "0.1", features = ["qmp", "qga"] }
//! async-std = "1"
//! ```
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::Duration;
//!
//! use qapi_client::qmp::{self, commands::BlockdevSnapshotSync};
//! use qapi_client::qga;
//!
//! // The agent starts some time after the machine. The socket need not exist yet.
//! let agent = qga::Client::builder().wait_ready("unix:/run/vm.qga", Duration::from_secs(60)).await?;
//!
//! let out = agent.exec("uname").arg("-a").output().within(Duration::from_secs(5)).await?;
//! println!("{}: {}", out.status, String::from_utf8_lossy(&out.stdout));
//!
//! agent.write("/etc/motd", b"a managed machine\n").await?;
//! println!("{}", String::from_utf8_lossy(&agent.read("/etc/hostname").await?));
//!
//! // A snapshot while the file systems of the guest are frozen.
//! let vm = qmp::Client::connect("unix:/run/vm.qmp").await?;
//! let frozen = agent.freeze().within(Duration::from_secs(10)).await?;
//! vm.blockdev_snapshot_sync(BlockdevSnapshotSync::new("/srv/disk.1.qcow2").device("disk0")).await?;
//! frozen.thaw().await?;                  // an error if the file systems thawed too early
//! # Ok(())
//! # }
//! ```
//!
//! All other commands of the agent are methods of [`qga::Client`](crate::qga::Client), such as `guest_get_osinfo`.
//!
//! `wait_ready` fails with [`Error::NoAgent`](crate::Error::NoAgent) if the guest has no agent or does not run, or if
//! the agent serves another client. An agent serves one client at a time. For an agent that runs already, use
//! `connect`.
//!
//! The agent has no events and runs one command at a time. A call without a [timeout](crate::Call::timeout) waits as long
//! as the guest is paused.
//!
//! Do not trust the guest. A person who controls the guest also controls the agent, and can make the agent reply
//! anything.
