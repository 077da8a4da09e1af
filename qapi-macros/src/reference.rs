//! The links of the stock modules into QEMU's online reference, beside addresses that its pages are known to have.
//!
//! The pages' anchors are `<kind>-<namespace>-<file>.<name>`: QEMU's documentation makes them of the kind of definition
//! (structs and unions are both `object`) and of `<namespace>:<file>.<name>`, in which Sphinx puts `-` for `:`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::emit;
use crate::expand::{Root, model};
use crate::options::Options;

/// What the client's module of that name gives to the macro.
fn given(name: &str) -> Options {
    let module = fs::read_to_string(client().join(format!("src/stock/{name}.rs")));
    let module = module.expect("the client has the module");
    let (_, call) = module
        .split_once("qapi_schema! {")
        .expect("it is an expansion");
    let options = call.trim_end().strip_suffix('}').expect("and nothing else");
    syn::parse_str(options).expect("the options parse")
}

fn client() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../qapi-client")
}

/// What the client's module of that name expands to.
fn stock(name: &str) -> String {
    let (expansion, _) = model(&given(name), &Root(client())).expect("the schema is right");
    emit::expansion(&expansion)
}

fn links(name: &str, page: &str, anchors: &[&str]) {
    let expansion = stock(name);
    for anchor in anchors {
        let link = format!("[Reference](https://www.qemu.org/docs/master/interop/{page}#{anchor})");
        assert!(expansion.contains(&link), "{link}");
    }
}

#[test]
fn the_monitor() {
    links(
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
fn the_guest_agent() {
    links(
        "qga",
        "qemu-ga-ref.html",
        &[
            "command-QGA-qapi-schema.guest-exec",
            "command-QGA-qapi-schema.guest-sync-delimited",
        ],
    );
}

/// The types that it shares with the monitor have the monitor's links.
#[test]
fn the_storage_daemon() {
    links(
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
fn the_storage_daemon_says_what_the_monitor_is_given() {
    let (monitor, daemon) = (given("qmp"), given("qsd"));
    let said = daemon.share.expect("it shares with the monitor").options;
    assert_eq!(said.path.value(), monitor.path.value());
    assert_eq!(said.since, monitor.since);
}
