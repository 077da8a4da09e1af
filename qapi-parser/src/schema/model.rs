//! Model of a schema: arenas of modules, types, commands and events, in definition order.

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

id!(/// Identifier of a module in a [`Schema`]: `schema[id]` is the [`Module`].
    ModuleId);
id!(/// Identifier of a type in a [`Schema`]: `schema[id]` is the [`Type`].
    TypeId);
id!(/// Identifier of a command in a [`Schema`]: `schema[id]` is the [`Command`].
    CommandId);
id!(/// Identifier of an event in a [`Schema`]: `schema[id]` is the [`Event`].
    EventId);

/// A checked schema. References are resolved: definitions refer to each other by id.
#[derive(Clone, Debug)]
pub struct Schema {
    pub(crate) sources: SourceMap,
    pub(crate) modules: Vec<Module>,
    pub(crate) types: Vec<Type>,
    pub(crate) commands: Vec<Command>,
    pub(crate) events: Vec<Event>,
    pub(crate) names: HashMap<String, Definition>,
    pub(crate) warnings: Vec<Error>,
    /// Uses of each type, computed at the first query.
    pub(crate) usages: OnceLock<Vec<Usage>>,
}

/// Identifier of a definition. Types, commands and events share one name space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Definition {
    /// An enum, struct, union or alternate.
    Type(TypeId),
    /// A command.
    Command(CommandId),
    /// An event.
    Event(EventId),
}

/// A module: one schema file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Module {
    /// Path relative to the folder of the main file, with `/` as separator: `block-core.json`,
    /// `../../qapi/common.json`.
    pub name: String,
    /// File in [`Schema::sources`].
    pub file: FileId,
    /// Definitions in this file, in order.
    pub definitions: Vec<Definition>,
    /// Modules that this file includes, in order.
    pub includes: Vec<ModuleId>,
    /// Definitions and includes together, in order.
    pub items: Vec<ModuleItem>,
    /// Free-form documentation, in order.
    pub docs: Vec<Doc>,
    pub(crate) pragmas: Vec<Pragma>,
}

/// A setting in a pragma directive.
#[derive(Clone, Debug)]
pub(crate) enum Pragma {
    DocRequired(bool),
    Exceptions(PragmaName, Vec<String>),
}

/// Item of a [`Module`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModuleItem {
    /// A definition.
    Definition(Definition),
    /// An include directive for another module.
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
    /// Name: `deprecated`, `unstable` or a name that the schema defines.
    pub name: String,
    /// Condition (`if`); `None` if unconditional.
    pub condition: Option<Condition>,
    /// Span of the name.
    pub span: Span,
}

/// A type: built-in, defined or implicit.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Type {
    /// Name. Implicit types have the names of QEMU's generator, such as `q_obj_eject-arg`, `BlockInfoList` and
    /// `q_empty`.
    pub name: String,
    /// Kind of the type, with the properties of the kind.
    pub kind: TypeKind,
    /// Module that defines the type; `None` for built-in types and arrays of them.
    pub module: Option<ModuleId>,
    /// Span of the name in the definition.
    pub span: Span,
    /// Documentation.
    pub doc: Option<Doc>,
    /// Condition (`if`); `None` if unconditional.
    pub condition: Option<Condition>,
    /// Features, in order.
    pub features: Vec<Feature>,
}

/// Kind of a [`Type`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum TypeKind {
    /// A built-in type.
    Builtin(Builtin),
    /// An enum.
    Enum(Enum),
    /// A struct, or an implicit object (see [`Struct::implicit`]).
    Struct(Struct),
    /// A union.
    Union(Union),
    /// An alternate.
    Alternate(Alternate),
    /// An array, with the type of its elements.
    Array(TypeId),
}

/// Built-in type (QAPI language, "Built-in Types"). The built-in enum `QType` is an [`Enum`].
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

/// An enum.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Enum {
    /// Values, in order.
    pub values: Vec<EnumValue>,
    /// Prefix of the C constants; `None` for the default prefix.
    pub prefix: Option<String>,
}

/// A value of an enum.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct EnumValue {
    /// String on the wire.
    pub name: String,
    /// Condition (`if`); `None` if unconditional.
    pub condition: Option<Condition>,
    /// Features, in order.
    pub features: Vec<Feature>,
    /// Span of the name.
    pub span: Span,
}

/// A struct, or an implicit object.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Struct {
    /// Base: the struct whose members come before the own members.
    pub base: Option<TypeId>,
    /// Members, in order, without the members of the base. [`Schema::members`] lists all members.
    pub members: Vec<Member>,
    /// Whether the object is implicit: the inline members of a command, an event or a union, or the empty object.
    pub implicit: bool,
}

