//! Peers that connect to us: `-chardev socket,…,server=off,reconnect-ms=…`.

use std::fs;
use std::io;
use std::net::TcpListener;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_io::Async;

use super::Builder;
use crate::address::Address;
use crate::error::Error;
use crate::session::Session;
use crate::transport::{Connecting, Connector, SocketTransport, Transport};

/// Waits for peers that connect to us, as QEMU does with `-chardev socket,path=…,server=off,reconnect-ms=500`.
///
/// Made by [`Builder::listen`]. The socket file goes when the listener is dropped; sessions that came of it stay.
///
/// ```no_run
/// # async fn example() -> Result<(), qapi_client::Error> {
/// use qapi_client::Session;
///
/// let listener = Session::builder().listen("unix:/run/vms.qmp").await?;
/// loop {
///     let vm = listener.accept().await?;
///     println!("QEMU {} is there", vm.greeting().version);
/// }
/// # }
/// ```
#[derive(Debug)]
pub struct Listener {
    sockets: Sockets,
    builder: Builder,
}

impl Builder {
    /// Listens at an address for peers that connect to us. Port 0 takes any that is free; see [`Listener::address`].
    ///
    /// A socket file that nobody listens on any more is replaced.
    ///
    /// # Errors
    /// [`Error::Listen`]: the address is in use, or may not be used.
    pub async fn listen<A>(self, address: A) -> Result<Listener, Error>
    where
        A: TryInto<Address>,
        Error: From<A::Error>,
    {
        let address = address.try_into()?;
        match Sockets::bind(&address).await {
            Ok(sockets) => Ok(Listener {
                sockets,
                builder: self,
            }),
            Err(source) => Err(Error::Listen {
                address: Box::new(address),
                source: Arc::new(source),
            }),
        }
    }
}

impl Listener {
    /// Where it listens, with the port that the system gave.
    #[must_use]
    pub fn address(&self) -> &Address {
        &self.sockets.address
    }

    /// Waits for the next peer, and for its greeting. May be called again and again, and by several tasks at once, so that
    /// one peer that is slow to greet does not hold up the next.
    ///
    /// # Errors
    /// [`Error::Listen`] if the socket fails. Others are of that one peer: it did not greet in time, or refused the
    /// negotiation; the listener goes on.
    ///
    /// # Cancel safety
    /// No peer is lost that had not been accepted; one that had is disconnected, and comes again if it was told to.
    pub async fn accept(&self) -> Result<Session, Error> {
        let transport = self
            .sockets
            .accept(self.builder.message_limit_bytes())
            .await?;
        self.builder.clone().start(Box::new(transport)).await
    }

    /// Waits for one peer and listens no more.
    ///
    /// If the builder has a policy to [reconnect](Builder::reconnect), the listener stays with the session instead: when
    /// the peer is lost, the session waits for it to connect again. Each such wait is an attempt of the policy, and takes no longer than the
    /// [greeting deadline](Builder::greeting_deadline); the first wait takes as long as it takes.
    ///
    /// # Errors
    /// As [`accept`](Listener::accept).
    pub async fn into_session(self) -> Result<Session, Error> {
        let Self { sockets, builder } = self;
        let transport = Box::new(sockets.accept(builder.message_limit_bytes()).await?);
        if builder.reconnects() {
            builder.start_and_keep(transport, Box::new(sockets)).await
        } else {
            drop(sockets);
            builder.start(transport).await
        }
    }
}

#[derive(Debug)]
struct Sockets {
    socket: Socket,
    address: Address,
}

#[derive(Debug)]
enum Socket {
    Unix {
        listener: Async<UnixListener>,
        /// Removed with it.
        _file: SocketFile,
    },
    Tcp(Async<TcpListener>),
}

impl Sockets {
    async fn bind(address: &Address) -> io::Result<Self> {
        match address {
            Address::Unix(path) => {
                let listener = bind_unix(path)?;
                let file = SocketFile::of(path)?;
                let listener = Async::new(listener)?;
                let socket = Socket::Unix {
                    listener,
                    _file: file,
                };
                Ok(Self {
                    socket,
                    address: address.clone(),
                })
            }
            Address::Tcp { host, port } => {
                let listener = bind_tcp(host, *port).await?;
                let port = listener.local_addr()?.port();
                let address = Address::Tcp {
                    host: host.clone(),
                    port,
                };
                Ok(Self {
                    socket: Socket::Tcp(Async::new(listener)?),
                    address,
                })
            }
        }
    }

    async fn accept(&self, message_limit: usize) -> Result<SocketTransport, Error> {
        let accepted = async {
            match &self.socket {
                Socket::Unix { listener, .. } => {
                    let stream = listener.accept().await?.0.into_inner()?;
                    SocketTransport::new(stream.into(), true, message_limit)
                }
                Socket::Tcp(listener) => {
                    let stream = listener.accept().await?.0.into_inner()?;
                    stream.set_nodelay(true)?;
                    SocketTransport::new(stream.into(), false, message_limit)
                }
            }
        };
        accepted.await.map_err(|source| Error::Listen {
            address: Box::new(self.address.clone()),
            source: Arc::new(source),
        })
    }
}

impl Connector for Sockets {
    fn connect(&mut self, message_limit: usize) -> Connecting<'_> {
        Box::pin(async move {
            let transport: Box<dyn Transport> = Box::new(self.accept(message_limit).await?);
            Ok(transport)
        })
    }
}

fn bind_unix(path: &Path) -> io::Result<UnixListener> {
    match UnixListener::bind(path) {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse && is_left_over(path) => {
            fs::remove_file(path)?;
            UnixListener::bind(path)
        }
        other => other,
    }
}

/// Whether the path is a socket that nobody listens on, left by a process that was killed.
fn is_left_over(path: &Path) -> bool {
    let is_socket = fs::symlink_metadata(path).is_ok_and(|file| file.file_type().is_socket());
    is_socket
        && UnixStream::connect(path)
            .is_err_and(|error| error.kind() == io::ErrorKind::ConnectionRefused)
}

/// Binds to the first address of `host` that can be.
async fn bind_tcp(host: &str, port: u16) -> io::Result<TcpListener> {
    let addresses = async_std::net::ToSocketAddrs::to_socket_addrs(&(host, port)).await?;
    TcpListener::bind(&*addresses.collect::<Vec<_>>())
}

/// The file of a listening socket: removed when dropped, unless another has taken its place.
#[derive(Debug)]
struct SocketFile {
    path: PathBuf,
    device_and_inode: (u64, u64),
}

impl SocketFile {
    fn of(path: &Path) -> io::Result<Self> {
        Ok(Self {
            path: path.to_owned(),
            device_and_inode: identity(path)?,
        })
    }
}

impl Drop for SocketFile {
    fn drop(&mut self) {
        if identity(&self.path).is_ok_and(|now| now == self.device_and_inode)
            && let Err(error) = fs::remove_file(&self.path)
        {
            log::debug!("cannot remove {}: {error}", self.path.display());
        }
    }
}

fn identity(path: &Path) -> io::Result<(u64, u64)> {
    let file = fs::symlink_metadata(path)?;
    Ok((file.dev(), file.ino()))
}
