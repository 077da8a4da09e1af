//! Branches of an alternate look different on the wire (QAPI language, "Alternate types").

use crate::error::{MeaningError, Role, Sink};
use crate::resolve::{Linked, Place, describe};
use crate::schema::{Alternate, Branch, Builtin, Enum, Type, TypeKind};

/// The kinds of JSON value.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Json {
    Null,
    Number,
    String,
    Object,
    Array,
    Bool,
}

pub(super) fn check(linked: &Linked, sink: &mut Sink) {
    for (id, ty) in linked.schema.types() {
        if let (TypeKind::Alternate(alternate), Some(place)) = (&ty.kind, linked.place(id)) {
            check_one(linked, alternate, place, sink);
        }
    }
}

fn check_one(linked: &Linked, alternate: &Alternate, place: &Place, sink: &mut Sink) {
    let mut taken: Vec<(Json, &Branch)> = Vec::new();
    for branch in &alternate.branches {
        let Some(ty) = linked.ty(branch.ty) else {
            continue;
        };
        let kinds = looks_like(ty);
        if kinds.is_empty() {
            let kind = MeaningError::WrongType {
                role: Role::Branch,
                what: describe(ty),
            };
            sink.push(place.error(kind, branch.span));
        }
        if let Some((_, other)) = taken.iter().find(|(kind, _)| kinds.contains(kind)) {
            let (name, other_name) = (branch.name.clone(), other.name.clone());
            let kind = MeaningError::AlternateConflict {
                name,
                other: other_name,
            };
            sink.push(place.error(kind, branch.span).first_here(other.span));
        } else {
            taken.extend(kinds.into_iter().map(|kind| (kind, branch)));
        }
    }
}

/// The kinds of JSON value that a value of the type may have, or that its strings may be taken for: on the command
/// line there are only strings. Empty where no single kind tells the type.
fn looks_like(ty: &Type) -> Vec<Json> {
    match &ty.kind {
        TypeKind::Builtin(Builtin::Any) | TypeKind::Alternate(_) => Vec::new(),
        TypeKind::Builtin(Builtin::Null) => vec![Json::Null],
        TypeKind::Builtin(Builtin::Bool) => vec![Json::Bool],
        TypeKind::Builtin(Builtin::Str) => vec![Json::String, Json::Number, Json::Bool],
        TypeKind::Builtin(_) => vec![Json::Number],
        TypeKind::Enum(of) => strings_of(of),
        TypeKind::Struct(_) | TypeKind::Union(_) => vec![Json::Object],
        TypeKind::Array(_) => vec![Json::Array],
    }
}

fn strings_of(of: &Enum) -> Vec<Json> {
    let mut kinds = vec![Json::String];
    let any = |test: fn(&str) -> bool| of.values.iter().any(|value| test(&value.name));
    if any(|name| matches!(name, "on" | "off")) {
        kinds.push(Json::Bool);
    }
    if any(|name| name.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))) {
        kinds.push(Json::Number);
    }
    kinds
}
