//! Versions in documentation comments: the release that added each name.

use std::collections::HashSet;

use crate::doc::{Doc, DocItem};
use crate::schema::{Definition, EnumValue, Feature, Member, Schema, TypeId, TypeKind};

/// Versions that the comment of one definition shows.
pub(super) struct SinceVersions<'s> {
    pub(super) name: &'s str,
    doc: Option<&'s Doc>,
    members: Vec<&'s str>,
    features: Vec<&'s str>,
}

/// Maximum length of a documentation line. A comment with a longer line is left out, which happens only with very long
/// names.
const MAX_LENGTH: usize = 70;

impl<'s> SinceVersions<'s> {
    pub(super) fn of_definition(schema: &'s Schema, definition: Definition) -> Self {
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
                let mut versions = Self::new(&ty.name, ty.doc.as_ref(), &ty.features);
                match &ty.kind {
                    TypeKind::Enum(of) => versions = versions.with_values(&of.values),
                    TypeKind::Struct(of) => versions = versions.with_members(&of.members),
                    TypeKind::Union(of) => {
                        versions = versions.with_members(implicit_members(schema, Some(of.base)))
                    }
                    TypeKind::Alternate(of) => {
                        versions
                            .members
                            .extend(of.branches.iter().map(|branch| &*branch.name));
                    }
                    TypeKind::Builtin(_) | TypeKind::Array(_) => {}
                }
                versions
            }
        }
    }

    fn new(name: &'s str, doc: Option<&'s Doc>, features: &'s [Feature]) -> Self {
        let mut versions = Self {
            name,
            doc,
            members: Vec::new(),
            features: Vec::new(),
        };
        versions.add_features(features);
        versions
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

    /// Adds the names of features. A repeated name is added once.
    fn add_features(&mut self, features: &'s [Feature]) {
        for feature in features {
            if !self.features.contains(&&*feature.name) {
                self.features.push(&feature.name);
            }
        }
    }

    /// Members that were added in a later release than the definition, with that release.
    fn newer_members(&self) -> Vec<(&'s str, &'s str)> {
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
    pub(super) fn describe_only_some_members(&self) -> bool {
        self.newer_members().len() < self.members.len()
    }

    /// Lines of the comment; empty if no version is known.
    pub(super) fn comment_lines(&self) -> Vec<String> {
        let version = self.doc.and_then(Doc::version);
        let later = self.newer_members();
        if version.is_none() && later.is_empty() {
            return Vec::new();
        }
        let mut lines = vec!["##".to_owned(), format!("# @{}:", self.name)];
        for (name, since) in later {
            lines.extend(["#".to_owned(), format!("# @{name}: (since {since})")]);
        }
        if !self.features.is_empty() {
            lines.extend(["#", "# Features:", "#"].map(str::to_owned));
            lines.extend(self.features.iter().map(|name| self.feature_line(name)));
        }
        if let Some(version) = version {
            lines.extend(["#".to_owned(), format!("# Since: {version}")]);
        }
        lines.push("##".to_owned());
        if lines.iter().any(|line| line.len() > MAX_LENGTH) {
            Vec::new()
        } else {
            lines
        }
    }

    fn feature_line(&self, name: &str) -> String {
        let items = self.doc.map(|doc| &*doc.features).unwrap_or_default();
        let item = items.iter().find(|item| item.name == name);
        match item.and_then(DocItem::since) {
            Some(since) => format!("# @{name}: (since {since})"),
            None => format!("# @{name}:"),
        }
    }
}

/// Members of an implicit object; empty for other types.
fn implicit_members(schema: &Schema, ty: Option<TypeId>) -> &[Member] {
    match ty.map(|ty| &schema[ty].kind) {
        Some(TypeKind::Struct(of)) if of.implicit => &of.members,
        _ => &[],
    }
}
