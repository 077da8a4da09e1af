//! Schema during resolution: the ids in it are not all valid yet.

use std::collections::HashSet;

use crate::resolve::definition_spans::DefinitionSpans;
use crate::schema::{Member, Schema, Type, TypeId, TypeKind};

/// A schema whose ids can be [`UNKNOWN`], with the spans in its definitions.
pub(super) struct Linked {
    pub(super) schema: Schema,
    pub(super) spans: Vec<DefinitionSpans>,
    /// Index of the definition of each type. An implicit object has the index of the definition that contains its
    /// members.
    pub(super) definition_index: Vec<Option<u32>>,
}

/// Id for an unknown type name. The name has been reported.
pub(super) const UNKNOWN: TypeId = TypeId(u32::MAX);

impl Linked {
    pub(super) fn ty(&self, id: TypeId) -> Option<&Type> {
        self.schema.types.get(id.0 as usize)
    }

    pub(super) fn spans(&self, id: TypeId) -> Option<&DefinitionSpans> {
        let index = self
            .definition_index
            .get(id.0 as usize)
            .copied()
            .flatten()?;
        Some(&self.spans[index as usize])
    }

    /// Whether part of the type could not be read.
    pub(super) fn is_broken(&self, id: TypeId) -> bool {
        id == UNKNOWN || self.spans(id).is_some_and(|spans| spans.broken)
    }

    /// Members of a struct, without the members of the base.
    pub(super) fn own_members(&self, ty: TypeId) -> &[Member] {
        match self.ty(ty).map(|ty| &ty.kind) {
            Some(TypeKind::Struct(object)) => &object.members,
            _ => &[],
        }
    }

    /// Lists a type and all its bases. The iterator is endless for a type that is its own base.
    pub(super) fn with_bases(&self, ty: TypeId) -> impl Iterator<Item = TypeId> {
        let base = |ty: &TypeId| match &self.ty(*ty)?.kind {
            TypeKind::Struct(object) => object.base,
            TypeKind::Union(union) => Some(union.base),
            _ => None,
        };
        std::iter::successors(Some(ty), base)
    }

    /// Lists all types whose members an object of this type can have: the type, its bases and its branches, at any
    /// depth.
    pub(super) fn with_bases_and_branches(&self, ty: TypeId) -> Vec<TypeId> {
        let mut types: Vec<TypeId> = self.with_bases(ty).collect();
        let mut seen: HashSet<TypeId> = types.iter().copied().collect();
        let mut next = 0;
        while let Some(ty) = types.get(next).copied() {
            next += 1;
            let Some(TypeKind::Union(union)) = self.ty(ty).map(|ty| &ty.kind) else {
                continue;
            };
            for branch in &union.branches {
                types.extend(self.with_bases(branch.ty).filter(|ty| seen.insert(*ty)));
            }
        }
        types
    }
}

/// Description of a type for messages, such as ``the struct `Foo` ``.
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
