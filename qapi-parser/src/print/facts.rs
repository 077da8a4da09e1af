//! Facts in documentation: the version that introduced each name.

use std::collections::HashSet;

use crate::doc::{Doc, DocItem};
use crate::schema::{Definition, EnumValue, Feature, Member, Schema, TypeId, TypeKind};

pub(super) struct Facts<'s> {
    pub(super) name: &'s str,
    doc: Option<&'s Doc>,
    members: Vec<&'s str>,
    features: Vec<&'s str>,
}

/// Limit of the length of a documentation line. A comment with a longer line, for a very long name, is left out.
const LONGEST: usize = 70;

impl<'s> Facts<'s> {
    pub(super) fn of(schema: &'s Schema, definition: Definition) -> Self {
        match definition {
            Definition::Command(id) => {
                let command = &schema[id];
                let data = implicit_members(schema, command.arguments);
                Self::new(&command.name, command.doc.as_ref(), &command.features).with_members(data)
            }
            Definition::Event(id) => {
                let event = &schema[id];
                let data = implicit_members(schema, event.data);
                Self::new(&event.name, event.doc.as_ref(), &event.features).with_members(data)
            }
            Definition::Type(id) => {
                let ty = &schema[id];
                let mut facts = Self::new(&ty.name, ty.doc.as_ref(), &ty.features);
                match &ty.kind {
                    TypeKind::Enum(of) => facts = facts.with_values(&of.values),
                    TypeKind::Struct(of) => facts = facts.with_members(&of.members),
                    TypeKind::Union(of) => {
                        facts = facts.with_members(implicit_members(schema, Some(of.base)))
                    }
                    TypeKind::Alternate(of) => {
                        facts
                            .members
                            .extend(of.branches.iter().map(|branch| &*branch.name));
                    }
                    TypeKind::Builtin(_) | TypeKind::Array(_) => {}
                }
                facts
            }
        }
    }

    fn new(name: &'s str, doc: Option<&'s Doc>, features: &'s [Feature]) -> Self {
        let mut facts = Self {
            name,
            doc,
            members: Vec::new(),
            features: Vec::new(),
        };
        facts.add_features(features);
        facts
    }

    fn with_members(mut self, members: &'s [Member]) -> Self {
        for member in members {
            self.members.push(&member.name);
            self.add_features(&member.features);
        }
        self
    }

    fn with_values(mut self, values: &'s [EnumValue]) -> Self {
        for value in values {
            self.members.push(&value.name);
            self.add_features(&value.features);
        }
        self
    }

    /// Adds names of features, each once.
    fn add_features(&mut self, features: &'s [Feature]) {
        for feature in features {
            if !self.features.contains(&&*feature.name) {
                self.features.push(&feature.name);
            }
        }
    }

    /// Members with a version of their own: they are younger than the definition.
    fn later(&self) -> Vec<(&'s str, &'s str)> {
        let there: HashSet<&str> = self.members.iter().copied().collect();
        let items = self.doc.map(|doc| &*doc.members).unwrap_or_default();
        let mut seen = HashSet::new();
        let later = items.iter().filter_map(|item| {
            let name = &*item.name;
            let first = there.contains(name) && seen.insert(name);
            Some((name, item.since().filter(|_| first)?))
        });
        later.collect()
    }

    /// Whether the comment describes only some of the members.
    pub(super) fn lack_members(&self) -> bool {
        self.later().len() < self.members.len()
    }

    /// Lines of the comment. Empty if no version is known.
    pub(super) fn comment(&self) -> Vec<String> {
        let version = self.doc.and_then(Doc::version);
        let later = self.later();
        if version.is_none() && later.is_empty() {
            return Vec::new();
        }
        let mut lines = vec!["##".to_owned(), format!("# @{}:", self.name)];
        for (name, since) in later {
            lines.extend(["#".to_owned(), format!("# @{name}: (since {since})")]);
        }
        if !self.features.is_empty() {
            lines.extend(["#", "# Features:", "#"].map(str::to_owned));
            lines.extend(self.features.iter().map(|name| self.feature(name)));
        }
        if let Some(version) = version {
            lines.extend(["#".to_owned(), format!("# Since: {version}")]);
        }
        lines.push("##".to_owned());
        if lines.iter().any(|line| line.len() > LONGEST) {
            Vec::new()
        } else {
            lines
        }
    }

    fn feature(&self, name: &str) -> String {
        let items = self.doc.map(|doc| &*doc.features).unwrap_or_default();
        let item = items.iter().find(|item| item.name == name);
        match item.and_then(DocItem::since) {
            Some(since) => format!("# @{name}: (since {since})"),
            None => format!("# @{name}:"),
        }
    }
}

/// Members of an implicit object. Empty for other types.
fn implicit_members(schema: &Schema, ty: Option<TypeId>) -> &[Member] {
    match ty.map(|ty| &schema[ty].kind) {
        Some(TypeKind::Struct(of)) if of.implicit => &of.members,
        _ => &[],
    }
}
