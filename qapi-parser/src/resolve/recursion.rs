//! Pass: checks that no type contains itself as a base or branch. A type may contain itself in a member, which can be
//! absent or empty.

use crate::error::{Diagnostics, SemanticError};
use crate::resolve::linked::Linked;
use crate::schema::{Type, TypeId, TypeKind};

/// Maximum depth of nested bases and branches. QEMU's generator fails at about 300 levels.
const MAX_DEPTH: usize = 64;

/// Set of the types whose members can be listed: types that do not contain themselves and are not nested too deep.
pub(super) struct FiniteTypes(Vec<bool>);

impl FiniteTypes {
    pub(super) fn contains(&self, ty: TypeId) -> bool {
        self.0.get(ty.0 as usize).copied().unwrap_or(false)
    }
}

/// State of a type in the depth-first walk.
#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    /// On the path from the root to the current type.
    OnPath,
    /// Finished, with the number of levels; `None` for a type that contains itself or is nested too deep.
    Done(Option<usize>),
}

/// Reports each cycle of types, at the type that is defined first.
pub(super) fn check(linked: &Linked, diagnostics: &mut Diagnostics) -> FiniteTypes {
    let mut states = vec![State::New; linked.schema.types.len()];
    for root in 0..states.len() {
        if states[root] == State::New {
            check_from(linked, TypeId(root as u32), &mut states, diagnostics);
        }
    }
    FiniteTypes(
        states
            .into_iter()
            .map(|state| matches!(state, State::Done(Some(_))))
            .collect(),
    )
}

/// A type on the path. The walk has its own stack, because recursion could overflow the stack of the thread.
struct Frame {
    ty: TypeId,
    /// Bases and branches that are not visited yet, in reverse order.
    parts: Vec<TypeId>,
    /// Depth of the deepest part so far; `None` if a part contains itself or is nested too deep.
    depth: Option<usize>,
}

fn check_from(linked: &Linked, root: TypeId, states: &mut [State], diagnostics: &mut Diagnostics) {
    let mut path = Vec::new();
    enter_type(linked, root, states, &mut path);
    while let Some(frame) = path.last_mut() {
        let Some(part) = frame.parts.pop() else {
            leave_type(linked, states, &mut path, diagnostics);
            continue;
        };
        match states.get(part.0 as usize) {
            Some(State::New) => enter_type(linked, part, states, &mut path),
            Some(State::OnPath) => {
                frame.depth = None;
                report_type(linked, part, diagnostics, |name| {
                    SemanticError::ContainsItself { name }
                });
            }
            Some(State::Done(depth)) => frame.depth = max_depth(frame.depth, *depth),
            None => {}
        }
    }
}

fn enter_type(linked: &Linked, ty: TypeId, states: &mut [State], path: &mut Vec<Frame>) {
    states[ty.0 as usize] = State::OnPath;
    let mut parts = linked.ty(ty).map(base_and_branches).unwrap_or_default();
    parts.reverse();
    path.push(Frame {
        ty,
        parts,
        depth: Some(0),
    });
}

fn leave_type(
    linked: &Linked,
    states: &mut [State],
    path: &mut Vec<Frame>,
    diagnostics: &mut Diagnostics,
) {
    let Some(frame) = path.pop() else { return };
    let mut depth = frame.depth.map(|depth| depth + 1);
    if depth.is_some_and(|depth| depth > MAX_DEPTH) {
        report_type(linked, frame.ty, diagnostics, |name| {
            SemanticError::ContainsTooDeep {
                name,
                limit: MAX_DEPTH,
            }
        });
        depth = None;
    }
    states[frame.ty.0 as usize] = State::Done(depth);
    if let Some(container) = path.last_mut() {
        container.depth = max_depth(container.depth, depth);
    }
}

fn max_depth(one: Option<usize>, other: Option<usize>) -> Option<usize> {
    Some(one?.max(other?))
}

/// Base and branches of a type.
fn base_and_branches(ty: &Type) -> Vec<TypeId> {
    match &ty.kind {
        TypeKind::Struct(object) => object.base.into_iter().collect(),
        TypeKind::Union(union) => std::iter::once(union.base)
            .chain(union.branches.iter().map(|branch| branch.ty))
            .collect(),
        _ => Vec::new(),
    }
}

fn report_type(
    linked: &Linked,
    ty: TypeId,
    diagnostics: &mut Diagnostics,
    kind: impl Fn(String) -> SemanticError,
) {
    if let Some(spans) = linked.spans(ty) {
        diagnostics.push(spans.error(kind(spans.context.name.clone()), spans.name));
    }
}
