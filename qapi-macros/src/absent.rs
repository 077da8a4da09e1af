//! The list of required members that the stock modules take for optional, for their docs and for other tests.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::model::{EVENTS, Field, Payload, RustType};
use crate::stock;

/// The members and the peers that do not send them.
fn absent(name: &str) -> BTreeMap<String, String> {
    let expansion = stock::expansion(name);
    let mut found = BTreeMap::new();
    let mut add = |owner: &str, fields: &[Field]| {
        for field in fields {
            let docs = &field.attrs.docs;
            if let Some((_, peers)) = docs.split_once("Required by the schema, absent from ") {
                let peers = peers.trim_end_matches('.').to_owned();
                found.insert(format!("{owner}.{}", field.wire), peers);
            }
        }
    };
    for ty in expansion.modules.iter().flat_map(|module| &module.types) {
        match ty {
            RustType::Struct(s) => add(&s.name, &s.fields),
            RustType::Union(u) => add(&u.name, &u.fields),
            RustType::Enum(_) | RustType::Alternate(_) => {}
        }
    }
    let shared = |name: &str| expansion.shared.has(EVENTS, name);
    for event in &expansion.events {
        if let Payload::Members(s) = &event.data
            && !shared(&s.name)
        {
            add(&event.wire, &s.fields);
        }
    }
    found
}

fn list(name: &str) {
    let mut text = String::from("| member | absent from |\n| --- | --- |\n");
    for (member, peers) in absent(name) {
        writeln!(text, "| `{member}` | {peers} |").expect("a String takes any text");
    }
    let file = stock::client().join(format!("src/stock/{name}-absent.md"));
    stock::blessed(&file, &text);
}

#[test]
fn members_that_older_monitors_lack_are_listed() {
    list("qmp");
}

/// The list would be empty, and the docs of the module have none.
#[test]
fn the_guest_agent_sends_what_its_schema_requires() {
    assert!(absent("qga").is_empty());
}

#[test]
fn the_storage_daemon_has_nothing_of_its_own() {
    assert!(absent("qsd").is_empty());
}
