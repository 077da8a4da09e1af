//! A connection that can be cut.

use std::io::{self, IoSlice, IoSliceMut, Write};
use std::mem::MaybeUninit;
use std::net::Shutdown;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, recvmsg, sendmsg,
};
use tempfile::TempDir;

/// Most descriptors that one message carries.
const MOST_DESCRIPTORS: usize = 253;

/// A unix socket that forwards to another one, descriptors of the clients included, until it is cut.
#[derive(Debug)]
pub struct CutProxy {
    folder: TempDir,
    open: Arc<Mutex<Vec<UnixStream>>>,
}

impl CutProxy {
    /// Forwards every client to the socket.
    pub fn start(target: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let listener = UnixListener::bind(folder.path().join("proxy")).expect("the socket is free");
        let open = Arc::new(Mutex::new(Vec::new()));
        let (target, streams) = (target.to_owned(), open.clone());
        // The threads end with the connections, or with the process.
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                // A target that is gone is what the client is to find out.
                if let Ok(server) = UnixStream::connect(&target) {
                    let _ = forward(client, server, &streams);
                }
            }
        });
        Self { folder, open }
    }

    /// Its socket.
    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("proxy")
    }

    /// Its address: `unix:/path`.
    pub fn address(&self) -> String {
        format!("unix:{}", self.socket().display())
    }

    /// Cuts every connection, wherever its bytes are, and tells how many there were.
    pub fn cut(&self) -> usize {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let streams = std::mem::take(&mut *open);
        for stream in &streams {
            // One that has ended by itself is cut already.
            let _ = stream.shutdown(Shutdown::Both);
        }
        streams.len() / 2
    }
}

fn forward(
    client: UnixStream,
    server: UnixStream,
    open: &Mutex<Vec<UnixStream>>,
) -> io::Result<()> {
    let (mut client2, mut server2) = (client.try_clone()?, server.try_clone()?);
    let mut streams = open.lock().unwrap_or_else(PoisonError::into_inner);
    streams.extend([client.try_clone()?, server.try_clone()?]);
    drop(streams);
    std::thread::spawn(move || {
        let _ = forward_with_descriptors(&client, &server);
        let _ = server.shutdown(Shutdown::Both);
    });
    std::thread::spawn(move || {
        let _ = io::copy(&mut server2, &mut client2);
        let _ = client2.shutdown(Shutdown::Both);
    });
    Ok(())
}

/// Forwards bytes, each with the descriptors that came with them.
fn forward_with_descriptors(from: &UnixStream, mut to: &UnixStream) -> io::Result<()> {
    let mut bytes = vec![0; 1 << 16];
    loop {
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST_DESCRIPTORS))];
        let mut control = RecvAncillaryBuffer::new(&mut space);
        let mut room = [IoSliceMut::new(&mut bytes)];
        let count = recvmsg(from, &mut room, &mut control, RecvFlags::CMSG_CLOEXEC)?.bytes;
        if count == 0 {
            return Ok(());
        }
        let descriptors: Vec<OwnedFd> = control
            .drain()
            .filter_map(|message| match message {
                RecvAncillaryMessage::ScmRights(rights) => Some(rights),
                _ => None,
            })
            .flatten()
            .collect();
        let sent = match descriptors.is_empty() {
            true => 0,
            false => send_with_descriptors(to, &bytes[..count], &descriptors)?,
        };
        to.write_all(&bytes[sent..count])?;
    }
}

/// Sends descriptors with as many of the bytes as there is room for; gives their number.
fn send_with_descriptors(to: &UnixStream, bytes: &[u8], all: &[OwnedFd]) -> io::Result<usize> {
    let descriptors: Vec<_> = all.iter().map(AsFd::as_fd).collect();
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST_DESCRIPTORS))];
    let mut control = SendAncillaryBuffer::new(&mut space);
    if !control.push(SendAncillaryMessage::ScmRights(&descriptors)) {
        return Err(io::Error::other(
            "more descriptors than one message carries",
        ));
    }
    let bytes = [IoSlice::new(bytes)];
    Ok(sendmsg(to, &bytes, &mut control, SendFlags::NOSIGNAL)?)
}
