//! Tests of the docs of the stock modules: notes, and links to QEMU's online reference.
//!
//! The anchors in the reference have the form `<kind>-<namespace>-<file>.<name>`. The kind of structs and unions is
//! `object`.

use crate::emit;
use crate::options::Options;
use crate::stock;

fn check_links(name: &str, page: &str, anchors: &[&str]) {
    let expansion = emit::expansion(&stock::expansion(name));
    for anchor in anchors {
        let link = format!("[Reference](https://www.qemu.org/docs/master/interop/{page}#{anchor})");
        assert!(expansion.contains(&link), "{link}");
    }
}

#[test]
fn items_of_the_monitor_link_to_the_reference() {
    check_links(
        "qmp",
        "qemu-qmp-ref.html",
        &[
            "alternate-QMP-common.StrOrNull",
            "alternate-QMP-stats.StatsValue",
            "command-QMP-machine-s390x.set-cpu-topology",
            "command-QMP-misc-i386.rtc-reset-reinjection",
            "command-QMP-net.set_link",
            "command-QMP-run-state.query-status",
            "enum-QMP-ui.QKeyCode",
            "enum-QMP-virtio.VMAppleVirtioBlkVariant",
            "event-QMP-run-state.SUSPEND_DISK",
            "event-QMP-vfio.VFIO_MIGRATION",
            "object-QMP-acpi.ACPIOSTInfo",
            "object-QMP-block-export.BlockExportOptions",
        ],
    );
}

#[test]
fn items_of_the_guest_agent_link_to_the_reference() {
    check_links(
        "qga",
        "qemu-ga-ref.html",
        &[
            "command-QGA-qapi-schema.guest-exec",
            "command-QGA-qapi-schema.guest-sync-delimited",
        ],
    );
}

/// Types that the storage daemon shares with the monitor have the monitor's links.
#[test]
fn items_of_the_storage_daemon_link_to_the_reference() {
    check_links(
        "qsd",
        "qemu-storage-daemon-qmp-ref.html",
        &[
            "command-QSD-block-core.block_resize",
            "command-QSD-block-export.nbd-server-start",
            "enum-QSD-sockets.NetworkAddressFamily",
        ],
    );
}

#[test]
fn the_storage_daemon_repeats_the_options_of_the_monitor() {
    let (monitor, daemon) = (stock::options("qmp"), stock::options("qsd"));
    let shared_options = daemon.share.expect("it shares with the monitor").options;
    assert_eq!(shared_options.path.value(), monitor.path.value());
    assert_eq!(shared_options.since, monitor.since);
    let optional = |options: &Options| -> Vec<(String, bool)> {
        let members = options.optional.iter();
        members
            .map(|(member, verdict)| (member.value(), *verdict))
            .collect()
    };
    assert_eq!(optional(&shared_options), optional(&monitor));
}

/// The docs of stock items start with a note, whose links lead to other items.
#[test]
fn stock_items_have_notes() {
    let monitor = emit::expansion(&stock::expansion("qmp"));
    for docs in [
        // The struct of a command, the method of the command, an event, a type.
        "Asks the guest to release a device.\\n\\nThe reply is no completion: [`DEVICE_DELETED`](super::events::DeviceDeleted)",
        "Asks the guest to release a device.\\n\\nThe reply is no completion: [`DEVICE_DELETED`](self::events::DeviceDeleted)",
        "`system_powerdown`](super::Client::system_powerdown) has pressed the virtual power button.",
        "Answer of [`query-status`](super::Client::query_status)",
        "Returns [`StatusInfo`](self::run_state::StatusInfo).",
        "Arguments ([`BlockResize`](struct@self::commands::BlockResize)):\\n- `size` (`i64`, required)\\n\
         - `device` (`String`, optional)\\n- `node-name` (`String`, optional, since 2.0)",
    ] {
        assert!(monitor.contains(docs), "{docs}");
    }
    let agent = emit::expansion(&stock::expansion("qga"));
    assert!(agent.contains("\"Does nothing.\\n\\nA reply shows that the agent runs"));
    let daemon = emit::expansion(&stock::expansion("qsd"));
    assert!(daemon.contains("\"Closes a block node.\\n\\nFails while"));
}
