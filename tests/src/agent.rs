//! `qemu-ga` on this very machine, made harmless.

use std::ops::{Deref, DerefMut};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use crate::peer::{Peer, find_program};

/// What the agent may do. Everything that is not here is refused by the agent itself.
const ALLOWED: &str = "guest-sync-delimited,guest-sync,guest-ping,guest-info,guest-get-time,\
guest-get-host-name,guest-get-timezone,guest-get-osinfo,guest-get-users,guest-get-vcpus,\
guest-get-cpustats,guest-get-load,guest-get-diskstats,guest-get-disks,guest-get-fsinfo,\
guest-network-get-interfaces,guest-network-get-route,guest-fsfreeze-status,\
guest-get-memory-block-info,guest-get-memory-blocks,guest-exec,guest-exec-status,guest-file-open,\
guest-file-close,guest-file-read,guest-file-write,guest-file-seek,guest-file-flush";

/// What it must not do, for agents too old for a list of what they may.
const BLOCKED: &str = "guest-shutdown,guest-set-time,guest-suspend-disk,guest-suspend-ram,\
guest-suspend-hybrid,guest-set-vcpus,guest-set-memory-blocks,guest-set-user-password,\
guest-fsfreeze-freeze,guest-fsfreeze-freeze-list,guest-fsfreeze-thaw,guest-fstrim,\
guest-ssh-get-authorized-keys,guest-ssh-add-authorized-keys,guest-ssh-remove-authorized-keys";

/// A running guest agent that answers for this machine: as nobody, without capabilities, dangerous commands blocked.
///
/// It serves one client at a time and ends if that one leaves with replies unread, so every test starts its own.
#[derive(Debug)]
pub struct HostAgent {
    peer: Peer,
    socket: PathBuf,
}

impl HostAgent {
    /// Starts one and waits until it listens. `None` if it is not installed or could not be made harmless
    /// (that takes root, to become nobody).
    pub fn start() -> Option<Self> {
        let agent = find_program("qemu-ga")?;
        let setpriv = find_program("setpriv")?;
        if !rustix::process::geteuid().is_root() {
            return None;
        }
        let help = Command::new(&agent).arg("--help").output().ok()?;
        let allows = [help.stdout, help.stderr]
            .iter()
            .any(|text| String::from_utf8_lossy(text).contains("--allow-rpcs"));
        let only = if allows {
            ["-a", ALLOWED]
        } else {
            ["-b", BLOCKED]
        };

        let folder = Peer::folder();
        let everyone = std::fs::Permissions::from_mode(0o777);
        std::fs::set_permissions(folder.path(), everyone).expect("the folder is ours");
        let path = folder.path().to_owned();
        let socket = path.join("qga");
        let mut command = Command::new(setpriv);
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        command.args(["--bounding-set=-all", "--no-new-privs"]);
        command.args(["--pdeathsig", "KILL"]).arg(agent);
        let mut peer = Peer::spawn(&mut command, folder, |command| {
            command.args(["-m", "unix-listen", "-p"]).arg(&socket);
            command.arg("-t").arg(&path);
            command.arg("-f").arg(path.join("pid")).args(only);
        });
        peer.wait_for_socket(&socket);
        Some(Self { peer, socket })
    }

    /// The address of its socket: `unix:/path`.
    pub fn address(&self) -> String {
        format!("unix:{}", self.socket.display())
    }

    /// Its socket.
    pub fn socket(&self) -> &PathBuf {
        &self.socket
    }
}

impl Deref for HostAgent {
    type Target = Peer;
    fn deref(&self) -> &Peer {
        &self.peer
    }
}

impl DerefMut for HostAgent {
    fn deref_mut(&mut self) -> &mut Peer {
        &mut self.peer
    }
}
