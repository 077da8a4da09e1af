//! Members of object types, inherited ones included.

use qapi_parser::{Member, Schema, TypeId, TypeKind};

/// Members of an object type, inherited ones first, each with the type that declares it.
pub(super) fn flat(schema: &Schema, ty: TypeId) -> Vec<(&Member, TypeId)> {
    let mut chain = Vec::new();
    let mut next = Some(ty);
    while let Some(id) = next {
        next = match &schema[id].kind {
            TypeKind::Struct(s) => {
                chain.push((id, s));
                s.base
            }
            TypeKind::Union(u) => Some(u.base),
            _ => None,
        };
    }
    let members = chain
        .iter()
        .rev()
        .flat_map(|(id, s)| s.members.iter().map(|m| (m, *id)));
    members.collect()
}
