//! Devices: adding with checked properties, and removal with a wait for its end.

use std::time::{Duration, Instant};

use qapi_client::Reconnect;
use qapi_client::qmp::{self, commands};
use qapi_client::vm::DeviceError;
use qapi_tests::{
    CutProxy, GuestBuilder, QemuBuilder, Release, ScriptedPeer, require, run, within,
};
use serde_json::json;

use crate::nodes::{connect, null};

const SHORT: Duration = Duration::from_millis(300);

/// Time for a guest to boot and act, on a machine with other load.
const BOOT: Duration = Duration::from_secs(150);

fn with_ports(builder: QemuBuilder) -> QemuBuilder {
    builder
        .args(["-device", "pcie-root-port,id=port1,chassis=1"])
        .args(["-device", "qemu-xhci,id=usb"])
}

#[test]
fn properties_are_checked_before_anything_is_added() {
    for release in Release::all() {
        let vm = with_ports(QemuBuilder::q35()).release(&release).start();
        let vm = require!(vm, "qemu-system-x86_64");
        run(async {
            let client = connect(&vm.address()).await;
            let devices = client.devices();
            let tablet = || devices.add("usb-tablet", "tablet0").bus("usb.0");
            let error = tablet().property("msos_desc", true).await.unwrap_err();
            assert_eq!(
                error.to_string(),
                "device `usb-tablet` has no property `msos_desc` (did you mean `msos-desc`?)"
            );
            let error = tablet().property("nonsense", 1).await.unwrap_err();
            assert_eq!(
                error.to_string(),
                "device `usb-tablet` has no property `nonsense`"
            );
            let error = tablet().property("msos-desc", "on").await.unwrap_err();
            assert_eq!(
                error.to_string(),
                "property `msos-desc` of device `usb-tablet` has type `bool`: a string does not fit"
            );
            let error = tablet().property("serial", 5).await.unwrap_err();
            assert!(matches!(error, DeviceError::WrongType { .. }), "{error}");
            let error = tablet().property("usb_version", "2").await.unwrap_err();
            assert!(matches!(error, DeviceError::WrongType { .. }), "{error}");
            let mut ids = devices.ids().await.unwrap();
            ids.sort();
            assert_eq!(ids, ["port1", "usb"], "{release}");

            let added = tablet()
                .property("msos-desc", false)
                .property("serial", "5");
            let added = added.property("usb_version", 1).await.unwrap();
            added.remove().await.expect("no guest decides on USB");
            let error = added.remove().await.unwrap_err();
            assert_eq!(error.to_string(), "no device `tablet0`");
        });
    }
}

#[test]
fn qemu_decides_where_it_lists_no_properties() {
    let vm = require!(with_ports(QemuBuilder::q35()).start(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        null(&client, "node1", 1 << 20).await;
        let alias = client.devices().add("virtio-blk", "disk1").bus("port1");
        let disk = alias.property("drive", "node1").await.unwrap();
        assert_eq!(disk.id(), "disk1");
        let error = client.devices().add("no-such-driver", "x").await;
        assert!(error.unwrap_err().to_string().contains("no-such-driver"));
    });
}

#[test]
fn every_value_that_a_machine_reports_passes_the_check() {
    // The default value of a property always fits the property. A check that refuses the default value is wrong.
    for release in Release::all() {
        let vm = with_ports(QemuBuilder::q35()).release(&release).start();
        let vm = require!(vm, "qemu-system-x86_64");
        run(async {
            let client = connect(&vm.address()).await;
            null(&client, "node1", 1 << 20).await;
            let drivers = [
                "virtio-blk-pci",
                "virtio-net-pci",
                "virtio-scsi-pci",
                "nvme",
                "e1000e",
            ];
            for driver in drivers {
                let list = client.device_list_properties(driver).await.unwrap();
                let mut device = client.devices().add(driver, "x").bus("no-such-bus");
                for property in list {
                    if let Some(value) = property.default_value {
                        device = device.property(property.name, value);
                    }
                }
                let error = device.await.unwrap_err();
                assert!(
                    matches!(error, DeviceError::Session(_)),
                    "{release}: {error}"
                );
                assert!(
                    error.to_string().contains("no-such-bus"),
                    "{release}: {error}"
                );
            }
        });
    }
}

#[test]
fn a_removal_is_asked_for_waited_for_and_ended_by_a_reset() {
    for release in Release::all() {
        let vm = with_ports(QemuBuilder::q35()).release(&release).start();
        let vm = require!(vm, "qemu-system-x86_64");
        run(async {
            let client = connect(&vm.address()).await;
            null(&client, "node1", 1 << 20).await;
            let disk = client.devices().add("virtio-blk-pci", "disk1").bus("port1");
            let disk = disk.property("drive", "node1").await.unwrap();
            let mut removal = disk
                .remove()
                .repeat_every(SHORT / 3)
                .request()
                .await
                .unwrap();
            let error = removal.wait(SHORT).await.unwrap_err();
            assert!(matches!(error, DeviceError::TimedOut { .. }), "{error}");
            assert!(
                error
                    .to_string()
                    .starts_with("device `disk1` is still there after 300ms")
            );
            client.power().reset().await.unwrap();
            removal.wait(Duration::from_secs(10)).await.unwrap();
            removal.wait(SHORT).await.expect("it stays removed");
            client.blockdev_del("node1").await.unwrap();
        });
    }
}

