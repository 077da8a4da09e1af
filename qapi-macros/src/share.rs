//! The option `share`: an expansion re-exports equal types, commands and events from another expansion.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::model::{
    Attrs, COMMANDS, EVENTS, Expansion, Field, Payload, RustCommand, RustEvent, RustType, Shared,
    TypeExpr, path,
};

/// Re-exports the items of `own` that are equal in `other`, instead of defining them. `home` is the path of `other`.
pub(crate) fn share(own: &mut Expansion, other: &Expansion, home: &str) {
    let mut same = equal_types(own, other);
    same.extend(equal_commands(own, other));
    same.extend(equal_events(own, other));
    let mut names = BTreeMap::<String, BTreeSet<String>>::new();
    for item in with_known_types(same) {
        let here = names.entry(item.module.to_owned()).or_default();
        here.extend(item.names.iter().map(|name| (*name).to_owned()));
    }
    for module in &mut own.modules {
        if let Some(names) = names.get(&module.name) {
            module.types.retain(|ty| !names.contains(ty.name()));
        }
    }
    own.shared = Shared {
        home: home.to_owned(),
        names,
    };
}

/// Item with equal definitions in both expansions. The types that the definition names may still differ.
struct Item<'m> {
    module: &'m str,
    names: Vec<&'m str>,
    /// Paths of the types that the item names.
    named_types: Vec<&'m str>,
}

impl<'m> Item<'m> {
    /// Creates an item. Returns `None` if a part has a `#[cfg]`, because the features of a crate decide whether such a
    /// part exists, and the two expansions may be in crates with different features.
    fn new(module: &'m str, names: Vec<&'m str>, parts: Vec<Part<'m>>) -> Option<Self> {
        let named_types = parts.iter().filter_map(|(_, ty)| ty.as_ref()?.named());
        parts
            .iter()
            .all(|(attrs, _)| attrs.cfg.is_none())
            .then_some(Self {
                module,
                names,
                named_types: named_types.collect(),
            })
    }
}

/// Removes items that name a type which is not in the list, until no such item is left.
fn with_known_types(mut items: Vec<Item<'_>>) -> Vec<Item<'_>> {
    loop {
        let paths = |item: &Item<'_>| -> Vec<String> {
            let names = item.names.iter();
            names.map(|name| path(item.module, name)).collect()
        };
        let known_paths: HashSet<String> = items.iter().flat_map(paths).collect();
        let before = items.len();
        items.retain(|item| {
            item.named_types
                .iter()
                .all(|path| known_paths.contains(*path))
        });
        if items.len() == before {
            return items;
        }
    }
}

fn equal_types<'m>(own: &'m Expansion, other: &Expansion) -> Vec<Item<'m>> {
    let known: HashMap<(&str, &str), &RustType> = all_types(other)
        .map(|(module, ty)| ((module, ty.name()), ty))
        .collect();
    all_types(own)
        .filter(|(module, ty)| {
            let known = known.get(&(*module, ty.name()));
            known.is_some_and(|known| can_replace(known, ty))
        })
        .filter_map(|(module, ty)| {
            let mut names = vec![ty.name()];
            if let RustType::Union(u) = ty {
                names.push(&u.tag.name);
            }
            Item::new(module, names, type_parts(ty))
        })
        .collect()
}

fn all_types(expansion: &Expansion) -> impl Iterator<Item = (&str, &RustType)> {
    let modules = expansion.modules.iter();
    modules.flat_map(|module| module.types.iter().map(|ty| (module.name.as_str(), ty)))
}

/// Whether the type `other` can replace the type `own`: the definitions are equal, and `other` has `new` and setters if
/// `own` has them.
fn can_replace(other: &RustType, own: &RustType) -> bool {
    let same = match (own, other) {
        (RustType::Struct(own), RustType::Struct(other)) => {
            (&own.fields, &own.extra) == (&other.fields, &other.extra)
        }
        (RustType::Enum(own), RustType::Enum(other)) => {
            (&own.values, &own.other) == (&other.values, &other.other)
        }
        (RustType::Union(own), RustType::Union(other)) => {
            (&own.fields, own.discriminator, &own.tag)
                == (&other.fields, other.discriminator, &other.tag)
        }
        (RustType::Alternate(own), RustType::Alternate(other)) => own.branches == other.branches,
        _ => false,
    };
    same && own.attrs() == other.attrs() && (other.constructible() || !own.constructible())
}

fn equal_commands<'m>(own: &'m Expansion, other: &Expansion) -> Vec<Item<'m>> {
    let known: HashMap<&str, &RustCommand> = other.commands.iter().map(|c| (c.name(), c)).collect();
    let same = own.commands.iter().filter(|command| {
        let known = known.get(command.name());
        known.is_some_and(|known| is_same_command(command, known))
    });
    same.filter_map(|command| {
        let mut parts = payload_parts(&command.arguments);
        parts.push((command.arguments.attrs(), command.returns.as_ref()));
        Item::new(COMMANDS, vec![command.name()], parts)
    })
    .collect()
}

