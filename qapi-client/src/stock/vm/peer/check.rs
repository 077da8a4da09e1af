//! Check of arguments against the description of a peer.

use serde_json::Value;

use super::types::Types;
use crate::qmp::{JSONType, SchemaInfoMetaType};

impl Types {
    /// Path of the first member or value that the type does not have; `None` if the type has all of them. The types of
    /// values are not checked, because the compiled schema determines them.
    pub(super) fn lacks(&self, path: &str, ty: &str, value: &Value) -> Option<String> {
        match (self.of(ty)?, value) {
            (SchemaInfoMetaType::Object(_), Value::Object(members)) => {
                let mut members = members.iter();
                members.find_map(|(name, member)| {
                    let path = format!("{path}/{name}");
                    match self.member_of(ty, value, name) {
                        Some(ty) => self.lacks(&path, ty, member),
                        None => Some(path),
                    }
                })
            }
            (SchemaInfoMetaType::Array(array), Value::Array(elements)) => {
                let mut elements = elements.iter();
                elements.find_map(|element| self.lacks(path, &array.element_type, element))
            }
            (SchemaInfoMetaType::Enum(allowed), Value::String(value)) => {
                let is_known = allowed.members.iter().any(|member| member.name == *value);
                (!is_known).then(|| format!("{path}={value}"))
            }
            (SchemaInfoMetaType::Alternate(alternate), value) => {
                let allowed = alternate
                    .members
                    .iter()
                    .map(|member| member.r#type.as_str());
                let mut lacks = allowed
                    .filter(|ty| self.is_of_json_type(ty, value))
                    .map(|ty| self.lacks(path, ty, value));
                let first = lacks.next()?;
                if lacks.any(|lack| lack.is_none()) {
                    None
                } else {
                    first
                }
            }
            _ => None,
        }
    }

    /// Type of a member of an object with this value. The member belongs to the object itself or to the branch that the
    /// value selects.
    fn member_of(&self, ty: &str, value: &Value, name: &str) -> Option<&str> {
        let object = self.object(ty)?;
        if let Some(own) = object.members.iter().find(|member| member.name == name) {
            return Some(&own.r#type);
        }
        let selected = value.get(object.tag.as_ref()?)?.as_str()?;
        let mut branches = object.variants.iter().flatten();
        let branch = branches.find(|branch| branch.case == selected)?;
        self.member_of(&branch.r#type, value, name)
    }

    fn is_of_json_type(&self, ty: &str, value: &Value) -> bool {
        match self.json_type(ty) {
            Some(JSONType::String) => value.is_string(),
            Some(JSONType::Int | JSONType::Number) => value.is_number(),
            Some(JSONType::Boolean) => value.is_boolean(),
            Some(JSONType::Null) => value.is_null(),
            Some(JSONType::Object) => value.is_object(),
            Some(JSONType::Array) => value.is_array(),
            _ => true,
        }
    }
}
