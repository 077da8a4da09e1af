//! Unix and TCP sockets on async-std.

use std::fs::File;
use std::io::{self, IoSlice};
use std::mem::MaybeUninit;
use std::net::TcpStream;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use async_io::Async;
use rustix::io::{Errno, retry_on_intr};
use rustix::net::sockopt::{set_tcp_nodelay, socket_type};
use rustix::net::{
    AddressFamily, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage, SendFlags, SocketType,
    getpeername, getsockname, recv, send, sendmsg,
};

use super::Transport;
use super::connector::{Connecting, Connector};
use super::stream::{deliver, with_scratch};
use crate::address::Address;
use crate::error::Error;
use crate::protocol::{Frame, Framer, Outgoing};
use crate::time::Sleep;

/// How many bytes of path a socket address holds, with the end of the string.
const SOCKET_PATH: usize = 108;

/// How often to try a listener whose queue is full.
const ROOM_CHECK: Duration = Duration::from_millis(20);

/// As many descriptors as the kernel passes in one message.
const MAX_DESCRIPTORS: usize = 253;

/// Messages over a socket.
#[derive(Debug)]
pub(crate) struct SocketTransport {
    socket: Async<OwnedFd>,
    is_unix: bool,
    framer: Framer,
    /// The last read took all there was, so that the next one may wait before it tries.
    drained: bool,
}

impl SocketTransport {
    pub(crate) fn new(socket: OwnedFd, is_unix: bool, message_limit: usize) -> io::Result<Self> {
        let socket = Async::new(socket)?;
        Ok(Self {
            socket,
            is_unix,
            framer: Framer::new(message_limit),
            drained: false,
        })
    }

    fn try_send(&self, bytes: &[u8], descriptors: &[OwnedFd]) -> Result<usize, Errno> {
        let socket = self.socket.as_fd();
        if descriptors.is_empty() {
            return retry_on_intr(|| send(socket, bytes, SendFlags::NOSIGNAL));
        }
        let borrowed: Vec<_> = descriptors.iter().map(AsFd::as_fd).collect();
        let mut space =
            vec![MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MAX_DESCRIPTORS))];
        let mut control = SendAncillaryBuffer::new(&mut space);
        if !control.push(SendAncillaryMessage::ScmRights(&borrowed)) {
            return Err(Errno::INVAL);
        }
        let bytes = [IoSlice::new(bytes)];
        retry_on_intr(|| sendmsg(socket, &bytes, &mut control, SendFlags::NOSIGNAL))
    }
}

impl Transport for SocketTransport {
    fn poll_send(&mut self, cx: &mut Context<'_>, outgoing: &mut Outgoing) -> Poll<io::Result<()>> {
        while !outgoing.is_empty() {
            let (bytes, descriptors) = outgoing.chunk();
            match self.try_send(bytes, descriptors) {
                Ok(0) => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                Ok(count) => outgoing.advance(count),
                Err(Errno::AGAIN) => ready!(self.socket.poll_writable(cx))?,
                Err(error) => return Poll::Ready(Err(error.into())),
            }
        }
        Poll::Ready(Ok(()))
    }

    fn poll_receive(
        &mut self,
        cx: &mut Context<'_>,
        take: &mut dyn FnMut(Frame<'_>),
    ) -> Poll<io::Result<bool>> {
        loop {
            if self.drained {
                ready!(self.socket.poll_readable(cx))?;
                self.drained = false;
            }
            let Self { socket, framer, .. } = self;
            let (count, room) = with_scratch(|buffer| {
                let room = buffer.len();
                let socket = socket.as_fd();
                let (_, count) = retry_on_intr(|| recv(socket, &mut *buffer, RecvFlags::empty()))?;
                deliver(framer, &buffer[..count], take);
                Ok::<_, Errno>((count, room))
            })
            .map_or_else(
                |error| {
                    if error == Errno::AGAIN {
                        Ok((None, 0))
                    } else {
                        Err(error)
                    }
                },
                |(count, room)| Ok((Some(count), room)),
            )?;
            match count {
                None => self.drained = true,
                Some(count) => {
                    self.drained = count > 0 && count < room;
                    return Poll::Ready(Ok(count > 0));
                }
            }
        }
    }

    fn max_descriptors(&self) -> usize {
        if self.is_unix { MAX_DESCRIPTORS } else { 0 }
    }
}

/// Connects to an address, again and again.
#[derive(Debug)]
pub(crate) struct AddressConnector {
    address: Address,
    /// The queue of those who wait to be accepted was full at the last attempt.
    crowded: bool,
}

impl AddressConnector {
    pub(crate) fn new(address: Address) -> Self {
        Self {
            address,
            crowded: false,
        }
    }

