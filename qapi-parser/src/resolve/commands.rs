//! Pass: checks arguments, return types and event data (QAPI language, "Commands", "Events").

use std::collections::HashMap;

use crate::ast::Pragmas;
use crate::error::{Diagnostics, Note, Part, PragmaName, SemanticError};
use crate::resolve::definition_spans::DefinitionSpans;
use crate::resolve::linked::{Linked, describe};
use crate::resolve::recursion::FiniteTypes;
use crate::schema::{Definition, TypeId, TypeKind};

pub(super) fn check(
    linked: &Linked,
    pragmas: &Pragmas,
    finite: &FiniteTypes,
    diagnostics: &mut Diagnostics,
) {
    let mut checker = Checker {
        linked,
        finite,
        conditional: HashMap::new(),
    };
    for spans in &linked.spans {
        match linked.schema.find(&spans.context.name) {
            Some(Definition::Command(id)) => {
                let command = &linked.schema[id];
                // The definition was dropped: another definition has the same name, and the error is reported.
                if command.span != spans.name {
                    continue;
                }
                checker.check(
                    command.arguments,
                    command.boxed,
                    Part::Arguments,
                    spans,
                    diagnostics,
                );
                if !pragmas.exempts(PragmaName::CommandReturnsExceptions, &command.name) {
                    check_returns(linked, command.returns, spans, diagnostics);
                }
            }
            Some(Definition::Event(id)) => {
                let event = &linked.schema[id];
                if event.span == spans.name {
                    checker.check(event.data, event.boxed, Part::EventData, spans, diagnostics);
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
    spans: &DefinitionSpans,
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
            name: spans.context.name.clone(),
        };
        diagnostics.push(spans.error(kind, spans.returns).note(note));
    }
}

/// Checker of arguments and event data.
struct Checker<'l> {
    linked: &'l Linked,
    finite: &'l FiniteTypes,
    /// Known results of [`Self::is_conditional`].
    conditional: HashMap<TypeId, bool>,
}

impl Checker<'_> {
    /// Checks that arguments or event data are an object. Without `boxed`, the object must be a struct without
    /// conditional members.
    fn check(
        &mut self,
        data: Option<TypeId>,
        boxed: bool,
        part: Part,
        spans: &DefinitionSpans,
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
        diagnostics.push(spans.error(kind, spans.data));
    }

    fn is_conditional(&mut self, ty: TypeId) -> bool {
        let (linked, finite) = (self.linked, self.finite);
        *self.conditional.entry(ty).or_insert_with(|| {
            finite.contains(ty)
                && linked
                    .with_bases(ty)
                    .flat_map(|level| linked.own_members(level))
                    .any(|member| member.condition.is_some())
        })
    }
}
