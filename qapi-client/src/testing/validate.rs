//! Validation of JSON values against the types of a schema. Error texts are QEMU's texts.

use std::fmt;

use qapi_parser::{Alternate, Builtin, Enum, Schema, TypeId, TypeKind, Union};
use serde_json::{Map, Value};

/// Mismatch between a value and the schema.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Mismatch(String);

/// Path into a value: `channels[0].addr`.
#[derive(Clone, Copy)]
enum Place<'a> {
    Top,
    Member(&'a Place<'a>, &'a str),
    Item(&'a Place<'a>, usize),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Top => Ok(()),
            Self::Member(Self::Top, name) => f.write_str(name),
            Self::Member(outer, name) => write!(f, "{outer}.{name}"),
            Self::Item(outer, index) => write!(f, "{outer}[{index}]"),
        }
    }
}

/// Validates the members of arguments or event data. `free` allows undeclared members (`gen: false`).
pub(super) fn validate_object(
    schema: &Schema,
    ty: Option<TypeId>,
    free: bool,
    object: &Map<String, Value>,
) -> Result<(), Mismatch> {
    let validator = Validator { schema, free };
    match ty {
        Some(ty) => validator.check_object(ty, object, &Place::Top),
        None => validator.check_no_unknown(object, &[], &Place::Top),
    }
}

/// Validates the return value of a command.
pub(super) fn validate_value(
    schema: &Schema,
    ty: Option<TypeId>,
    value: &Value,
) -> Result<(), Mismatch> {
    let validator = Validator {
        schema,
        free: false,
    };
    let place = Place::Member(&Place::Top, "return");
    match (ty, value) {
        (Some(ty), value) => validator.check_value(ty, value, &place),
        (None, Value::Object(object)) => validator.check_no_unknown(object, &[], &place),
        (None, _) => Err(wrong_type(&place, "object")),
    }
}

struct Validator<'s> {
    schema: &'s Schema,
    free: bool,
}

impl Validator<'_> {
    fn check_value(&self, ty: TypeId, value: &Value, place: &Place<'_>) -> Result<(), Mismatch> {
        let found = &self.schema[ty];
        match (&found.kind, value) {
            (TypeKind::Builtin(builtin), _) => check_builtin(*builtin, value, place),
            (TypeKind::Enum(list), Value::String(text)) => check_enum(list, text, place),
            (TypeKind::Enum(_), _) => Err(wrong_type(place, "string")),
            (TypeKind::Struct(_) | TypeKind::Union(_), Value::Object(object)) => {
                self.check_object(ty, object, place)
            }
            (TypeKind::Struct(_) | TypeKind::Union(_), _) => Err(wrong_type(place, "object")),
            (TypeKind::Alternate(alternate), _) => {
                self.check_alternate(alternate, &found.name, value, place)
            }
            (TypeKind::Array(item), Value::Array(items)) => items
                .iter()
                .enumerate()
                .try_for_each(|(n, value)| self.check_value(*item, value, &Place::Item(place, n))),
            (TypeKind::Array(_), _) => Err(wrong_type(place, "array")),
            // Later versions of the parser may have other kinds of type.
            _ => Ok(()),
        }
    }

    fn check_object(
        &self,
        ty: TypeId,
        object: &Map<String, Value>,
        place: &Place<'_>,
    ) -> Result<(), Mismatch> {
        let known = self.check_members(ty, object, place)?;
        self.check_no_unknown(object, &known, place)
    }

    /// Validates the members of a type, and returns their names.
    fn check_members(
        &self,
        ty: TypeId,
        object: &Map<String, Value>,
        place: &Place<'_>,
    ) -> Result<Vec<&str>, Mismatch> {
        let mut known = Vec::new();
        for member in self.schema.members(ty) {
            let inner = Place::Member(place, &member.name);
            match object.get(&member.name) {
                Some(value) => self.check_value(member.ty, value, &inner)?,
                None if member.optional || member.condition.is_some() => {}
                None => return Err(Mismatch(format!("Parameter '{inner}' is missing"))),
            }
            known.push(member.name.as_str());
        }
        if let TypeKind::Union(union) = &self.schema[ty].kind
            && let Some(branch) = self.select_branch(ty, union, object)
        {
            known.extend(self.check_members(branch, object, place)?);
        }
        Ok(known)
    }

    fn select_branch(
        &self,
        ty: TypeId,
        union: &Union,
        object: &Map<String, Value>,
    ) -> Option<TypeId> {
        let tag = object.get(&union.discriminator)?.as_str()?;
        self.schema.branch(ty, tag)
    }

    fn check_alternate(
        &self,
        alternate: &Alternate,
        name: &str,
        value: &Value,
        place: &Place<'_>,
    ) -> Result<(), Mismatch> {
        let branch = alternate
            .branches
            .iter()
            .find(|branch| self.is_kind(branch.ty, value));
        match branch {
            Some(branch) => self.check_value(branch.ty, value, place),
            None => Err(wrong_type(place, name)),
        }
    }

    /// Whether a branch of this type takes this kind of JSON value.
    fn is_kind(&self, ty: TypeId, value: &Value) -> bool {
        match &self.schema[ty].kind {
            TypeKind::Builtin(Builtin::Any) => true,
            TypeKind::Builtin(Builtin::Null) => value.is_null(),
            TypeKind::Builtin(Builtin::Bool) => value.is_boolean(),
            TypeKind::Builtin(Builtin::Str) | TypeKind::Enum(_) => value.is_string(),
            TypeKind::Builtin(Builtin::Number) => value.is_number(),
            TypeKind::Builtin(_) => value.is_i64() || value.is_u64(),
            TypeKind::Array(_) => value.is_array(),
            _ => value.is_object(),
        }
    }

    fn check_no_unknown(
        &self,
        object: &Map<String, Value>,
        known: &[&str],
        place: &Place<'_>,
    ) -> Result<(), Mismatch> {
        if self.free && matches!(place, Place::Top) {
            return Ok(());
        }
        match object.keys().find(|name| !known.contains(&name.as_str())) {
            Some(name) => {
                let inner = Place::Member(place, name);
                Err(Mismatch(format!("Parameter '{inner}' is unexpected")))
            }
            None => Ok(()),
        }
    }
}

