//! Queries while jobs, migrations and dumps run.

use std::os::unix::net::UnixListener;
use std::time::Duration;

use async_std::io::ReadExt;
use async_std::net::TcpStream;
use async_std::prelude::*;
use qapi_client::qmp::{Client, MigrationStatus, events};
use qapi_tests::{Qemu, QemuBuilder, Release, skip, within};
use serde_json::{Value, json};

use crate::images::Images;
use crate::machines::words;
use crate::queries::{QMP, sweep};

/// A machine with two monitors: one arranges things, the other asks.
struct Stage {
    release: Release,
    vm: Qemu,
    client: Client,
}

impl Stage {
    async fn set(release: &Release, machine: QemuBuilder) -> Self {
        let vm = machine.release(release).monitors(2).start();
        let vm = vm.expect("every release has QEMU");
        let client = Client::connect(vm.address().as_str())
            .await
            .expect("QEMU greets");
        let release = release.clone();
        Self {
            release,
            vm,
            client,
        }
    }

    /// Runs a command that must succeed.
    async fn run(&self, name: &str, arguments: Value) -> Value {
        self.client
            .execute_raw(name, arguments)
            .await
            .unwrap_or_else(|error| panic!("{}: {error}", self.release))
    }

    /// Asks every query; these must answer.
    async fn ask(&self, when: &str, must_answer: &[&str]) {
        let address = self.vm.address_of(1);
        let other = Client::connect(address.as_str())
            .await
            .expect("QEMU greets");
        let found = sweep(&other, QMP).await;
        other.close().await;
        let release = &self.release;
        assert!(
            found.faults.is_empty(),
            "{release}, {when}: {:#?}",
            found.faults
        );
        for name in must_answer {
            assert!(found.answered.contains(name), "{release}, {when}: {name}");
        }
    }

    /// Sets the migration's capabilities.
    async fn capabilities(&self, names: &[&str], state: bool) {
        let list: Vec<Value> = names
            .iter()
            .map(|name| json!({ "capability": name, "state": state }))
            .collect();
        self.run("migrate-set-capabilities", json!({ "capabilities": list }))
            .await;
    }

    /// Starts a migration, and waits until it has this status.
    async fn migrate(&self, to: &str, until: MigrationStatus) {
        let mut changes = self.client.subscribe::<events::Migration>();
        self.run("migrate", json!({ "uri": to })).await;
        reach(&mut changes, until).await;
    }
}

type Changes = qapi_client::EventStream<events::Migration>;

async fn reach(changes: &mut Changes, status: MigrationStatus) {
    loop {
        let change = changes.next().await.expect("QEMU lives");
        let now = change.expect("no event is lost").status.clone();
        if now == status {
            return;
        }
        assert_ne!(now, MigrationStatus::Failed, "on the way to {status}");
    }
}

/// Listens in the machine's folder for one migration, which leads nowhere, and gives its address.
fn swallow(vm: &Qemu) -> String {
    let path = vm.path().join("nowhere");
    let _ = std::fs::remove_file(&path);
    let listener = UnixListener::bind(&path).expect("the folder is ours");
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept()?;
        std::io::copy(&mut stream, &mut std::io::sink())
    });
    format!("unix:{}", path.display())
}

/// Runs the scene on every release.
fn everywhere(scene: impl AsyncFn(&Release)) {
    for release in Release::all() {
        within(Duration::from_secs(50), scene(&release));
    }
}

/// A small paused machine with four empty disks of one gibibyte.
fn with_disks() -> QemuBuilder {
    QemuBuilder::q35().args(words(
        "-blockdev null-co,node-name=a,size=1073741824 -blockdev null-co,node-name=b,size=1073741824 \
         -blockdev null-co,node-name=c,size=1073741824 -blockdev null-co,node-name=d,size=1073741824",
    ))
}

