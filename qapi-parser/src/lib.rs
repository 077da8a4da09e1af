//! Reads schemas in QEMU's QAPI language.

mod ast;
mod check;
mod condition;
mod config;
mod doc;
mod error;
mod hint;
mod introspect;
mod lexer;
mod load;
mod parser;
mod print;
mod query;
mod resolve;
mod schema;
mod source;

pub use condition::{Condition, Config};
pub use doc::{Doc, DocItem, DocSection};
pub use error::{
    Context, DefinitionKind, DocError, Error, ErrorKind, Errors, MeaningError, NameError, Note,
    PragmaName, ReadError, Role, StructureError, SyntaxError,
};
pub use introspect::{SchemaInfo, SchemaMember, SchemaMeta, SchemaValue};
pub use load::{Disk, Files, Loader, Memory, load, parse_str};
pub use print::print;
pub use query::Usage;
pub use schema::{
    Alternate, Branch, Builtin, Command, CommandId, Definition, Enum, EnumValue, Event, EventId,
    Feature, Member, Module, ModuleId, ModuleItem, Schema, Struct, Type, TypeId, TypeKind, Union,
};
pub use source::{FileId, Location, SourceFile, SourceMap, Span};
