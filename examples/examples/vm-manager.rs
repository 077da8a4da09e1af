//! The life of a machine in one program: start, hot-plug, backup, unplug with a fallback, end.
//!
//! ```console
//! $ cargo run --example vm-manager
//! ```
//!
//! The machine is a small QEMU without a guest. Its two disks are temporary files.

#![allow(clippy::print_stdout, reason = "a program that shows something")]

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use qapi_client::Spawn;
use qapi_client::qmp::{self, BlockdevOptions, BlockdevOptionsFile, MirrorSyncMode, commands};
use qapi_client::vm::{Device, DeviceError};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[async_std::main]
async fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let machine = Spawn::qemu("qemu-system-x86_64")
        .args(["-machine", "q35", "-accel", "tcg", "-m", "64"])
        .args(["-nodefaults", "-display", "none"])
        .args(["-device", "pcie-root-port,id=port1"]);
    let vm = qmp::Client::spawn(machine).await?;
    println!("QEMU {}, process {}", vm.greeting().version, vm.id());

    for node in ["disk", "copy"] {
        add_node(&vm, node, &folder.path().join(node)).await?;
    }
    let devices = vm.devices();
    let disk = devices
        .add("virtio-blk-pci", "disk0")
        .bus("port1")
        .property("drive", "disk")
        .await?;
    println!("plugged {}", disk.id());

    let backup = commands::BlockdevBackup::new(MirrorSyncMode::Full)
        .device("disk")
        .target("copy");
    let job = vm.jobs().start(backup).await?;
    job.on_progress(|progress| println!("backup {:.0} %", 100.0 * progress.ratio()))
        .finish()
        .await?;

    unplug(&vm, &disk).await?;
    let exit = vm.close().await;
    println!("{exit}");
    Ok(folder.close()?)
}

/// Makes a file of 64 MiB, and adds it as a block node.
async fn add_node(vm: &qmp::Client, name: &str, path: &Path) -> Result<()> {
    File::create(path)?.set_len(64 << 20)?;
    let file = BlockdevOptionsFile::new(path.display().to_string());
    vm.blockdev_add(BlockdevOptions::file(file).node_name(name))
        .await?;
    Ok(())
}

/// Unplugs a device. If the guest does not answer, a reset removes the device without it.
async fn unplug(vm: &qmp::Client, device: &Device) -> std::result::Result<(), DeviceError> {
    let mut removal = device.remove().request().await?;
    match removal.wait(Duration::from_secs(2)).await {
        Err(DeviceError::TimedOut { .. }) => println!("no answer: reset"),
        ended => return ended,
    }
    vm.system_reset().await?;
    removal.wait(Duration::from_secs(10)).await?;
    println!("unplugged {}", device.id());
    Ok(())
}
