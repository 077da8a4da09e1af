//! Storage daemons (`qemu-storage-daemon`) as peers.

use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};

use crate::peer::{Peer, find_program};
use crate::releases::Release;

const NAME: &str = "qemu-storage-daemon";

/// Running storage daemon.
#[derive(Debug)]
pub struct StorageDaemon {
    peer: Peer,
    socket: PathBuf,
}

impl StorageDaemon {
    /// Starts the installed daemon and waits until the monitor listens. Returns `None` if the daemon is not installed.
    pub fn start() -> Option<Self> {
        Some(Self::start_program(&find_program(NAME)?))
    }

    /// Starts the daemon of a release. Returns `None` if the release has no daemon.
    pub fn start_of(release: &Release) -> Option<Self> {
        Some(Self::start_program(&release.program(NAME)?))
    }

    fn start_program(program: &Path) -> Self {
        let folder = Peer::folder();
        let socket = folder.path().join("qsd");
        let mut peer = Peer::start(program, folder, |command| {
            let path = socket.display();
            command.args([
                "--chardev",
                &format!("socket,id=c0,path={path},server=on,wait=off"),
                "--monitor",
                "chardev=c0",
            ]);
        });
        peer.wait_for_socket(&socket);
        Self { peer, socket }
    }

    /// Address of the monitor: `unix:/path`.
    pub fn address(&self) -> String {
        format!("unix:{}", self.socket.display())
    }
}

impl Deref for StorageDaemon {
    type Target = Peer;
    fn deref(&self) -> &Peer {
        &self.peer
    }
}

impl DerefMut for StorageDaemon {
    fn deref_mut(&mut self) -> &mut Peer {
        &mut self.peer
    }
}
