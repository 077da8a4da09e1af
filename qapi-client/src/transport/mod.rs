//! Transports: connections over sockets, to child processes, and over any byte stream.

mod stream;
mod traits;

#[cfg(any(feature = "async-std", feature = "smol"))]
mod accept;
#[cfg(any(feature = "async-std", feature = "smol"))]
mod connector;
#[cfg(any(feature = "async-std", feature = "smol"))]
mod keepalive;
#[cfg(any(feature = "async-std", feature = "smol"))]
mod options;
#[cfg(any(feature = "async-std", feature = "smol"))]
mod runtime;
#[cfg(any(feature = "async-std", feature = "smol"))]
mod tcp;

#[cfg(all(unix, any(feature = "async-std", feature = "smol")))]
mod child;
#[cfg(all(unix, any(feature = "async-std", feature = "smol")))]
mod process;
#[cfg(all(unix, any(feature = "async-std", feature = "smol")))]
mod socket;
#[cfg(all(unix, any(feature = "async-std", feature = "smol")))]
mod unix;
#[cfg(all(unix, any(feature = "async-std", feature = "smol")))]
mod unix_listener;

pub(crate) use stream::{StreamConnector, StreamTransport};
pub(crate) use traits::{Connector, Transport};

#[cfg(any(feature = "async-std", feature = "smol"))]
pub(crate) use accept::Acceptor;
#[cfg(any(feature = "async-std", feature = "smol"))]
pub(crate) use connector::AddressConnector;
#[cfg(any(feature = "async-std", feature = "smol"))]
pub(crate) use options::SocketOptions;
#[cfg(any(feature = "async-std", feature = "smol"))]
pub(crate) use runtime::spawn;

#[cfg(all(unix, any(feature = "async-std", feature = "smol")))]
pub(crate) use child::ChildTransport;
#[cfg(all(unix, any(feature = "async-std", feature = "smol")))]
pub(crate) use process::{Connection, DescriptorArgs, Launch, ProcessOwner};
#[cfg(all(unix, any(feature = "async-std", feature = "smol")))]
pub(crate) use socket::from_descriptor;
#[cfg(all(
    unix,
    feature = "testing",
    any(feature = "async-std", feature = "smol")
))]
pub(crate) use unix_listener::SocketListener;
