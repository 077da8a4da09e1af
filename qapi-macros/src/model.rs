//! Model of an expansion. Every name and type is decided. All names are Rust source text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A whole expansion.
#[derive(Debug)]
pub(crate) struct Expansion {
    pub(crate) modules: Vec<RustModule>,
    pub(crate) commands: Vec<RustCommand>,
    pub(crate) events: Vec<RustEvent>,
    /// Variant of the `Event` enum for unknown events.
    pub(crate) other_event: String,
    pub(crate) protocol: Protocol,
    pub(crate) shared: Shared,
}

/// Items of another expansion that this expansion re-exports. Shared types are removed from the model. Shared commands
/// and events stay in the model, because `Client` and `Event` use them.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    /// Path of the other expansion: `crate::qmp`.
    pub(crate) home: String,
    /// Shared names by module, including `commands` and `events`.
    pub(crate) names: BTreeMap<String, BTreeSet<String>>,
}

impl Shared {
    pub(crate) fn has(&self, module: &str, name: &str) -> bool {
        self.names
            .get(module)
            .is_some_and(|names| names.contains(name))
    }
}

/// Module for glob imports.
pub(crate) const PRELUDE: &str = "prelude";

/// Name of the module of commands.
pub(crate) const COMMANDS: &str = "commands";
/// Name of the module of events.
pub(crate) const EVENTS: &str = "events";

/// Name of the module of types for values that lack a member.
pub(crate) const NEEDS: &str = "needs";

/// The module of a schema file.
#[derive(Debug)]
pub(crate) struct RustModule {
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) types: Vec<RustType>,
}

/// Handshake of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    Qmp,
    GuestAgent,
    Bare,
}

#[derive(Debug)]
pub(crate) enum RustType {
    Struct(RustStruct),
    Enum(RustEnum),
    Union(RustUnion),
    Alternate(RustAlternate),
}

/// Attributes of an item.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attrs {
    /// Markdown.
    pub(crate) docs: String,
    /// The predicate of a `#[cfg(..)]`.
    pub(crate) cfg: Option<String>,
    pub(crate) deprecated: bool,
}

/// Equality ignores docs, because docs contain the file and line in the schema.
impl PartialEq for Attrs {
    fn eq(&self, other: &Self) -> bool {
        (&self.cfg, self.deprecated) == (&other.cfg, other.deprecated)
    }
}

/// A struct, the arguments of a command or the data of an event.
#[derive(Debug, PartialEq)]
pub(crate) struct RustStruct {
    pub(crate) name: String,
    pub(crate) attrs: Attrs,
    pub(crate) fields: Vec<Field>,
    /// Whether programs create values of the type. If so, the type has `new` and setters.
    pub(crate) constructible: bool,
    /// Name of the field and the method for undeclared members (`gen: false`).
    pub(crate) extra: Option<String>,
}

/// A member as a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) wire: String,
    pub(crate) attrs: Attrs,
    pub(crate) ty: TypeExpr,
    /// Whether the member may be absent from received values.
    pub(crate) optional: bool,
    /// Whether constructors take the member.
    pub(crate) needed: bool,
    /// Way in which constructors take the member, if they do.
    pub(crate) passing: Passing,
    /// Whether `Debug` masks the value because of the type. The client masks values with a secret name in any case.
    pub(crate) secret: bool,
}

/// Way in which a constructor takes a required member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Passing {
    /// A parameter takes any value that converts into the type.
    Converted,
    /// A parameter takes the type itself, because another parameter takes the same strings.
    Exact,
    /// A method with the name of the member takes the value, because the value would also fit another member.
    Named,
}

#[derive(Debug)]
pub(crate) struct RustEnum {
    pub(crate) name: String,
    pub(crate) attrs: Attrs,
    pub(crate) values: Vec<Value>,
    /// Whether programs create values of the type. If so, the type implements `From<&str>`, which takes the name of a
    /// value.
    pub(crate) constructible: bool,
    /// Variant for unknown values.
    pub(crate) other: String,
}

/// A value of an enumeration.
#[derive(Debug, PartialEq)]
pub(crate) struct Value {
    pub(crate) name: String,
    pub(crate) wire: String,
    pub(crate) attrs: Attrs,
}

#[derive(Debug)]
pub(crate) struct RustUnion {
    pub(crate) name: String,
    pub(crate) attrs: Attrs,
    /// The common members; the discriminator is one of them.
    pub(crate) fields: Vec<Field>,
    /// Whether programs create values of the type. If so, the type has `new` and setters.
    pub(crate) constructible: bool,
    /// Index of the discriminator in `fields`.
    pub(crate) discriminator: usize,
    pub(crate) tag: Tag,
}

/// Enum for the discriminator of a union.
#[derive(Debug, PartialEq)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) variants: Vec<Variant>,
    /// Variant for unknown values.
    pub(crate) other: String,
}

/// A variant of a [`Tag`], with the type of the branch if the value has a branch.
#[derive(Debug, PartialEq)]
pub(crate) struct Variant {
    pub(crate) name: String,
    pub(crate) wire: String,
    pub(crate) attrs: Attrs,
    pub(crate) data: Option<TypeExpr>,
    /// Type of the member `data`, if the type of the branch has no other member. Older schemas of QEMU wrap branches in
    /// such a member.
    pub(crate) wrapped: Option<TypeExpr>,
    /// Constructor of the union with this variant.
    pub(crate) constructor: String,
}

