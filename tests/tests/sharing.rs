//! Expansions that share types. A value of one expansion is also a value of the other, within a crate and between
//! crates.

#![deny(warnings, missing_docs)]

use qapi_client::{Command, qmp, qsd};

/// A part of the storage daemon's schema, which shares with another crate's expansion.
pub mod part {
    qapi_client::qapi_schema! {
        path: "../schemas/qemu/storage-daemon/qapi/qapi-schema.json",
        since: "7.2",
        commands: ["blockdev-*", "query-named-block-nodes", "query-jobs", "quit"],
        events: ["JOB_STATUS_CHANGE"],
        share: ::qapi_client::qmp { path: "../schemas/qemu/qapi/qapi-schema.json", since: "7.2" },
    }
}

/// The same, from an expansion that shares itself.
pub mod twice {
    qapi_client::qapi_schema! {
        path: "../schemas/qemu/storage-daemon/qapi/qapi-schema.json",
        since: "7.2",
        commands: ["blockdev-add"],
        share: ::qapi_client::qsd {
            path: "../schemas/qemu/storage-daemon/qapi/qapi-schema.json",
            since: "7.2",
            share: crate::qmp { path: "../schemas/qemu/qapi/qapi-schema.json", since: "7.2" },
        },
    }
}

/// What a program for both peers has.
fn add(node: qmp::BlockdevOptions) -> qmp::commands::BlockdevAdd {
    node.into()
}

#[test]
fn a_node_of_the_storage_daemon_is_one_of_qemu() {
    let null = qsd::BlockdevOptionsNull::new().size(1 << 20);
    let node = qsd::BlockdevOptions::new(qsd::BlockdevOptionsDriver::NullCo(null));
    let command: qsd::commands::BlockdevAdd = add(node);
    assert_eq!(command.driver.as_str(), "null-co");
    let event: fn(qsd::events::JobStatusChange) -> qmp::events::JobStatusChange = |event| event;
    let _ = event;
}

#[test]
fn other_crates_share_as_well() {
    let null = part::BlockdevOptionsNull::new();
    let node = part::block_core::BlockdevOptions::new(part::BlockdevOptionsDriver::NullCo(null));
    let command: part::commands::BlockdevAdd = add(node.clone());
    let again: twice::commands::BlockdevAdd = command;
    assert_eq!(again.0, node);
    assert_eq!(<part::commands::Quit as Command>::NAME, "quit");
}

#[test]
fn what_the_schemas_do_not_have_in_common_stays_apart() {
    use std::any::TypeId;
    assert_ne!(
        TypeId::of::<qmp::events::Event>(),
        TypeId::of::<qsd::events::Event>()
    );
    assert_ne!(TypeId::of::<qmp::Client>(), TypeId::of::<qsd::Client>());
}