fn wrong_type(place: &Place<'_>, expected: &str) -> Mismatch {
    Mismatch(format!(
        "Invalid parameter type for '{place}', expected: {expected}"
    ))
}

fn check_enum(list: &Enum, text: &str, place: &Place<'_>) -> Result<(), Mismatch> {
    if list.values.iter().any(|value| value.name == text) {
        return Ok(());
    }
    Err(Mismatch(format!(
        "Parameter '{place}' does not accept value '{text}'"
    )))
}

fn check_builtin(builtin: Builtin, value: &Value, place: &Place<'_>) -> Result<(), Mismatch> {
    let fits = match builtin {
        Builtin::Any => true,
        Builtin::Str => value.is_string(),
        Builtin::Bool => value.is_boolean(),
        Builtin::Null => value.is_null(),
        Builtin::Number => value.is_number(),
        _ => return check_integer(builtin, value, place),
    };
    if fits {
        return Ok(());
    }
    let expected = match builtin {
        Builtin::Str => "string",
        Builtin::Bool => "boolean",
        Builtin::Null => "null",
        _ => "number",
    };
    Err(wrong_type(place, expected))
}

fn check_integer(builtin: Builtin, value: &Value, place: &Place<'_>) -> Result<(), Mismatch> {
    let wide = match (value.as_u64(), value.as_i64()) {
        (Some(number), _) => i128::from(number),
        (None, Some(number)) => i128::from(number),
        (None, None) => return Err(wrong_type(place, "integer")),
    };
    let (low, high, name) = match builtin {
        Builtin::Int8 => (i8::MIN.into(), i8::MAX.into(), "int8_t"),
        Builtin::Int16 => (i16::MIN.into(), i16::MAX.into(), "int16_t"),
        Builtin::Int32 => (i32::MIN.into(), i32::MAX.into(), "int32_t"),
        Builtin::Uint8 => (0, u8::MAX.into(), "uint8_t"),
        Builtin::Uint16 => (0, u16::MAX.into(), "uint16_t"),
        Builtin::Uint32 => (0, u32::MAX.into(), "uint32_t"),
        Builtin::Uint64 | Builtin::Size => (0, i128::from(u64::MAX), "uint64"),
        _ => (i64::MIN.into(), i64::MAX.into(), "integer"),
    };
    if (low..=high).contains(&wide) {
        return Ok(());
    }
    Err(Mismatch(format!("Parameter '{place}' expects {name}")))
}

impl Mismatch {
    pub(super) fn not_an_object(event: &str) -> Self {
        Self(format!("the data of event '{event}' is not an object"))
    }
}
