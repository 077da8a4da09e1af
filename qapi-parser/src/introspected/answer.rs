//! Elements of an answer, and queries on them.

use std::collections::HashMap;

use crate::schema::{SchemaInfo, SchemaMember, SchemaMeta};

/// Index of an element in an [`Answer`].
pub(super) type InfoId = usize;

/// The elements of an answer. Each reference leads to an element of a fitting kind, as the reader has checked.
pub(super) struct Answer {
    pub(super) infos: Vec<SchemaInfo>,
    by_name: HashMap<String, InfoId>,
    /// Number of references to each element.
    uses: Vec<usize>,
}

/// Kind of a type. The branches of an alternate have different kinds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A built-in type, with its JSON type.
    Builtin(&'static str),
    Enum,
    Array,
    Object,
    Alternate,
}

impl Answer {
    pub(super) fn new(infos: Vec<SchemaInfo>) -> Self {
        let by_name = infos.iter().enumerate();
        let mut answer = Self {
            by_name: by_name.map(|(id, info)| (info.name.clone(), id)).collect(),
            uses: vec![0; infos.len()],
            infos,
        };
        for id in 0..answer.infos.len() {
            for part in answer.parts(id) {
                answer.uses[part] += 1;
            }
        }
        answer
    }

    /// Adds an element that the answer does not have.
    pub(super) fn add(&mut self, info: SchemaInfo) -> InfoId {
        self.infos.push(info);
        self.uses.push(0);
        self.infos.len() - 1
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// Element of a reference.
    pub(super) fn id(&self, name: &str) -> InfoId {
        self.by_name[name]
    }

    pub(super) fn meta(&self, id: InfoId) -> &SchemaMeta {
        &self.infos[id].meta
    }

    pub(super) fn is_used_once(&self, id: InfoId) -> bool {
        self.uses[id] == 1
    }

    /// Elements that an element refers to.
    fn parts(&self, id: InfoId) -> Vec<InfoId> {
        let mut names: Vec<&str> = Vec::new();
        match self.meta(id) {
            SchemaMeta::Builtin(_) | SchemaMeta::Enum(_) => {}
            SchemaMeta::Array(ty) | SchemaMeta::Event(ty) => names.push(ty),
            SchemaMeta::Object { members, variants } => {
                names.extend(members.iter().map(|member| &*member.ty));
                let variants = variants.iter().flat_map(|(_, variants)| variants);
                names.extend(variants.map(|(_, ty)| &**ty));
            }
            SchemaMeta::Alternate(types) => names.extend(types.iter().map(|ty| &**ty)),
            SchemaMeta::Command {
                arguments, returns, ..
            } => names.extend([&**arguments, returns]),
        }
        names.into_iter().map(|name| self.id(name)).collect()
    }

    /// Members of an object; empty for other elements.
    pub(super) fn members(&self, id: InfoId) -> &[SchemaMember] {
        match self.meta(id) {
            SchemaMeta::Object { members, .. } => members,
            _ => &[],
        }
    }

    /// Pairs of value and branch type of a union; empty for other elements.
    pub(super) fn branches(&self, id: InfoId) -> &[(String, String)] {
        match self.meta(id) {
            SchemaMeta::Object {
                variants: Some((_, variants)),
                ..
            } => variants,
            _ => &[],
        }
    }

    pub(super) fn is_union(&self, id: InfoId) -> bool {
        matches!(
            self.meta(id),
            SchemaMeta::Object {
                variants: Some(_),
                ..
            }
        )
    }

    /// Whether the element is an object without members, branches and features.
    pub(super) fn is_empty(&self, id: InfoId) -> bool {
        let object = matches!(self.meta(id), SchemaMeta::Object { variants: None, .. });
        object && self.members(id).is_empty() && self.infos[id].features.is_empty()
    }

    /// Kind of a type; `None` for a command or event.
    pub(super) fn kind(&self, id: InfoId) -> Option<Kind> {
        Some(match self.meta(id) {
            SchemaMeta::Builtin(json) => Kind::Builtin(json),
            SchemaMeta::Enum(_) => Kind::Enum,
            SchemaMeta::Array(_) => Kind::Array,
            SchemaMeta::Object { .. } => Kind::Object,
            SchemaMeta::Alternate(_) => Kind::Alternate,
            SchemaMeta::Command { .. } | SchemaMeta::Event(_) => return None,
        })
    }

    /// Arguments and event data, once for each command and event.
    pub(super) fn data(&self) -> impl Iterator<Item = InfoId> {
        self.infos.iter().filter_map(|info| match &info.meta {
            SchemaMeta::Command { arguments, .. } => Some(self.id(arguments)),
            SchemaMeta::Event(data) => Some(self.id(data)),
            _ => None,
        })
    }
}
