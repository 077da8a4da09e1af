//! Jobs, from their start to their result.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_std::prelude::*;
use async_std::task;
use qapi_client::qmp::{JobStatus, MirrorSyncMode, commands};
use qapi_client::vm::{JobError, Jobs};
use qapi_client::{Reconnect, qmp, qsd};
use qapi_tests::{CutProxy, Qemu, QemuBuilder, Release, ScriptedPeer, StorageDaemon, require, run};
use serde_json::{Value, json};

use crate::nodes::{connect, node, null, qcow2};

const MIB: i64 = 1 << 20;

fn backup() -> commands::BlockdevBackup {
    commands::BlockdevBackup::new(MirrorSyncMode::Full)
        .device("source")
        .target("target")
}

/// A backup that would take minutes.
fn slow_backup() -> commands::BlockdevBackup {
    backup().speed(MIB)
}

async fn two_nodes(client: &qmp::Client, size: i64) {
    null(client, "source", size).await;
    null(client, "target", size).await;
}

/// A source with data, and a target whose disk is full, so that writes to the target fail.
async fn full_target(client: &qmp::Client) {
    let null = |name| json!({ "driver": "null-co", "node-name": name, "size": MIB });
    node(client, null("source")).await;
    node(client, null("disk")).await;
    let full = json!([{ "event": "none", "iotype": "write", "errno": 28 }]);
    let target = json!({
        "driver": "blkdebug", "node-name": "target", "image": "disk", "inject-error": full,
    });
    node(client, target).await;
}

#[test]
fn a_backup_reports_its_progress_and_is_dismissed() {
    for release in Release::all() {
        let vm = QemuBuilder::bare().release(&release).start();
        let vm = require!(vm, "qemu-system-x86_64");
        run(async {
            let client = connect(&vm.address()).await;
            two_nodes(&client, 64 * MIB).await;
            let seen = Arc::new(Mutex::new(Vec::new()));
            let reports = Arc::clone(&seen);
            let job = client.jobs().start(backup().job_id("b0")).await.unwrap();
            assert_eq!(job.id(), "b0");
            job.on_progress(move |p| reports.lock().unwrap().push(p))
                .every(Duration::from_millis(1))
                .finish()
                .await
                .unwrap();
            let seen = std::mem::take(&mut *seen.lock().unwrap());
            let last = seen.last().unwrap();
            assert_eq!(
                (last.current, last.total),
                (64 << 20, 64 << 20),
                "{release}"
            );
            assert_eq!(last.status, JobStatus::Concluded);
            assert!(seen.is_sorted_by_key(|p| p.current), "{seen:?}");
            assert!(client.jobs().list().await.unwrap().is_empty());
        });
    }
}

#[test]
fn progress_is_a_stream_until_the_job_concludes() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        two_nodes(&client, 256 * MIB).await;
        let mut job = client.jobs().start(slow_backup()).await.unwrap();
        let control = job.control();
        let mut progress = job.progress(Duration::from_millis(5));
        let first = progress.next().await.unwrap().unwrap();
        assert_eq!(first.total, 256 << 20);
        assert!(first.ratio() < 1.0);
        control.set_speed(0).await.unwrap();
        let mut last = first;
        while let Some(next) = progress.next().await {
            last = next.unwrap();
        }
        assert!(last.current > 0, "{last:?}");
        drop(progress);
        job.finish().await.unwrap();
    });
}

#[test]
fn a_job_that_is_cancelled_half_way_says_so() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        two_nodes(&client, 256 * MIB).await;
        // The test repeats this, because the result must not depend on which task sees QEMU's replies first.
        for _ in 0..50 {
            let job = client.jobs().start(slow_backup()).await.unwrap();
            let (id, control) = (job.id().to_owned(), job.control());
            let finish = task::spawn(job.finish());
            control.cancel().await.unwrap();
            let error = finish.await.unwrap_err();
            assert!(matches!(&error, JobError::Cancelled { .. }), "{error:?}");
            assert_eq!(error.to_string(), format!("job `{id}` was cancelled"));
        }
        assert!(client.jobs().list().await.unwrap().is_empty());
        client.blockdev_del("target").await.unwrap();
    });
}

#[test]
fn a_job_that_fails_has_its_own_words() {
    for release in Release::all() {
        let vm = QemuBuilder::bare().release(&release).start();
        let vm = require!(vm, "qemu-system-x86_64");
        run(async {
            let client = connect(&vm.address()).await;
            full_target(&client).await;
            let job = client.jobs().start(backup().job_id("b0")).await.unwrap();
            let Err(JobError::Failed(failed)) = job.finish().await else {
                panic!("the target is full")
            };
            assert_eq!(failed.error, "No space left on device", "{release}");
            assert_eq!(
                failed.to_string(),
                "job `b0` failed: No space left on device"
            );
            assert!(client.jobs().list().await.unwrap().is_empty());
        });
    }
}

