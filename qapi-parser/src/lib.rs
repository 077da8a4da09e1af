//! Reads schemas in QEMU's QAPI language.

mod condition;
mod doc;
mod schema;
mod source;

pub use condition::{Condition, Config};
pub use doc::{Doc, DocItem, DocSection};
pub use schema::{
    Alternate, Branch, Builtin, Command, CommandId, Definition, Enum, EnumValue, Event, EventId,
    Feature, Member, Module, ModuleId, Schema, Struct, Type, TypeId, TypeKind, Union,
};
pub use source::{FileId, Location, SourceFile, SourceMap, Span};
