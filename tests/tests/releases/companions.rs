//! The storage daemon and the guest agent of every release.

use qapi_client::{qga, qsd};
use qapi_tests::{HostAgent, Release, StorageDaemon, run, skip};
use serde_json::json;

use crate::queries::{QGA, QSD, sweep};

#[test]
fn storage_daemons_with_jobs_and_exports() {
    for release in Release::all() {
        let Some(daemon) = StorageDaemon::start_of(&release) else {
            skip(&format!("no qemu-storage-daemon of {release} here"));
            continue;
        };
        run(async {
            let client = qsd::Client::connect(daemon.address().as_str())
                .await
                .unwrap();
            for node in ["a", "b", "c"] {
                let null = json!({ "driver": "null-co", "node-name": node, "size": 1 << 30 });
                client.execute_raw("blockdev-add", null).await.unwrap();
            }
            let mirror = json!({ "job-id": "mirror", "device": "a", "target": "b", "sync": "full", "speed": 1024 });
            client.execute_raw("blockdev-mirror", mirror).await.unwrap();
            let socket = daemon.path().join("nbd").display().to_string();
            let address = json!({ "addr": { "type": "unix", "data": { "path": socket } } });
            client
                .execute_raw("nbd-server-start", address)
                .await
                .unwrap();
            let export = json!({ "id": "export", "type": "nbd", "node-name": "c" });
            client
                .execute_raw("block-export-add", export)
                .await
                .unwrap();
            let found = sweep(&client, QSD).await;
            assert!(found.faults.is_empty(), "{release}: {:#?}", found.faults);
            for name in [
                "query-block-jobs",
                "query-jobs",
                "query-block-exports",
                "query-named-block-nodes",
            ] {
                assert!(found.answered.contains(&name), "{release}: {name}");
            }
        });
    }
}

#[test]
fn guest_agents_of_this_machine() {
    for release in Release::all() {
        let Some(agent) = HostAgent::start_of(&release) else {
            skip(&format!(
                "no qemu-ga of {release} here that can be made harmless"
            ));
            continue;
        };
        run(async {
            let client = qga::Client::connect(agent.address().as_str())
                .await
                .unwrap();
            let found = sweep(&client, QGA).await;
            assert!(found.faults.is_empty(), "{release}: {:#?}", found.faults);
            for name in [
                "guest-info",
                "guest-get-osinfo",
                "guest-network-get-interfaces",
            ] {
                assert!(found.answered.contains(&name), "{release}: {name}");
            }
            client.close().await;
        });
    }
}
