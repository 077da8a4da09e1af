//! Direction of types: sent, received, or both. A type that is only received has no constructor, which saves compile
//! time.

use std::collections::HashSet;

use qapi_parser::{Schema, TypeId, TypeKind};

use super::members::flat;
use crate::select::Selection;

/// Types of an expansion by direction.
pub(super) struct Directions {
    /// Types with constructors: types that are sent, and types that no command or event uses.
    pub(super) constructible: HashSet<TypeId>,
    /// Types that are received.
    pub(super) received: HashSet<TypeId>,
}

pub(super) fn directions(schema: &Schema, selection: &Selection) -> Directions {
    let commands = || selection.commands.iter().map(|id| &schema[*id]);
    let results = commands().filter_map(|command| command.returns);
    let data = selection.events.iter().filter_map(|id| schema[*id].data);
    let received = closure(schema, results.chain(data));
    let sent = commands().filter_map(|command| command.arguments);
    let unused = selection.types.iter().filter(|id| !received.contains(*id));
    Directions {
        constructible: closure(schema, sent.chain(unused.copied())),
        received,
    }
}

/// Adds the types that the types in `roots` contain, at any depth.
fn closure(schema: &Schema, roots: impl Iterator<Item = TypeId>) -> HashSet<TypeId> {
    let mut open: Vec<TypeId> = roots.collect();
    let mut reached = HashSet::new();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            match &schema[id].kind {
                TypeKind::Array(item) => open.push(*item),
                TypeKind::Union(u) => open.extend(u.branches.iter().map(|branch| branch.ty)),
                TypeKind::Alternate(a) => open.extend(a.branches.iter().map(|branch| branch.ty)),
                _ => {}
            }
            open.extend(flat(schema, id).into_iter().map(|(member, _)| member.ty));
        }
    }
    reached
}
