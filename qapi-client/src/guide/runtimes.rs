//! Tokio, smol, other runtimes.
//!
//! The futures and streams of this crate run on any executor. Only sockets and child processes need a runtime:
//! async-std by default, smol with the feature `smol`. Both start their own threads, so that your program needs no
//! setup.
//!
//! # tokio, the short way
//! The default client works inside a tokio program as it is. Its sockets are served by a thread of async-std beside the
//! threads of tokio.
//!
//! ```toml
//! [dependencies]
//! qapi-client = { version = "0.1", features = ["qmp"] }
//! tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
//! ```
//!
//! ```no_run
//! use qapi_client::qmp;
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let vm = qmp::Client::connect("unix:/run/vm.qmp").await?;
//!     let status = tokio::spawn(async move { vm.query_status().await }).await??;
//!     println!("{}", status.status);
//!     Ok(())
//! }
//! ```
//!
//! # tokio alone
//! [`Builder::over`] takes any byte stream, here one of tokio. The dependencies then contain no other runtime. The
//! driver moves the bytes, so spawn the driver.
//!
//! ```toml
//! [dependencies]
//! qapi-client = { version = "0.1", default-features = false, features = ["qmp"] }
//! tokio = { version = "1", features = ["macros", "net", "rt-multi-thread"] }
//! tokio-util = { version = "0.7", features = ["compat"] }
//! ```
//!
//! ```no_run
//! use qapi_client::{Reconnect, qmp};
//! use tokio::net::UnixStream;
//! use tokio_util::compat::TokioAsyncReadCompatExt;
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let (vm, driver) = qmp::Client::builder()
//!         .reconnect(Reconnect::new())
//!         .over_each(async || Ok(UnixStream::connect("/run/vm.qmp").await?.compat()))
//!         .await?;
//!     tokio::spawn(driver);
//!     vm.ready().await?;
//!     println!("{}", vm.query_status().await?.status);
//!     Ok(())
//! }
//! ```
//!
//! For one connection without reconnecting: `qmp::Client::builder().over(stream.compat())`.
//!
//! A session over a stream cannot start processes or pass descriptors, because [`Spawn`] and
//! [`with_fd`](crate::Call::with_fd) need the sockets of this crate.
//!
//! # smol
//! The feature `smol` replaces async-std. Everything works the same, and no unmaintained crate is among the dependencies.
//!
//! ```toml
//! [dependencies]
//! qapi-client = { version = "0.1", default-features = false, features = ["smol", "qmp"] }
//! smol = "2"
//! ```
//!
//! # Deadlines
//! Timeouts need no runtime either, because one thread serves all deadlines of the process.
//!
//! [`Builder::over`]: crate::Builder::over
//! [`Spawn`]: crate::Spawn
