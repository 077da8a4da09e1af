//! Pass: the branches of an alternate have different JSON types (QAPI language, "Alternate types").

use crate::error::{Ambiguity, Diagnostics, JsonType, SemanticError};
use crate::resolve::linked::{Linked, describe};
use crate::resolve::place::Place;
use crate::schema::{Alternate, Branch, Builtin, Enum, Type, TypeKind};

pub(super) fn check(linked: &Linked, diagnostics: &mut Diagnostics) {
    for (id, ty) in linked.schema.types() {
        if let (TypeKind::Alternate(alternate), Some(place)) = (&ty.kind, linked.place(id)) {
            check_one(linked, alternate, place, diagnostics);
        }
    }
}

fn check_one(linked: &Linked, alternate: &Alternate, place: &Place, diagnostics: &mut Diagnostics) {
    let mut taken: Vec<(&Branch, Reading<'_>)> = Vec::new();
    for branch in &alternate.branches {
        let Some(ty) = linked.ty(branch.ty) else {
            continue;
        };
        let readings = readings(ty);
        if readings.is_empty() {
            let found = describe(ty);
            let kind = SemanticError::AlternateBranch { found };
            diagnostics.push(place.error(kind, branch.span));
        }
        let conflict = taken.iter().find_map(|(other, theirs)| {
            let ours = readings.iter().find(|ours| ours.json == theirs.json)?;
            Some((other, theirs, ours))
        });
        match conflict {
            Some((other, theirs, ours)) => {
                let kind = SemanticError::AlternateConflict {
                    name: branch.name.clone(),
                    other: other.name.clone(),
                    why: ambiguity((branch, ours), (other, theirs)),
                };
                diagnostics.push(place.error(kind, branch.span).first_here(other.span));
            }
            None => taken.extend(readings.into_iter().map(|reading| (branch, reading))),
        }
    }
}

/// A JSON type that a value of a branch has or can be taken for. On the command line all scalars are strings, so that a
/// string can be taken for a number or a boolean.
struct Reading<'s> {
    json: JsonType,
    source: Source<'s>,
}

/// Values that have the reading.
enum Source<'s> {
    /// All values: the reading is their JSON type.
    Json,
    /// Any string on the command line.
    AnyString,
    /// This enum value on the command line.
    EnumValue(&'s str),
}

/// Reason why two readings of one JSON type are ambiguous.
fn ambiguity(one: (&Branch, &Reading<'_>), other: (&Branch, &Reading<'_>)) -> Ambiguity {
    let json = one.1.json;
    for (branch, reading) in [one, other] {
        let value = match reading.source {
            Source::Json => continue,
            Source::AnyString => None,
            Source::EnumValue(value) => Some(value.to_owned()),
        };
        return Ambiguity::Text {
            branch: branch.name.clone(),
            value,
            reads_like: json,
        };
    }
    Ambiguity::SameJsonType(json)
}

/// Readings of a type, its own JSON type first. Empty for a type without a fixed JSON type.
fn readings(ty: &Type) -> Vec<Reading<'_>> {
    let own = |json| {
        vec![Reading {
            json,
            source: Source::Json,
        }]
    };
    let any = |json| Reading {
        json,
        source: Source::AnyString,
    };
    match &ty.kind {
        TypeKind::Builtin(Builtin::Any) | TypeKind::Alternate(_) => Vec::new(),
        TypeKind::Builtin(Builtin::Null) => own(JsonType::Null),
        TypeKind::Builtin(Builtin::Bool) => own(JsonType::Bool),
        TypeKind::Builtin(Builtin::Str) => {
            let mut readings = own(JsonType::String);
            readings.extend([any(JsonType::Number), any(JsonType::Bool)]);
            readings
        }
        TypeKind::Builtin(_) => own(JsonType::Number),
        TypeKind::Enum(of) => {
            let mut readings = own(JsonType::String);
            readings.extend(value_that_reads_like(of, JsonType::Bool, is_boolean));
            readings.extend(value_that_reads_like(of, JsonType::Number, is_numeric));
            readings
        }
        TypeKind::Struct(_) | TypeKind::Union(_) => own(JsonType::Object),
        TypeKind::Array(_) => own(JsonType::Array),
    }
}

/// Reading of the first enum value that can be taken for a JSON type.
fn value_that_reads_like(
    of: &Enum,
    json: JsonType,
    reads: fn(&str) -> bool,
) -> Option<Reading<'_>> {
    let mut names = of.values.iter().map(|value| &*value.name);
    let source = Source::EnumValue(names.find(|name| reads(name))?);
    Some(Reading { json, source })
}

fn is_boolean(name: &str) -> bool {
    matches!(name, "on" | "off")
}

fn is_numeric(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
}
