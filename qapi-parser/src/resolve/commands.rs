//! Arguments, results and event data (QAPI language, "Commands", "Events").

use crate::error::{MeaningError, PragmaName, Role, Sink};
use crate::load::Pragmas;
use crate::resolve::recursion::Finite;
use crate::resolve::{Linked, Place, clashes, describe};
use crate::schema::{TypeId, TypeKind};

pub(super) fn check(linked: &Linked, pragmas: &Pragmas, finite: &Finite, sink: &mut Sink) {
    let mut data = Data {
        linked,
        finite,
        conditional: Default::default(),
    };
    for place in &linked.places {
        match linked.schema.find(&place.context.name) {
            Some(crate::schema::Definition::Command(id)) => {
                let command = &linked.schema[id];
                if command.span != place.name {
                    continue;
                }
                data.check(
                    command.arguments,
                    command.boxed,
                    Role::Arguments,
                    place,
                    sink,
                );
                if !pragmas.excepts(PragmaName::CommandReturnsExceptions, &command.name) {
                    check_returns(linked, command.returns, place, sink);
                }
            }
            Some(crate::schema::Definition::Event(id)) => {
                let event = &linked.schema[id];
                if event.span == place.name {
                    data.check(event.data, event.boxed, Role::Data, place, sink);
                }
            }
            _ => {}
        }
    }
}

/// A command returns an object or an array of objects.
fn check_returns(linked: &Linked, returns: Option<TypeId>, place: &Place, sink: &mut Sink) {
    let Some(ty) = returns.and_then(|returns| linked.ty(returns)) else {
        return;
    };
    let element = match ty.kind {
        TypeKind::Array(element) => linked.ty(element),
        _ => Some(ty),
    };
    let Some(element) = element else { return };
    if !matches!(element.kind, TypeKind::Struct(_) | TypeKind::Union(_)) {
        let kind = MeaningError::WrongType {
            role: Role::Returns,
            what: describe(ty),
        };
        sink.push(place.error(kind, place.returns));
    }
}

struct Data<'l> {
    linked: &'l Linked,
    finite: &'l Finite,
    /// Whether a type has conditional members, where that is known.
    conditional: std::collections::HashMap<TypeId, bool>,
}

impl Data<'_> {
    /// Arguments and data are those of an object; one by one only if they are always the same.
    fn check(
        &mut self,
        data: Option<TypeId>,
        boxed: bool,
        role: Role,
        place: &Place,
        sink: &mut Sink,
    ) {
        let Some(data) = data else { return };
        let Some(ty) = self.linked.ty(data) else {
            return;
        };
        let kind = match ty.kind {
            TypeKind::Union(_) if !boxed => MeaningError::UnionNotBoxed { role },
            TypeKind::Struct(_) if !boxed && self.is_conditional(data) => {
                MeaningError::ConditionalNotBoxed { role }
            }
            TypeKind::Struct(_) | TypeKind::Union(_) => return,
            _ => MeaningError::WrongType {
                role,
                what: describe(ty),
            },
        };
        sink.push(place.error(kind, place.data));
    }

    fn is_conditional(&mut self, ty: TypeId) -> bool {
        let (linked, finite) = (self.linked, self.finite);
        *self.conditional.entry(ty).or_insert_with(|| {
            let levels = if finite.has(ty) {
                clashes::levels(linked, ty)
            } else {
                Vec::new()
            };
            let mut members = levels
                .into_iter()
                .flat_map(|level| clashes::own(linked, level));
            members.any(|member| member.condition.is_some())
        })
    }
}
