//! Schemas made from the answers of running peers to `query-qmp-schema`.

use std::collections::HashSet;
use std::path::Path;

use qapi_parser::{Config, Schema, from_introspection, parse_str, print};
use qapi_tests::{QemuBuilder, Release, StorageDaemon, qemu_schema};
use serde_json::Value;

use crate::comparison::{Comparison, Reply, ask, by_name, is_root, is_type, reply};

/// Makes the schema of a peer, prints it, parses it, and compares its introspection with the answer of the peer.
#[allow(clippy::print_stdout, reason = "a test shows its figures")]
fn round_trip(peer: &str, socket: &Path) {
    let answer = ask(socket, "query-qmp-schema");
    let theirs = by_name(answer.as_array().expect("a list").clone());
    let used = used(&theirs);
    let stock = qemu_schema();
    for reference in [None, Some(&stock)] {
        let made = from_introspection(peer, &answer.to_string(), reference);
        let made = made.unwrap_or_else(|errors| panic!("{errors}"));
        let (_, text) = print(&made).remove(0);
        let parsed = parse_str("made", &text).unwrap_or_else(|errors| panic!("{errors}"));
        let ours = reply(&parsed.introspect(&Config::new().close()));
        let comparison = Comparison::run(&ours, &theirs);
        assert_eq!(comparison.differences, [""; 0], "{peer}");
        assert_eq!((ours.len(), comparison.compared), (used, used), "{peer}");
        println!(
            "{peer}: {used} of {} items, {} types named by the reference",
            theirs.len(),
            reference.map_or(0, |reference| common_types(&made, reference))
        );
    }
}

/// Number of elements that commands and events need. The answer also has types of items with a false condition.
fn used(reply: &Reply) -> usize {
    let roots = reply.iter().filter(|(_, info)| is_root(info));
    let mut open: Vec<&str> = roots.map(|(name, _)| &**name).collect();
    let mut used = HashSet::new();
    while let Some(name) = open.pop() {
        if used.insert(name) {
            push_types(&reply[name], &mut open);
        }
    }
    used.len()
}

/// Adds the names of types in a value.
fn push_types<'v>(value: &'v Value, names: &mut Vec<&'v str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| push_types(item, names)),
        Value::Object(entries) => {
            for (key, value) in entries {
                match value {
                    Value::String(name) if is_type(key) => names.push(name),
                    _ => push_types(value, names),
                }
            }
        }
        _ => {}
    }
}

fn common_types(made: &Schema, reference: &Schema) -> usize {
    let named = made.types().filter(|(_, ty)| ty.module.is_some());
    named
        .filter(|(_, ty)| reference.find_type(&ty.name).is_some())
        .count()
}

#[test]
fn the_answer_of_every_release_becomes_a_schema_with_the_same_answer() {
    for release in Release::all() {
        let builder = QemuBuilder::bare().release(&release);
        let vm = builder.start().expect("the release runs");
        round_trip(&release.to_string(), vm.socket(0));
    }
}

#[test]
fn the_answer_of_every_storage_daemon_becomes_a_schema_with_the_same_answer() {
    for release in Release::all() {
        let Some(daemon) = StorageDaemon::start_of(&release) else {
            continue;
        };
        let address = daemon.address();
        let socket = address.strip_prefix("unix:").expect("a unix socket");
        round_trip(&format!("storage daemon of {release}"), Path::new(socket));
    }
}
