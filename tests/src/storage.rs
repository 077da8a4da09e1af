//! `qemu-storage-daemon`.

use std::ops::{Deref, DerefMut};
use std::path::PathBuf;

use crate::peer::Peer;

/// A running storage daemon.
#[derive(Debug)]
pub struct StorageDaemon {
    peer: Peer,
    socket: PathBuf,
}

impl StorageDaemon {
    /// Starts one and waits until its monitor listens. `None` if it is not installed.
    pub fn start() -> Option<Self> {
        let folder = Peer::folder();
        let socket = folder.path().join("qsd");
        let mut peer = Peer::start("qemu-storage-daemon", folder, |command| {
            let path = socket.display();
            command.args([
                "--chardev",
                &format!("socket,id=c0,path={path},server=on,wait=off"),
                "--monitor",
                "chardev=c0",
            ]);
        })?;
        peer.wait_for_socket(&socket);
        Some(Self { peer, socket })
    }

    /// The address of its monitor: `unix:/path`.
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
