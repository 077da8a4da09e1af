//! Schema: the checked and resolved model, and queries on it.

mod configure;
mod documented;
mod introspect;
mod model;
mod query;

pub(crate) use introspect::json_type;
pub use introspect::{SchemaInfo, SchemaMember, SchemaMeta, SchemaValue};
pub(crate) use model::Pragma;
pub use model::{
    Alternate, Branch, Builtin, Command, CommandId, Definition, Enum, EnumValue, Event, EventId,
    Feature, Member, Module, ModuleId, ModuleItem, Schema, Struct, Type, TypeId, TypeKind, Union,
    Usage,
};
