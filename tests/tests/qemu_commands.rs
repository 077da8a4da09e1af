//! Commands and their events against a real QEMU.

use std::time::Duration;

use async_std::prelude::*;
use async_std::task;
use qapi_client::qmp::{self, Client, commands, events};
use qapi_client::{Error, ErrorClass, EventError};
use qapi_tests::{Qemu, QemuBuilder, require, run};
use serde_json::json;

async fn connect(vm: &Qemu) -> Client {
    Client::connect(vm.address().as_str())
        .await
        .expect("QEMU greets")
}

#[test]
fn stop_and_cont_emit_their_events_in_order() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm).await;
        let mut events = client.events();
        for _ in 0..50 {
            client.cont().await.unwrap();
            assert!(client.query_status().await.unwrap().running);
            client.stop().await.unwrap();
            assert!(!client.query_status().await.unwrap().running);
        }
        for _ in 0..50 {
            let resume = events.next().await.unwrap().unwrap();
            assert!(
                matches!(resume.event, events::Event::Resume(_)),
                "{resume:?}"
            );
            let stop = events.next().await.unwrap().unwrap();
            assert!(matches!(stop.event, events::Event::Stop(_)), "{stop:?}");
            assert!(stop.timestamp >= resume.timestamp);
        }
    });
}

#[test]
fn an_event_before_its_reply_is_not_missed() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm).await;
        for _ in 0..20 {
            client
                .cont()
                .and_event(|_: &events::Resume| true)
                .await
                .unwrap();
            client
                .stop()
                .and_event(|_: &events::Stop| true)
                .await
                .unwrap();
        }
    });
}

#[test]
fn a_usb_device_comes_and_goes_without_a_guest() {
    let builder = QemuBuilder::q35().args(["-device", "qemu-xhci,id=usb"]);
    let vm = require!(builder.start(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm).await;
        let tablet = commands::DeviceAdd::new("usb-tablet")
            .id("tablet0")
            .bus("usb.0");
        client.device_add(tablet).await.unwrap();
        let gone = client
            .device_del("tablet0")
            .and_event(|e: &events::DeviceDeleted| e.device.as_deref() == Some("tablet0"))
            .await
            .unwrap();
        assert_eq!(gone.path, "/machine/peripheral/tablet0");
        let again = client.device_del("tablet0").await.unwrap_err();
        assert_eq!(again.refusal().unwrap().class, ErrorClass::DeviceNotFound);
    });
}

#[test]
fn a_pci_device_goes_with_the_reset() {
    let builder = QemuBuilder::q35()
        .args(["-device", "pcie-root-port,id=port1,chassis=1"])
        .args([
            "-blockdev",
            "null-co,node-name=null1,size=1048576,read-zeroes=on",
        ])
        .args(["-device", "virtio-blk-pci,id=disk1,drive=null1,bus=port1"]);
    let vm = require!(builder.start(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm).await;
        let mut deleted = client.subscribe::<events::DeviceDeleted>();
        client.device_del("disk1").await.unwrap();
        client.system_reset().await.unwrap();
        // One event for the virtio part, which has no id, then one for the device itself.
        let gone = loop {
            let event = deleted.next().await.unwrap().unwrap();
            if event.device.is_some() {
                break event;
            }
        };
        assert_eq!(gone.device.as_deref(), Some("disk1"));
        client.blockdev_del("null1").await.unwrap();
    });
}

#[test]
fn a_job_runs_to_its_end() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm).await;
        for node in ["source", "target"] {
            let null = qmp::BlockdevOptionsNull::new()
                .size(1 << 20)
                .read_zeroes(true);
            let options =
                qmp::BlockdevOptions::new(qmp::BlockdevOptionsDriver::NullCo(null)).node_name(node);
            client.blockdev_add(options).await.unwrap();
        }
        let mut changes = client.subscribe::<events::JobStatusChange>();
        let backup = qmp::BlockdevBackup::new(qmp::MirrorSyncMode::Full)
            .device("source")
            .target("target")
            .job_id("job1")
            .auto_dismiss(false);
        client.blockdev_backup(backup).await.unwrap();
        let mut seen = Vec::new();
        while seen.last() != Some(&qmp::JobStatus::Concluded) {
            let change = changes.next().await.unwrap().unwrap();
            assert_eq!(change.id, "job1");
            seen.push(change.status.clone());
        }
        assert_eq!(seen.first(), Some(&qmp::JobStatus::Created));
        assert!(seen.contains(&qmp::JobStatus::Running), "{seen:?}");
        let jobs = client.query_jobs().await.unwrap();
        assert_eq!((jobs.len(), jobs[0].error.as_deref()), (1, None));
        client.job_dismiss("job1").await.unwrap();
        assert!(client.query_jobs().await.unwrap().is_empty());
        for node in ["source", "target"] {
            client.blockdev_del(node).await.unwrap();
        }
        assert!(client.query_named_block_nodes(()).await.unwrap().is_empty());
    });
}

