//! What files say, each definition by itself: names are not resolved yet.

use std::collections::{HashMap, HashSet};

use crate::condition::Condition;
use crate::doc::{Doc, ParsedDoc};
use crate::error::{DefinitionKind, PragmaName};
use crate::schema::{EnumValue, Feature, Module, ModuleId, Pragma};
use crate::source::{SourceMap, Span};

/// What all files say, in order.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    pub(crate) sources: SourceMap,
    pub(crate) modules: Vec<Module>,
    pub(crate) definitions: Vec<(ModuleId, Definition)>,
    /// What stands in which module, in order; definitions by their index.
    pub(crate) order: Vec<(ModuleId, Entry)>,
    pub(crate) pragmas: Pragmas,
    /// A file could not be read, so that definitions may be missing.
    pub(crate) incomplete: bool,
}

/// What stands in a module.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Entry {
    Definition(usize),
    Include(ModuleId),
}

/// The pragmas of all files; their scope is the whole schema.
#[derive(Debug, Default)]
pub(crate) struct Pragmas {
    pub(crate) doc_required: bool,
    exceptions: HashMap<PragmaName, HashSet<String>>,
}

impl Pragmas {
    pub(crate) fn excepts(&self, pragma: PragmaName, name: &str) -> bool {
        self.exceptions
            .get(&pragma)
            .is_some_and(|names| names.contains(name))
    }

    pub(crate) fn add(&mut self, pragma: &Pragma) {
        match pragma {
            Pragma::DocRequired(required) => self.doc_required = *required,
            Pragma::Exceptions(pragma, names) => {
                self.exceptions
                    .entry(*pragma)
                    .or_default()
                    .extend(names.iter().cloned());
            }
        }
    }
}

/// What a file says at top level.
#[derive(Debug)]
pub(crate) enum Item {
    Include(Name),
    Pragma(Pragma),
    Definition(Definition),
    FreeForm(Doc),
}

/// A word of the schema and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) struct Definition {
    pub(crate) name: Name,
    /// The whole expression.
    pub(crate) span: Span,
    /// Boxed, since definitions are moved a few times.
    pub(crate) doc: Option<Box<ParsedDoc>>,
    pub(crate) condition: Option<Condition>,
    pub(crate) features: Vec<Feature>,
    pub(crate) body: Body,
    /// Part of it could not be read: what follows from the gap is no further error.
    pub(crate) broken: bool,
}

#[derive(Debug)]
pub(crate) enum Body {
    Enum {
        values: Vec<EnumValue>,
        prefix: Option<String>,
    },
    Struct {
        base: Option<Name>,
        members: Vec<Member>,
    },
    Union {
        base: Data,
        discriminator: Name,
        branches: Vec<Branch>,
    },
    Alternate {
        branches: Vec<Branch>,
    },
    Command {
        data: Option<Data>,
        returns: Option<TypeRef>,
        flags: Flags,
    },
    Event {
        data: Option<Data>,
        boxed: bool,
    },
}

impl Body {
    pub(crate) fn kind(&self) -> DefinitionKind {
        match self {
            Self::Enum { .. } => DefinitionKind::Enum,
            Self::Struct { .. } => DefinitionKind::Struct,
            Self::Union { .. } => DefinitionKind::Union,
            Self::Alternate { .. } => DefinitionKind::Alternate,
            Self::Command { .. } => DefinitionKind::Command,
            Self::Event { .. } => DefinitionKind::Event,
        }
    }
}

/// Members: written in place, or those of the named type.
#[derive(Debug)]
pub(crate) enum Data {
    Named(Name),
    Members(Vec<Member>),
}

#[derive(Debug)]
pub(crate) struct TypeRef {
    pub(crate) name: Name,
    pub(crate) array: bool,
}

#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) name: Name,
    pub(crate) optional: bool,
    pub(crate) ty: TypeRef,
    pub(crate) condition: Option<Condition>,
    pub(crate) features: Vec<Feature>,
}

#[derive(Debug)]
pub(crate) struct Branch {
    pub(crate) name: Name,
    pub(crate) ty: TypeRef,
    pub(crate) condition: Option<Condition>,
}

#[derive(Debug)]
pub(crate) struct Flags {
    pub(crate) boxed: bool,
    pub(crate) generate: bool,
    pub(crate) success_response: bool,
    pub(crate) allow_oob: bool,
    pub(crate) allow_preconfig: bool,
    pub(crate) coroutine: bool,
}