#[test]
fn jobs_of_every_kind_run() {
    everywhere(async |release| {
        let Some(images) = Images::new(release) else {
            return skip(&format!("no qemu-img of {release} here"));
        };
        images.make_overlay();
        let drive = format!("if=none,id=disk,file={}", images.path("disk.qcow2"));
        let stage = Stage::set(release, with_disks().args(["-drive".to_owned(), drive])).await;
        let slow = 1024;
        stage
            .run("blockdev-mirror", json!({ "job-id": "mirror", "device": "a", "target": "b", "sync": "full", "speed": slow }))
            .await;
        stage
            .run(
                "blockdev-backup",
                json!({
                    "job-id": "backup", "device": "c", "target": "d", "sync": "full", "speed": slow,
                    "auto-finalize": false, "auto-dismiss": false,
                }),
            )
            .await;
        stage
            .run(
                "block-stream",
                json!({ "job-id": "stream", "device": "disk", "speed": slow }),
            )
            .await;
        for (id, folder) in [
            ("create", images.path("")),
            ("fail", "/no/such/folder/".to_owned()),
        ] {
            let file =
                json!({ "driver": "file", "filename": format!("{folder}new"), "size": 1 << 20 });
            stage
                .run("blockdev-create", json!({ "job-id": id, "options": file }))
                .await;
        }
        let socket = stage.vm.path().join("nbd").display().to_string();
        let address = json!({ "type": "unix", "data": { "path": socket } });
        stage
            .run(
                "nbd-server-start",
                json!({ "addr": address, "max-connections": 3 }),
            )
            .await;
        stage
            .run(
                "block-export-add",
                json!({ "id": "export", "type": "nbd", "node-name": "a" }),
            )
            .await;
        stage
            .run(
                "block-dirty-bitmap-add",
                json!({ "node": "a", "name": "bitmap" }),
            )
            .await;
        stage
            .ask(
                "with jobs",
                &[
                    "query-block-jobs",
                    "query-jobs",
                    "query-block-exports",
                    "query-block",
                ],
            )
            .await;
    });
}

#[test]
fn a_mirror_that_keeps_up_is_a_block_job() {
    everywhere(async |release| {
        let stage = Stage::set(release, with_disks()).await;
        let mut ready = stage.client.subscribe::<events::BlockJobReady>();
        stage
            .run("blockdev-mirror", json!({
                "job-id": "mirror", "device": "a", "target": "b", "sync": "none", "copy-mode": "write-blocking",
            }))
            .await;
        ready
            .next()
            .await
            .expect("QEMU lives")
            .expect("no event is lost");
        stage
            .ask("with a ready mirror", &["query-block-jobs"])
            .await;
    });
}

#[test]
fn a_migration_goes_fails_and_ends() {
    everywhere(async |release| {
        let stage = Stage::set(release, QemuBuilder::q35().args(["-m", "256"])).await;
        stage
            .run("calc-dirty-rate", json!({ "calc-time": 1 }))
            .await;
        stage
            .capabilities(
                &[
                    "events",
                    "xbzrle",
                    "auto-converge",
                    "pause-before-switchover",
                ],
                true,
            )
            .await;
        stage
            .run(
                "migrate-set-parameters",
                json!({ "max-bandwidth": 100_000, "downtime-limit": 1, "tls-authz": "" }),
            )
            .await;
        stage
            .migrate(&swallow(&stage.vm), MigrationStatus::Active)
            .await;
        stage
            .ask("migrating", &["query-migrate", "query-dirty-rate"])
            .await;
        let mut changes = stage.client.subscribe::<events::Migration>();
        stage.run("migrate_cancel", json!({})).await;
        reach(&mut changes, MigrationStatus::Cancelled).await;
        stage
            .ask("after a migration that was cancelled", &["query-migrate"])
            .await;

        // Nothing listens on port 1.
        let mut changes = stage.client.subscribe::<events::Migration>();
        let _ = stage
            .client
            .execute_raw("migrate", json!({ "uri": "tcp:127.0.0.1:1" }))
            .await;
        reach(&mut changes, MigrationStatus::Failed).await;
        stage
            .ask("after a migration that failed", &["query-migrate"])
            .await;

        stage
            .capabilities(&["pause-before-switchover"], false)
            .await;
        stage
            .run(
                "migrate-set-parameters",
                json!({ "max-bandwidth": 1_u64 << 40 }),
            )
            .await;
        stage
            .migrate(&swallow(&stage.vm), MigrationStatus::Completed)
            .await;
        stage.ask("after a migration", &["query-migrate"]).await;
    });
}

