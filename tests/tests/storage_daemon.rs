//! The storage daemon, with its own schema.

use async_std::prelude::*;
use qapi_client::ErrorClass;
use qapi_client::qsd::{self, Client, commands, events};
use qapi_tests::{StorageDaemon, require, run};
use serde_json::json;

#[test]
fn nodes_exports_and_quit() {
    let mut daemon = require!(StorageDaemon::start(), "qemu-storage-daemon");
    let socket = daemon.path().join("nbd");
    run(async {
        let client = Client::connect(daemon.address().as_str()).await.unwrap();
        assert!(client.query_version().await.unwrap().qemu.major >= 7);
        let null = qsd::BlockdevOptionsNull::new()
            .size(1 << 20)
            .read_zeroes(true);
        let options =
            qsd::BlockdevOptions::new(qsd::BlockdevOptionsDriver::NullCo(null)).node_name("null1");
        client.blockdev_add(options).await.unwrap();
        let nodes = client.query_named_block_nodes(()).await.unwrap();
        assert_eq!(nodes[0].image.virtual_size, 1 << 20);

        let path = socket.to_str().expect("temporary paths are text");
        let server = json!({ "addr": { "type": "unix", "data": { "path": path } } });
        client
            .execute_raw("nbd-server-start", server)
            .await
            .unwrap();
        let export = json!({ "type": "nbd", "id": "export1", "node-name": "null1" });
        client
            .execute_raw("block-export-add", export)
            .await
            .unwrap();
        assert_eq!(client.query_block_exports().await.unwrap()[0].id, "export1");
        let gone = client
            .block_export_del("export1")
            .and_event(|e: &events::BlockExportDeleted| e.id == "export1")
            .await
            .unwrap();
        assert_eq!(gone.event.id, "export1");

        client.quit().await.unwrap();
        assert!(!client.closed().await.is_local());
    });
    assert!(daemon.wait().success());
}

#[test]
fn what_only_qemu_knows_is_refused() {
    let daemon = require!(StorageDaemon::start(), "qemu-storage-daemon");
    run(async {
        let client = Client::connect(daemon.address().as_str()).await.unwrap();
        let error = client
            .execute_raw("query-status", json!({}))
            .await
            .unwrap_err();
        assert_eq!(error.refusal().unwrap().class, ErrorClass::CommandNotFound);
        let error = client.blockdev_del("no-such-node").await.unwrap_err();
        assert_eq!(error.refusal().unwrap().class, ErrorClass::GenericError);
    });
}

#[test]
fn a_job_runs_to_its_end() {
    let daemon = require!(StorageDaemon::start(), "qemu-storage-daemon");
    run(async {
        let client = Client::connect(daemon.address().as_str()).await.unwrap();
        for node in ["source", "target"] {
            let null = qsd::BlockdevOptionsNull::new()
                .size(1 << 20)
                .read_zeroes(true);
            let options =
                qsd::BlockdevOptions::new(qsd::BlockdevOptionsDriver::NullCo(null)).node_name(node);
            client.blockdev_add(options).await.unwrap();
        }
        let mut changes = client.subscribe::<events::JobStatusChange>();
        let mirror = commands::BlockdevMirror::new(qsd::MirrorSyncMode::Full)
            .device("source")
            .target("target")
            .job_id("job1");
        client.blockdev_mirror(mirror).await.unwrap();
        loop {
            let change = changes.next().await.unwrap().unwrap();
            match change.status {
                qsd::JobStatus::Ready => {
                    client.job_complete("job1").await.unwrap();
                }
                qsd::JobStatus::Null => break,
                _ => {}
            }
        }
        assert!(client.query_jobs().await.unwrap().is_empty());
    });
}
