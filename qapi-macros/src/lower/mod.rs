//! Schema to model: Rust names, boxes, options and docs, decided once.

mod boxing;
mod docs;
mod names;
mod payload;
mod roles;
mod since;
mod types;

use qapi_parser::{Condition, Doc, Feature, Member, Schema, TypeId, TypeKind};

use crate::model::{Attrs, Expansion, Field, Protocol, RustModule, Shared, TypeExpr};
use crate::names::{Scope, ident, snake};
use crate::select::Chosen;
use names::Names;
pub(crate) use since::Version;

/// What the user decides about the expansion.
#[derive(Debug)]
pub(crate) struct Style {
    /// Path of the runtime crate.
    pub(crate) runtime: String,
    /// Conditions become `#[cfg(feature = "..")]`.
    pub(crate) tied: bool,
    /// The handshake, where it is stated.
    pub(crate) protocol: Option<Protocol>,
    /// The oldest release to be understood: younger members may be absent.
    pub(crate) since: Option<Version>,
    /// Address of an online reference, with `{kind}`, `{module}` and `{name}` for those of an item.
    pub(crate) reference: Option<String>,
}

/// The model of what is chosen from the schema.
pub(crate) fn lower(schema: &Schema, chosen: &Chosen, style: &Style) -> Expansion {
    let names = Names::new(schema, chosen);
    let boxes = boxing::back_edges(schema, chosen);
    let lowering = Lowering {
        schema,
        style,
        names,
        boxes,
        roles: roles::roles(schema, chosen),
    };
    let mut modules: Vec<RustModule> = schema
        .modules()
        .filter_map(|(id, _)| lowering.module(id, chosen))
        .collect();
    modules.extend(lowering.builtin_module());
    let commands = lowering.commands(chosen);
    let (events, other_event) = lowering.events(chosen);
    Expansion {
        runtime: style.runtime.clone(),
        modules,
        commands,
        events,
        other_event,
        protocol: style.protocol.unwrap_or_else(|| spoken(schema)),
        shared: Shared::default(),
    }
}

/// The protocol that a schema speaks, by the command of its handshake.
fn spoken(schema: &Schema) -> Protocol {
    let has = |name| schema.commands().any(|(_, command)| command.name == name);
    if has("qmp_capabilities") {
        Protocol::Qmp
    } else if has("guest-sync-delimited") || has("guest-sync") {
        Protocol::GuestAgent
    } else {
        Protocol::Bare
    }
}

struct Lowering<'s> {
    schema: &'s Schema,
    style: &'s Style,
    names: Names,
    boxes: boxing::Boxes,
    roles: roles::Roles,
}

impl<'s> Lowering<'s> {
    /// The type of a value.
    fn type_expr(&self, id: TypeId) -> TypeExpr {
        use qapi_parser::Builtin as B;
        match &self.schema[id].kind {
            TypeKind::Builtin(builtin) => match builtin {
                B::Str => TypeExpr::String,
                B::Number => TypeExpr::Number,
                B::Int | B::Int64 => TypeExpr::Primitive("i64"),
                B::Int8 => TypeExpr::Primitive("i8"),
                B::Int16 => TypeExpr::Primitive("i16"),
                B::Int32 => TypeExpr::Primitive("i32"),
                B::Uint8 => TypeExpr::Primitive("u8"),
                B::Uint16 => TypeExpr::Primitive("u16"),
                B::Uint32 => TypeExpr::Primitive("u32"),
                B::Uint64 | B::Size => TypeExpr::Primitive("u64"),
                B::Bool => TypeExpr::Primitive("bool"),
                B::Null => TypeExpr::Null,
                B::Any => TypeExpr::Any,
            },
            TypeKind::Array(item) => TypeExpr::Array(Box::new(self.type_expr(*item))),
            _ => TypeExpr::Named(self.names.path(id)),
        }
    }

    /// As `type_expr`, in a box where `owner` would contain itself through its edge number `edge`.
    fn contained(&self, owner: TypeId, edge: usize, ty: TypeId) -> TypeExpr {
        let plain = self.type_expr(ty);
        if self.boxes.contains(&(owner, edge)) {
            TypeExpr::Boxed(Box::new(plain))
        } else {
            plain
        }
    }

    fn attrs(&self, docs: String, condition: Option<&Condition>, features: &[Feature]) -> Attrs {
        Attrs {
            docs,
            cfg: condition.filter(|_| self.style.tied).map(predicate),
            deprecated: features.iter().any(|feature| feature.name == "deprecated"),
        }
    }

    /// The fields of an object type: inherited members first. `own_docs` describes members of implied types.
    fn fields(&self, ty: TypeId, scope: &mut Scope, own_docs: Option<&Doc>) -> Vec<Field> {
        let mut fields = Vec::new();
        for (edge, (member, holder)) in flat(self.schema, ty).into_iter().enumerate() {
            let doc = self.schema[holder].doc.as_ref().or(own_docs);
            // What may have been compiled out of the peer may be absent.
            let open = member.condition.is_some() && !self.style.tied;
            let young = self.roles.received.contains(&ty) && self.is_young(member, doc);
            fields.push(Field {
                name: ident(scope.claim(snake(&member.name))),
                wire: member.name.clone(),
                attrs: self.attrs(
                    self.member_docs(member, doc, young),
                    member.condition.as_ref(),
                    &member.features,
                ),
                ty: self.contained(ty, edge, member.ty),
                optional: member.optional || open || young,
                needed: !member.optional && !open,
            });
        }
        fields
    }

    /// Whether the oldest release to be understood does not know the member.
    fn is_young(&self, member: &Member, doc: Option<&Doc>) -> bool {
        let text = || {
            Some(
                &doc?
                    .members
                    .iter()
                    .find(|item| item.name == member.name)?
                    .text,
            )
        };
        let Some(oldest) = &self.style.since else {
            return false;
        };
        !member.optional
            && text()
                .and_then(|text| Version::of(text))
                .is_some_and(|since| since > *oldest)
    }
}

/// All members of an object type with the type that holds each, inherited ones first.
fn flat(schema: &Schema, ty: TypeId) -> Vec<(&Member, TypeId)> {
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

/// A condition over the user's cargo features.
fn predicate(condition: &Condition) -> String {
    let list = |of: &[Condition]| of.iter().map(predicate).collect::<Vec<_>>().join(", ");
    match condition {
        Condition::Defined(symbol) => format!("feature = {symbol:?}"),
        Condition::All(of) => format!("all({})", list(of)),
        Condition::Any(of) => format!("any({})", list(of)),
        Condition::Not(of) => format!("not({})", predicate(of)),
    }
}
