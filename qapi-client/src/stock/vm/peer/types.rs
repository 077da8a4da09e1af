//! The description of a schema (`query-qmp-schema`), ready for lookups.

use std::collections::HashMap;

use crate::qmp::{
    JSONType, SchemaInfo, SchemaInfoMetaType, SchemaInfoObject, SchemaInfoObjectMember,
};

/// Commands, events and types with their names.
#[derive(Debug, Default)]
pub(super) struct Types {
    pub(super) commands: HashMap<String, SchemaInfo>,
    pub(super) events: HashMap<String, SchemaInfo>,
    types: HashMap<String, SchemaInfo>,
}

impl Types {
    pub(super) fn new(infos: Vec<SchemaInfo>) -> Self {
        let mut types = Self::default();
        for info in infos {
            let kind = match &info.meta_type {
                SchemaInfoMetaType::Command(_) => &mut types.commands,
                SchemaInfoMetaType::Event(_) => &mut types.events,
                _ => &mut types.types,
            };
            kind.insert(info.name.clone(), info);
        }
        types
    }

    pub(super) fn of(&self, name: &str) -> Option<&SchemaInfoMetaType> {
        self.types.get(name).map(|info| &info.meta_type)
    }

    /// Members of an object type, without those of its branches.
    pub(super) fn object(&self, name: &str) -> Option<&SchemaInfoObject> {
        match self.of(name)? {
            SchemaInfoMetaType::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Member of an object type, or of any of its branches.
    pub(super) fn member(&self, ty: &str, name: &str) -> Option<&SchemaInfoObjectMember> {
        let object = self.object(self.element(ty))?;
        let own = object.members.iter().find(|member| member.name == name);
        own.or_else(|| {
            let mut branches = object.variants.iter().flatten();
            branches.find_map(|branch| self.member(&branch.r#type, name))
        })
    }

    /// Member at a path such as `options/driver`.
    pub(super) fn at(&self, ty: &str, path: &str) -> Option<&SchemaInfoObjectMember> {
        match path.split_once('/') {
            None => self.member(ty, path),
            Some((first, rest)) => self.objects_of(&self.member(ty, first)?.r#type, rest),
        }
    }

    /// Searches the object types that an alternate allows, or the type itself.
    fn objects_of(&self, ty: &str, path: &str) -> Option<&SchemaInfoObjectMember> {
        match self.of(ty)? {
            SchemaInfoMetaType::Alternate(alternate) => {
                let mut allowed = alternate.members.iter();
                allowed.find_map(|member| self.objects_of(&member.r#type, path))
            }
            _ => self.at(ty, path),
        }
    }

    /// Innermost element type of an array. Any other type is returned unchanged.
    pub(super) fn element<'a>(&'a self, ty: &'a str) -> &'a str {
        match self.of(ty) {
            Some(SchemaInfoMetaType::Array(array)) => self.element(&array.element_type),
            _ => ty,
        }
    }

    /// Values of an enum type; an alternate has the values of its enums.
    pub(super) fn values(&self, ty: &str) -> Vec<&str> {
        match self.of(self.element(ty)) {
            Some(SchemaInfoMetaType::Enum(values)) => values
                .members
                .iter()
                .map(|member| member.name.as_str())
                .collect(),
            Some(SchemaInfoMetaType::Alternate(alternate)) => {
                let allowed = alternate.members.iter();
                allowed
                    .flat_map(|member| self.values(&member.r#type))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// JSON type of the values of a type; `None` if there is no such type.
    pub(super) fn json_type(&self, ty: &str) -> Option<JSONType> {
        Some(match self.of(ty)? {
            SchemaInfoMetaType::Builtin(builtin) => builtin.json_type.clone(),
            SchemaInfoMetaType::Enum(_) => JSONType::String,
            SchemaInfoMetaType::Array(_) => JSONType::Array,
            SchemaInfoMetaType::Object(_) => JSONType::Object,
            _ => JSONType::Value,
        })
    }
}
