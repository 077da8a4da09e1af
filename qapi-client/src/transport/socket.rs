//! Connections over unix and TCP sockets.

use std::io::{self, IoSlice};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::task::{Context, Poll, ready};

use async_io::Async;
use rustix::io::{Errno, retry_on_intr};
use rustix::net::sockopt::{set_tcp_nodelay, socket_type};
use rustix::net::{
    AddressFamily, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage, SendFlags, SocketType,
    getpeername, getsockname, recv, send, sendmsg,
};

use super::keepalive::keep_alive;
use super::options::SocketOptions;
use super::stream::{split_frames, with_scratch};
use super::traits::Transport;
use crate::protocol::{Frame, Framer, Outgoing};

/// Maximum number of descriptors that the system passes in one message.
const MAX_DESCRIPTORS: usize = 253;

/// With this flag, writing to a closed socket returns an error and raises no signal.
#[cfg(not(target_vendor = "apple"))]
const SEND_FLAGS: SendFlags = SendFlags::NOSIGNAL;
/// On this system a socket option prevents the signal; see [`SocketTransport::new`].
#[cfg(target_vendor = "apple")]
const SEND_FLAGS: SendFlags = SendFlags::empty();

/// Transport over a socket.
#[derive(Debug)]
pub(crate) struct SocketTransport {
    socket: Async<OwnedFd>,
    is_unix: bool,
    framer: Framer,
    /// True if the last read emptied the socket. The next read then waits until the socket is readable.
    drained: bool,
}

impl SocketTransport {
    pub(crate) fn new(socket: OwnedFd, is_unix: bool, message_limit: usize) -> io::Result<Self> {
        #[cfg(target_vendor = "apple")]
        rustix::net::sockopt::set_socket_nosigpipe(&socket, true)?;
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
            return retry_on_intr(|| send(socket, bytes, SEND_FLAGS));
        }
        let borrowed: Vec<_> = descriptors.iter().map(AsFd::as_fd).collect();
        let mut space =
            vec![MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MAX_DESCRIPTORS))];
        let mut control = SendAncillaryBuffer::new(&mut space);
        if !control.push(SendAncillaryMessage::ScmRights(&borrowed)) {
            return Err(Errno::INVAL);
        }
        let bytes = [IoSlice::new(bytes)];
        retry_on_intr(|| sendmsg(socket, &bytes, &mut control, SEND_FLAGS))
    }
}

impl Transport for SocketTransport {
    fn poll_send(&mut self, cx: &mut Context<'_>, outgoing: &mut Outgoing) -> Poll<io::Result<()>> {
        while !outgoing.is_empty() {
            let (bytes, descriptors) = outgoing.next_chunk();
            match self.try_send(bytes, descriptors) {
                Ok(0) => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                Ok(count) => outgoing.remove_written(count),
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
                split_frames(framer, &buffer[..count], take);
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

    fn force_receive(&mut self) {
        self.drained = false;
    }

    fn max_descriptors(&self) -> usize {
        if self.is_unix { MAX_DESCRIPTORS } else { 0 }
    }
}

/// Creates a transport for a connected socket.
pub(crate) fn from_descriptor(
    socket: OwnedFd,
    options: &SocketOptions,
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
        if let Some(limit) = options.keepalive {
            keep_alive(&socket, limit)?;
        }
    }
    SocketTransport::new(socket, is_unix, message_limit)
}
