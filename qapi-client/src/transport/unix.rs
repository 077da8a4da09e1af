//! Unix sockets: names and connections.

use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketAddrUnix, SocketType, connect};

use crate::time::Sleep;

/// Maximum number of bytes of a path in a socket address, with the zero byte at the end.
const PATH_CAPACITY: usize = if cfg!(any(target_os = "linux", target_os = "android")) {
    108
} else {
    104
};

/// Pause between two attempts to connect to a listener with a full queue.
const QUEUE_PAUSE: Duration = Duration::from_millis(20);

/// Name of a unix socket, in the form for system calls.
#[derive(Debug)]
pub(super) struct SocketName {
    pub(super) address: SocketAddrUnix,
    /// Folder that stays open because its descriptor is part of the address.
    _folder: Option<File>,
}

impl SocketName {
    /// Creates the name of a socket in the file system. On Linux the path may be longer than a socket address.
    pub(super) fn of_path(path: &Path) -> io::Result<Self> {
        let (short, folder) = shorten(path)?;
        let address = SocketAddrUnix::new(&short).map_err(|error| {
            if error == Errno::NAMETOOLONG {
                too_long(path)
            } else {
                error.into()
            }
        })?;
        Ok(Self {
            address,
            _folder: folder,
        })
    }

    /// Creates the name of a socket outside of the file system.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub(super) fn of_abstract(name: &[u8]) -> io::Result<Self> {
        Ok(Self {
            address: SocketAddrUnix::new_abstract_name(name)?,
            _folder: None,
        })
    }
}

fn too_long(path: &Path) -> io::Error {
    let why = format!(
        "the path has {} bytes, but the path of a socket has at most {}",
        path.as_os_str().len(),
        PATH_CAPACITY - 1
    );
    io::Error::new(io::ErrorKind::InvalidInput, why)
}

/// Shortens a path that is too long: replaces the folder by a path to its descriptor, if the system has such paths.
fn shorten(path: &Path) -> io::Result<(PathBuf, Option<File>)> {
    if cfg!(any(target_os = "linux", target_os = "android"))
        && path.as_os_str().len() >= PATH_CAPACITY
        && let (Some(folder), Some(name)) = (path.parent(), path.file_name())
        && !folder.as_os_str().is_empty()
    {
        let folder = File::open(folder)?;
        let descriptor = folder.as_raw_fd().to_string();
        let short = Path::new("/proc/self/fd").join(descriptor).join(name);
        return Ok((short, Some(folder)));
    }
    Ok((path.to_owned(), None))
}

/// Creates a non-blocking socket that child processes do not inherit.
#[cfg(not(target_vendor = "apple"))]
pub(super) fn new_socket() -> io::Result<OwnedFd> {
    use rustix::net::{SocketFlags, socket_with};

    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    Ok(socket_with(
        AddressFamily::UNIX,
        SocketType::STREAM,
        flags,
        None,
    )?)
}

/// Creates a non-blocking socket that child processes do not inherit.
#[cfg(target_vendor = "apple")]
pub(super) fn new_socket() -> io::Result<OwnedFd> {
    use rustix::io::{FdFlags, fcntl_setfd, ioctl_fionbio};

    let socket = rustix::net::socket(AddressFamily::UNIX, SocketType::STREAM, None)?;
    fcntl_setfd(&socket, FdFlags::CLOEXEC)?;
    ioctl_fionbio(&socket, true)?;
    Ok(socket)
}

/// Connects without blocking. Returns `None` if the queue of the listener is full.
pub(super) fn try_connect(name: &SocketName) -> io::Result<Option<OwnedFd>> {
    let socket = new_socket()?;
    match connect(&socket, &name.address) {
        // If a connection in progress fails, a later read or write returns the error.
        Ok(()) | Err(Errno::INPROGRESS) => Ok(Some(socket)),
        Err(Errno::AGAIN) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Connects, and waits while the queue of the listener is full. `queue_full` is true during this wait.
pub(super) async fn connect_waiting(
    name: &SocketName,
    queue_full: &mut bool,
) -> io::Result<OwnedFd> {
    loop {
        let connected = try_connect(name)?;
        *queue_full = connected.is_none();
        match connected {
            Some(socket) => return Ok(socket),
            // The system does not notify us when the queue has room.
            None => Sleep::new(QUEUE_PAUSE).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_for_a_long_path_contains_the_length() {
        let name = "n".repeat(200);
        let error = SocketName::of_path(Path::new(&name)).unwrap_err();
        assert!(error.to_string().contains("200 bytes"), "{error}");
    }
}