#[test]
fn human_monitor_command_tells_text() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm).await;
        let said = client.human_monitor_command("info status").await.unwrap();
        assert!(said.contains("paused"), "{said:?}");
        let said = client
            .human_monitor_command("no-such-command")
            .await
            .unwrap();
        assert!(
            said.contains("unknown command"),
            "errors are text too: {said:?}"
        );
    });
}

#[test]
fn an_unknown_command_is_refused() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm).await;
        let error = client
            .execute_raw("no-such-command", json!({}))
            .await
            .unwrap_err();
        let refusal = error.refusal().expect("refused");
        assert_eq!(refusal.class, ErrorClass::CommandNotFound);
        assert_eq!(
            refusal.desc,
            "The command no-such-command has not been found"
        );
        assert_eq!(error.command(), Some("no-such-command"));
        assert!(!error.is_outcome_unknown());
        client.query_status().await.expect("the session goes on");
    });
}

#[test]
fn a_wrong_argument_is_refused() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm).await;
        let wrong = json!({ "node-name": "x", "size": "big" });
        let error = client.execute_raw("block_resize", wrong).await.unwrap_err();
        let refusal = error.refusal().expect("refused");
        assert_eq!(refusal.class, ErrorClass::GenericError);
        assert_eq!(
            refusal.desc,
            "Invalid parameter type for 'size', expected: integer"
        );

        let missing = commands::BlockResize::new(1 << 20).node_name("no-such-node");
        let error = client.block_resize(missing).await.unwrap_err();
        assert!(
            error.to_string().starts_with("`block_resize` refused: "),
            "{error}"
        );
        client.query_status().await.expect("the session goes on");
    });
}

#[test]
fn killed_in_the_middle_of_a_command() {
    let mut vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm).await;
        let mut events = client.events();
        // Frozen first, so that the command is certainly on the wire and certainly not answered.
        vm.freeze();
        let calls: Vec<_> = (0..20)
            .map(|_| task::spawn(client.query_status()))
            .collect();
        task::sleep(Duration::from_millis(50)).await;
        vm.kill();
        let mut unknown = 0;
        for call in calls {
            match call.await.unwrap_err() {
                error if error.is_outcome_unknown() => unknown += 1,
                Error::NotSent { .. } => {}
                error => panic!("{error}"),
            }
        }
        assert!(unknown > 0, "at least the first was sent");
        assert!(matches!(
            events.next().await,
            Some(Err(EventError::Closed(_)))
        ));
        assert!(events.next().await.is_none(), "the stream ends");
        let after = client.query_status().await.unwrap_err();
        assert!(matches!(after, Error::NotSent { .. }), "{after}");
    });
}

#[test]
fn quit_ends_with_its_event_and_a_reply() {
    let mut vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm).await;
        let end = client
            .quit()
            .and_event(|_: &events::Shutdown| true)
            .await
            .unwrap();
        assert_eq!(end.reason, qmp::ShutdownCause::HostQmpQuit);
        assert!(!end.guest);
        let reason = client.closed().await;
        assert!(!reason.is_local(), "{reason}");
    });
    assert!(vm.wait().success());
}

#[test]
fn tcp_works_as_unix_does() {
    let vm = require!(QemuBuilder::bare().tcp().start(), "qemu-system-x86_64");
    run(async {
        let client = Client::connect(vm.tcp_address().as_str()).await.unwrap();
        let mut events = client.events();
        client.cont().await.unwrap();
        assert!(matches!(
            events.next().await.unwrap().unwrap().event,
            events::Event::Resume(_)
        ));
        let schema = client.query_qmp_schema().await.unwrap();
        assert!(schema.len() > 900);
    });
}
