//! Commands, members and values of a peer, as the peer describes them.

use std::path::Path;

use qapi_client::qmp::{self, BlockdevOnError, commands, events};
use qapi_client::vm::{Peer, PeerError};
use qapi_client::{Reconnect, qsd};
use qapi_parser::Config;
use qapi_tests::{CutProxy, QemuBuilder, Release, StorageDaemon, qemu_schema, require, run};

use crate::nodes::connect;

/// Path of the description of the compiled schema.
const COMPILED: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../qapi-client/src/stock/vm/peer/compiled.json"
);

#[test]
fn the_description_of_the_compiled_schema_is_current() {
    let infos: Vec<String> = qemu_schema()
        .introspect(&Config::new())
        .iter()
        .map(ToString::to_string)
        .collect();
    let current = format!("[\n{}\n]\n", infos.join(",\n"));
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(Path::new(COMPILED), &current).expect("the folder is writable");
    }
    let written = std::fs::read_to_string(COMPILED).expect("the file is there");
    assert!(
        written == current,
        "the schemas have changed: run with BLESS=1"
    );
}

#[test]
fn the_compiled_schema_does_not_differ_from_itself() {
    let compiled = Peer::compiled();
    assert!(compiled.compare().is_empty(), "{}", compiled.compare());
    assert_eq!(compiled.compare().to_string(), "no difference");
    assert!(compiled.supports::<commands::QueryStatus>());
    assert!(compiled.emits::<events::Shutdown>());
    let stop = compiled.command("block-job-pause").unwrap();
    assert!(stop.is_deprecated() && !stop.is_unstable());
    let perf = compiled.argument("blockdev-backup", "x-perf").unwrap();
    assert!(perf.is_unstable());
    assert!(
        compiled
            .argument("blockdev-backup", "x-perf/use-copy-range")
            .is_some()
    );
    assert!(
        compiled.argument("blockdev-add", "file/filename").is_some(),
        "through an alternate"
    );
    assert!(
        compiled
            .argument("blockdev-add", "file/file/node-name")
            .is_some()
    );
    assert!(compiled.argument("blockdev-add", "no-such").is_none());
    assert!(
        compiled
            .result("query-block", "inserted/node-name")
            .is_some(),
        "through an array"
    );
    assert!(
        compiled
            .event_data("SHUTDOWN", "reason")
            .unwrap()
            .has_value("guest-reset")
    );
    assert!(
        compiled
            .argument("blockdev-backup", "on-cbw-error")
            .unwrap()
            .values()
            .len()
            == 2
    );
}

#[test]
fn every_release_is_compared_with_the_compiled_schema() {
    for release in Release::all() {
        let vm = QemuBuilder::bare().release(&release).start();
        let vm = require!(vm, "qemu-system-x86_64");
        run(async {
            let client = connect(&vm.address()).await;
            let peer = client.peer().await.unwrap();
            assert!(peer.supports::<commands::Stop>() && peer.emits::<events::Stop>());
            let comparison = peer.compare();
            let lacks = |member: &str| comparison.lacks.members.contains(member);
            let is_old = release.version() < (9, 0);
            assert_eq!(
                lacks("block-commit/backing-mask-protocol"),
                is_old,
                "{release}"
            );
            assert_eq!(
                comparison.lacks.events.contains("VFIO_MIGRATION"),
                is_old,
                "{comparison}"
            );
            assert_eq!(
                peer.argument("block-commit", "backing-mask-protocol")
                    .is_none(),
                is_old
            );
            let new = "object-add/qom-type=monitor-qmp";
            let lacks_new = comparison.lacks.values.contains(new);
            assert_eq!(lacks_new, release.version() < (11, 1), "{comparison}");
            let text = comparison.to_string();
            assert!(text.starts_with("lacks "), "{text}");
            assert!(text.lines().all(|line| line.len() <= 104), "{text}");
        });
    }
}

#[test]
fn what_the_peer_lacks_is_refused_before_sending() {
    for release in Release::all() {
        let vm = QemuBuilder::bare().release(&release).start();
        let vm = require!(vm, "qemu-system-x86_64");
        run(async {
            let client = connect(&vm.address()).await;
            let peer = client.peer().await.unwrap();
            let has = |version| release.version() >= version;
            let commit = commands::BlockCommit::new("disk").speed(1);
            assert!(peer.checked(commit.clone()).is_ok());
            let masked = peer.checked(commit.backing_mask_protocol(true));
            assert_eq!(masked.is_ok(), has((9, 0)), "{release}");
            if let Err(error) = masked {
                assert!(matches!(error, PeerError::Lacks { .. }), "{error:?}");
                assert_eq!(
                    error.to_string(),
                    "the peer has no `block-commit/backing-mask-protocol`, so `block-commit` was not sent"
                );
            }
            let device = commands::DeviceAdd::new("nvme").extra("serial", "1");
            assert!(
                peer.checked(device).is_ok(),
                "its members are listed nowhere"
            );

            let unknown = BlockdevOnError::from("explode");
            let sync = qmp::MirrorSyncMode::Full;
            let backup = commands::BlockdevBackup::new(sync).device("a").target("b");
            let backup = backup.on_source_error(unknown);
            let error = peer.checked(backup).unwrap_err();
            assert!(
                error
                    .to_string()
                    .contains("`blockdev-backup/on-source-error=explode`"),
                "{error}"
            );

            let null = qmp::BlockdevOptionsNull::new().size(1);
            let driver = qmp::BlockdevOptionsDriver::NullCo(null);
            let node = qmp::BlockdevOptions::new(driver).node_name("n");
            let node = peer.checked(commands::BlockdevAdd::from(node)).unwrap();
            client.blockdev_add(node).await.unwrap();
        });
    }
}

#[test]
fn a_description_is_kept_over_a_lost_connection() {
    let vm = require!(QemuBuilder::bare().start(), "qemu-system-x86_64");
    let proxy = CutProxy::start(vm.socket(0));
    run(async {
        let client = qmp::Client::builder()
            .reconnect(Reconnect::new())
            .connect(proxy.address().as_str())
            .await
            .unwrap();
        let first = client.peer().await.unwrap();
        proxy.cut();
        while client.query_status().await.is_err() {}
        assert!(std::sync::Arc::ptr_eq(
            &first,
            &client.peer().await.unwrap()
        ));
    });
}

#[test]
fn the_storage_daemon_describes_itself_too() {
    let daemon = require!(StorageDaemon::start(), "qemu-storage-daemon");
    run(async {
        let client = qsd::Client::connect(daemon.address().as_str())
            .await
            .unwrap();
        let peer = client.peer().await.unwrap();
        assert!(peer.supports::<commands::BlockdevAdd>());
        assert!(!peer.supports::<commands::DeviceAdd>());
    });
}
