//! What is to be written, every name and shape decided. Plain data; names are Rust source text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A whole expansion.
#[derive(Debug)]
pub(crate) struct Expansion {
    pub(crate) modules: Vec<RustModule>,
    pub(crate) commands: Vec<RustCommand>,
    pub(crate) events: Vec<RustEvent>,
    /// The variant of the `Event` enum for what the schema does not know.
    pub(crate) other_event: String,
    pub(crate) protocol: Protocol,
    pub(crate) shared: Shared,
}

/// What is another expansion's and only re-exported. The types among it are no part of the model any more; commands and
/// events are, since `Client` and `Event` name them.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    /// Where the other expansion is: `crate::qmp`.
    pub(crate) home: String,
    /// The names in each module, `commands` and `events` among them.
    pub(crate) names: BTreeMap<String, BTreeSet<String>>,
}

impl Shared {
    pub(crate) fn has(&self, module: &str, name: &str) -> bool {
        self.names
            .get(module)
            .is_some_and(|names| names.contains(name))
    }
}

/// The modules of commands and events.
pub(crate) const COMMANDS: &str = "commands";
pub(crate) const EVENTS: &str = "events";

/// The module of a schema file.
#[derive(Debug)]
pub(crate) struct RustModule {
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) types: Vec<RustType>,
}

/// A handshake.
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

/// What stands before an item.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attrs {
    /// Markdown.
    pub(crate) docs: String,
    /// The predicate of a `#[cfg(..)]`.
    pub(crate) cfg: Option<String>,
    pub(crate) deprecated: bool,
}

/// Equal where a program sees no difference. Docs tell of the schema's file and line, which differ without harm.
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
    /// Whether a program makes such values: they have `new` and setters, and compare.
    pub(crate) constructible: bool,
    /// The field and method for members beyond the schema (`gen: false`).
    pub(crate) extra: Option<String>,
}

/// A member.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) wire: String,
    pub(crate) attrs: Attrs,
    pub(crate) ty: TypeExpr,
    /// It may be absent from what is received.
    pub(crate) optional: bool,
    /// It has to be given when a value is made.
    pub(crate) needed: bool,
    /// `Debug` masks the value, though its name alone does not say that it is secret.
    pub(crate) secret: bool,
}

#[derive(Debug)]
pub(crate) struct RustEnum {
    pub(crate) name: String,
    pub(crate) attrs: Attrs,
    pub(crate) values: Vec<Value>,
    /// Whether a program makes such values: they are made of names, too.
    pub(crate) constructible: bool,
    /// The variant for what the schema does not know.
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
    /// Whether a program makes such values: they have `new` and setters, and compare.
    pub(crate) constructible: bool,
    /// Which of `fields` is the discriminator.
    pub(crate) discriminator: usize,
    pub(crate) tag: Tag,
}

/// The enum of a union's discriminator.
#[derive(Debug, PartialEq)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) variants: Vec<Variant>,
    /// The variant for what the schema does not know.
    pub(crate) other: String,
}

/// A variant of a [`Tag`], with the branch's type if there is one.
#[derive(Debug, PartialEq)]
pub(crate) struct Variant {
    pub(crate) name: String,
    pub(crate) wire: String,
    pub(crate) attrs: Attrs,
    pub(crate) data: Option<TypeExpr>,
}

#[derive(Debug)]
pub(crate) struct RustAlternate {
    pub(crate) name: String,
    pub(crate) attrs: Attrs,
    /// Whether a program makes such values: they compare.
    pub(crate) constructible: bool,
    pub(crate) branches: Vec<Alternative>,
}

/// A branch of an alternate.
#[derive(Debug, PartialEq)]
pub(crate) struct Alternative {
    pub(crate) name: String,
    pub(crate) attrs: Attrs,
    pub(crate) ty: TypeExpr,
    pub(crate) kind: Kind,
}

/// The kinds of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    String,
    Number,
    Boolean,
    Null,
    Array,
    Object,
}

/// A command's arguments or an event's data.
#[derive(Debug, PartialEq)]
pub(crate) enum Payload {
    /// Members of their own.
    Members(RustStruct),
    /// A type of the schema.
    Type(Wrapper),
}

/// A struct around a type of the schema.
#[derive(Debug, PartialEq)]
pub(crate) struct Wrapper {
    pub(crate) name: String,
    pub(crate) attrs: Attrs,
    pub(crate) ty: TypeExpr,
    /// Its required members, where it is a struct.
    pub(crate) required: Option<Vec<Field>>,
}

#[derive(Debug)]
pub(crate) struct RustCommand {
    pub(crate) wire: String,
    /// The method of `Client`.
    pub(crate) method: String,
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

/// The path of a type of the expansion, as seen from any of its modules.
pub(crate) fn path(module: &str, name: &str) -> String {
    format!("super::{module}::{name}")
}

/// The type of a value.
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
    /// In a box, where it would contain itself otherwise.
    Boxed(Box<TypeExpr>),
}

impl TypeExpr {
    /// Whether a parameter takes it as it is; others take whatever converts into it.
    pub(crate) fn is_exact(&self) -> bool {
        matches!(self, Self::Primitive(_) | Self::Number)
    }

    /// Whether it holds floating point numbers itself, so that writing it can fail.
    pub(crate) fn has_numbers(&self) -> bool {
        match self {
            Self::Number => true,
            Self::Array(item) | Self::Boxed(item) => item.has_numbers(),
            _ => false,
        }
    }

    /// The path of the expansion's type in it.
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

    /// Whether a program makes such values.
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
