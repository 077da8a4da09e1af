//! Listening unix sockets, and their files.

use std::fs::{self, File, Permissions};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use async_io::Async;
#[cfg(feature = "testing")]
use futures_io::{AsyncRead, AsyncWrite};
use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use rustix::net::{bind, listen};

use super::unix::{SocketName, new_socket, try_connect};
use crate::time::Sleep;

/// Maximum number of clients that wait to be accepted.
const BACKLOG: i32 = 128;

/// Time limit for locking a folder.
const LOCK_DEADLINE: Duration = Duration::from_secs(5);

/// Pause between two attempts to lock a folder.
const LOCK_PAUSE: Duration = Duration::from_millis(2);

/// A listening unix socket. Dropping the listener removes the socket file.
#[derive(Debug)]
pub(crate) struct SocketListener {
    // This field is dropped before `socket`. While the socket listens, no other process treats its file as left over.
    _file: Option<SocketFile>,
    socket: Async<UnixListener>,
}

impl SocketListener {
    /// Listens at a path, and replaces a left-over socket file. The file gets the permissions `mode`; the umask has no
    /// effect.
    pub(crate) async fn at_path(path: &Path, mode: u32) -> io::Result<Self> {
        let name = SocketName::of_path(path)?;
        // A bound socket that does not listen yet looks like a left-over socket. The lock keeps other processes from
        // replacing it.
        let _lock = FolderLock::acquire(path).await?;
        let (socket, file) = bind_path(path, &name)?;
        // No client can connect before `listen`.
        fs::set_permissions(path, Permissions::from_mode(mode))?;
        listen(&socket, BACKLOG)?;
        Self::new(socket, Some(file))
    }

    /// Listens at a name outside of the file system.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub(super) fn at_abstract_name(name: &[u8]) -> io::Result<Self> {
        let socket = new_socket()?;
        bind(&socket, &SocketName::of_abstract(name)?.address)?;
        listen(&socket, BACKLOG)?;
        Self::new(socket, None)
    }

    fn new(socket: OwnedFd, file: Option<SocketFile>) -> io::Result<Self> {
        Ok(Self {
            _file: file,
            socket: Async::new(UnixListener::from(socket))?,
        })
    }

    /// Waits for a connection, as a byte stream.
    #[cfg(feature = "testing")]
    pub(crate) async fn accept_stream(
        &self,
    ) -> io::Result<impl AsyncRead + AsyncWrite + Send + use<>> {
        Ok(self.socket.accept().await?.0)
    }

    /// Waits for a connection.
    pub(super) async fn accept(&self) -> io::Result<OwnedFd> {
        Ok(self.socket.accept().await?.0.into_inner()?.into())
    }
}

fn bind_path(path: &Path, name: &SocketName) -> io::Result<(OwnedFd, SocketFile)> {
    let socket = new_socket()?;
    match bind(&socket, &name.address) {
        Err(Errno::ADDRINUSE) if is_left_over(path, name) => {
            fs::remove_file(path)?;
            bind(&socket, &name.address)?;
        }
        other => other?,
    }
    Ok((socket, SocketFile::new(path)?))
}

/// Whether the path is a left-over socket: a socket without a listening process, for example after the process was
/// killed.
fn is_left_over(path: &Path, name: &SocketName) -> bool {
    let is_socket = fs::symlink_metadata(path).is_ok_and(|file| file.file_type().is_socket());
    is_socket
        && try_connect(name).is_err_and(|error| error.kind() == io::ErrorKind::ConnectionRefused)
}

/// Lock on a folder while a socket is created in the folder. Other programs with this crate use the same lock.
#[derive(Debug)]
struct FolderLock {
    _folder: File,
}

impl FolderLock {
    /// Locks the folder of `path`. Returns `None` if the folder cannot be locked.
    async fn acquire(path: &Path) -> io::Result<Option<Self>> {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        // A folder cannot be locked without permission to read it, or in a file system without locks. Then two
        // processes may still race for the path.
        let Ok(file) = File::open(folder) else {
            return Ok(None);
        };
        let start = Instant::now();
        loop {
            match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => return Ok(Some(Self { _folder: file })),
                Err(Errno::WOULDBLOCK) if start.elapsed() < LOCK_DEADLINE => {
                    Sleep::new(LOCK_PAUSE).await;
                }
                Err(Errno::WOULDBLOCK) => {
                    let why = format!("another process has locked {}", folder.display());
                    return Err(io::Error::new(io::ErrorKind::TimedOut, why));
                }
                Err(_) => return Ok(None),
            }
        }
    }
}

/// File of a listening socket. Dropping the value removes the file, unless another file has replaced it.
#[derive(Debug)]
struct SocketFile {
    path: PathBuf,
    device_and_inode: (u64, u64),
}

impl SocketFile {
    fn new(path: &Path) -> io::Result<Self> {
        // A relative path would name another file after a change of the working directory.
        let path = std::path::absolute(path)?;
        Ok(Self {
            device_and_inode: file_identity(&path)?,
            path,
        })
    }
}

impl Drop for SocketFile {
    fn drop(&mut self) {
        if file_identity(&self.path).is_ok_and(|now| now == self.device_and_inode)
            && let Err(error) = fs::remove_file(&self.path)
        {
            log::debug!("cannot remove {}: {error}", self.path.display());
        }
    }
}

fn file_identity(path: &Path) -> io::Result<(u64, u64)> {
    let file = fs::symlink_metadata(path)?;
    Ok((file.dev(), file.ino()))
}
