//! Reads schemas in QAPI, QEMU's interface language, as QEMU's own generator does.
//!
//! A schema file becomes one checked [`Schema`] in which every name is resolved: commands, events, types, their
//! documentation, features and conditions, each with its place in the text.
//!
//! ```
//! use qapi_parser::{Definition, parse_str};
//!
//! let schema = parse_str("colour.json", "
//!     { 'enum': 'Colour', 'data': [ 'red', 'green' ] }
//!     { 'struct': 'Lamp', 'data': { 'name': 'str', '*colour': 'Colour' } }
//!     { 'command': 'query-lamps', 'returns': [ 'Lamp' ] }
//! ")?;
//! let Some(Definition::Command(id)) = schema.find("query-lamps") else { panic!("it is defined") };
//! let lamps = schema[id].returns.expect("it returns an array");
//! assert_eq!(schema[lamps].name, "LampList");
//!
//! let lamp = schema.find_type("Lamp").expect("it is defined");
//! let members: Vec<_> = schema.members(lamp).iter().map(|m| (&*m.name, m.optional)).collect();
//! assert_eq!(members, [("name", false), ("colour", true)]);
//! # Ok::<(), qapi_parser::Errors>(())
//! ```
//!
//! # Errors
//!
//! All mistakes are found in one run, with a typed [`ErrorKind`], a [`Span`], the definition and the includes around it.
//! [`Errors`] shows them as compilers do:
//!
//! ```
//! let errors = qapi_parser::parse_str("lamp.json", "{ 'command': 'light', 'returns': 'Lmp' }
//! { 'struct': 'Lamp', 'data': {} }").unwrap_err();
//! assert_eq!(errors.to_string(), "\
//! lamp.json:1:35: unknown type `Lmp`
//!   |
//! 1 | { 'command': 'light', 'returns': 'Lmp' }
//!   |                                   ^^^
//!   = in command `light` at lamp.json:1:1
//!   = did you mean `Lamp`?
//! ");
//! ```
//!
//! No input makes it panic, recurse without bound or take more than about linear time.
//!
//! # Which releases
//!
//! Every QEMU since 6.2. The rules of the interface are errors. The rules of documentation style have changed from
//! release to release; they give [warnings](Schema::warnings), unless the [`Loader`] is [strict](Loader::strict): then it
//! refuses what QEMU 10.2 refuses.
//!
//! # What a schema answers
//!
//! - [`Schema::modules`], [`commands`](Schema::commands), [`events`](Schema::events), [`types`](Schema::types): all there
//!   is, in order; [`find`](Schema::find): one by name; `schema[id]`: one by id.
//! - [`Schema::members`] with inherited ones, [`branch`](Schema::branch) by value, [`usage`](Schema::usage) and
//!   [`reachable`](Schema::reachable): what is needed for what.
//! - [`Schema::with_config`]: the schema as one build has it; [`introspect`](Schema::introspect): what that build answers
//!   to `query-qmp-schema`.
//! - [`print`](fn@print): the interface as schema files without prose.

mod ast;
mod check;
mod condition;
mod doc;
mod error;
mod files;
mod lexer;
mod load;
mod loader;
mod name_list;
mod parser;
mod print;
mod resolve;
mod schema;
mod source;
mod suggest;

pub use condition::{Condition, Config};
pub use doc::{Doc, DocItem, DocSection};
pub use error::{
    Ambiguity, CamelCaseRule, Context, DefinitionKind, DocError, Error, ErrorKind, Errors,
    JsonType, NameError, Note, Part, PragmaName, ReadError, SemanticError, StructureError,
    SyntaxError,
};
pub use files::{Disk, Files, Memory};
pub use loader::{Loader, load, parse_str};
pub use print::print;
pub use schema::{
    Alternate, Branch, Builtin, Command, CommandId, Definition, Enum, EnumValue, Event, EventId,
    Feature, Member, Module, ModuleId, ModuleItem, Schema, SchemaInfo, SchemaMember, SchemaMeta,
    SchemaValue, Struct, Type, TypeId, TypeKind, Union, Usage,
};
pub use source::{FileId, Location, SourceFile, SourceMap, Span};
#[doc(hidden)]
pub use suggest::nearest;
