//! Connector for addresses.

use std::io;
use std::sync::Arc;

use super::options::SocketOptions;
use super::tcp;
use super::traits::{Connecting, Connector, Transport};
#[cfg(unix)]
use super::{
    socket::SocketTransport,
    unix::{SocketName, connect_waiting},
};
use crate::address::Address;
use crate::error::Error;

/// Connector to an address.
#[derive(Debug)]
pub(crate) struct AddressConnector {
    address: Address,
    options: SocketOptions,
    /// True if the queue of the listener was full at the last attempt.
    queue_full: bool,
}

impl AddressConnector {
    pub(crate) fn new(address: Address, options: SocketOptions) -> Self {
        Self {
            address,
            options,
            queue_full: false,
        }
    }

    async fn open_transport(&mut self, message_limit: usize) -> io::Result<Box<dyn Transport>> {
        match &self.address {
            #[cfg(unix)]
            Address::Unix(path) => {
                let name = SocketName::of_path(path)?;
                self.open_unix(&name, message_limit).await
            }
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Address::UnixAbstract(name) => {
                let name = SocketName::of_abstract(name.as_encoded_bytes())?;
                self.open_unix(&name, message_limit).await
            }
            Address::Tcp { host, port } => {
                let stream = tcp::connect(host, *port).await?;
                tcp::transport(stream, &self.options, message_limit)
            }
        }
    }

    #[cfg(unix)]
    async fn open_unix(
        &mut self,
        name: &SocketName,
        message_limit: usize,
    ) -> io::Result<Box<dyn Transport>> {
        let socket = connect_waiting(name, &mut self.queue_full).await?;
        let transport = SocketTransport::new(socket, true, message_limit)?;
        Ok(Box::new(transport))
    }

    fn connect_error(&self, source: io::Error) -> Error {
        Error::Connect {
            address: Box::new(self.address.clone()),
            source: Arc::new(source),
        }
    }
}

impl Connector for AddressConnector {
    fn connect(&mut self, message_limit: usize) -> Connecting<'_> {
        Box::pin(async move {
            match self.open_transport(message_limit).await {
                Ok(transport) => Ok(transport),
                Err(source) => Err(self.connect_error(source)),
            }
        })
    }

    fn timed_out(&self) -> Error {
        self.connect_error(if self.queue_full {
            let why = "the peer is busy with another client, and its queue of new clients is full";
            io::Error::new(io::ErrorKind::TimedOut, why)
        } else {
            io::ErrorKind::TimedOut.into()
        })
    }
}
