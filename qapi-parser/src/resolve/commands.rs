//! Pass: arguments, return types and event data (QAPI language, "Commands", "Events").

use std::collections::HashMap;

use crate::ast::Pragmas;
use crate::error::{Diagnostics, Note, Part, PragmaName, SemanticError};
use crate::resolve::linked::{Linked, describe};
use crate::resolve::place::Place;
use crate::resolve::recursion::Finite;
use crate::schema::{Definition, TypeId, TypeKind};

pub(super) fn check(
    linked: &Linked,
    pragmas: &Pragmas,
    finite: &Finite,
    diagnostics: &mut Diagnostics,
) {
    let mut checker = Checker {
        linked,
        finite,
        conditional: HashMap::new(),
    };
    for place in &linked.places {
        match linked.schema.find(&place.context.name) {
            Some(Definition::Command(id)) => {
                let command = &linked.schema[id];
                // Another definition has the name, which has been reported.
                if command.span != place.name {
                    continue;
                }
                checker.check(
                    command.arguments,
                    command.boxed,
                    Part::Arguments,
                    place,
                    diagnostics,
                );
                if !pragmas.excepts(PragmaName::CommandReturnsExceptions, &command.name) {
                    check_returns(linked, command.returns, place, diagnostics);
                }
            }
            Some(Definition::Event(id)) => {
                let event = &linked.schema[id];
                if event.span == place.name {
                    checker.check(event.data, event.boxed, Part::EventData, place, diagnostics);
                }
            }
            _ => {}
        }
    }
}

/// Checks that a return type is an object or an array of objects.
fn check_returns(
    linked: &Linked,
    returns: Option<TypeId>,
    place: &Place,
    diagnostics: &mut Diagnostics,
) {
    let Some(ty) = returns.and_then(|returns| linked.ty(returns)) else {
        return;
    };
    let element = match ty.kind {
        TypeKind::Array(element) => linked.ty(element),
        _ => Some(ty),
    };
    let Some(element) = element else { return };
    if !matches!(element.kind, TypeKind::Struct(_) | TypeKind::Union(_)) {
        let kind = SemanticError::WrongType {
            part: Part::Returns,
            expected: "a struct, a union or an array of these",
            found: describe(ty),
        };
        let note = Note::Exception {
            pragma: PragmaName::CommandReturnsExceptions,
            name: place.context.name.clone(),
        };
        diagnostics.push(place.error(kind, place.returns).note(note));
    }
}

/// Check of arguments and event data.
struct Checker<'l> {
    linked: &'l Linked,
    finite: &'l Finite,
    /// Whether a type has conditional members, for the types that were asked for.
    conditional: HashMap<TypeId, bool>,
}

impl Checker<'_> {
    /// Checks that the data is an object. Without `boxed` it must be a struct without conditional members.
    fn check(
        &mut self,
        data: Option<TypeId>,
        boxed: bool,
        part: Part,
        place: &Place,
        diagnostics: &mut Diagnostics,
    ) {
        let Some(data) = data else { return };
        let Some(ty) = self.linked.ty(data) else {
            return;
        };
        let kind = match ty.kind {
            TypeKind::Union(_) if !boxed => SemanticError::UnionNotBoxed { part },
            TypeKind::Struct(_) if !boxed && self.is_conditional(data) => {
                SemanticError::ConditionalNotBoxed { part }
            }
            TypeKind::Struct(_) | TypeKind::Union(_) => return,
            _ => SemanticError::WrongType {
                part,
                expected: "a struct or a union",
                found: describe(ty),
            },
        };
        diagnostics.push(place.error(kind, place.data));
    }

    fn is_conditional(&mut self, ty: TypeId) -> bool {
        let (linked, finite) = (self.linked, self.finite);
        *self.conditional.entry(ty).or_insert_with(|| {
            finite.has(ty)
                && linked
                    .with_bases(ty)
                    .flat_map(|level| linked.own_members(level))
                    .any(|member| member.condition.is_some())
        })
    }
}
