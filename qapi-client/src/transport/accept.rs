//! Acceptor: accepts connections at an address.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;

use async_io::Async;

use super::options::SocketOptions;
use super::tcp;
use super::traits::{Connecting, Connector, Transport};
#[cfg(unix)]
use super::{socket::SocketTransport, unix_listener::SocketListener};
use crate::address::Address;
use crate::error::Error;

/// Listener at an address.
#[derive(Debug)]
pub(crate) struct Acceptor {
    listener: Listener,
    address: Address,
    options: SocketOptions,
}

#[derive(Debug)]
enum Listener {
    #[cfg(unix)]
    Unix(SocketListener),
    Tcp(Async<TcpListener>),
}

impl Acceptor {
    /// Listens at an address. Port 0 selects any free port.
    pub(crate) async fn bind(address: Address, options: SocketOptions) -> Result<Self, Error> {
        match Listener::bind(&address, &options).await {
            Ok((listener, address)) => Ok(Self {
                listener,
                address,
                options,
            }),
            Err(source) => Err(listen_error(&address, source)),
        }
    }

    /// Address, with the port that the system selected.
    pub(crate) fn address(&self) -> &Address {
        &self.address
    }

    /// Waits for a connection.
    pub(crate) async fn accept(&self, message_limit: usize) -> Result<Box<dyn Transport>, Error> {
        let accepted = self.listener.accept(&self.options, message_limit).await;
        accepted.map_err(|source| listen_error(&self.address, source))
    }
}

impl Listener {
    async fn bind(
        address: &Address,
        #[cfg_attr(not(unix), allow(unused_variables, reason = "for socket files"))]
        options: &SocketOptions,
    ) -> io::Result<(Self, Address)> {
        match address {
            #[cfg(unix)]
            Address::Unix(path) => {
                let listener = SocketListener::at_path(path, options.listen_mode).await?;
                Ok((Self::Unix(listener), address.clone()))
            }
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Address::UnixAbstract(name) => {
                let listener = SocketListener::at_abstract_name(name.as_encoded_bytes())?;
                Ok((Self::Unix(listener), address.clone()))
            }
            Address::Tcp { host, port } => {
                let listener = tcp::listen(host, *port).await?;
                let address = Address::Tcp {
                    host: host.clone(),
                    port: listener.local_addr()?.port(),
                };
                Ok((Self::Tcp(Async::new(listener)?), address))
            }
        }
    }

    async fn accept(
        &self,
        options: &SocketOptions,
        message_limit: usize,
    ) -> io::Result<Box<dyn Transport>> {
        match self {
            #[cfg(unix)]
            Self::Unix(listener) => {
                let socket = listener.accept().await?;
                let transport = SocketTransport::new(socket, true, message_limit)?;
                Ok(Box::new(transport))
            }
            Self::Tcp(listener) => {
                let stream = listener.accept().await?.0.into_inner()?;
                tcp::transport(stream, options, message_limit)
            }
        }
    }
}

impl Connector for Acceptor {
    fn connect(&mut self, message_limit: usize) -> Connecting<'_> {
        Box::pin(self.accept(message_limit))
    }
}

fn listen_error(address: &Address, source: io::Error) -> Error {
    Error::Listen {
        address: Box::new(address.clone()),
        source: Arc::new(source),
    }
}
