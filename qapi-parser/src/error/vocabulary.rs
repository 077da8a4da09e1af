//! Words of the schema language in errors: kinds of definition, pragmas, parts of a definition.

use std::fmt;

/// Kind of a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the kind of that name")]
pub enum DefinitionKind {
    Enum,
    Struct,
    Union,
    Alternate,
    Command,
    Event,
}

impl DefinitionKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::Enum,
        Self::Struct,
        Self::Union,
        Self::Alternate,
        Self::Command,
        Self::Event,
    ];

    /// The key that introduces a definition of this kind.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Enum => "enum",
            Self::Struct => "struct",
            Self::Union => "union",
            Self::Alternate => "alternate",
            Self::Command => "command",
            Self::Event => "event",
        }
    }
}

impl fmt::Display for DefinitionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.keyword())
    }
}

/// Name of a pragma (QAPI language, "Pragma directives").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the pragma of that name")]
pub enum PragmaName {
    DocRequired,
    CommandNameExceptions,
    CommandReturnsExceptions,
    DocumentationExceptions,
    MemberNameExceptions,
}

impl PragmaName {
    /// All pragmas.
    pub const ALL: [Self; 5] = [
        Self::DocRequired,
        Self::CommandNameExceptions,
        Self::CommandReturnsExceptions,
        Self::DocumentationExceptions,
        Self::MemberNameExceptions,
    ];

    /// The key in the directive.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::DocRequired => "doc-required",
            Self::CommandNameExceptions => "command-name-exceptions",
            Self::CommandReturnsExceptions => "command-returns-exceptions",
            Self::DocumentationExceptions => "documentation-exceptions",
            Self::MemberNameExceptions => "member-name-exceptions",
        }
    }
}

impl fmt::Display for PragmaName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.keyword())
    }
}

/// Part of a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Part {
    /// A member of a struct, of arguments or of event data.
    Member,
    /// A value of an enum.
    Value,
    /// A branch of a union or an alternate.
    Branch,
    /// A feature.
    Feature,
    /// The base of a struct or union.
    Base,
    /// The arguments of a command.
    Arguments,
    /// The data of an event.
    EventData,
    /// The return type of a command.
    Returns,
    /// The elements of an array.
    Element,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Member => "member",
            Self::Value => "value",
            Self::Branch => "branch",
            Self::Feature => "feature",
            Self::Base => "base",
            Self::Arguments => "command data",
            Self::EventData => "event data",
            Self::Returns => "return type",
            Self::Element => "array element",
        })
    }
}