#[test]
fn the_other_side_of_a_migration_waits_and_takes_over() {
    everywhere(async |release| {
        let stage = Stage::set(release, QemuBuilder::q35().args(["-incoming", "defer"])).await;
        stage.capabilities(&["events"], true).await;
        let mut changes = stage.client.subscribe::<events::Migration>();
        let socket = format!("unix:{}", stage.vm.path().join("move").display());
        stage
            .run("migrate-incoming", json!({ "uri": socket }))
            .await;
        stage
            .ask("waiting for a migration", &["query-migrate"])
            .await;
        let source = Stage::set(release, QemuBuilder::q35()).await;
        source.capabilities(&["events"], true).await;
        source.migrate(&socket, MigrationStatus::Completed).await;
        reach(&mut changes, MigrationStatus::Completed).await;
        stage.ask("after it took over", &["query-migrate"]).await;
    });
}

#[test]
fn memory_is_dumped() {
    everywhere(async |release| {
        let stage = Stage::set(release, QemuBuilder::q35().args(["-m", "256"])).await;
        let mut done = stage.client.subscribe::<events::DumpCompleted>();
        let file = format!("file:{}", stage.vm.path().join("dump").display());
        let dump = json!({ "paging": false, "protocol": file, "detach": true });
        stage.run("dump-guest-memory", dump).await;
        stage.ask("dumping", &["query-dump"]).await;
        done.next()
            .await
            .expect("QEMU lives")
            .expect("no event is lost");
        stage.ask("after the dump", &["query-dump"]).await;
    });
}

#[test]
fn a_viewer_is_connected() {
    everywhere(async |release| {
        let machine =
            QemuBuilder::q35().args(words("-device VGA -vnc 127.0.0.1:0,to=99,password=on"));
        let stage = Stage::set(release, machine).await;
        stage
            .run(
                "set_password",
                json!({ "protocol": "vnc", "password": "abc" }),
            )
            .await;
        stage
            .run(
                "expire_password",
                json!({ "protocol": "vnc", "time": "+100" }),
            )
            .await;
        let server = stage.run("query-vnc", json!({})).await;
        let port = server["service"].as_str().expect("it listens").to_owned();
        let mut viewer = TcpStream::connect(format!("127.0.0.1:{port}"))
            .await
            .unwrap();
        // The first bytes of the protocol: QEMU knows of the viewer now.
        viewer.read_exact(&mut [0; 12]).await.unwrap();
        stage
            .ask("with a viewer", &["query-vnc", "query-vnc-servers"])
            .await;
    });
}

#[test]
fn a_machine_runs() {
    everywhere(async |release| {
        let machine = QemuBuilder::q35().args(words(
            "-smp 2 -device VGA -device virtio-balloon-pci,id=balloon \
             -netdev hubport,id=net1,hubid=0 -device virtio-net-pci,netdev=net1,romfile=",
        ));
        let stage = Stage::set(release, machine).await;
        let polling = json!({
            "path": "/machine/peripheral/balloon", "property": "guest-stats-polling-interval", "value": 1,
        });
        stage.run("qom-set", polling).await;
        stage.run("cont", json!({})).await;
        stage
            .run("set_link", json!({ "name": "net1", "up": false }))
            .await;
        stage
            .ask(
                "running",
                &["query-balloon", "query-cpus-fast", "query-rx-filter"],
            )
            .await;
        stage.run("system_reset", json!({})).await;
        stage.ask("after a reset", &["query-status"]).await;
    });
}
