//! Smallest value of a type. The fake server replies with this value to a command that has no script.

use qapi_parser::{Builtin, Enum, Schema, TypeId, TypeKind, Union};
use serde_json::{Map, Value, json};

/// Maximum depth of required members. A deeper type has no finite value.
const MAX_DEPTH: usize = 32;

/// Creates the smallest value of a type: only required members, the first enum value, zero, empty strings and lists.
/// Returns `None` if the type has no finite value.
pub(super) fn sample(schema: &Schema, ty: Option<TypeId>) -> Option<Value> {
    match ty {
        Some(ty) => Sample { schema }.sample_value(ty, MAX_DEPTH),
        None => Some(json!({})),
    }
}

struct Sample<'s> {
    schema: &'s Schema,
}

impl Sample<'_> {
    fn sample_value(&self, ty: TypeId, depth: usize) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        match &self.schema[ty].kind {
            TypeKind::Builtin(builtin) => Some(sample_builtin(*builtin)),
            TypeKind::Enum(list) => first(list).map(Value::from),
            TypeKind::Struct(_) => self.sample_members(ty, depth).map(Value::Object),
            TypeKind::Union(union) => self.sample_union(ty, union, depth).map(Value::Object),
            TypeKind::Alternate(alternate) => alternate
                .branches
                .iter()
                .find_map(|branch| self.sample_value(branch.ty, depth)),
            TypeKind::Array(_) => Some(json!([])),
            _ => None,
        }
    }

    fn sample_members(&self, ty: TypeId, depth: usize) -> Option<Map<String, Value>> {
        let required = self.schema.members(ty).into_iter();
        required
            .filter(|member| !member.optional && member.condition.is_none())
            .map(|member| Some((member.name.clone(), self.sample_value(member.ty, depth)?)))
            .collect()
    }

    fn sample_union(&self, ty: TypeId, union: &Union, depth: usize) -> Option<Map<String, Value>> {
        let TypeKind::Enum(tags) = &self.schema[union.tag].kind else {
            return None;
        };
        tags.values.iter().find_map(|tag| {
            let mut object = self.sample_members(ty, depth)?;
            object.insert(union.discriminator.clone(), tag.name.clone().into());
            if let Some(branch) = self.schema.branch(ty, &tag.name) {
                let Value::Object(members) = self.sample_value(branch, depth)? else {
                    return None;
                };
                object.extend(members);
            }
            Some(object)
        })
    }
}

/// First value without a condition, or else the first value.
fn first(list: &Enum) -> Option<String> {
    let certain = list.values.iter().find(|value| value.condition.is_none());
    certain
        .or(list.values.first())
        .map(|value| value.name.clone())
}

fn sample_builtin(builtin: Builtin) -> Value {
    match builtin {
        Builtin::Str => json!(""),
        Builtin::Bool => json!(false),
        Builtin::Null | Builtin::Any => Value::Null,
        Builtin::Number => json!(0.0),
        _ => json!(0),
    }
}
