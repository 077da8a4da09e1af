//! TCP connections.

use std::io;
use std::net::{TcpListener, TcpStream};

use async_io::Async;

use super::keepalive::keep_alive;
use super::options::SocketOptions;
use super::runtime::resolve;
use super::traits::Transport;

/// Connects to the first address of `host` that answers.
pub(super) async fn connect(host: &str, port: u16) -> io::Result<TcpStream> {
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for address in resolve(host, port).await? {
        match Async::<TcpStream>::connect(address).await {
            Ok(stream) => return stream.into_inner(),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Listens on the first address of `host` on which this is possible.
pub(super) async fn listen(host: &str, port: u16) -> io::Result<TcpListener> {
    TcpListener::bind(&*resolve(host, port).await?)
}

/// Creates a transport for a connection.
pub(super) fn transport(
    stream: TcpStream,
    options: &SocketOptions,
    message_limit: usize,
) -> io::Result<Box<dyn Transport>> {
    stream.set_nodelay(true)?;
    if let Some(limit) = options.keepalive {
        keep_alive(&stream, limit)?;
    }
    #[cfg(unix)]
    let transport = super::socket::SocketTransport::new(stream.into(), false, message_limit)?;
    #[cfg(not(unix))]
    let transport = super::stream::StreamTransport::new(Async::new(stream)?, message_limit);
    Ok(Box::new(transport))
}
