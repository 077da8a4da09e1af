//! Rust identifiers from QAPI names.

use std::collections::HashSet;

/// Scope of Rust names. The second claim of a name gets the name with an underscore.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    taken: HashSet<String>,
}

impl Scope {
    /// Creates a scope in which the names `reserved` are already taken.
    pub(crate) fn new(reserved: &[&str]) -> Self {
        Self {
            taken: reserved.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    /// Claims the name `wanted`, or `wanted` with underscores if it is not free.
    pub(crate) fn claim(&mut self, mut wanted: String) -> String {
        while !self.taken.insert(wanted.clone()) {
            wanted.push('_');
        }
        wanted
    }

    /// Whether a name is free.
    pub(crate) fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(name)
    }
}

/// Name of a type: the name in the schema, changed only if Rust requires.
pub(crate) fn type_name(name: &str) -> String {
    let camel = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_alphanumeric());
    if camel && name != "Self" {
        name.to_owned()
    } else {
        pascal(name)
    }
}

/// Name of an enum value, command or event in `PascalCase`.
pub(crate) fn pascal(name: &str) -> String {
    let shouted = !name.bytes().any(|b| b.is_ascii_lowercase());
    let mut out = String::with_capacity(name.len());
    for word in words(name) {
        // The underscore keeps `1.1` different from `11`.
        if word.starts_with(|c: char| c.is_ascii_digit())
            && out.ends_with(|c: char| c.is_ascii_digit())
        {
            out.push('_');
        }
        let mut chars = word.chars();
        out.extend(chars.next().map(|c| c.to_ascii_uppercase()));
        if shouted {
            out.extend(chars.map(|c| c.to_ascii_lowercase()));
        } else {
            out.push_str(chars.as_str());
        }
    }
    if out == "Self" {
        out.push('_');
    }
    corrected(out)
}

/// Name of a member, command method or module in `snake_case`. A keyword becomes a raw identifier.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    for word in words(name) {
        if !out.is_empty() {
            out.push('_');
        }
        let mut after_lower = false;
        for c in word.chars() {
            if c.is_ascii_uppercase() && after_lower {
                out.push('_');
            }
            after_lower = c.is_ascii_lowercase();
            out.push(c.to_ascii_lowercase());
        }
    }
    corrected(out)
}

/// Turns a name into an identifier. A keyword becomes a raw identifier.
pub(crate) fn ident(name: String) -> String {
    if KEYWORDS.binary_search(&name.as_str()).is_ok() {
        format!("r#{name}")
    } else {
        name
    }
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Corrects a name that cannot be an identifier: an empty name, a leading digit, a keyword that cannot be raw.
fn corrected(mut name: String) -> String {
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert(0, '_');
    }
    if matches!(name.as_str(), "self" | "super" | "crate" | "_") {
        name.push('_');
    }
    name
}

/// Keywords of all editions that can be raw identifiers, sorted.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_sorted() {
        assert!(KEYWORDS.is_sorted());
    }

    #[test]
    fn types_keep_their_names() {
        assert_eq!(type_name("BlockdevOptions"), "BlockdevOptions");
        assert_eq!(type_name("ACPIOSTInfo"), "ACPIOSTInfo");
        assert_eq!(type_name("QCryptoBlock_LUKS"), "QCryptoBlockLUKS");
        assert_eq!(type_name("__com.redhat_Thing"), "ComRedhatThing");
        assert_eq!(type_name("Self"), "Self_");
    }

    #[test]
    fn values_commands_and_events_become_pascal_case() {
        assert_eq!(pascal("null-co"), "NullCo");
        assert_eq!(pascal("query-block"), "QueryBlock");
        assert_eq!(pascal("BLOCK_JOB_COMPLETED"), "BlockJobCompleted");
        assert_eq!(pascal("x-colo-lost-heartbeat"), "XColoLostHeartbeat");
        assert_eq!(pascal("144"), "_144");
        assert_eq!(pascal("1.1"), "_1_1");
        assert_eq!(pascal("self"), "Self_");
        assert_eq!(pascal("luks2"), "Luks2");
    }

    #[test]
    fn members_become_snake_case() {
        assert_eq!(snake("node-name"), "node_name");
        assert_eq!(snake("macAddress"), "mac_address");
        assert_eq!(snake("CPU"), "cpu");
        assert_eq!(snake("3d"), "_3d");
        assert_eq!(snake("self"), "self_");
        assert_eq!(snake("__org.example_x"), "org_example_x");
        assert_eq!(ident(snake("type")), "r#type");
        assert_eq!(ident(snake("gen")), "r#gen");
    }

    #[test]
    fn a_later_claim_of_a_name_gets_an_underscore() {
        let mut scope = Scope::new(&["new"]);
        assert_eq!(scope.claim("a_b".into()), "a_b");
        assert_eq!(scope.claim("a_b".into()), "a_b_");
        assert_eq!(scope.claim("a_b".into()), "a_b__");
        assert_eq!(scope.claim("new".into()), "new_");
    }
}
