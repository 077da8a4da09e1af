//! Comparison of two descriptions.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;

use super::types::Types;
use crate::qmp::{SchemaInfo, SchemaInfoMetaType, SchemaInfoObject};

/// Width of the text of a comparison, in characters.
const WIDTH: usize = 100;

/// Comparison of a peer with a schema. `Display` prints it, wrapped at 100 characters.
///
/// A member is named by its path from a command or event: `blockdev-mirror/target-is-zero`. Members of results are
/// written after a dot: `query-status.running`. A difference in a type that is used in several places is listed for
/// only one of these places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Comparison {
    /// Items of the schema that the peer does not have.
    pub lacks: Difference,
    /// Items of the peer that the schema does not have.
    pub adds: Difference,
    /// Commands, events and members that are deprecated in the peer, and not in the schema.
    pub deprecated: BTreeSet<String>,
}

/// Items that only one side has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// Names of commands.
    pub commands: BTreeSet<String>,
    /// Names of events.
    pub events: BTreeSet<String>,
    /// Paths of members.
    pub members: BTreeSet<String>,
    /// Paths with values of enums: `block-stream/on-error=auto`.
    pub values: BTreeSet<String>,
}

impl Comparison {
    /// True if no items differ.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(super) fn of(schema: &Types, peer: &Types) -> Self {
        let mut walk = Walk {
            schema,
            peer,
            seen: HashSet::new(),
            comparison: Self::default(),
        };
        walk.named(&schema.commands, &peer.commands, |d| &mut d.commands);
        walk.named(&schema.events, &peer.events, |d| &mut d.events);
        walk.comparison
    }
}

/// State of a comparison. Types of both descriptions are compared in pairs.
struct Walk<'a> {
    schema: &'a Types,
    peer: &'a Types,
    /// Pairs of types that were compared.
    seen: HashSet<(&'a str, &'a str)>,
    comparison: Comparison,
}

impl<'a> Walk<'a> {
    /// Compares commands with commands, or events with events, in the order of their names.
    fn named(
        &mut self,
        schema: &'a HashMap<String, SchemaInfo>,
        peer: &'a HashMap<String, SchemaInfo>,
        kind: fn(&mut Difference) -> &mut BTreeSet<String>,
    ) {
        let names: BTreeSet<&String> = schema.keys().chain(peer.keys()).collect();
        for name in names {
            match (schema.get(name), peer.get(name)) {
                (Some(ours), Some(theirs)) => self.item(name, ours, theirs),
                (Some(_), None) => {
                    kind(&mut self.comparison.lacks).insert(name.clone());
                }
                _ => {
                    kind(&mut self.comparison.adds).insert(name.clone());
                }
            }
        }
    }

    fn item(&mut self, name: &str, ours: &'a SchemaInfo, theirs: &'a SchemaInfo) {
        self.deprecation(name, ours.features.as_deref(), theirs.features.as_deref());
        match (&ours.meta_type, &theirs.meta_type) {
            (SchemaInfoMetaType::Command(ours), SchemaInfoMetaType::Command(theirs)) => {
                self.types(&format!("{name}/"), &ours.arg_type, &theirs.arg_type);
                self.types(&format!("{name}."), &ours.ret_type, &theirs.ret_type);
            }
            (SchemaInfoMetaType::Event(ours), SchemaInfoMetaType::Event(theirs)) => {
                self.types(&format!("{name}/"), &ours.arg_type, &theirs.arg_type);
            }
            _ => {}
        }
    }

