//! Pass: checks that the branches of an alternate have different JSON types (QAPI language, "Alternate types").

use crate::error::{Ambiguity, Diagnostics, JsonType, SemanticError};
use crate::resolve::definition_spans::DefinitionSpans;
use crate::resolve::linked::{Linked, describe};
use crate::schema::{Alternate, Branch, Builtin, Enum, Type, TypeKind};

pub(super) fn check(linked: &Linked, diagnostics: &mut Diagnostics) {
    for (id, ty) in linked.schema.types() {
        if let (TypeKind::Alternate(alternate), Some(spans)) = (&ty.kind, linked.spans(id)) {
            check_alternate(linked, alternate, spans, diagnostics);
        }
    }
}

fn check_alternate(
    linked: &Linked,
    alternate: &Alternate,
    spans: &DefinitionSpans,
    diagnostics: &mut Diagnostics,
) {
    let mut earlier: Vec<(&Branch, PossibleType<'_>)> = Vec::new();
    for branch in &alternate.branches {
        let Some(ty) = linked.ty(branch.ty) else {
            continue;
        };
        let possible_types = possible_types(ty);
        if possible_types.is_empty() {
            let found = describe(ty);
            let kind = SemanticError::AlternateBranch { found };
            diagnostics.push(spans.error(kind, branch.span));
        }
        let conflict = earlier.iter().find_map(|(other, theirs)| {
            let ours = possible_types
                .iter()
                .find(|ours| ours.json == theirs.json)?;
            Some((other, theirs, ours))
        });
        match conflict {
            Some((other, theirs, ours)) => {
                let kind = SemanticError::AlternateConflict {
                    name: branch.name.clone(),
                    other: other.name.clone(),
                    why: ambiguity((branch, ours), (other, theirs)),
                };
                diagnostics.push(spans.error(kind, branch.span).first_here(other.span));
            }
            None => earlier.extend(
                possible_types
                    .into_iter()
                    .map(|possible| (branch, possible)),
            ),
        }
    }
}

/// A JSON type that values of a branch have, or can be mistaken for. On the command line all scalars are strings, so a
/// string can be mistaken for a number or a boolean.
struct PossibleType<'s> {
    json: JsonType,
    values: MatchingValues<'s>,
}

/// Values of a branch that match a [`PossibleType`].
enum MatchingValues<'s> {
    /// All values, because the type is the JSON type of the values.
    All,
    /// Strings on the command line.
    AnyString,
    /// One enum value on the command line.
    EnumValue(&'s str),
}

/// Reason why two branches with the same possible type are ambiguous.
fn ambiguity(one: (&Branch, &PossibleType<'_>), other: (&Branch, &PossibleType<'_>)) -> Ambiguity {
    let json = one.1.json;
    for (branch, possible) in [one, other] {
        let value = match possible.values {
            MatchingValues::All => continue,
            MatchingValues::AnyString => None,
            MatchingValues::EnumValue(value) => Some(value.to_owned()),
        };
        return Ambiguity::Text {
            branch: branch.name.clone(),
            value,
            reads_like: json,
        };
    }
    Ambiguity::SameJsonType(json)
}

/// Possible JSON types of a type, starting with its own JSON type. Empty for a type without a fixed JSON type.
fn possible_types(ty: &Type) -> Vec<PossibleType<'_>> {
    let own = |json| {
        vec![PossibleType {
            json,
            values: MatchingValues::All,
        }]
    };
    let any = |json| PossibleType {
        json,
        values: MatchingValues::AnyString,
    };
    match &ty.kind {
        TypeKind::Builtin(Builtin::Any) | TypeKind::Alternate(_) => Vec::new(),
        TypeKind::Builtin(Builtin::Null) => own(JsonType::Null),
        TypeKind::Builtin(Builtin::Bool) => own(JsonType::Bool),
        TypeKind::Builtin(Builtin::Str) => {
            let mut possible_types = own(JsonType::String);
            possible_types.extend([any(JsonType::Number), any(JsonType::Bool)]);
            possible_types
        }
        TypeKind::Builtin(_) => own(JsonType::Number),
        TypeKind::Enum(of) => {
            let mut possible_types = own(JsonType::String);
            possible_types.extend(enum_value_like(of, JsonType::Bool, is_boolean));
            possible_types.extend(enum_value_like(of, JsonType::Number, is_numeric));
            possible_types
        }
        TypeKind::Struct(_) | TypeKind::Union(_) => own(JsonType::Object),
        TypeKind::Array(_) => own(JsonType::Array),
    }
}

/// Finds the first enum value that can be mistaken for a JSON type.
fn enum_value_like(of: &Enum, json: JsonType, reads: fn(&str) -> bool) -> Option<PossibleType<'_>> {
    let mut names = of.values.iter().map(|value| &*value.name);
    let values = MatchingValues::EnumValue(names.find(|name| reads(name))?);
    Some(PossibleType { json, values })
}

fn is_boolean(name: &str) -> bool {
    matches!(name, "on" | "off")
}

fn is_numeric(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
}
