//! Pass: no type contains itself as a base or branch. Members do not count, because they can be absent or empty.

use crate::error::{Diagnostics, SemanticError};
use crate::resolve::linked::Linked;
use crate::schema::{Type, TypeId, TypeKind};

/// Limit of the nesting of bases and branches. QEMU's generator fails at about three hundred levels.
const DEPTH: usize = 64;

/// Set of the types that do not contain themselves and are not nested too deep: their members can be listed.
pub(super) struct Finite(Vec<bool>);

impl Finite {
    pub(super) fn has(&self, ty: TypeId) -> bool {
        self.0.get(ty.0 as usize).copied().unwrap_or(false)
    }
}

/// State of a type in the depth-first walk.
#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    /// On the path from the root to the current type.
    Open,
    /// Number of levels; `None` for a type that contains itself or is nested too deep.
    Done(Option<usize>),
}

/// Reports each circle of types, at the type that is defined first.
pub(super) fn check(linked: &Linked, diagnostics: &mut Diagnostics) -> Finite {
    let mut states = vec![State::New; linked.schema.types.len()];
    for root in 0..states.len() {
        if states[root] == State::New {
            visit(linked, TypeId(root as u32), &mut states, diagnostics);
        }
    }
    Finite(
        states
            .into_iter()
            .map(|state| matches!(state, State::Done(Some(_))))
            .collect(),
    )
}

/// A type on the path. The walk keeps its own stack, because recursion could overflow the thread's.
struct Frame {
    ty: TypeId,
    /// Bases and branches that are still to visit, the next one last.
    parts: Vec<TypeId>,
    /// Depth of the deepest part visited so far; `None` if a part contains itself, so that the depth has no limit.
    depth: Option<usize>,
}

fn visit(linked: &Linked, root: TypeId, states: &mut [State], diagnostics: &mut Diagnostics) {
    let mut path = Vec::new();
    open(linked, root, states, &mut path);
    while let Some(frame) = path.last_mut() {
        let Some(part) = frame.parts.pop() else {
            close(linked, states, &mut path, diagnostics);
            continue;
        };
        match states.get(part.0 as usize) {
            Some(State::New) => open(linked, part, states, &mut path),
            Some(State::Open) => {
                frame.depth = None;
                report(linked, part, diagnostics, |name| {
                    SemanticError::ContainsItself { name }
                });
            }
            Some(State::Done(depth)) => frame.depth = deeper(frame.depth, *depth),
            None => {}
        }
    }
}

fn open(linked: &Linked, ty: TypeId, states: &mut [State], path: &mut Vec<Frame>) {
    states[ty.0 as usize] = State::Open;
    let mut parts = linked.ty(ty).map(contained).unwrap_or_default();
    parts.reverse();
    path.push(Frame {
        ty,
        parts,
        depth: Some(0),
    });
}

fn close(
    linked: &Linked,
    states: &mut [State],
    path: &mut Vec<Frame>,
    diagnostics: &mut Diagnostics,
) {
    let Some(frame) = path.pop() else { return };
    let mut depth = frame.depth.map(|depth| depth + 1);
    if depth.is_some_and(|depth| depth > DEPTH) {
        report(linked, frame.ty, diagnostics, |name| {
            SemanticError::ContainsTooDeep { name, limit: DEPTH }
        });
        depth = None;
    }
    states[frame.ty.0 as usize] = State::Done(depth);
    if let Some(container) = path.last_mut() {
        container.depth = deeper(container.depth, depth);
    }
}

fn deeper(one: Option<usize>, other: Option<usize>) -> Option<usize> {
    Some(one?.max(other?))
}

/// Base and branches of a type.
fn contained(ty: &Type) -> Vec<TypeId> {
    match &ty.kind {
        TypeKind::Struct(object) => object.base.into_iter().collect(),
        TypeKind::Union(union) => std::iter::once(union.base)
            .chain(union.branches.iter().map(|branch| branch.ty))
            .collect(),
        _ => Vec::new(),
    }
}

fn report(
    linked: &Linked,
    ty: TypeId,
    diagnostics: &mut Diagnostics,
    kind: impl Fn(String) -> SemanticError,
) {
    if let Some(place) = linked.place(ty) {
        diagnostics.push(place.error(kind(place.context.name.clone()), place.name));
    }
}
