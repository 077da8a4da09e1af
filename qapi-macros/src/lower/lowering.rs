//! State of lowering: the schema, the decisions, and the types of values.

use std::collections::HashMap;

use qapi_parser::{Condition, Feature, Schema, TypeId, TypeKind};

use super::boxing::Boxes;
use super::calls::CallNames;
use super::directions::Directions;
use super::later_members::LaterMembers;
use super::names::Names;
use crate::model::{Attrs, Protocol, TypeExpr};
use crate::notes::Notes;
use crate::version::Version;

/// Options that shape the expansion.
#[derive(Debug)]
pub(crate) struct Style {
    /// Conditions become `#[cfg(feature = "..")]`.
    pub(crate) cfg_features: bool,
    /// Handshake that the user chose.
    pub(crate) protocol: Option<Protocol>,
    /// Oldest supported release. Members of later releases may be absent.
    pub(crate) since: Option<Version>,
    /// Address of an online reference. `{kind}`, `{module}` and `{name}` are placeholders for the values of an item.
    pub(crate) reference: Option<String>,
    /// Schema whose documentation is used.
    pub(crate) docs: Option<Schema>,
    /// Text for the docs of definitions.
    pub(crate) notes: Notes,
}

/// Reason why a member that the schema requires is optional.
pub(super) enum Absence {
    /// Peers of earlier releases do not send the member.
    Before(Version),
    /// The user listed the member in the option `optional`.
    Listed,
}

/// State of lowering a schema.
pub(super) struct Lowering<'s> {
    pub(super) schema: &'s Schema,
    pub(super) style: &'s Style,
    pub(super) names: Names,
    pub(super) calls: CallNames,
    pub(super) boxes: Boxes,
    pub(super) directions: Directions,
    pub(super) later_members: LaterMembers,
    /// Required members in the option `optional`, and whether each may be absent.
    pub(super) optional: &'s HashMap<(TypeId, String), bool>,
}

impl Lowering<'_> {
    /// Rust type of a value.
    pub(super) fn type_expr(&self, id: TypeId) -> TypeExpr {
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

    /// Like `type_expr`, with a `Box` if `owner` contains itself through the edge with the number `edge`.
    pub(super) fn contained(&self, owner: TypeId, edge: usize, ty: TypeId) -> TypeExpr {
        let plain = self.type_expr(ty);
        if self.boxes.contains(&(owner, edge)) {
            TypeExpr::Boxed(Box::new(plain))
        } else {
            plain
        }
    }

    pub(super) fn attrs(
        &self,
        docs: String,
        condition: Option<&Condition>,
        features: &[Feature],
    ) -> Attrs {
        Attrs {
            docs,
            cfg: condition.filter(|_| self.style.cfg_features).map(predicate),
            deprecated: features.iter().any(|feature| feature.name == "deprecated"),
        }
    }
}

/// Turns a condition into a predicate over the Cargo features of the user's crate.
pub(super) fn predicate(condition: &Condition) -> String {
    let list = |of: &[Condition]| of.iter().map(predicate).collect::<Vec<_>>().join(", ");
    match condition {
        Condition::Defined(symbol) => format!("feature = {symbol:?}"),
        Condition::All(of) => format!("all({})", list(of)),
        Condition::Any(of) => format!("any({})", list(of)),
        Condition::Not(of) => format!("not({})", predicate(of)),
    }
}
