//! Syntax tree of a schema: files and definitions as written. Names are not resolved yet.

use std::collections::{HashMap, HashSet};

use crate::condition::Condition;
use crate::doc::{Doc, ParsedDoc};
use crate::error::{DefinitionKind, PragmaName};
use crate::schema::{EnumValue, Feature, Module, ModuleId, Pragma};
use crate::source::{SourceMap, Span};

/// Syntax tree of all files.
#[derive(Debug, Default)]
pub(crate) struct SyntaxTree {
    pub(crate) sources: SourceMap,
    pub(crate) modules: Vec<Module>,
    pub(crate) definitions: Vec<(ModuleId, Definition)>,
    /// Definitions and includes of each module, in the order of reading.
    pub(crate) order: Vec<(ModuleId, ModuleEntry)>,
    pub(crate) pragmas: Pragmas,
    /// Set if a file could not be read. An unknown name may be defined in that file.
    pub(crate) incomplete: bool,
}

/// A definition or an include of a module. The definition is an index into [`SyntaxTree::definitions`].
#[derive(Clone, Copy, Debug)]
pub(crate) enum ModuleEntry {
    Definition(usize),
    Include(ModuleId),
}

/// Pragmas of all files. A pragma applies to the whole schema.
#[derive(Debug, Default)]
pub(crate) struct Pragmas {
    pub(crate) doc_required: bool,
    exceptions: HashMap<PragmaName, HashSet<String>>,
}

impl Pragmas {
    /// Whether a pragma exempts a name from the rule of the pragma.
    pub(crate) fn exempts(&self, pragma: PragmaName, name: &str) -> bool {
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

/// An item at top level of a file.
#[derive(Debug)]
pub(crate) enum Item {
    Include(Name),
    Pragma(Pragma),
    Definition(Definition),
    FreeForm(Doc),
}

/// A name and its span.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) struct Definition {
    pub(crate) name: Name,
    /// Span of the whole expression.
    pub(crate) span: Span,
    /// Boxed because definitions are moved several times.
    pub(crate) doc: Option<Box<ParsedDoc>>,
    pub(crate) condition: Option<Condition>,
    pub(crate) features: Vec<Feature>,
    pub(crate) body: Body,
    /// Set if part of the definition could not be read. Errors that follow from the missing part are not reported.
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

impl Definition {
    /// Feature lists of the definition, of its inline members, and of its enum values.
    pub(crate) fn feature_lists(&self) -> impl Iterator<Item = &[Feature]> + Clone {
        let members = self.body.members().iter().map(|member| &*member.features);
        let values = self.body.values().iter().map(|value| &*value.features);
        std::iter::once(&*self.features)
            .chain(members)
            .chain(values)
    }
}

impl Body {
    /// Inline members; empty for a definition that has none.
    pub(crate) fn members(&self) -> &[Member] {
        let data = match self {
            Self::Struct { members, .. } => return members,
            Self::Union { base, .. } => Some(base),
            Self::Command { data, .. } | Self::Event { data, .. } => data.as_ref(),
            Self::Enum { .. } | Self::Alternate { .. } => None,
        };
        match data {
            Some(Data::Inline(members)) => members,
            _ => &[],
        }
    }

    /// Values of an enum; empty for other definitions.
    fn values(&self) -> &[EnumValue] {
        match self {
            Self::Enum { values, .. } => values,
            _ => &[],
        }
    }

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

/// Value of `data` or `base`: the name of a type, or inline members.
#[derive(Debug)]
pub(crate) enum Data {
    Named(Name),
    Inline(Vec<Member>),
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
