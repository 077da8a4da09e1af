//! `qemu-system-x86_64`.

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

/// Arguments for a monitor on a socket; the socket is in QEMU's notation: `path=…,server=on,wait=off`.
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

/// Arguments of a QEMU to start. KVM is never used: a test must not depend on the machine's processor.
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
    /// No machine at all: the quickest to start, and every command that needs no machine works.
    pub fn bare() -> Self {
        Self {
            machine: ["-machine", "none"].map(str::to_owned).to_vec(),
            monitors: 1,
            ..Self::default()
        }
    }

    /// A small paused PC with a PCI Express bus.
    pub fn q35() -> Self {
        Self::machine("q35").args(["-m", "64"])
    }

    /// A paused machine of that kind.
    pub fn machine(kind: &str) -> Self {
        Self {
            machine: ["-machine", kind, "-accel", "tcg"]
                .map(str::to_owned)
                .to_vec(),
            monitors: 1,
            ..Self::default()
        }
    }

    /// QEMU of that release instead of the installed one.
    #[must_use]
    pub fn release(mut self, release: &Release) -> Self {
        self.program = Some(release.program(NAME).expect("every release has QEMU"));
        self
    }

    /// With that many monitors, each on a socket of its own.
    #[must_use]
    pub fn monitors(mut self, count: usize) -> Self {
        self.monitors = count;
        self
    }

    /// With `pretty=on`: the monitor breaks its messages over lines.
    #[must_use]
    pub fn pretty(mut self) -> Self {
        self.pretty = true;
        self
    }

    /// With one more monitor, on TCP.
    #[must_use]
    pub fn tcp(mut self) -> Self {
        self.tcp = true;
        self
    }

    /// With more arguments.
    #[must_use]
    pub fn args<S: Into<String>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.extra.extend(args.into_iter().map(Into::into));
        self
    }

    /// Starts QEMU and waits until its monitors are set up. `None` if QEMU is not installed.
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
            // An inherited listener: no port has to be guessed, and there is nothing to wait for.
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

/// Waits until QEMU has set up all its monitors. QEMU sets them up in a thread of their own, after it began to listen: a
/// client that connects before that may wait for the greeting for ever (seen with 10.0 on a busy machine, together with
/// complaints of GLib that two threads set up one socket). A reply on the harness's own monitor comes from that thread.
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

/// A running QEMU, paused.
#[derive(Debug)]
pub struct Qemu {
    peer: Peer,
    monitors: Vec<PathBuf>,
    tcp: Option<SocketAddr>,
}

impl Qemu {
    /// Starts one without a machine. `None` if QEMU is not installed.
    pub fn bare() -> Option<Self> {
        QemuBuilder::bare().start()
    }

    /// Starts a small paused PC. `None` if QEMU is not installed.
    pub fn q35() -> Option<Self> {
        QemuBuilder::q35().start()
    }

    /// The address of the first monitor: `unix:/path`.
    pub fn address(&self) -> String {
        self.address_of(0)
    }

    /// The address of a monitor by number.
    pub fn address_of(&self, monitor: usize) -> String {
        format!("unix:{}", self.monitors[monitor].display())
    }

    /// The socket of a monitor by number.
    pub fn socket(&self, monitor: usize) -> &PathBuf {
        &self.monitors[monitor]
    }

    /// The address of the monitor on TCP.
    ///
    /// # Panics
    /// It was started without [`QemuBuilder::tcp`].
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