#[test]
fn a_deadline_ends_a_removal_that_no_guest_answers() {
    let vm = require!(with_ports(QemuBuilder::q35()).start(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        let device = client.devices().add("virtio-rng-pci", "rng1").bus("port1");
        let device = device.await.unwrap();
        let start = Instant::now();
        let error = device.remove().within(SHORT).await.unwrap_err();
        assert!(matches!(error, DeviceError::TimedOut { .. }), "{error}");
        assert!(start.elapsed() >= SHORT);
        // The removal must not fail because an earlier request has not ended.
        let error = device.remove().within(SHORT).await.unwrap_err();
        assert!(matches!(error, DeviceError::TimedOut { .. }), "{error}");
    });
}

#[test]
fn a_bus_without_hotplug_refuses() {
    let builder = QemuBuilder::q35().args(["-device", "virtio-rng-pci,id=rng0"]);
    let vm = require!(builder.start(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        let error = client.devices().device("rng0").remove().await.unwrap_err();
        assert!(matches!(error, DeviceError::Session(_)), "{error}");
        assert!(error.to_string().contains("hotplug"), "{error}");
    });
}

#[test]
fn a_removal_is_asked_again_until_the_guest_has_booted() {
    let builder = GuestBuilder::default().args(["-device", "pcie-root-port,id=port1,chassis=1"]);
    let vm = require!(builder.start(), "guest");
    within(2 * BOOT, async {
        let client = connect(&vm.address()).await;
        let device = client.devices().add("virtio-rng-pci", "rng1").bus("port1");
        let device = device.await.unwrap();
        client.power().resume().await.unwrap();
        // If a request is made in the first millisecond after the machine starts, the guest sees no later request.
        async_std::task::sleep(Duration::from_millis(50)).await;
        let asking = device.remove().repeat_every(SHORT);
        let mut removal = asking.request().await.unwrap();
        let error = removal.wait(SHORT).await.unwrap_err();
        assert!(matches!(error, DeviceError::TimedOut { .. }), "{error}");
        removal.wait(BOOT).await.unwrap();
        assert!(
            !client
                .devices()
                .ids()
                .await
                .unwrap()
                .contains(&"rng1".to_owned())
        );
    });
}

#[test]
fn a_removal_survives_a_lost_connection() {
    let vm = require!(with_ports(QemuBuilder::q35()).start(), "qemu-system-x86_64");
    let proxy = CutProxy::start(vm.socket(0));
    run(async {
        let policy = Reconnect::new().first_delay(Duration::from_millis(1));
        let client = qmp::Client::builder()
            .reconnect(policy)
            .connect(proxy.address().as_str())
            .await
            .unwrap();
        let device = client.devices().add("virtio-rng-pci", "rng1").bus("port1");
        let mut removal = device.await.unwrap().remove().request().await.unwrap();
        proxy.cut();
        client.ready().await.unwrap();
        while client.execute(commands::SystemReset::new()).await.is_err() {}
        removal.wait(Duration::from_secs(10)).await.unwrap();
    });
}

/// A peer that lists one property and answers `device_del` with these events.
fn scripted(
    events: fn() -> Vec<serde_json::Value>,
) -> (ScriptedPeer, std::sync::mpsc::Receiver<String>) {
    let (sent, requests) = std::sync::mpsc::channel();
    let peer = ScriptedPeer::start(move |_, client| {
        client.greet()?;
        loop {
            let request = client.request()?;
            let name = request["execute"].as_str().unwrap_or("?").to_owned();
            let _ = sent.send(name.clone());
            match name.as_str() {
                "device-list-properties" => {
                    client.succeed(&request, &json!([{ "name": "drive", "type": "str" }]))?;
                }
                _ => client.succeed(&request, &json!({}))?,
            }
            if name == "device_del" {
                for event in events() {
                    client.send(&format!("{event}\r\n"))?;
                }
            }
        }
    });
    (peer, requests)
}

fn event(name: &str, device: &str) -> serde_json::Value {
    let data = json!({ "device": device, "path": format!("/machine/peripheral/{device}") });
    json!({ "event": name, "data": data, "timestamp": { "seconds": 1, "microseconds": 0 } })
}

#[test]
fn a_guest_that_refuses_is_told_apart() {
    let refusals = || {
        vec![
            event("DEVICE_DELETED", "disk2"),
            event("DEVICE_UNPLUG_GUEST_ERROR", "disk1"),
        ]
    };
    let (peer, _) = scripted(refusals);
    run(async {
        let client = connect(&peer.address()).await;
        let error = client.devices().device("disk1").remove().await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "the guest refused to unplug device `disk1`"
        );
    });
}

#[test]
fn a_device_costs_its_own_commands_and_one_list_for_each_driver() {
    let (peer, requests) = scripted(|| vec![event("DEVICE_DELETED", "disk1")]);
    run(async {
        let client = connect(&peer.address()).await;
        for _ in 0..2 {
            let disk = client.devices().add("disk", "disk1").property("drive", "n");
            disk.await.unwrap().remove().await.unwrap();
        }
    });
    let requests: Vec<String> = requests.try_iter().collect();
    let own = ["device_add", "device_del", "device_add", "device_del"];
    assert_eq!(requests[0], "device-list-properties");
    assert_eq!(requests[1..], own);
}
