//! Guest agents (`qemu-ga`) on the machine of the test, without dangerous commands.

use std::ops::{Deref, DerefMut};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::peer::{Peer, find_program};
use crate::releases::Release;

/// Commands that the agent may run. The agent refuses all other commands.
const ALLOWED: &str = "guest-sync-delimited,guest-sync,guest-ping,guest-info,guest-get-time,\
guest-get-host-name,guest-get-timezone,guest-get-osinfo,guest-get-users,guest-get-vcpus,\
guest-get-cpustats,guest-get-load,guest-get-diskstats,guest-get-disks,guest-get-fsinfo,\
guest-network-get-interfaces,guest-network-get-route,guest-fsfreeze-status,\
guest-get-memory-block-info,guest-get-memory-blocks,guest-exec,guest-exec-status,guest-file-open,\
guest-file-close,guest-file-read,guest-file-write,guest-file-seek,guest-file-flush";

/// Commands to block in an agent that is too old for a list of allowed commands.
const BLOCKED: &str = "guest-shutdown,guest-set-time,guest-suspend-disk,guest-suspend-ram,\
guest-suspend-hybrid,guest-set-vcpus,guest-set-memory-blocks,guest-set-user-password,\
guest-fsfreeze-freeze,guest-fsfreeze-freeze-list,guest-fsfreeze-thaw,guest-fstrim,\
guest-ssh-get-authorized-keys,guest-ssh-add-authorized-keys,guest-ssh-remove-authorized-keys";

/// A running guest agent on this machine. The agent runs as the user nobody, without capabilities and without dangerous
/// commands.
///
/// Each test starts its own agent, because an agent serves one client at a time, and ends if the client disconnects
/// with unread replies.
#[derive(Debug)]
pub struct HostAgent {
    peer: Peer,
    socket: PathBuf,
}

impl HostAgent {
    /// Starts the installed agent and waits until the agent listens. Returns `None` if the agent is not installed, or
    /// if this process is not root and cannot change to the user nobody.
    pub fn start() -> Option<Self> {
        Self::start_program(&find_program("qemu-ga")?)
    }

    /// Starts the agent of a release. Returns `None` like [`HostAgent::start`], and if the user nobody cannot run the
    /// program.
    pub fn start_of(release: &Release) -> Option<Self> {
        Self::start_program(&release.program("qemu-ga")?)
    }

    fn start_program(agent: &Path) -> Option<Self> {
        let setpriv = find_program("setpriv")?;
        if !rustix::process::geteuid().is_root() || !is_public(agent) {
            return None;
        }
        let help = Command::new(agent).arg("--help").output().ok()?;
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

    /// Address of the socket: `unix:/path`.
    pub fn address(&self) -> String {
        format!("unix:{}", self.socket.display())
    }

    /// Path of the socket.
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

/// Whether every user can run the program.
fn is_public(program: &Path) -> bool {
    let Ok(program) = program.canonicalize() else {
        return false;
    };
    program.ancestors().all(|part| {
        let mode = part.metadata().map(|data| data.permissions().mode());
        mode.is_ok_and(|mode| mode & 0o001 != 0)
    })
}
