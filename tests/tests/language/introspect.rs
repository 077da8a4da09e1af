//! Introspection of a schema, compared with the reply of a running QEMU to `query-qmp-schema`.

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use qapi_parser::{Condition, Config, Feature, Loader, Schema, TypeId, TypeKind};
use qapi_tests::{Qemu, StorageDaemon, qemu_trees, require, skip};
use serde_json::Value;

use crate::comparison::{Comparison, Reply, ask, by_name, entry, list, reply};

/// Conditions of a schema and their values in a peer, from a walk over the schema and the peer's reply side by side.
struct Witness<'a> {
    schema: &'a Schema,
    reply: &'a Reply,
    found: Vec<(&'a Condition, bool)>,
    seen: HashSet<(TypeId, &'a str)>,
}

impl<'a> Witness<'a> {
    fn walk(schema: &'a Schema, reply: &'a Reply) -> Vec<(&'a Condition, bool)> {
        let mut witness = Self {
            schema,
            reply,
            found: Vec::new(),
            seen: HashSet::new(),
        };
        for (_, command) in schema.commands() {
            let info = reply.get(&command.name);
            witness.note(command.condition.as_ref(), info.is_some());
            let Some(info) = info else { continue };
            witness.features(&command.features, info);
            for (ty, key) in [
                (command.arguments, "arg-type"),
                (command.returns, "ret-type"),
            ] {
                witness.ty(ty, &info[key]);
            }
        }
        for (_, event) in schema.events() {
            let info = reply.get(&event.name);
            witness.note(event.condition.as_ref(), info.is_some());
            if let Some(info) = info {
                witness.features(&event.features, info);
                witness.ty(event.data, &info["arg-type"]);
            }
        }
        witness.found
    }

    fn note(&mut self, condition: Option<&'a Condition>, holds: bool) {
        self.found
            .extend(condition.map(|condition| (condition, holds)));
    }

    fn features(&mut self, features: &'a [Feature], info: &Value) {
        for feature in features {
            let there = list(info, "features")
                .iter()
                .any(|name| *name == *feature.name);
            self.note(feature.condition.as_ref(), there);
        }
    }

    fn ty(&mut self, ty: Option<TypeId>, name: &'a Value) {
        let (Some(ty), Some(name)) = (ty, name.as_str()) else {
            return;
        };
        let Some(info) = self.reply.get(name) else {
            return;
        };
        if !self.seen.insert((ty, name)) {
            return;
        }
        let schema = self.schema;
        self.features(&schema[ty].features, info);
        match &schema[ty].kind {
            TypeKind::Enum(of) => {
                for value in &of.values {
                    let there = entry(info, "members", "name", &value.name);
                    self.note(value.condition.as_ref(), there.is_some());
                }
            }
            TypeKind::Array(element) => self.ty(Some(*element), &info["element-type"]),
            TypeKind::Alternate(of) => {
                for (branch, member) in of.branches.iter().zip(list(info, "members")) {
                    self.ty(Some(branch.ty), &member["type"]);
                }
            }
            _ => {}
        }
        for member in schema.members(ty) {
            let there = entry(info, "members", "name", &member.name);
            self.note(member.condition.as_ref(), there.is_some());
            if let Some(there) = there {
                self.features(&member.features, there);
                self.ty(Some(member.ty), &there["type"]);
            }
        }
        if let TypeKind::Union(of) = &schema[ty].kind {
            for branch in &of.branches {
                let there = entry(info, "variants", "case", &branch.name);
                self.note(branch.condition.as_ref(), there.is_some());
                self.ty(
                    Some(branch.ty),
                    there.map_or(&Value::Null, |there| &there["type"]),
                );
            }
        }
    }
}

/// Derives values of symbols from values of conditions.
fn solve(conditions: &[(&Condition, bool)]) -> BTreeMap<String, bool> {
    let mut known = BTreeMap::new();
    loop {
        let before = known.len();
        for (condition, holds) in conditions {
            imply(condition, *holds, &mut known);
        }
        if known.len() == before {
            return known;
        }
    }
}

fn config(known: &BTreeMap<String, bool>) -> Config {
    known
        .iter()
        .fold(Config::new(), |config, (symbol, defined)| {
            if *defined {
                config.define(symbol)
            } else {
                config.undefine(symbol)
            }
        })
}

fn imply(condition: &Condition, holds: bool, known: &mut BTreeMap<String, bool>) {
    match condition {
        Condition::Defined(symbol) => {
            let before = known.insert(symbol.clone(), holds);
            assert!(
                before.is_none_or(|before| before == holds),
                "{symbol} is both"
            );
        }
        Condition::Not(inner) => imply(inner, !holds, known),
        Condition::All(parts) => imply_all(parts, holds, true, known),
        Condition::Any(parts) => imply_all(parts, holds, false, known),
    }
}

/// Derives values of operands. If the condition has the value `decided`, all operands have it. Otherwise, if all operands
/// but one have it, the last one does not.
fn imply_all(parts: &[Condition], holds: bool, decided: bool, known: &mut BTreeMap<String, bool>) {
    if holds == decided {
        parts.iter().for_each(|part| imply(part, decided, known));
        return;
    }
    let given = config(known);
    let open: Vec<_> = parts
        .iter()
        .filter(|part| part.evaluate(&given) != Some(decided))
        .collect();
    if let [one] = open.as_slice() {
        imply(one, !decided, known);
    }
}

/// Members that a later version of a release added. The schemas are of the last version, the peer can be of the first.
const BACKPORTS: [(&str, &str); 1] = [("BlkdebugInjectErrorOptions", "delay-ns")];

fn withdraw_backports(ours: &mut Reply, theirs: &Reply) {
    for (object, member) in BACKPORTS {
        let has = |info: &Value| entry(info, "members", "name", member).is_some();
        if let Some(info) = ours.get_mut(object).filter(|_| !theirs.values().any(has)) {
            let members = info["members"].as_array_mut().expect("an object");
            members.retain(|info| info["name"] != member);
        }
    }
}

/// Compares the reply of a peer with the introspection of the schema of its release.
#[allow(clippy::print_stdout, reason = "a test shows its figures")]
fn compare(socket: &Path, main_file: &str) {
    let Some(trees) = qemu_trees() else {
        return skip("QEMU's schemas are not here");
    };
    let version = ask(socket, "query-version");
    let release = format!("{}.{}", version["qemu"]["major"], version["qemu"]["minor"]);
    let mut trees = ["7.2.0", "10.0.13", "10.2.2"]
        .map(|tree| trees.join(tree))
        .into_iter();
    let is_release = |tree: &PathBuf| {
        tree.file_name()
            .is_some_and(|name| starts_with(name, &release))
    };
    let Some(tree) = trees.find(is_release) else {
        return skip(&format!("no schema of QEMU {release} is here"));
    };
    let theirs = by_name(
        ask(socket, "query-qmp-schema")
            .as_array()
            .expect("a list")
            .clone(),
    );
    let schema = Loader::new()
        .load(tree.join(main_file))
        .expect("a real schema");

    let conditions = Witness::walk(&schema, &theirs);
    let known = solve(&conditions);
    let config = config(&known).close();
    for (condition, holds) in &conditions {
        assert_eq!(
            condition.evaluate(&config),
            Some(*holds),
            "{condition:?} with {known:?}"
        );
    }
    let mut ours = reply(&schema.introspect(&config));
    withdraw_backports(&mut ours, &theirs);
    let comparison = Comparison::run(&ours, &theirs);
    println!(
        "{} conditions, {} symbols: {known:?}",
        conditions.len(),
        known.len()
    );
    println!(
        "{} of our {} items compared with {}",
        comparison.compared,
        ours.len(),
        theirs.len()
    );
    assert_eq!(comparison.differences, [""; 0]);
    assert_eq!(
        (ours.len(), comparison.compared),
        (theirs.len(), theirs.len())
    );
}

fn starts_with(name: &OsStr, release: &str) -> bool {
    let rest = name.to_str().and_then(|name| name.strip_prefix(release));
    rest.is_some_and(|rest| rest.starts_with('.'))
}

#[test]
fn a_running_qemu_agrees_with_its_schema() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    compare(vm.socket(0), "qapi/qapi-schema.json");
}

#[test]
fn a_running_storage_daemon_agrees_with_its_schema() {
    let daemon = require!(StorageDaemon::start(), "qemu-storage-daemon");
    let address = daemon.address();
    let socket = address
        .strip_prefix("unix:")
        .expect("it listens on a unix socket");
    compare(Path::new(socket), "storage-daemon/qapi/qapi-schema.json");
}
