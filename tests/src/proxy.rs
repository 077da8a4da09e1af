//! Proxy that can cut connections.

use std::io::{self, IoSlice, IoSliceMut, Read, Write};
use std::mem::MaybeUninit;
use std::net::Shutdown;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, recvmsg, sendmsg,
};
use tempfile::TempDir;

/// Maximum number of descriptors in one message.
const MOST_DESCRIPTORS: usize = 253;

/// Maximum wait for the reply to a command with descriptors after the client was disconnected.
const REPLY_LIMIT: Duration = Duration::from_secs(60);

/// Unix socket that forwards bytes and descriptors to another unix socket, until the connections are cut.
#[derive(Debug)]
pub struct CutProxy {
    folder: TempDir,
    open: Arc<Mutex<Vec<UnixStream>>>,
}

impl CutProxy {
    /// Starts a proxy that forwards every client to the socket `target`.
    pub fn start(target: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let listener = UnixListener::bind(folder.path().join("proxy")).expect("the socket is free");
        let open = Arc::new(Mutex::new(Vec::new()));
        let (target, streams) = (target.to_owned(), open.clone());
        // The threads end with the connections or with the process.
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                // If the target has ended, the client gets a closed connection.
                if let Ok(server) = UnixStream::connect(&target) {
                    let _ = forward(client, server, &streams);
                }
            }
        });
        Self { folder, open }
    }

    /// Path of the socket.
    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("proxy")
    }

    /// Address of the socket: `unix:/path`.
    pub fn address(&self) -> String {
        format!("unix:{}", self.socket().display())
    }

    /// Cuts all connections at any byte, and returns the number of connections.
    ///
    /// The client's side ends at once. The target's side ends when no command with descriptors is unanswered: QEMU 7.2
    /// to 11.1 free the descriptors of a connection twice, and crash, if the connection ends while the main thread runs
    /// such a command. Twenty lines of Python that connect, send `add-fd` and leave do the same, with and without `oob`,
    /// after 1,700 to 20,000 connections.
    pub fn cut(&self) -> usize {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let streams = std::mem::take(&mut *open);
        for stream in &streams {
            // A connection that has already ended needs no shutdown.
            let _ = stream.shutdown(Shutdown::Both);
        }
        streams.len()
    }
}

fn forward(
    client: UnixStream,
    server: UnixStream,
    open: &Mutex<Vec<UnixStream>>,
) -> io::Result<()> {
    let (client2, server2) = (client.try_clone()?, server.try_clone()?);
    let mut streams = open.lock().unwrap_or_else(PoisonError::into_inner);
    streams.push(client.try_clone()?);
    drop(streams);
    let unanswered = Arc::new(AtomicBool::new(false));
    let answered = Arc::clone(&unanswered);
    std::thread::spawn(move || {
        let is_whole = forward_with_descriptors(&client, &server, &unanswered);
        let start = Instant::now();
        // A busy machine may stop QEMU for seconds. QEMU never replies to half a command.
        let waits = is_whole.unwrap_or(false);
        while waits && unanswered.load(Relaxed) && start.elapsed() < REPLY_LIMIT {
            std::thread::sleep(Duration::from_millis(1));
        }
        let _ = server.shutdown(Shutdown::Both);
    });
    std::thread::spawn(move || {
        let _ = forward_replies(&server2, &client2, &answered);
        let _ = client2.shutdown(Shutdown::Both);
    });
    Ok(())
}

/// Forwards replies. Replies to a client that has left are also read.
fn forward_replies(
    mut from: &UnixStream,
    mut to: &UnixStream,
    unanswered: &AtomicBool,
) -> io::Result<()> {
    let mut bytes = vec![0; 1 << 16];
    loop {
        let count = from.read(&mut bytes)?;
        if count == 0 {
            return Ok(());
        }
        if bytes[..count].contains(&b'\n') {
            unanswered.store(false, Relaxed);
        }
        let _ = to.write_all(&bytes[..count]);
    }
}

/// Forwards bytes, each with the descriptors that came with them, until the client leaves. Returns whether the last command
/// is whole.
fn forward_with_descriptors(
    from: &UnixStream,
    mut to: &UnixStream,
    unanswered: &AtomicBool,
) -> io::Result<bool> {
    let mut bytes = vec![0; 1 << 16];
    let mut is_whole = true;
    loop {
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST_DESCRIPTORS))];
        let mut control = RecvAncillaryBuffer::new(&mut space);
        let mut room = [IoSliceMut::new(&mut bytes)];
        let count = recvmsg(from, &mut room, &mut control, RecvFlags::CMSG_CLOEXEC)?.bytes;
        if count == 0 {
            return Ok(is_whole);
        }
        is_whole = bytes[..count].ends_with(b"\n");
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
            false => {
                unanswered.store(true, Relaxed);
                send_with_descriptors(to, &bytes[..count], &descriptors)?
            }
        };
        to.write_all(&bytes[sent..count])?;
    }
}

/// Sends descriptors with as many bytes as possible, and returns the number of sent bytes.
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
