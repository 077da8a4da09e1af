//! Work inside the guest, through its agent.
//!
//! The guest needs the QEMU guest agent (`qemu-guest-agent`), and the machine needs a channel to it:
//!
//! ```text
//! -chardev socket,id=qga,path=/run/vm.qga,server=on,wait=off
//! -device virtio-serial -device virtserialport,chardev=qga,name=org.qemu.guest_agent.0
//! ```
//!
//! ```toml
//! [dependencies]
//! qapi-client = { version = "0.1", features = ["qga"] }
//! async-std = "1"
//! ```
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::Duration;
//!
//! use qapi_client::qga::{self, commands};
//!
//! // The agent starts some time after the machine. The socket need not exist yet.
//! let agent = qga::Client::builder().wait_ready("unix:/run/vm.qga", Duration::from_secs(60)).await?;
//! let system = agent.guest_get_osinfo().await?;
//! println!("{}", system.pretty_name.unwrap_or_default());
//! # Ok(())
//! # }
//! ```
