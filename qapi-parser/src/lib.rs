//! Parser for QAPI, the interface language of QEMU. It accepts and refuses the same schemas as QEMU's own generator.
//!
//! [`load`] and [`parse_str`] turn schema files into a checked [`Schema`]: commands, events and types with their
//! documentation, features and conditions. All references between definitions are resolved, and each item has its span
//! in the text.
//!
//! ```
//! use qapi_parser::{Definition, parse_str};
//!
//! let schema = parse_str("colour.json", "
//!     { 'enum': 'Colour', 'data': [ 'red', 'green' ] }
//!     { 'struct': 'Lamp', 'data': { 'name': 'str', '*colour': 'Colour' } }
//!     { 'command': 'query-lamps', 'returns': [ 'Lamp' ] }
//! ")?;
//! let Some(Definition::Command(id)) = schema.find("query-lamps") else { panic!("not a command") };
//! let lamps = schema[id].returns.expect("query-lamps returns an array");
//! assert_eq!(schema[lamps].name, "LampList");
//!
//! let lamp = schema.find_type("Lamp").expect("Lamp is a struct");
//! let members: Vec<_> = schema.members(lamp).iter().map(|m| (&*m.name, m.optional)).collect();
//! assert_eq!(members, [("name", false), ("colour", true)]);
//! # Ok::<(), qapi_parser::Errors>(())
//! ```
//!
//! # Errors
//!
//! One run finds all mistakes. Each [`Error`] has a typed [`ErrorKind`], a [`Span`] and notes. [`Errors`] prints them
//! as compilers do:
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
//! No input makes the parser panic or recurse without bound. The time is about linear in the size of the input.
//!
//! # Supported releases
//!
//! The parser reads the schemas of QEMU 6.2 and later. A broken rule of the interface is an error. A broken
//! documentation rule is a [warning](Schema::warnings), because these rules differ between releases. A
//! [strict](Loader::strict) loader turns warnings into errors, and refuses the same schemas as QEMU 10.2.
//!
//! # Queries
//!
//! - [`Schema::modules`], [`commands`](Schema::commands), [`events`](Schema::events) and [`types`](Schema::types) list
//!   all items in order. [`find`](Schema::find) finds an item by name. `schema[id]` is the item with the id.
//! - [`Schema::members`] lists the members of a type and of its bases. [`branch`](Schema::branch) selects a branch of a
//!   union.
//! - [`Schema::reachable`] lists the types that commands and events need. [`usage`](Schema::usage) says whether a type
//!   is sent or received.
//! - [`Schema::with_config`] is the schema of one build. [`introspect`](Schema::introspect) is the reply of that build
//!   to `query-qmp-schema`.
//! - [`from_introspection`] is the way back: the schema of a program that has no schema files, from its reply to
//!   `query-qmp-schema`.
//! - [`extend`] adds what a newer schema has in addition.
//! - [`print`](fn@print) writes the schema as files without prose.

// Steps from text to schema: `lexer` and `parser` turn a text into expressions. `check` turns each expression into a
// part of the syntax tree (`ast`). `load` reads all files in this way. `resolve` turns the syntax tree into a `schema`.
// `loader` runs these steps.
mod ast;
mod check;
mod condition;
mod doc;
mod error;
mod files;
mod introspected;
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
pub use introspected::{Extended, extend, from_introspection};
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
