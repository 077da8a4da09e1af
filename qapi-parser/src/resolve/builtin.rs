//! Types without a definition: the built-in types and the empty object.

use crate::resolve::declare::Origin;
use crate::schema::{Enum, EnumValue, Member, Struct, Type, TypeKind};
use crate::source::Span;

/// Creates the type of a built-in origin. Returns `None` for any other origin.
pub(super) fn builtin(name: &str, origin: &Origin) -> Option<Type> {
    let kind = match origin {
        Origin::Builtin(builtin) => TypeKind::Builtin(*builtin),
        Origin::Empty => TypeKind::Struct(implicit_object(Vec::new())),
        Origin::QType => TypeKind::Enum(q_type()),
        Origin::Implicit(_) | Origin::Array(_) | Origin::Defined(_) => return None,
    };
    Some(without_definition(name.to_owned(), kind))
}

pub(super) fn without_definition(name: String, kind: TypeKind) -> Type {
    Type {
        name,
        kind,
        module: None,
        span: Span::BUILTIN,
        doc: None,
        condition: None,
        features: Vec::new(),
    }
}

pub(super) fn implicit_object(members: Vec<Member>) -> Struct {
    Struct {
        base: None,
        members,
        implicit: true,
    }
}

/// Built-in enum `QType`, which lists the JSON types.
fn q_type() -> Enum {
    let value = |name: &str| EnumValue {
        name: name.to_owned(),
        condition: None,
        features: Vec::new(),
        span: Span::BUILTIN,
    };
    let values = [
        "none", "qnull", "qnum", "qstring", "qdict", "qlist", "qbool",
    ]
    .map(value);
    Enum {
        values: values.into(),
        prefix: Some("QTYPE".to_owned()),
    }
}