/// Whether two commands are equal. The names of their methods do not count, because each `Client` has its own methods.
fn is_same_command(a: &RustCommand, b: &RustCommand) -> bool {
    (&a.wire, &a.arguments, &a.returns) == (&b.wire, &b.arguments, &b.returns)
        && (a.success_response, a.allow_oob) == (b.success_response, b.allow_oob)
}

fn equal_events<'m>(own: &'m Expansion, other: &Expansion) -> Vec<Item<'m>> {
    let known: HashMap<&str, &RustEvent> =
        other.events.iter().map(|e| (e.data.name(), e)).collect();
    let same = own.events.iter().filter(|event| {
        let known = known.get(event.data.name());
        known.is_some_and(|known| (&event.wire, &event.data) == (&known.wire, &known.data))
    });
    same.filter_map(|event| {
        let parts = payload_parts(&event.data);
        Item::new(EVENTS, vec![event.data.name()], parts)
    })
    .collect()
}

/// Part of an item: the attributes, and the type if the part has a type.
type Part<'m> = (&'m Attrs, Option<&'m TypeExpr>);

/// Parts of a type: the type itself, and its members, values or branches.
fn type_parts(ty: &RustType) -> Vec<Part<'_>> {
    let mut parts = vec![(ty.attrs(), None)];
    match ty {
        RustType::Struct(s) => parts.extend(field_parts(&s.fields)),
        RustType::Enum(e) => parts.extend(e.values.iter().map(|value| (&value.attrs, None))),
        RustType::Union(u) => {
            parts.extend(field_parts(&u.fields));
            let variants = u.tag.variants.iter();
            parts.extend(variants.map(|variant| (&variant.attrs, variant.data.as_ref())));
        }
        RustType::Alternate(a) => {
            let branches = a.branches.iter();
            parts.extend(branches.map(|branch| (&branch.attrs, Some(&branch.ty))));
        }
    }
    parts
}

fn payload_parts(payload: &Payload) -> Vec<Part<'_>> {
    let mut parts = vec![(payload.attrs(), None)];
    match payload {
        Payload::Members(s) => parts.extend(field_parts(&s.fields)),
        Payload::Type(w) => {
            parts.push((&w.attrs, Some(&w.ty)));
            parts.extend(field_parts(&w.fields));
        }
    }
    parts
}

fn field_parts(fields: &[Field]) -> impl Iterator<Item = Part<'_>> {
    fields.iter().map(|field| (&field.attrs, Some(&field.ty)))
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use crate::expand::{Root, build_model};
    use crate::model::Expansion;

    fn expansion(options: &str) -> (Expansion, Vec<PathBuf>) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        let input = syn::parse_str(options).expect("the options parse");
        build_model(&input, &Root(folder)).expect("the schemas are right")
    }

    /// Names of the types that an expansion defines itself.
    fn own(options: &str) -> Vec<String> {
        let (expansion, _) = expansion(options);
        let types = expansion.modules.iter().flat_map(|module| &module.types);
        types.map(|ty| ty.name().to_owned()).collect()
    }

    #[test]
    fn equal_expansions_share_all_types() {
        for name in [
            "structs",
            "unions",
            "recursion",
            "names",
            "docs",
            "commands",
        ] {
            let options = format!("\"{name}.json\", share: crate::x {{ \"{name}.json\" }}");
            assert!(own(&options).is_empty(), "{name}");
            let (expansion, _) = expansion(&options);
            for command in &expansion.commands {
                assert!(expansion.shared.has("commands", command.name()), "{name}");
            }
        }
    }

    #[test]
    fn types_that_the_other_expansion_shares_are_found() {
        let other = "share: crate::x { \"unions.json\", share: crate::y { \"unions.json\" } }";
        assert!(own(&format!("\"unions.json\", {other}")).is_empty());
    }

    #[test]
    fn types_that_the_other_expansion_lacks_are_not_shared() {
        let types =
            own("\"selection.json\", share: crate::x { \"selection.json\", commands: [\"stop\"] }");
        assert!(types.contains(&"Status".to_owned()), "{types:?}");
    }

    #[test]
    fn different_options_make_types_differ() {
        let types = own("\"since.json\", since: \"7.2\", share: crate::x { \"since.json\" }");
        let optional = ["Info", "Part", "Mirror", "Job", "Guard", "Holder", "Late"];
        assert_eq!(types, optional);
    }

    #[test]
    fn types_with_features_are_not_shared() {
        let features = "\"features.json\", config: cfg";
        let types = own(&format!("{features}, share: crate::x {{ {features} }}"));
        assert_eq!(types, own(features));
    }

    #[test]
    fn the_files_of_both_schemas_are_tracked() {
        let (_, files) = expansion("\"enums.json\", share: crate::x { \"lender.json\" }");
        for name in ["enums.json", "lender.json", "lender/shapes.json"] {
            assert!(files.iter().any(|file| file.ends_with(name)), "{files:?}");
        }
    }
}