    async fn open(&mut self, message_limit: usize) -> io::Result<SocketTransport> {
        match &self.address {
            Address::Unix(path) => {
                let stream = connect_unix(path, &mut self.crowded).await?;
                SocketTransport::new(stream.into(), true, message_limit)
            }
            Address::Tcp { host, port } => {
                let stream = connect_tcp(host, *port).await?;
                stream.set_nodelay(true)?;
                SocketTransport::new(stream.into(), false, message_limit)
            }
        }
    }

    fn error(&self, source: io::Error) -> Error {
        Error::Connect {
            address: Box::new(self.address.clone()),
            source: Arc::new(source),
        }
    }
}

impl Connector for AddressConnector {
    fn connect(&mut self, message_limit: usize) -> Connecting<'_> {
        Box::pin(async move {
            match self.open(message_limit).await {
                Ok(transport) => Ok(Box::new(transport) as Box<dyn Transport>),
                Err(source) => Err(self.error(source)),
            }
        })
    }

    fn late(&self) -> Error {
        self.error(if self.crowded {
            let why = "busy with other clients, whose queue is full";
            io::Error::new(io::ErrorKind::TimedOut, why)
        } else {
            io::ErrorKind::TimedOut.into()
        })
    }
}

/// Connects to a socket of the file system, and waits while the queue of its listener is full.
async fn connect_unix(path: &Path, crowded: &mut bool) -> io::Result<UnixStream> {
    let short = ShortPath::new(path)?;
    loop {
        match Async::<UnixStream>::connect(&short.path).await {
            Ok(stream) => {
                *crowded = false;
                return stream.into_inner();
            }
            Err(error) if is_crowded(&error) => {
                // Nothing tells when there is room.
                *crowded = true;
                Sleep::new(ROOM_CHECK).await;
            }
            Err(error) => return Err(error),
        }
    }
}

/// True if the listener has no room for another client that waits: the system says "try again", which comes through the
/// reactor as a socket that waits to be connected and is not.
fn is_crowded(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::WouldBlock | io::ErrorKind::NotConnected
    )
}

/// A name for a socket that fits into its address, for as long as this lives.
struct ShortPath {
    path: PathBuf,
    _folder: Option<File>,
}

impl ShortPath {
    fn new(path: &Path) -> io::Result<Self> {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return Ok(Self {
                path: path.to_owned(),
                _folder: None,
            });
        };
        if path.as_os_str().len() < SOCKET_PATH || !cfg!(target_os = "linux") {
            return Ok(Self {
                path: path.to_owned(),
                _folder: None,
            });
        }
        let folder = File::open(folder)?;
        let path = Path::new("/proc/self/fd")
            .join(folder.as_raw_fd().to_string())
            .join(name);
        Ok(Self {
            path,
            _folder: Some(folder),
        })
    }
}

/// Takes over a socket that is connected already.
pub(crate) fn from_descriptor(
    socket: OwnedFd,
    message_limit: usize,
) -> io::Result<SocketTransport> {
    if socket_type(&socket)? != SocketType::STREAM {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "not a stream socket",
        ));
    }
    getpeername(&socket)?;
    let is_unix = getsockname(&socket)?.address_family() == AddressFamily::UNIX;
    if !is_unix {
        set_tcp_nodelay(&socket, true)?;
    }
    SocketTransport::new(socket, is_unix, message_limit)
}

/// Connects to the first address of `host` that answers.
async fn connect_tcp(host: &str, port: u16) -> io::Result<TcpStream> {
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for address in async_std::net::ToSocketAddrs::to_socket_addrs(&(host, port)).await? {
        match Async::<TcpStream>::connect(address).await {
            Ok(stream) => return stream.into_inner(),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Runs `task` in the background.
pub(crate) fn spawn(task: impl Future<Output = ()> + Send + 'static) {
    async_std::task::spawn(task);
}
