//! A schema between linking and the last pass.

use crate::resolve::place::Place;
use crate::schema::{Schema, Type, TypeId, TypeKind};

/// A schema whose ids may be [`UNKNOWN`], and where its definitions say what.
pub(super) struct Linked {
    pub(super) schema: Schema,
    pub(super) places: Vec<Place>,
    /// For each type the index of the definition that it is of or that implies it.
    pub(super) place_of: Vec<Option<u32>>,
}

/// The type of what names no type; that has been reported.
pub(super) const UNKNOWN: TypeId = TypeId(u32::MAX);

impl Linked {
    pub(super) fn ty(&self, id: TypeId) -> Option<&Type> {
        self.schema.types.get(id.0 as usize)
    }

    pub(super) fn place(&self, id: TypeId) -> Option<&Place> {
        let index = self.place_of.get(id.0 as usize).copied().flatten()?;
        Some(&self.places[index as usize])
    }

    /// Whether part of what the type is made of could not be read.
    pub(super) fn is_broken(&self, id: TypeId) -> bool {
        id == UNKNOWN || self.place(id).is_some_and(|place| place.broken)
    }
}

/// What a type is, for messages: `the struct Foo`.
pub(super) fn describe(ty: &Type) -> String {
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
