//! Definitions to a [`Schema`]: every name becomes an id, and the rules that concern more than one definition hold.

mod alternates;
mod clashes;
mod commands;
mod declare;
mod docs;
mod features;
mod link;
mod place;
mod recursion;
mod unions;

use crate::error::Diagnostics;
use crate::load::{Loaded, Pragmas};
use crate::resolve::place::Place;
use crate::schema::{Schema, Type, TypeId};

/// Resolves what was loaded. The schema is whole only if `diagnostics` has no error then.
pub(crate) fn resolve(loaded: Loaded, pragmas: &Pragmas, diagnostics: &mut Diagnostics) -> Schema {
    docs::check(&loaded, pragmas, diagnostics);
    features::check(&loaded, diagnostics);
    let declared = declare::declare(&loaded, diagnostics);
    let mut linked = link::link(loaded, declared, diagnostics);
    let finite = recursion::check(&linked, diagnostics);
    unions::check(&mut linked, &finite, diagnostics);
    clashes::check(&linked, &finite, diagnostics);
    alternates::check(&linked, diagnostics);
    commands::check(&linked, pragmas, &finite, diagnostics);
    diagnostics.set_context(None);
    linked.schema
}

/// A schema whose ids may be [`UNKNOWN`], and where its definitions say what.
struct Linked {
    schema: Schema,
    places: Vec<Place>,
    /// For each type the index of the definition that it is of or that implies it.
    place_of: Vec<Option<u32>>,
}

/// The type of what names no type; that has been reported.
const UNKNOWN: TypeId = TypeId(u32::MAX);

impl Linked {
    fn ty(&self, id: TypeId) -> Option<&Type> {
        self.schema.types.get(id.0 as usize)
    }

    fn place(&self, id: TypeId) -> Option<&Place> {
        let index = self.place_of.get(id.0 as usize).copied().flatten()?;
        Some(&self.places[index as usize])
    }

    /// Whether part of what the type is made of could not be read.
    fn is_broken(&self, id: TypeId) -> bool {
        id == UNKNOWN || self.place(id).is_some_and(|place| place.broken)
    }
}

/// What a type is, for messages: `the struct Foo`.
fn describe(ty: &Type) -> String {
    use crate::schema::TypeKind;
    let kind = match &ty.kind {
        TypeKind::Builtin(_) => "the built-in type",
        TypeKind::Enum(_) => "the enum",
        TypeKind::Struct(_) => "the struct",
        TypeKind::Union(_) => "the union",
        TypeKind::Alternate(_) => "the alternate",
        TypeKind::Array(_) => {
            let element = ty.name.strip_suffix("List").unwrap_or(&ty.name);
            return format!("an array of `{element}`");
        }
    };
    format!("{kind} `{}`", ty.name)
}
