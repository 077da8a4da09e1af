//! Linux guest with a guest agent, built by `tests/build-guest`.

use std::ops::{Deref, DerefMut};
use std::path::PathBuf;

use crate::qemu::{Qemu, QemuBuilder};

/// Options of the guest.
#[derive(Debug, Default)]
pub struct GuestBuilder {
    extra: Vec<String>,
}

impl GuestBuilder {
    /// Adds arguments for QEMU.
    #[must_use]
    pub fn args<S: Into<String>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.extra.extend(args.into_iter().map(Into::into));
        self
    }

    /// Starts QEMU, paused at the first instruction. The command `cont` boots the guest in two to three seconds.
    /// Returns `None` if QEMU is not installed or the guest is not built.
    pub fn start(self) -> Option<Guest> {
        let folder = built()?;
        let kernel = folder.join("vmlinuz").display().to_string();
        let initrd = folder.join("initrd.img").display().to_string();
        let sockets = crate::peer::Peer::folder();
        let agent = sockets.path().join("ga");
        let channel = format!("socket,id=ga,path={},server=on,wait=off", agent.display());
        let port = "virtserialport,id=gaport,chardev=ga,name=org.qemu.guest_agent.0";
        let vm = QemuBuilder::q35()
            .args(["-m", "128", "-kernel", &kernel, "-initrd", &initrd])
            .args(["-append", "quiet panic=-1", "-device", "virtio-serial-pci"])
            .args(["-chardev", &channel, "-device", port])
            .args(self.extra)
            .start()?;
        Some(Guest {
            vm,
            agent,
            _sockets: sockets,
        })
    }
}

/// Running guest. Derefs to its [`Qemu`].
#[derive(Debug)]
pub struct Guest {
    vm: Qemu,
    agent: PathBuf,
    _sockets: tempfile::TempDir,
}

impl Guest {
    /// Starts QEMU with the guest, paused. The command `cont` boots the guest. Returns `None` if QEMU or the guest is
    /// missing.
    pub fn start() -> Option<Self> {
        GuestBuilder::default().start()
    }

    /// Address of the channel to the agent: `unix:/path`.
    pub fn agent_address(&self) -> String {
        format!("unix:{}", self.agent.display())
    }
}

impl Deref for Guest {
    type Target = Qemu;
    fn deref(&self) -> &Qemu {
        &self.vm
    }
}

impl DerefMut for Guest {
    fn deref_mut(&mut self) -> &mut Qemu {
        &mut self.vm
    }
}

/// Folder of the guest: the value of `QAPI_TEST_GUEST`, or `guest` in the target folder.
fn built() -> Option<PathBuf> {
    let folder = match std::env::var_os("QAPI_TEST_GUEST") {
        Some(folder) => PathBuf::from(folder),
        None => {
            let executable = std::env::current_exe().ok()?;
            executable.ancestors().nth(3)?.join("guest")
        }
    };
    folder.join("initrd.img").is_file().then_some(folder)
}
