//! Peers: processes that a test talks to.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// Interval for polling a condition outside of this process.
const POLL: Duration = Duration::from_millis(2);

/// Time limit for a peer to open its socket or to end.
const DEADLINE: Duration = Duration::from_secs(20);

/// Finds the path of an installed program. Also searches folders of daemons that are not in the `PATH` of normal users.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(["/usr/sbin", "/usr/local/sbin", "/sbin"].map(PathBuf::from))
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// Running peer with a temporary folder. Dropping the value kills the process and removes the folder.
#[derive(Debug)]
pub struct Peer {
    child: Child,
    folder: TempDir,
}

impl Peer {
    /// Creates a temporary folder for sockets. The path is short enough for the path of a socket.
    pub(crate) fn folder() -> TempDir {
        tempfile::Builder::new()
            .prefix("qapi-")
            .tempdir()
            .expect("a temporary folder can be made")
    }

    /// Starts the program. The process ends with the calling thread.
    pub(crate) fn start(
        program: &Path,
        folder: TempDir,
        arrange: impl FnOnce(&mut Command),
    ) -> Self {
        let mut command = match find_program("setpriv") {
            Some(setpriv) => {
                let mut command = Command::new(setpriv);
                command.args(["--pdeathsig", "KILL"]).arg(program);
                command
            }
            None => Command::new(program),
        };
        Self::spawn(&mut command, folder, arrange)
    }

    pub(crate) fn spawn(
        command: &mut Command,
        folder: TempDir,
        arrange: impl FnOnce(&mut Command),
    ) -> Self {
        command.stdin(Stdio::null()).stderr(Stdio::piped());
        arrange(command);
        let child = command.spawn().expect("the peer starts");
        Self { child, folder }
    }

    /// Temporary folder of the peer.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Waits until the peer listens on the unix socket. Does not connect, because a peer may serve only one client.
    ///
    /// # Panics
    /// The peer ends, or does not listen before the deadline.
    pub(crate) fn wait_for_socket(&mut self, socket: &Path) {
        let socket = socket.to_str().expect("temporary paths are text");
        let start = Instant::now();
        while !listens(socket) {
            if !self.is_running() {
                self.panic_with_last_words();
            }
            assert!(
                start.elapsed() < DEADLINE,
                "the peer does not listen on {socket}"
            );
            std::thread::sleep(POLL);
        }
    }

    /// Waits for the end of the peer, and panics with the output of the peer.
    ///
    /// # Panics
    /// The function always panics.
    pub(crate) fn panic_with_last_words(&mut self) -> ! {
        let status = self.wait();
        let mut said = String::new();
        if let Some(mut stderr) = self.child.stderr.take() {
            let _ = stderr.read_to_string(&mut said);
        }
        panic!("the peer ended at its start: {status}: {said}");
    }

    /// Process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal.
    pub fn signal(&self, signal: Signal) {
        let pid = Pid::from_child(&self.child);
        kill_process(pid, signal).expect("the peer can be signalled");
    }

    /// Stops the process with SIGSTOP. [`Peer::resume`] continues the process.
    pub fn freeze(&self) {
        self.signal(Signal::STOP);
    }

    /// Continues a stopped process with SIGCONT.
    pub fn resume(&self) {
        self.signal(Signal::CONT);
    }

    /// Kills the process (SIGKILL) and waits for its end.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Waits for the end of the process.
    ///
    /// # Panics
    /// The process does not end before the deadline.
    pub fn wait(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("the peer is a child") {
                return status;
            }
            assert!(start.elapsed() < DEADLINE, "the peer does not end");
            std::thread::sleep(POLL);
        }
    }

    /// Whether the process is still running.
    pub fn is_running(&mut self) -> bool {
        self.child
            .try_wait()
            .expect("the peer is a child")
            .is_none()
    }

    /// CPU time of the process, user and system.
    pub fn cpu_time(&self) -> Duration {
        let stat =
            std::fs::read_to_string(format!("/proc/{}/stat", self.pid())).expect("the peer runs");
        let after_name = stat.rsplit_once(')').expect("the name is in parentheses").1;
        let ticks: u64 = after_name
            .split_whitespace()
            .skip(11)
            .take(2)
            .map(|field| field.parse::<u64>().expect("times are numbers"))
            .sum();
        Duration::from_millis(ticks * 10)
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Whether a process listens on a unix socket. In the kernel's list, listening sockets have bit 16 set.
fn listens(socket: &str) -> bool {
    let list = std::fs::read_to_string("/proc/net/unix").unwrap_or_default();
    list.lines().any(|line| {
        let mut fields = line.split_whitespace();
        let flags = fields.nth(3);
        flags == Some("00010000") && line.ends_with(socket)
    })
}