    /// Compares two types; `path` ends with the separator of their members.
    fn types(&mut self, path: &str, ours: &'a str, theirs: &'a str) {
        let (schema, peer) = (self.schema, self.peer);
        let (ours, theirs) = (schema.element(ours), peer.element(theirs));
        if !self.seen.insert((ours, theirs)) {
            return;
        }
        match (schema.of(ours), peer.of(theirs)) {
            (Some(SchemaInfoMetaType::Object(ours)), Some(SchemaInfoMetaType::Object(theirs))) => {
                self.objects(path, ours, theirs);
            }
            (Some(SchemaInfoMetaType::Enum(_)), Some(SchemaInfoMetaType::Enum(_))) => {
                self.values(path, &schema.values(ours), &peer.values(theirs));
            }
            (
                Some(SchemaInfoMetaType::Alternate(ours)),
                Some(SchemaInfoMetaType::Alternate(theirs)),
            ) => {
                for ours in &ours.members {
                    let json_type = schema.json_type(&ours.r#type);
                    let mut allowed = theirs.members.iter();
                    let same = allowed.find(|theirs| peer.json_type(&theirs.r#type) == json_type);
                    if let Some(theirs) = same {
                        self.types(path, &ours.r#type, &theirs.r#type);
                    }
                }
            }
            _ => {}
        }
    }

    fn objects(&mut self, path: &str, ours: &'a SchemaInfoObject, theirs: &'a SchemaInfoObject) {
        for member in &ours.members {
            let path = format!("{path}{}", member.name);
            match theirs
                .members
                .iter()
                .find(|other| other.name == member.name)
            {
                Some(other) => {
                    self.deprecation(&path, member.features.as_deref(), other.features.as_deref());
                    self.types(&format!("{path}/"), &member.r#type, &other.r#type);
                }
                None => {
                    self.comparison.lacks.members.insert(path);
                }
            }
        }
        let is_new = |name: &String| ours.members.iter().all(|member| member.name != *name);
        let names = theirs.members.iter().map(|member| &member.name);
        let added = names
            .filter(|name| is_new(name))
            .map(|name| format!("{path}{name}"));
        self.comparison.adds.members.extend(added);
        for branch in ours.variants.iter().flatten() {
            let mut others = theirs.variants.iter().flatten();
            if let Some(other) = others.find(|other| other.case == branch.case) {
                self.types(path, &branch.r#type, &other.r#type);
            }
        }
    }

    fn values(&mut self, path: &str, ours: &[&str], theirs: &[&str]) {
        let path = path.trim_end_matches(['/', '.']);
        let missing = |these: &[&str], those: &[&str]| -> Vec<String> {
            let these = these.iter().filter(|value| !those.contains(value));
            these.map(|value| format!("{path}={value}")).collect()
        };
        self.comparison.lacks.values.extend(missing(ours, theirs));
        self.comparison.adds.values.extend(missing(theirs, ours));
    }

    fn deprecation(&mut self, path: &str, ours: Option<&[String]>, theirs: Option<&[String]>) {
        let is_deprecated = |features: Option<&[String]>| {
            let mut features = features.unwrap_or_default().iter();
            features.any(|feature| feature == "deprecated")
        };
        if is_deprecated(theirs) && !is_deprecated(ours) {
            self.comparison.deprecated.insert(path.to_owned());
        }
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("no difference");
        }
        let mut lines = Vec::new();
        for (side, difference) in [("lacks", &self.lacks), ("adds", &self.adds)] {
            let Difference {
                commands,
                events,
                members,
                values,
            } = difference;
            let kinds = [
                ("commands", commands),
                ("events", events),
                ("members", members),
                ("values", values),
            ];
            for (kind, names) in kinds {
                list(
                    &mut lines,
                    &format!("{side} {kind} ({})", names.len()),
                    names,
                );
            }
        }
        let deprecated = &self.deprecated;
        let title = format!("deprecates ({})", deprecated.len());
        list(&mut lines, &title, deprecated);
        f.write_str(&lines.join("\n"))
    }
}

/// Adds a title and names, in wrapped lines.
fn list(lines: &mut Vec<String>, title: &str, names: &BTreeSet<String>) {
    if names.is_empty() {
        return;
    }
    lines.push(format!("{title}:"));
    let mut line = String::new();
    for name in names {
        if !line.is_empty() && line.len() + name.len() + 1 > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(if line.is_empty() { "  " } else { " " });
        line.push_str(name);
    }
    lines.push(line);
}