#[test]
fn a_mirror_is_ready_and_then_switches_or_stays() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        two_nodes(&client, MIB).await;
        let mirror = commands::BlockdevMirror::new(MirrorSyncMode::Full)
            .device("source")
            .target("target");
        let mut job = client.jobs().start(mirror.clone()).await.unwrap();
        job.ready().await.unwrap();
        job.ready().await.expect("it still is");
        job.complete().await.unwrap();
        job.finish().await.unwrap();

        let mut job = client.jobs().start(mirror).await.unwrap();
        job.ready().await.unwrap();
        job.complete_without_switch().await.unwrap();
        job.finish().await.unwrap();
    });
}

#[test]
fn a_mirror_reports_its_progress_until_it_is_ready() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        two_nodes(&client, MIB).await;
        let mirror = commands::BlockdevMirror::new(MirrorSyncMode::Full)
            .device("source")
            .target("target");
        let seen = Arc::new(Mutex::new(Vec::new()));
        let reports = Arc::clone(&seen);
        let job = client.jobs().start(mirror).await.unwrap();
        let mut job = job.on_progress(move |p| reports.lock().unwrap().push(p.status));
        job.ready().await.unwrap();
        job.complete().await.unwrap();
        job.finish().await.unwrap();
        assert_eq!(seen.lock().unwrap().last(), Some(&JobStatus::Concluded));
    });
}

#[test]
fn a_job_that_is_never_ready_ends_the_wait_with_its_result() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        full_target(&client).await;
        let mut job = client.jobs().start(backup()).await.unwrap();
        let error = job.ready().await.unwrap_err();
        assert!(matches!(error, JobError::Failed(_)), "{error:?}");
        assert!(client.jobs().list().await.unwrap().is_empty(), "dismissed");
        let again = job.finish().await.unwrap_err();
        assert_eq!(again.to_string(), error.to_string());

        null(&client, "third", MIB).await;
        let well = commands::BlockdevBackup::new(MirrorSyncMode::Full)
            .device("source")
            .target("third");
        let mut job = client.jobs().start(well).await.unwrap();
        let error = job.ready().await.unwrap_err();
        assert!(matches!(error, JobError::NotReached { .. }), "{error:?}");
        job.finish().await.unwrap();
    });
}

#[test]
fn a_job_pauses_resumes_and_waits_to_be_finalized() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        two_nodes(&client, 256 * MIB).await;
        let slow = slow_backup().auto_finalize(false);
        let mut job = client.jobs().start(slow).await.unwrap();
        for _ in 0..3 {
            job.pause().await.unwrap();
            job.wait_for(JobStatus::Paused).await.unwrap();
            job.resume().await.unwrap();
            job.wait_for(JobStatus::Running).await.unwrap();
        }
        job.set_speed(0).await.unwrap();
        job.wait_for(JobStatus::Pending).await.unwrap();
        job.finalize().await.unwrap();
        job.finish().await.unwrap();
    });
}

#[test]
fn images_and_snapshots_are_made_by_jobs() {
    let vm = require!(Qemu::q35(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        qcow2(&client, vm.path(), "base", 64 * MIB, Value::Null).await;
        qcow2(&client, vm.path(), "top", 64 * MIB, json!("base")).await;
        let jobs = client.jobs();
        let disks = || vec!["top".to_owned()];
        let save = commands::SnapshotSave::new(disks())
            .job_id("s0")
            .tag("snap")
            .vmstate("top");
        jobs.start(save).await.unwrap().finish().await.unwrap();
        let load = commands::SnapshotLoad::new(disks())
            .job_id("s1")
            .tag("snap")
            .vmstate("top");
        jobs.start(load).await.unwrap().finish().await.unwrap();
        let delete = commands::SnapshotDelete::new(disks())
            .job_id("s2")
            .tag("snap");
        jobs.start(delete).await.unwrap().finish().await.unwrap();
        let load = commands::SnapshotLoad::new(disks())
            .job_id("s3")
            .tag("snap")
            .vmstate("top");
        let error = jobs.start(load).await.unwrap().finish().await.unwrap_err();
        assert!(error.to_string().contains("snap"), "{error}");

        let stream = commands::BlockStream::new("top").base_node("base");
        jobs.start(stream).await.unwrap().finish().await.unwrap();
        let commit = commands::BlockCommit::new("top").base_node("base");
        let mut commit = jobs.start(commit).await.unwrap();
        commit.ready().await.expect("of the active layer");
        commit.complete().await.unwrap();
        commit.finish().await.unwrap();
        assert!(jobs.list().await.unwrap().is_empty());
    });
}

#[test]
fn a_job_that_qemu_dismisses_is_adopted_with_its_result() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        two_nodes(&client, 256 * MIB).await;
        client
            .blockdev_backup(slow_backup().job_id("b0"))
            .await
            .unwrap();
        let job = client.jobs().adopt("b0").await.unwrap();
        job.set_speed(0).await.unwrap();
        job.finish().await.unwrap();

        client
            .blockdev_backup(slow_backup().job_id("b1"))
            .await
            .unwrap();
        let job = client.jobs().adopt("b1").await.unwrap();
        client.job_cancel("b1").await.unwrap();
        let error = job.finish().await.unwrap_err();
        assert!(matches!(error, JobError::Cancelled { .. }), "{error:?}");

        let error = client.jobs().adopt("b2").await.unwrap_err();
        assert_eq!(error.to_string(), "no job `b2`");
    });
}

