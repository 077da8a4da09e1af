//! Pass an open file or socket to QEMU.
//!
//! A program with more rights than QEMU opens an image, a tap device or a socket, and passes the descriptor. QEMU needs no
//! right to open it, and no path to it.
//!
//! ```toml
//! [dependencies]
//! qapi-client = { version = "0.1", features = ["qmp"] }
//! async-std = "1"
//! ```
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use std::fs::File;
//!
//! use qapi_client::qmp::{self, BlockdevOptions, BlockdevOptionsFile};
//!
//! let vm = qmp::Client::connect("unix:/run/vm.qmp").await?;
//! let image = File::options().read(true).write(true).open("/srv/disk.raw")?;
//! let set = vm.add_fd(()).with_fd(image).await?.fdset_id;
//!
//! let file = BlockdevOptionsFile::new(format!("/dev/fdset/{set}"));
//! vm.blockdev_add(BlockdevOptions::file(file).node_name("disk1")).await?;
//! # Ok(())
//! # }
//! ```
//!
//! [`with_fd`](crate::Call::with_fd) takes any type that converts into an `OwnedFd`, such as a `File`, a `TcpStream`, a
//! `UnixStream`, the end of a pipe. The client closes the descriptor after sending; to keep a descriptor, pass the
//! result of `try_clone`.
//!
//! Use `add-fd` for files: the set has a path, `/dev/fdset/1`. A set with a read-only and a writable descriptor of one
//! file lets QEMU reopen the file. Use `getfd` for sockets and tap devices. `getfd` gives the descriptor a name, which
//! later commands take, for instance in the member `fd` of `netdev_add`.
//!
//! Only unix sockets carry descriptors. On a TCP connection the call fails with
//! [`Error::Unsupported`](crate::Error::Unsupported), and nothing is sent.
