//! The checked, resolved model of a schema. Index-based, in definition order, read-only.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::condition::Condition;
use crate::doc::Doc;
use crate::error::{Error, PragmaName};
use crate::source::{FileId, SourceMap, Span};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub(crate) u32);
    };
}

id!(/// A module (schema file) of a [`Schema`].
    ModuleId);
id!(/// A type of a [`Schema`]: `schema[id]` is the [`Type`].
    TypeId);
id!(/// A command of a [`Schema`]: `schema[id]` is the [`Command`].
    CommandId);
id!(/// An event of a [`Schema`]: `schema[id]` is the [`Event`].
    EventId);

/// A whole schema: no look-up by name is left to do.
#[derive(Clone, Debug)]
pub struct Schema {
    pub(crate) sources: SourceMap,
    pub(crate) modules: Vec<Module>,
    pub(crate) types: Vec<Type>,
    pub(crate) commands: Vec<Command>,
    pub(crate) events: Vec<Event>,
    pub(crate) names: HashMap<String, Definition>,
    pub(crate) warnings: Vec<Error>,
    /// What each type is used for, once somebody asked.
    pub(crate) usages: OnceLock<Vec<Usage>>,
}

/// One definition; types, commands and events share one name space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Definition {
    /// An enum, struct, union or alternate.
    Type(TypeId),
    /// A command.
    Command(CommandId),
    /// An event.
    Event(EventId),
}

/// A schema file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Module {
    /// Path relative to the folder of the main file, with `/`: `block-core.json`, `../../qapi/common.json`.
    pub name: String,
    /// The file.
    pub file: FileId,
    /// What it defines itself (not what it includes), in order.
    pub definitions: Vec<Definition>,
    /// What it includes directly, in order.
    pub includes: Vec<ModuleId>,
    /// What it defines and includes, in one order.
    pub items: Vec<ModuleItem>,
    /// Its free-form documentation, in order.
    pub docs: Vec<Doc>,
    pub(crate) pragmas: Vec<Pragma>,
}

/// One setting of a pragma directive.
#[derive(Clone, Debug)]
pub(crate) enum Pragma {
    DocRequired(bool),
    Exceptions(PragmaName, Vec<String>),
}

/// What stands in a [`Module`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModuleItem {
    /// A definition.
    Definition(Definition),
    /// The directive to include another module.
    Include(ModuleId),
}

impl Module {
    pub(crate) fn new(name: String, file: FileId) -> Self {
        Self {
            name,
            file,
            definitions: Vec::new(),
            includes: Vec::new(),
            items: Vec::new(),
            docs: Vec::new(),
            pragmas: Vec::new(),
        }
    }
}

/// A feature of a definition, member or enum value.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Feature {
    /// `deprecated`, `unstable` or a name of the schema's own.
    pub name: String,
    /// When it is there.
    pub condition: Option<Condition>,
    /// Where it is written.
    pub span: Span,
}

/// A type, built in, defined or implied.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Type {
    /// Its name. Implied types have the generator's: `q_obj_eject-arg`, `BlockInfoList`, `q_empty`.
    pub name: String,
    /// What it is.
    pub kind: TypeKind,
    /// The file that defines it; `None` for built-in types and arrays of them.
    pub module: Option<ModuleId>,
    /// The name in its definition.
    pub span: Span,
    /// Its documentation.
    pub doc: Option<Doc>,
    /// When it is there.
    pub condition: Option<Condition>,
    /// Its features, in order.
    pub features: Vec<Feature>,
}

/// What a [`Type`] is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum TypeKind {
    /// A built-in type.
    Builtin(Builtin),
    /// An enumeration.
    Enum(Enum),
    /// A struct, or an object that the schema implies (see [`Struct::implicit`]).
    Struct(Struct),
    /// A union.
    Union(Union),
    /// An alternate.
    Alternate(Alternate),
    /// An array of the type.
    Array(TypeId),
}

/// The built-in types (QAPI language, "Built-in Types"); the enum `QType` is an [`Enum`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the built-in type of that name")]
pub enum Builtin {
    Str,
    Number,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Size,
    Bool,
    Null,
    Any,
}

/// An enumeration.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Enum {
    /// The values, in order.
    pub values: Vec<EnumValue>,
    /// The prefix of the C constants.
    pub prefix: Option<String>,
}

/// A value of an enumeration.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct EnumValue {
    /// The string on the wire.
    pub name: String,
    /// When it is there.
    pub condition: Option<Condition>,
    /// Its features.
    pub features: Vec<Feature>,
    /// Where it is written.
    pub span: Span,
}

/// A struct, or an object that the schema implies.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Struct {
    /// The struct whose members come first.
    pub base: Option<TypeId>,
    /// Its own members, in order; [`Schema::members`] gives the inherited ones too.
    pub members: Vec<Member>,
    /// Not written as a struct: the arguments of a command, the data of an event, the base of a union, the empty object.
    pub implicit: bool,
}