/// A member of a struct, or an argument.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Member {
    /// Name on the wire, without the `*` of an optional member.
    pub name: String,
    /// Type.
    pub ty: TypeId,
    /// Whether the member can be absent.
    pub optional: bool,
    /// Condition (`if`); `None` if unconditional.
    pub condition: Option<Condition>,
    /// Features, in order.
    pub features: Vec<Feature>,
    /// Span of the name.
    pub span: Span,
}

/// A union.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Union {
    /// Base: the struct with the common members, named or implicit.
    pub base: TypeId,
    /// Name of the common member whose value selects the branch.
    pub discriminator: String,
    /// Enum type of the discriminator.
    pub tag: TypeId,
    /// Branches as written, in order. A value without a branch has only the common members.
    pub branches: Vec<Branch>,
}

/// A branch of a union or an alternate.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Branch {
    /// Name: a value of the discriminator in a union. The name of a branch of an alternate is not on the wire.
    pub name: String,
    /// Type.
    pub ty: TypeId,
    /// Condition (`if`); `None` if unconditional.
    pub condition: Option<Condition>,
    /// Span of the name.
    pub span: Span,
}

/// An alternate: a value of one of several types, which have different JSON types.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Alternate {
    /// Branches, in order.
    pub branches: Vec<Branch>,
}

/// A command.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Command {
    /// Name on the wire.
    pub name: String,
    /// Struct or union of the arguments (implicit for inline arguments); `None` without arguments.
    pub arguments: Option<TypeId>,
    /// `boxed`: generated C code takes the arguments as one object.
    pub boxed: bool,
    /// Return type; `None` for the empty object.
    pub returns: Option<TypeId>,
    /// `gen`: false if the command takes arguments that the schema does not list.
    pub generate: bool,
    /// `success-response`: false if the command does not reply on success.
    pub success_response: bool,
    /// `allow-oob`: whether the command can be sent out-of-band.
    pub allow_oob: bool,
    /// `allow-preconfig`: whether the command is available before the machine is configured.
    pub allow_preconfig: bool,
    /// `coroutine`: whether QEMU runs the command in a coroutine.
    pub coroutine: bool,
    /// Module that defines the command.
    pub module: ModuleId,
    /// Span of the name in the definition.
    pub span: Span,
    /// Documentation.
    pub doc: Option<Doc>,
    /// Condition (`if`); `None` if unconditional.
    pub condition: Option<Condition>,
    /// Features, in order.
    pub features: Vec<Feature>,
}

/// An event.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Event {
    /// Name on the wire.
    pub name: String,
    /// Struct or union of the data (implicit for inline data); `None` without data.
    pub data: Option<TypeId>,
    /// `boxed`: generated C code takes the data as one object.
    pub boxed: bool,
    /// Module that defines the event.
    pub module: ModuleId,
    /// Span of the name in the definition.
    pub span: Span,
    /// Documentation.
    pub doc: Option<Doc>,
    /// Condition (`if`); `None` if unconditional.
    pub condition: Option<Condition>,
    /// Features, in order.
    pub features: Vec<Feature>,
}

/// Uses of a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Usage {
    /// Whether arguments of commands contain the type.
    pub arguments: bool,
    /// Whether replies to commands contain the type.
    pub results: bool,
    /// Whether data of events contains the type.
    pub events: bool,
}

impl Schema {
    /// Broken documentation rules, in source order. A strict [`Loader`](crate::Loader) returns errors instead.
    pub fn warnings(&self) -> &[Error] {
        &self.warnings
    }

    /// Files of the schema.
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// All modules: the main file, then the included files in the order of the first include.
    pub fn modules(&self) -> impl ExactSizeIterator<Item = (ModuleId, &Module)> {
        self.modules
            .iter()
            .enumerate()
            .map(|(id, module)| (ModuleId(id as u32), module))
    }

    /// All types: the built-in types, then defined and implicit types in definition order.
    pub fn types(&self) -> impl ExactSizeIterator<Item = (TypeId, &Type)> {
        self.types
            .iter()
            .enumerate()
            .map(|(id, ty)| (TypeId(id as u32), ty))
    }

    /// All commands, in definition order.
    pub fn commands(&self) -> impl ExactSizeIterator<Item = (CommandId, &Command)> {
        self.commands
            .iter()
            .enumerate()
            .map(|(id, command)| (CommandId(id as u32), command))
    }

    /// All events, in definition order.
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
