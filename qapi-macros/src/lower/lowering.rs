//! State of a lowering: the schema, the decisions, and the types of values.

use std::collections::HashMap;

use qapi_parser::{Condition, Feature, Schema, TypeId, TypeKind};

use super::ages::Ages;
use super::boxing::Boxes;
use super::directions::Directions;
use super::names::Names;
use crate::model::{Attrs, Protocol, TypeExpr};
use crate::version::Version;

/// Options that shape the expansion.
#[derive(Debug)]
pub(crate) struct Style {
    /// Conditions become `#[cfg(feature = "..")]`.
    pub(crate) cfg_features: bool,
    /// Handshake, if the user names it.
    pub(crate) protocol: Option<Protocol>,
    /// Oldest release to be understood. Younger members may be absent.
    pub(crate) since: Option<Version>,
    /// Address of an online reference, with `{kind}`, `{module}` and `{name}` for those of an item.
    pub(crate) reference: Option<String>,
}

/// Reason why a member that the schema requires is optional.
pub(super) enum Absence {
    /// Peers before that release do not send the member.
    Before(Version),
    /// The user says so.
    Listed,
}

/// A lowering under way.
pub(super) struct Lowering<'s> {
    pub(super) schema: &'s Schema,
    pub(super) style: &'s Style,
    pub(super) names: Names,
    pub(super) boxes: Boxes,
    pub(super) directions: Directions,
    pub(super) ages: Ages,
    /// Required members on whose absence the user decides.
    pub(super) optional: &'s HashMap<(TypeId, String), bool>,
}

impl Lowering<'_> {
    /// The type of a value.
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

    /// Like `type_expr`, boxed if `owner` would contain itself through its edge number `edge`.
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

/// A condition over the user's cargo features.
pub(super) fn predicate(condition: &Condition) -> String {
    let list = |of: &[Condition]| of.iter().map(predicate).collect::<Vec<_>>().join(", ");
    match condition {
        Condition::Defined(symbol) => format!("feature = {symbol:?}"),
        Condition::All(of) => format!("all({})", list(of)),
        Condition::Any(of) => format!("any({})", list(of)),
        Condition::Not(of) => format!("not({})", predicate(of)),
    }
}