/// A member of a struct, or an argument.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Member {
    /// The name on the wire, without the `*`.
    pub name: String,
    /// Its type.
    pub ty: TypeId,
    /// It may be absent.
    pub optional: bool,
    /// When it is there.
    pub condition: Option<Condition>,
    /// Its features.
    pub features: Vec<Feature>,
    /// Where it is written.
    pub span: Span,
}

/// A union.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Union {
    /// The struct that holds the common members, named or implied.
    pub base: TypeId,
    /// The common member whose value selects the branch.
    pub discriminator: String,
    /// The enumeration of the discriminator.
    pub tag: TypeId,
    /// The branches as written, in order. A value of the enumeration without a branch has no members of its own.
    pub branches: Vec<Branch>,
}

/// A branch of a union or an alternate.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Branch {
    /// In a union, the value of the discriminator; in an alternate, a name that the wire does not carry.
    pub name: String,
    /// Its type.
    pub ty: TypeId,
    /// When it is there.
    pub condition: Option<Condition>,
    /// Where it is written.
    pub span: Span,
}

/// An alternate: one of several types, told apart by the kind of JSON value.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Alternate {
    /// The branches, in order.
    pub branches: Vec<Branch>,
}

/// A command.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Command {
    /// The name on the wire.
    pub name: String,
    /// The struct or union of the arguments, an implicit one where they are written in place; `None` without `data`.
    pub arguments: Option<TypeId>,
    /// `boxed`: the arguments are one value of the named type.
    pub boxed: bool,
    /// What it returns; `None` for the empty object.
    pub returns: Option<TypeId>,
    /// `gen`: false where arguments go beyond what the schema says.
    pub generate: bool,
    /// `success-response`: false where success is silent.
    pub success_response: bool,
    /// `allow-oob`.
    pub allow_oob: bool,
    /// `allow-preconfig`.
    pub allow_preconfig: bool,
    /// `coroutine`.
    pub coroutine: bool,
    /// The file that defines it.
    pub module: ModuleId,
    /// The name in its definition.
    pub span: Span,
    /// Its documentation.
    pub doc: Option<Doc>,
    /// When it is there.
    pub condition: Option<Condition>,
    /// Its features.
    pub features: Vec<Feature>,
}

/// An event.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Event {
    /// The name on the wire.
    pub name: String,
    /// The struct or union of the data, an implicit one where it is written in place; `None` without `data`.
    pub data: Option<TypeId>,
    /// `boxed`: the data is one value of the named type.
    pub boxed: bool,
    /// The file that defines it.
    pub module: ModuleId,
    /// The name in its definition.
    pub span: Span,
    /// Its documentation.
    pub doc: Option<Doc>,
    /// When it is there.
    pub condition: Option<Condition>,
    /// Its features.
    pub features: Vec<Feature>,
}

/// What values of a type are used for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Usage {
    /// They are sent as arguments of commands, or within them.
    pub arguments: bool,
    /// They are received as results of commands, or within them.
    pub results: bool,
    /// They are received as data of events, or within them.
    pub events: bool,
}

impl Schema {
    /// What breaks the rules of documentation style, in source order; empty for a strict loader, which refuses it.
    pub fn warnings(&self) -> &[Error] {
        &self.warnings
    }

    /// The files it was read from.
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// The modules, the main file's first, then in the order in which they were first included.
    pub fn modules(&self) -> impl ExactSizeIterator<Item = (ModuleId, &Module)> {
        self.modules
            .iter()
            .enumerate()
            .map(|(id, module)| (ModuleId(id as u32), module))
    }

    /// All types, built-in and implied ones included.
    pub fn types(&self) -> impl ExactSizeIterator<Item = (TypeId, &Type)> {
        self.types
            .iter()
            .enumerate()
            .map(|(id, ty)| (TypeId(id as u32), ty))
    }

    /// The commands, in definition order.
    pub fn commands(&self) -> impl ExactSizeIterator<Item = (CommandId, &Command)> {
        self.commands
            .iter()
            .enumerate()
            .map(|(id, command)| (CommandId(id as u32), command))
    }

    /// The events, in definition order.
    pub fn events(&self) -> impl ExactSizeIterator<Item = (EventId, &Event)> {
        self.events
            .iter()
            .enumerate()
            .map(|(id, event)| (EventId(id as u32), event))
    }
}

macro_rules! index {
    ($id:ident, $item:ident, $field:ident) => {
        impl std::ops::Index<$id> for Schema {
            type Output = $item;
            fn index(&self, id: $id) -> &$item {
                &self.$field[id.0 as usize]
            }
        }
    };
}

index!(ModuleId, Module, modules);
index!(TypeId, Type, types);
index!(CommandId, Command, commands);
index!(EventId, Event, events);
