//! List of required members that the stock modules treat as optional. The docs of the stock modules and other tests use
//! the list.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::model::{EVENTS, Field, Payload, RustType};
use crate::stock;

/// Optional members of a stock module, and for each member the peers that do not send it.
fn absent_members(name: &str) -> BTreeMap<String, String> {
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

fn check_list(name: &str) {
    let mut text = String::from("| member | absent from |\n| --- | --- |\n");
    for (member, peers) in absent_members(name) {
        writeln!(text, "| `{member}` | {peers} |").expect("a String takes any text");
    }
    let file = stock::client().join(format!("src/stock/{name}-absent.md"));
    stock::check_file(&file, &text);
}

#[test]
fn the_list_of_members_absent_from_older_monitors_is_up_to_date() {
    check_list("qmp");
}

/// The docs of the module have no such list, because the list is empty.
#[test]
fn the_guest_agent_has_no_absent_members() {
    assert!(absent_members("qga").is_empty());
}

#[test]
fn the_storage_daemon_has_no_other_absent_members() {
    assert!(absent_members("qsd").is_empty());
}
