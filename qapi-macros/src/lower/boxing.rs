//! Recursive types. A type that contains itself by value needs a `Box`. A depth-first search finds the edges that close
//! a cycle, and these edges get a `Box`.

use std::collections::{HashMap, HashSet};

use qapi_parser::{Schema, TypeId, TypeKind};

use super::members::flat;
use crate::select::Selection;

/// Edges that need a `Box`: the containing type, and the number of the member or branch. The branches have the numbers
/// after the members.
pub(super) type Boxes = HashSet<(TypeId, usize)>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    OnTheWay,
    Done,
}

/// Finds the edges that need a `Box`.
pub(super) fn back_edges(schema: &Schema, selection: &Selection) -> Boxes {
    let mut boxes = Boxes::new();
    let mut seen = HashMap::new();
    for (root, _) in schema
        .types()
        .filter(|(id, _)| selection.types.contains(id))
    {
        if !seen.contains_key(&root) {
            search(schema, root, &mut seen, &mut boxes);
        }
    }
    boxes
}

/// Searches depth first. The stack is a vector, so the depth of a schema is not limited.
fn search(schema: &Schema, root: TypeId, seen: &mut HashMap<TypeId, Seen>, boxes: &mut Boxes) {
    seen.insert(root, Seen::OnTheWay);
    let mut stack = vec![(root, contents(schema, root), 0)];
    while let Some((owner, edges, next)) = stack.last_mut() {
        let Some(&(edge, target)) = edges.get(*next) else {
            seen.insert(*owner, Seen::Done);
            stack.pop();
            continue;
        };
        *next += 1;
        match seen.get(&target) {
            Some(Seen::OnTheWay) => {
                boxes.insert((*owner, edge));
            }
            Some(Seen::Done) => {}
            None => {
                seen.insert(target, Seen::OnTheWay);
                stack.push((target, contents(schema, target), 0));
            }
        }
    }
}

/// Types that a type contains by value. Arrays do not count, because the items of an array are on the heap.
fn contents(schema: &Schema, id: TypeId) -> Vec<(usize, TypeId)> {
    let members = || flat(schema, id).into_iter().map(|(member, _)| member.ty);
    let all: Vec<TypeId> = match &schema[id].kind {
        TypeKind::Struct(_) => members().collect(),
        TypeKind::Union(u) => members().chain(u.branches.iter().map(|b| b.ty)).collect(),
        TypeKind::Alternate(a) => a.branches.iter().map(|b| b.ty).collect(),
        _ => Vec::new(),
    };
    let is_object = |ty: &TypeId| {
        matches!(
            schema[*ty].kind,
            TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Alternate(_)
        )
    };
    all.into_iter()
        .enumerate()
        .filter(|(_, ty)| is_object(ty))
        .collect()
}
