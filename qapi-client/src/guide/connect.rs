//! Connect to a running QEMU.
//!
//! Start QEMU with a monitor that a program can use: `-qmp unix:/run/vm.qmp,server=on,wait=off`. A monitor serves one
//! client. A second client can connect, but gets no greeting, and fails with [`Error::NoGreeting`]. Give QEMU one
//! `-qmp` option for each client.
//!
//! ```toml
//! [dependencies]
//! qapi-client = { version = "0.1", features = ["qmp"] }
//! async-std = "1"
//! ```
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use qapi_client::{Reconnect, qmp};
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     async_std::task::block_on(run())
//! }
//!
//! async fn run() -> Result<(), Box<dyn std::error::Error>> {
//!     // The short form. The greeting is read, and the capabilities are negotiated.
//!     let vm = qmp::Client::connect("unix:/run/vm.qmp").await?;
//!     println!("QEMU {}", vm.greeting().version);
//!
//!     // The form with settings. QEMU may still be starting, and no call waits longer than 5 s.
//!     let starting = Reconnect::new().from_the_start(true).give_up_after(Duration::from_secs(30));
//!     let other = qmp::Client::builder()
//!         .reconnect(starting)
//!         .call_timeout(Duration::from_secs(5))
//!         .connect("tcp:localhost:4444")
//!         .await?;
//!     println!("{}", other.query_status().await?.status);
//!     Ok(())
//! }
//! ```
//!
//! | address | peer |
//! | --- | --- |
//! | `unix:/run/vm.qmp`, `/run/vm.qmp` | a socket in the file system; a `PathBuf` is an address too |
//! | `unix-abstract:vm` | a socket of Linux without a file (`abstract=on`) |
//! | `tcp:host:4444`, `tcp:[::1]:4444` | a TCP port |
//!
//! Two deadlines protect the start. Connecting fails at once if nothing listens at the address. The greeting must arrive
//! within [`Builder::greeting_deadline`], 10 s by default. A call has no deadline unless the program sets one:
//! [`Builder::call_timeout`] for all calls, [`Call::timeout`] for one.
//!
//! Other ways to connect: [`Builder::listen`] waits for a QEMU that connects by itself (`server=off`),
//! [`Builder::from_fd`] takes an open socket, [`Builder::spawn`] [starts QEMU](super::start_qemu). All of them return a
//! client of the type on which `builder` was called.
//!
//! A client is a handle. Clone the client for each task. The connection closes when the last clone is dropped, or with
//! [`Session::close`].
//!
//! [`Builder::call_timeout`]: crate::Builder::call_timeout
//! [`Builder::from_fd`]: crate::Builder::from_fd
//! [`Builder::greeting_deadline`]: crate::Builder::greeting_deadline
//! [`Builder::listen`]: crate::Builder::listen
//! [`Builder::spawn`]: crate::Builder::spawn
//! [`Call::timeout`]: crate::Call::timeout
//! [`Error::NoGreeting`]: crate::Error::NoGreeting
//! [`Session::close`]: crate::Session::close
