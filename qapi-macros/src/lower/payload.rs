//! Commands and events.

use qapi_parser::{Doc, TypeId, TypeKind};

use super::lowering::Lowering;
use crate::model::{Attrs, Payload, RustCommand, RustEvent, RustStruct, Wrapper};
use crate::names::Scope;
use crate::select::Selection;

/// What a struct of members holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Arguments of a command.
    Sent,
    /// Arguments with undeclared members (`gen: false`).
    Free,
    /// Data of an event.
    Received,
}

impl Lowering<'_> {
    pub(super) fn commands(&self, selection: &Selection) -> Vec<RustCommand> {
        let commands = selection.commands.iter().filter_map(|id| {
            let (name, method) = self.calls.command(*id)?;
            let command = &self.schema[*id];
            let docs = self.command_docs(command);
            let attrs = self.attrs(docs, command.condition.as_ref(), &command.features);
            let free = !command.generate && command.arguments.is_some();
            let usage = if free { Use::Free } else { Use::Sent };
            Some(RustCommand {
                wire: command.name.clone(),
                method: method.to_owned(),
                method_docs: self.method_docs(command, name),
                arguments: self.payload(
                    name.to_owned(),
                    attrs,
                    command.arguments,
                    command.doc.as_ref(),
                    usage,
                ),
                returns: command.returns.map(|ty| self.type_expr(ty)),
                success_response: command.success_response,
                allow_oob: command.allow_oob,
            })
        });
        commands.collect()
    }

    /// Events of the expansion, and the name of the variant for unknown events.
    pub(super) fn events(&self, selection: &Selection) -> (Vec<RustEvent>, String) {
        let events = selection.events.iter().filter_map(|id| {
            let (name, variant) = self.calls.event(*id)?;
            let event = &self.schema[*id];
            let attrs = self.attrs(
                self.event_docs(event),
                event.condition.as_ref(),
                &event.features,
            );
            Some(RustEvent {
                wire: event.name.clone(),
                data: self.payload(
                    name.to_owned(),
                    attrs,
                    event.data,
                    event.doc.as_ref(),
                    Use::Received,
                ),
                variant: variant.to_owned(),
            })
        });
        (events.collect(), self.calls.other_event.clone())
    }

    /// Struct of the arguments of a command, or of the data of an event.
    fn payload(
        &self,
        name: String,
        attrs: Attrs,
        data: Option<TypeId>,
        doc: Option<&Doc>,
        usage: Use,
    ) -> Payload {
        let mut scope = Scope::new(&["new"]);
        let fields = match data {
            Some(ty) if !self.is_implicit(ty) && (usage != Use::Free || self.is_union(ty)) => {
                return Payload::Type(self.wrapper(name, attrs, ty, usage));
            }
            Some(ty) => self.fields(ty, &mut scope, doc),
            None => Vec::new(),
        };
        let extra = (usage == Use::Free).then(|| scope.claim("extra".to_owned()));
        Payload::Members(RustStruct {
            name,
            attrs,
            fields,
            constructible: usage != Use::Received,
            extra,
        })
    }

    fn wrapper(&self, name: String, attrs: Attrs, ty: TypeId, usage: Use) -> Wrapper {
        let mut scope = Scope::new(&["new"]);
        let fields = match &self.schema[ty].kind {
            TypeKind::Union(u) => self.union_fields(ty, u, &mut scope).0,
            _ => self.fields(ty, &mut scope, None),
        };
        Wrapper {
            name,
            attrs,
            ty: self.type_expr(ty),
            fields,
            constructible: usage != Use::Received,
        }
    }

    fn is_union(&self, ty: TypeId) -> bool {
        matches!(&self.schema[ty].kind, TypeKind::Union(_))
    }

    fn is_implicit(&self, ty: TypeId) -> bool {
        matches!(&self.schema[ty].kind, TypeKind::Struct(s) if s.implicit)
    }
}