#[test]
fn a_job_that_has_concluded_is_adopted_and_dismissed() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        full_target(&client).await;
        let mut job = client.jobs().start(backup().job_id("b0")).await.unwrap();
        assert!(matches!(job.wait_for(JobStatus::Concluded).await, Ok(())));
        drop(job);
        let job = client.jobs().adopt("b0").await.unwrap();
        let error = job.finish().await.unwrap_err();
        assert!(matches!(error, JobError::Failed(_)), "{error:?}");
        assert!(client.jobs().list().await.unwrap().is_empty());
    });
}

#[test]
fn a_job_survives_a_lost_connection() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    let proxy = CutProxy::start(vm.socket(0));
    run(async {
        let policy = Reconnect::new().first_delay(Duration::from_millis(1));
        let client = qmp::Client::builder()
            .reconnect(policy)
            .connect(proxy.address().as_str())
            .await
            .unwrap();
        two_nodes(&client, 256 * MIB).await;
        let mut job = client.jobs().start(slow_backup()).await.unwrap();
        let (id, control) = (job.id().to_owned(), job.control());
        job.wait_for(JobStatus::Running).await.unwrap();
        let finish = task::spawn(job.finish());
        proxy.cut();
        client.ready().await.unwrap();
        while control.set_speed(0).await.is_err() {}
        finish.await.unwrap();

        let job = client.jobs().start(slow_backup().job_id(id)).await.unwrap();
        proxy.cut();
        client.ready().await.unwrap();
        while control.cancel().await.is_err() {}
        while control.dismiss().await.is_err() {}
        let error = job.finish().await.unwrap_err();
        assert!(matches!(error, JobError::Vanished { .. }), "{error:?}");
    });
}

#[test]
fn a_job_that_nobody_looked_at_for_long_is_found_again() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = qmp::Client::builder()
            .event_queue(2)
            .connect(vm.address().as_str())
            .await
            .unwrap();
        two_nodes(&client, MIB).await;
        let job = client.jobs().start(backup()).await.unwrap();
        while !matches!(job.info().await, Ok(Some(job)) if job.status == JobStatus::Concluded) {}
        job.finish().await.unwrap();
    });
}

#[test]
fn the_end_of_the_session_ends_the_wait() {
    let mut vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        two_nodes(&client, 256 * MIB).await;
        let job = client.jobs().start(slow_backup()).await.unwrap();
        vm.kill();
        let error = job.finish().await.unwrap_err();
        assert_eq!(error.to_string(), "the peer closed the connection");
    });
}

#[test]
fn the_storage_daemon_has_jobs_too() {
    let daemon = require!(StorageDaemon::start(), "qemu-storage-daemon");
    run(async {
        let client = qsd::Client::connect(daemon.address().as_str())
            .await
            .unwrap();
        for name in ["source", "target"] {
            let null = json!({ "driver": "null-co", "node-name": name, "size": MIB });
            client.execute_raw("blockdev-add", null).await.unwrap();
        }
        let job = client.jobs().start(backup()).await.unwrap();
        job.finish().await.unwrap();
        assert!(Jobs::new(client).list().await.unwrap().is_empty());
    });
}

#[test]
fn a_job_costs_no_command_but_its_own_its_result_and_its_dismissal() {
    let (sent, requests) = std::sync::mpsc::channel();
    let peer = ScriptedPeer::start(move |_, client| {
        client.greet()?;
        loop {
            let request = client.request()?;
            let name = request["execute"].as_str().unwrap_or("?").to_owned();
            let id = request["arguments"]["job-id"].as_str().map(str::to_owned);
            let _ = sent.send(name.clone());
            match name.as_str() {
                "query-jobs" => client.succeed(
                    &request,
                    &json!([{
                        "id": "b0", "type": "backup", "status": "concluded",
                        "current-progress": 1, "total-progress": 1,
                    }]),
                )?,
                _ => client.succeed(&request, &json!({}))?,
            }
            let changes = match id {
                Some(_) => &["created", "running", "waiting", "pending", "concluded"][..],
                None => &[],
            };
            for status in changes {
                let event = json!({
                    "event": "JOB_STATUS_CHANGE", "data": { "id": "b0", "status": status },
                    "timestamp": { "seconds": 1, "microseconds": 0 },
                });
                client.send(&format!("{event}\r\n"))?;
            }
        }
    });
    run(async {
        let client = connect(&peer.address()).await;
        let job = client.jobs().start(backup().job_id("b0")).await.unwrap();
        job.finish().await.unwrap();
    });
    let requests: Vec<String> = requests.try_iter().collect();
    assert_eq!(requests, ["blockdev-backup", "query-jobs", "job-dismiss"]);
}
