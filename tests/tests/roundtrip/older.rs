//! Replies and events of older releases, read into the types of the current schema.
//!
//! The values are made from the schemas of these releases, if the schemas are on this machine. Others are replies of a
//! real QEMU 7.2.

use std::collections::HashSet;

use qapi_client::{Command, qmp};
use qapi_parser::{Loader, Schema};
use qapi_tests::{qemu_trees, skip};
use serde_json::Value;
use serde_json::json;
use serde_json::value::RawValue;

use crate::values::{Maker, Rng, shuffled};
use crate::{QGA, QMP, QSD, Table};

/// Members that are optional in older schemas, although every QEMU sends them.
const ALWAYS_SENT: [&str; 1] = ["node-name"];

/// Number of values for each reply and event.
const ROUNDS: u64 = 20;

fn read<C: Command>(reply: Value) -> C::Return {
    let reply = RawValue::from_string(reply.to_string()).expect("the reply is JSON");
    C::read_return(&reply).unwrap_or_else(|error| panic!("{}: {error}", C::NAME))
}

#[test]
fn a_mirror_of_qemu_7_2_has_no_synced_flag() {
    let jobs = read::<qmp::commands::QueryBlockJobs>(json!([{
        "auto-finalize": true, "io-status": "ok", "device": "mirror0", "auto-dismiss": true, "busy": false,
        "len": 1_048_576, "offset": 1_048_576, "status": "ready", "paused": false, "speed": 0, "ready": true,
        "type": "mirror",
    }]));
    let qmp::BlockJobInfoType::Mirror(mirror) = &jobs[0].r#type else {
        panic!("{jobs:?}")
    };
    assert_eq!(mirror.actively_synced, None);
}

#[test]
fn a_confidential_guest_of_qemu_7_2_has_no_type() {
    let sev = read::<qmp::commands::QuerySev>(json!({
        "enabled": true, "api-major": 0, "api-minor": 24, "build-id": 15, "policy": 1, "state": "running", "handle": 1,
    }));
    assert!(sev.enabled && sev.sev_type.is_none(), "{sev:?}");
    let again = serde_json::to_value(&sev).expect("a reply can be written");
    assert_eq!(again["state"], "running");
    assert!(again.get("sev-type").is_none(), "{again}");
}

/// Makes a value that an older release may send.
fn sent(old: &Schema, rng: &mut Rng, ty: qapi_parser::TypeId) -> String {
    let value = Maker::new(old, rng).value(ty);
    shuffled(&value, rng)
}

/// Whether the error is about a member that every QEMU sends.
fn is_always_sent(error: &str) -> bool {
    ALWAYS_SENT
        .iter()
        .any(|name| error.contains(&format!("{name}: required member is missing")))
}

/// Lists the values that the types of the current schema refuse.
fn refused(old: &Schema, table: &Table) -> Vec<String> {
    let mut refused = Vec::new();
    let mut seen = HashSet::new();
    let mut note = |name: &str, error: String| {
        if !is_always_sent(&error) && seen.insert((name.to_owned(), error.clone())) {
            refused.push(format!("{name}: {error}"));
        }
    };
    for (name, _, returned) in table.commands {
        let command = old.commands().find(|(_, command)| command.name == *name);
        let Some(ty) = command.and_then(|(_, command)| command.returns) else {
            continue;
        };
        let mut rng = Rng::new(name);
        for _ in 0..ROUNDS {
            let text = sent(old, &mut rng, ty);
            if let Err(error) = returned(&text) {
                note(name, error);
            }
        }
    }
    for (_, event) in old.events() {
        let mut rng = Rng::new(&event.name);
        let Some(ty) = event.data else { continue };
        for _ in 0..ROUNDS {
            let text = sent(old, &mut rng, ty);
            if let Err(error) = (table.event)(&event.name, &text) {
                note(&event.name, error);
            }
        }
    }
    refused
}

#[test]
fn replies_and_events_of_older_releases_are_read() {
    let Some(trees) = qemu_trees() else {
        return skip("QEMU's schemas are not here");
    };
    for release in ["7.2.0", "10.0.13"] {
        for (folder, table) in [("qapi", &QMP), ("qga", &QGA), ("storage-daemon/qapi", &QSD)] {
            let path = trees.join(release).join(folder).join("qapi-schema.json");
            let old = Loader::new().load(&path);
            let old = old.unwrap_or_else(|errors| panic!("{}:\n{errors}", path.display()));
            let refused = refused(&old, table);
            assert!(
                refused.is_empty(),
                "{release}, {folder}:\n{}",
                refused.join("\n")
            );
        }
    }
}
