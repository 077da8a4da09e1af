//! The links of the stock modules into QEMU's online reference, beside addresses that its pages are known to have.
//!
//! The pages' anchors are `<kind>-<namespace>-<file>.<name>`: QEMU's documentation makes them of the kind of definition
//! (structs and unions are both `object`) and of `<namespace>:<file>.<name>`, in which Sphinx puts `-` for `:`.

use std::fs;
use std::path::Path;

use crate::expand::{Root, load, text};
use crate::input::Input;

/// What the client's module of that name expands to.
fn stock(name: &str) -> String {
    let client = Path::new(env!("CARGO_MANIFEST_DIR")).join("../qapi-client");
    let module = fs::read_to_string(client.join(format!("src/{name}.rs")));
    let module = module.expect("the client has the module");
    let (_, call) = module
        .split_once("qapi_schema! {")
        .expect("it is an expansion");
    let options = call.trim_end().strip_suffix('}').expect("and nothing else");
    let input: Input = syn::parse_str(options).expect("the options parse");
    let schema = load(&input, &Root(client)).expect("the schema is right");
    text(&input, &schema).expect("the selection is right")
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

#[test]
fn the_storage_daemon() {
    links(
        "qsd",
        "qemu-storage-daemon-qmp-ref.html",
        &[
            "alternate-QSD-block-core.BlockDirtyBitmapOrStr",
            "alternate-QSD-common.StrOrNull",
            "command-QSD-block-core.block_resize",
            "command-QSD-block-export.nbd-server-start",
            "enum-QSD-sockets.NetworkAddressFamily",
        ],
    );
}