#[derive(Debug)]
pub(crate) struct RustAlternate {
    pub(crate) name: String,
    pub(crate) attrs: Attrs,
    /// Whether programs create values of the type. If so, the type has conversions.
    pub(crate) constructible: bool,
    pub(crate) branches: Vec<AlternateBranch>,
}

/// A branch of an alternate.
#[derive(Debug, PartialEq)]
pub(crate) struct AlternateBranch {
    pub(crate) name: String,
    pub(crate) attrs: Attrs,
    pub(crate) ty: TypeExpr,
    pub(crate) kind: Kind,
}

/// Kind of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    String,
    Number,
    Boolean,
    Null,
    Array,
    Object,
}

/// Arguments of a command, or data of an event.
#[derive(Debug, PartialEq)]
pub(crate) enum Payload {
    /// Inline members.
    Members(RustStruct),
    /// A named type of the schema.
    Type(Wrapper),
}

/// A struct that wraps a type of the schema.
#[derive(Debug, PartialEq)]
pub(crate) struct Wrapper {
    pub(crate) name: String,
    pub(crate) attrs: Attrs,
    pub(crate) ty: TypeExpr,
    /// Members of the type.
    pub(crate) fields: Vec<Field>,
    /// Whether programs create values of the struct. If so, the struct has the constructor and the setters of the
    /// wrapped type.
    pub(crate) constructible: bool,
}

#[derive(Debug)]
pub(crate) struct RustCommand {
    pub(crate) wire: String,
    /// The method of `Client`.
    pub(crate) method: String,
    /// Docs of the method. Its links start at the root of the expansion.
    pub(crate) method_docs: String,
    pub(crate) arguments: Payload,
    pub(crate) returns: Option<TypeExpr>,
    pub(crate) success_response: bool,
    pub(crate) allow_oob: bool,
}

#[derive(Debug)]
pub(crate) struct RustEvent {
    pub(crate) wire: String,
    pub(crate) data: Payload,
    /// The variant of the `Event` enum.
    pub(crate) variant: String,
}

/// Path of a type, valid in every module of the expansion.
pub(crate) fn path(module: &str, name: &str) -> String {
    format!("super::{module}::{name}")
}

/// Rust type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TypeExpr {
    String,
    Number,
    /// An integer or `bool`.
    Primitive(&'static str),
    Null,
    Any,
    /// A type of the expansion by its [`path`]: `super::block_core::BlockInfo`.
    Named(String),
    Array(Box<TypeExpr>),
    /// A boxed type: without the box the type would contain itself.
    Boxed(Box<TypeExpr>),
}

impl TypeExpr {
    /// Whether a parameter has exactly this type. Other parameters are `impl Into<..>`.
    pub(crate) fn is_exact(&self) -> bool {
        matches!(self, Self::Primitive(_) | Self::Number)
    }

    /// Whether serialisation can fail, because a value can contain NaN or an infinite number.
    pub(crate) fn has_numbers(&self) -> bool {
        match self {
            Self::Number => true,
            Self::Array(item) | Self::Boxed(item) => item.has_numbers(),
            _ => false,
        }
    }

    /// Path of the named type, also inside arrays and boxes.
    pub(crate) fn named(&self) -> Option<&str> {
        match self {
            Self::Named(path) => Some(path),
            Self::Array(item) | Self::Boxed(item) => item.named(),
            _ => None,
        }
    }

    /// The type without its box.
    pub(crate) fn unboxed(&self) -> &Self {
        match self {
            Self::Boxed(inner) => inner,
            other => other,
        }
    }
}

impl fmt::Display for TypeExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String => f.write_str("::std::string::String"),
            Self::Number => f.write_str("f64"),
            Self::Primitive(name) => f.write_str(name),
            Self::Null => f.write_str("__private::Null"),
            Self::Any => f.write_str("__private::Value"),
            Self::Named(path) => f.write_str(path),
            Self::Array(item) => write!(f, "::std::vec::Vec<{item}>"),
            Self::Boxed(inner) => write!(f, "::std::boxed::Box<{inner}>"),
        }
    }
}

impl RustType {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Struct(s) => &s.name,
            Self::Enum(e) => &e.name,
            Self::Union(u) => &u.name,
            Self::Alternate(a) => &a.name,
        }
    }

    pub(crate) fn attrs(&self) -> &Attrs {
        match self {
            Self::Struct(s) => &s.attrs,
            Self::Enum(e) => &e.attrs,
            Self::Union(u) => &u.attrs,
            Self::Alternate(a) => &a.attrs,
        }
    }

    /// Whether programs create values of this type.
    pub(crate) fn constructible(&self) -> bool {
        match self {
            Self::Struct(s) => s.constructible,
            Self::Enum(e) => e.constructible,
            Self::Union(u) => u.constructible,
            Self::Alternate(a) => a.constructible,
        }
    }
}

impl RustCommand {
    /// The name of the argument struct.
    pub(crate) fn name(&self) -> &str {
        self.arguments.name()
    }
}

impl Payload {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Members(s) => &s.name,
            Self::Type(w) => &w.name,
        }
    }

    pub(crate) fn attrs(&self) -> &Attrs {
        match self {
            Self::Members(s) => &s.attrs,
            Self::Type(w) => &w.attrs,
        }
    }
}
