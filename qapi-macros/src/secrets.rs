//! List of the members that `Debug` masks in the stock modules. Reviewers read the list in `tests/secrets.txt`.

use std::collections::BTreeSet;
use std::path::Path;

use qapi_client::__private::is_secret;

use crate::model::{Expansion, Field, Payload, RustType};
use crate::stock;

/// Masked members of a module, in the form `module: Owner.member`.
fn masked_members(module: &str, expansion: &Expansion) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut add = |owner: &str, fields: &[Field]| {
        let secret = fields
            .iter()
            .filter(|field| field.secret || is_secret(&field.wire));
        found.extend(secret.map(|field| format!("{module}: {owner}.{}", field.wire)));
    };
    for ty in expansion.modules.iter().flat_map(|module| &module.types) {
        match ty {
            RustType::Struct(s) => add(&s.name, &s.fields),
            RustType::Union(u) => add(&u.name, &u.fields),
            RustType::Enum(_) | RustType::Alternate(_) => {}
        }
    }
    for command in &expansion.commands {
        if let Payload::Members(s) = &command.arguments {
            add(&command.wire, &s.fields);
        }
    }
    for event in &expansion.events {
        if let Payload::Members(s) = &event.data {
            add(&event.wire, &s.fields);
        }
    }
    found
}

#[test]
fn the_list_of_masked_members_is_up_to_date() {
    let mut text = String::from("# Members that Debug masks. Look at each change of this list.\n");
    for module in ["qmp", "qga", "qsd"] {
        for member in masked_members(module, &stock::expansion(module)) {
            text.push_str(&member);
            text.push('\n');
        }
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/secrets.txt");
    stock::check_file(&file, &text);
}
