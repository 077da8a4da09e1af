//! Runtime functions: background tasks and host names. Only this file names a runtime. If both features are on, the
//! runtime is async-std.

use std::io;
use std::net::SocketAddr;

/// Runs `task` in the background.
pub(crate) fn spawn(task: impl Future<Output = ()> + Send + 'static) {
    #[cfg(feature = "async-std")]
    async_std::task::spawn(task);
    #[cfg(not(feature = "async-std"))]
    smol::spawn(task).detach();
}

/// Resolves a host name or parses an IP address.
#[cfg(feature = "async-std")]
pub(super) async fn resolve(host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
    let addresses = async_std::net::ToSocketAddrs::to_socket_addrs(&(host, port)).await?;
    Ok(addresses.collect())
}

/// Resolves a host name or parses an IP address.
#[cfg(not(feature = "async-std"))]
pub(super) async fn resolve(host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
    smol::net::resolve((host, port)).await
}
