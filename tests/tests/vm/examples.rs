//! Examples in the documentation of the views, run with a real QEMU.

use std::time::Duration;

use qapi_client::qmp::{MirrorSyncMode, commands};
use qapi_tests::{Qemu, QemuBuilder, require, run};

use crate::nodes::{connect, null};

#[allow(dead_code, reason = "`main` starts the program, not the test")]
#[path = "../../../examples/examples/backup.rs"]
mod backup;

#[allow(dead_code, reason = "`main` starts the program, not the test")]
#[path = "../../../examples/examples/hot-unplug.rs"]
mod hot_unplug;

#[test]
fn the_backup_ends_or_is_cancelled_half_way() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        null(&client, "disk", 64 << 20).await;
        null(&client, "target", 64 << 20).await;
        let start = |speed| {
            let backup = commands::BlockdevBackup::new(MirrorSyncMode::Full)
                .device("disk")
                .target("target");
            client.jobs().start(backup.speed(speed))
        };
        let job = start(0).await.unwrap();
        assert_eq!(backup::follow(job).await.unwrap(), "done");
        let job = start(1 << 20).await.unwrap();
        job.control().cancel().await.unwrap();
        let end = backup::follow(job).await.unwrap();
        assert!(end.starts_with("cancelled"), "{end}");
    });
}

#[test]
fn the_device_is_unplugged_with_a_reset() {
    let builder = QemuBuilder::q35()
        .args(["-device", "pcie-root-port,id=port1,chassis=1"])
        .args(["-device", "virtio-rng-pci,id=rng1,bus=port1"]);
    let vm = require!(builder.start(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        let within = Duration::from_millis(300);
        let how = hot_unplug::unplug(&client, "rng1", within).await.unwrap();
        assert_eq!(how, "`rng1` went with a reset of the machine");
    });
}
