//! QEMU system emulators (`qemu-system-x86_64`) as peers.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::ops::{Deref, DerefMut};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use crate::peer::{Peer, find_program};
use crate::releases::Release;

const NAME: &str = "qemu-system-x86_64";

/// Arguments of a paused QEMU without a machine, a display and default devices.
pub const BARE_QEMU: [&str; 6] = ["-machine", "none", "-nodefaults", "-display", "none", "-S"];

/// Arguments for a monitor on a socket. `socket` has QEMU's notation: `path=…,server=on,wait=off`.
pub fn monitor_args(id: &str, socket: &str) -> [String; 4] {
    [
        "-chardev".to_owned(),
        format!("socket,id={id},{socket}"),
        "-mon".to_owned(),
        format!("chardev={id},mode=control"),
    ]
}

/// Arguments for a monitor that listens at a path.
pub fn listening_monitor_args(id: &str, path: &Path) -> [String; 4] {
    monitor_args(id, &format!("path={},server=on,wait=off", path.display()))
}

/// Options of a QEMU to start. KVM is never used, because a test must not depend on the processor of the machine.
#[derive(Clone, Debug, Default)]
pub struct QemuBuilder {
    program: Option<PathBuf>,
    machine: Vec<String>,
    monitors: usize,
    pretty: bool,
    tcp: bool,
    extra: Vec<String>,
}

impl QemuBuilder {
    /// QEMU without a machine. It starts fast, and supports all commands that need no machine.
    pub fn bare() -> Self {
        Self {
            machine: ["-machine", "none"].map(str::to_owned).to_vec(),
            monitors: 1,
            ..Self::default()
        }
    }

    /// Small paused PC with a PCI Express bus.
    pub fn q35() -> Self {
        Self::machine("q35").args(["-m", "64"])
    }

    /// Paused machine of the type `kind`.
    pub fn machine(kind: &str) -> Self {
        Self {
            machine: ["-machine", kind, "-accel", "tcg"]
                .map(str::to_owned)
                .to_vec(),
            monitors: 1,
            ..Self::default()
        }
    }

    /// Uses the QEMU of a release instead of the installed QEMU.
    #[must_use]
    pub fn release(mut self, release: &Release) -> Self {
        self.program = Some(release.program(NAME).expect("every release has QEMU"));
        self
    }

    /// Sets the number of monitors. Each monitor has its own socket.
    #[must_use]
    pub fn monitors(mut self, count: usize) -> Self {
        self.monitors = count;
        self
    }

    /// Sets `pretty=on`: the monitor sends messages with line breaks.
    #[must_use]
    pub fn pretty(mut self) -> Self {
        self.pretty = true;
        self
    }

    /// Adds a monitor on TCP.
    #[must_use]
    pub fn tcp(mut self) -> Self {
        self.tcp = true;
        self
    }

    /// Adds arguments.
    #[must_use]
    pub fn args<S: Into<String>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.extra.extend(args.into_iter().map(Into::into));
        self
    }

    /// Starts QEMU and waits until the monitors are set up. Returns `None` if QEMU is not installed.
    pub fn start(self) -> Option<Qemu> {
        let program = self.program.clone().or_else(|| find_program(NAME))?;
        let folder = Peer::folder();
        let monitors: Vec<PathBuf> = (0..self.monitors)
            .map(|n| folder.path().join(format!("qmp{n}")))
            .collect();
        let pretty = if self.pretty { ",pretty=on" } else { "" };
        let listener = self
            .tcp
            .then(|| TcpListener::bind("127.0.0.1:0").expect("a port is free"));
        let tcp = listener
            .as_ref()
            .map(|listener| listener.local_addr().expect("it is bound"));
        let (ready, theirs) = UnixStream::pair().expect("a socketpair can be made");
        let mut peer = Peer::start(&program, folder, |command| {
            command.args(&self.machine);
            command.args(["-nodefaults", "-display", "none", "-S"]);
            for (n, path) in monitors.iter().enumerate() {
                let mut args = listening_monitor_args(&format!("qmp{n}"), path);
                args[3] += pretty;
                command.args(args);
            }
            // QEMU inherits the listening socket, so the test need not guess a port or wait.
            if let Some(listener) = listener {
                command.stdin(Stdio::from(OwnedFd::from(listener)));
                command.args(monitor_args("tcp", "fd=0,server=on,wait=off"));
            } else {
                command.stdin(Stdio::from(OwnedFd::from(theirs)));
                command.args(monitor_args("ready", "fd=0"));
            }
            command.args(&self.extra);
        });
        for path in &monitors {
            peer.wait_for_socket(path);
        }
        if tcp.is_none() {
            wait_until_set_up(&mut peer, &ready);
        }
        Some(Qemu {
            peer,
            monitors,
            tcp,
        })
    }
}

/// Waits until QEMU has set up all monitors. QEMU starts to listen before it sets up the monitors, in a separate
/// thread. A client that connects too early may never receive a greeting (seen with 10.0 on a busy machine, with
/// warnings of GLib that two threads set up one socket). A reply on the extra monitor of this function shows that the
/// thread is done.
fn wait_until_set_up(peer: &mut Peer, mut monitor: &UnixStream) {
    monitor
        .set_read_timeout(Some(Duration::from_secs(20)))
        .expect("the time is not zero");
    let mut lines = BufReader::new(monitor).lines();
    let mut line = || match lines.next() {
        Some(line) => line.expect("QEMU answers"),
        None => peer.panic_with_last_words(),
    };
    assert!(line().contains("QMP"), "the greeting comes first");
    monitor
        .write_all(br#"{"execute": "qmp_capabilities", "arguments": {"enable": ["oob"]}}"#)
        .expect("QEMU reads");
    assert!(line().contains("return"), "the negotiation succeeds");
}

/// Running QEMU with a paused machine.
#[derive(Debug)]
pub struct Qemu {
    peer: Peer,
    monitors: Vec<PathBuf>,
    tcp: Option<SocketAddr>,
}

impl Qemu {
    /// Starts QEMU without a machine. Returns `None` if QEMU is not installed.
    pub fn bare() -> Option<Self> {
        QemuBuilder::bare().start()
    }

    /// Starts a small paused PC. Returns `None` if QEMU is not installed.
    pub fn q35() -> Option<Self> {
        QemuBuilder::q35().start()
    }

    /// Address of the first monitor: `unix:/path`.
    pub fn address(&self) -> String {
        self.address_of(0)
    }

    /// Address of a monitor by number.
    pub fn address_of(&self, monitor: usize) -> String {
        format!("unix:{}", self.monitors[monitor].display())
    }

    /// Path of the socket of a monitor by number.
    pub fn socket(&self, monitor: usize) -> &PathBuf {
        &self.monitors[monitor]
    }

    /// Address of the monitor on TCP.
    ///
    /// # Panics
    /// QEMU was started without [`QemuBuilder::tcp`].
    pub fn tcp_address(&self) -> String {
        format!("tcp:{}", self.tcp.expect("started with a monitor on TCP"))
    }
}

impl Deref for Qemu {
    type Target = Peer;
    fn deref(&self) -> &Peer {
        &self.peer
    }
}

impl DerefMut for Qemu {
    fn deref_mut(&mut self) -> &mut Peer {
        &mut self.peer
    }
}
