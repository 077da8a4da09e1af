//! What can be wrong with a schema.

use std::fmt;

use thiserror::Error;

/// What is wrong. The parts follow the phases of reading.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file could not be had.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The text is not a sequence of expressions.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// An expression is no definition or directive.
    #[error(transparent)]
    Structure(#[from] StructureError),
    /// A name breaks the naming rules.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A definition does not fit to the others.
    #[error(transparent)]
    Meaning(#[from] MeaningError),
    /// A documentation comment breaks the rules of documentation.
    #[error(transparent)]
    Documentation(#[from] DocError),
    /// There are more errors than are worth keeping.
    #[error("too many errors, the rest is not listed")]
    TooMany,
}

/// What a definition defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the definition of that name")]
pub enum DefinitionKind {
    Enum,
    Struct,
    Union,
    Alternate,
    Command,
    Event,
}

impl DefinitionKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Enum,
        Self::Struct,
        Self::Union,
        Self::Alternate,
        Self::Command,
        Self::Event,
    ];

    /// The key that starts such a definition.
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

/// The pragmas (QAPI language, "Pragma directives").
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

/// What part of a definition an error speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the part of that name")]
pub enum Role {
    Member,
    Value,
    Branch,
    Feature,
    Base,
    Arguments,
    Data,
    Returns,
    Element,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Member => "member",
            Self::Value => "value",
            Self::Branch => "branch",
            Self::Feature => "feature",
            Self::Base => "base",
            Self::Arguments => "command data",
            Self::Data => "event data",
            Self::Returns => "return type",
            Self::Element => "array element",
        })
    }
}

/// A file could not be had.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the message explains the fields")]
pub enum ReadError {
    /// The file is not there or not readable.
    #[error("cannot read `{path}`: {reason}")]
    Unreadable { path: String, reason: String },
    /// The file is not UTF-8.
    #[error("`{path}` is not UTF-8: bad byte at line {line}")]
    NotUtf8 { path: String, line: usize },
    /// The file, or all files together, exceed 4 GiB.
    #[error("`{path}` is too large: a schema holds at most 4 GiB")]
    TooLarge { path: String },
    /// A file includes itself, at once or through others.
    #[error("`{path}` includes itself")]
    IncludeCycle { path: String },
    /// Includes are nested too deep.
    #[error("includes are nested more than {limit} deep")]
    IncludeDepth { limit: usize },
}

/// The text is not a sequence of expressions (QAPI language, "Schema syntax").
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the message explains the fields")]
pub enum SyntaxError {
    /// Text that is no token.
    #[error("stray `{text}`")]
    Stray { text: String },
    /// A string without its closing quote on the same line.
    #[error("string is not closed on its line")]
    UnclosedString,
    /// An escape sequence other than `\\`.
    #[error("unknown escape `\\{escape}`: only `\\\\` is one")]
    UnknownEscape { escape: char },
    /// A character in a string that is not printable ASCII.
    #[error("character {character:?} in a string: only printable ASCII may stand there")]
    FunnyCharacter { character: char },
    /// Another token should stand here.
    #[error("found {found} where {expected} should stand")]
    Unexpected {
        found: &'static str,
        expected: &'static str,
    },
    /// A key stands twice in an object.
    #[error("key `{key}` stands twice")]
    DuplicateKey { key: String },
    /// Brackets are nested too deep.
    #[error("brackets are nested more than {limit} deep")]
    TooDeep { limit: usize },
    /// At top level there is something else than an object.
    #[error("at top level only objects may stand")]
    NotAnObject,
    /// A documentation comment is not closed by `##`.
    #[error("documentation comment is not closed by `##`")]
    UnclosedDoc,
    /// Text after the `##` that opens a documentation comment.
    #[error("text after the `##` that opens a documentation comment")]
    JunkAfterDocStart,
    /// Text after the `##` that closes a documentation comment.
    #[error("text after the `##` that closes a documentation comment")]
    JunkAfterDocEnd,
}

/// An expression is no definition or directive.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the message explains the fields")]
pub enum StructureError {
    /// No key, or more than one, says what is defined.
    #[error("exactly one key must say what is defined")]
    NoDefinition,
    /// An `include` with more keys.
    #[error("an include directive has no other key")]
    IncludeJunk,
    /// An `include` of something else than a string.
    #[error("`include` takes a string")]
    IncludeNotString,
    /// A `pragma` with more keys.
    #[error("a pragma directive has no other key")]
    PragmaJunk,
    /// A `pragma` that is no object.
    #[error("`pragma` takes an object")]
    PragmaNotObject,
    /// A pragma that no release knows (with strictness: that the present one does not).
    #[error("unknown pragma `{name}`")]
    UnknownPragma { name: String },
    /// A pragma that takes a boolean.
    #[error("pragma `{pragma}` takes true or false")]
    PragmaNotBool { pragma: PragmaName },
    /// A pragma that takes a list of strings.
    #[error("pragma `{pragma}` takes a list of strings")]
    PragmaNotStrings { pragma: PragmaName },
    /// A key that must be there.
    #[error("{what} lacks the key `{key}`")]
    MissingKey { what: String, key: &'static str },
    /// A key that may not be there.
    #[error("{what} has the unknown key `{key}`")]
    UnknownKey { what: String, key: String },
    /// The value has the wrong form.
    #[error("{what} takes {takes}")]
    WrongForm { what: String, takes: &'static str },
    /// Something that must have content is empty.
    #[error("{what} is empty")]
    Empty { what: String },
    /// A flag that may be given only as the opposite of its default.
    #[error("flag `{flag}` may only be {only}")]
    FlagValue { flag: &'static str, only: bool },
    /// `allow-oob` together with `coroutine`.
    #[error("flags `allow-oob` and `coroutine` exclude each other")]
    OobCoroutine,
    /// `boxed` without `data`.
    #[error("`boxed` needs `data`")]
    BoxedWithoutData,
    /// An array type that is not one type name in brackets.
    #[error("an array type is one type name in brackets")]
    ArrayType,
    /// An `if` that names no symbol.
    #[error("condition `{text}` is no symbol: capital letters, digits and `_`, a letter first")]
    ConditionSymbol { text: String },
    /// An `if` object with none or more than one of its keys.
    #[error("a condition has exactly one of `all`, `any` and `not`")]
    ConditionKeys,
    /// `all` or `any` of nothing.
    #[error("a condition of no operands is useless")]
    ConditionEmpty,
    /// More features in one schema than the generator can number.
    #[error("the schema has more than {limit} features, the special ones included")]
    TooManyFeatures { limit: usize },
}

/// A name breaks the naming rules (QAPI language, "Naming rules and reserved names").
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the message explains the fields")]
pub enum NameError {
    /// Not letters, digits, `-` and `_`, or without a letter first, or starting with `q_`.
    #[error("`{name}` is no valid name")]
    Invalid { name: String },
    /// A name that the generator keeps for itself.
    #[error("the name `{name}` is reserved")]
    Reserved { name: String },
    /// A type name that ends in `List`.
    #[error("the name `{name}` ends in `List`, which is kept for array types")]
    ReservedList { name: String },
    /// Upper case or `_` in a name that is lower case with hyphens.
    #[error("`{name}` has upper case or `_`: such a name is lower case with `-`")]
    NotLower { name: String },
    /// Lower case or `-` in the name of an event.
    #[error("`{name}` has lower case or `-`: the name of an event is upper case with `_`")]
    NotUpper { name: String },
    /// A type name that is not in CamelCase.
    #[error("`{name}` is not in CamelCase")]
    NotCamel { name: String },
}

/// A definition does not fit to the others.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the message explains the fields")]
pub enum MeaningError {
    /// A second definition of a name, or one of a name that is built in.
    #[error("`{name}` is already defined")]
    Redefined { name: String },
    /// No type of that name.
    #[error("unknown type `{name}`")]
    UnknownType { name: String },
    /// The name is a command or an event.
    #[error("`{name}` is {what}, not a type")]
    NotAType { name: String, what: &'static str },
    /// A type that cannot stand in that place.
    #[error("{role} cannot be {what}")]
    WrongType { role: Role, what: String },
    /// A union as arguments or event data that is not boxed.
    #[error("{role} can be a union only with `boxed`")]
    UnionNotBoxed { role: Role },
    /// Conditional members of arguments or event data that are not boxed.
    #[error("{role} can have conditional members only with `boxed`")]
    ConditionalNotBoxed { role: Role },
    /// Two names that are the same, or become the same in C.
    #[error("{role} `{name}` clashes with {role} `{other}`")]
    Clash {
        role: Role,
        name: String,
        other: String,
    },
    /// A member that is the same as an inherited one, or becomes the same in C.
    #[error("member `{name}` clashes with member `{other}` of the base `{base}`")]
    BaseClash {
        name: String,
        other: String,
        base: String,
    },
    /// A member of a branch that is a common member too.
    #[error("branch `{branch}`: its member `{name}` clashes with the common member `{other}`")]
    BranchClash {
        branch: String,
        name: String,
        other: String,
    },
    /// A type that contains itself, so that no value of it could end.
    #[error("`{name}` contains itself")]
    ContainsItself { name: String },
    /// Types that contain each other too deep.
    #[error("`{name}` contains types more than {limit} deep")]
    ContainsTooDeep { name: String, limit: usize },
    /// The discriminator is not a common member.
    #[error("the discriminator `{name}` is not a member of the base")]
    DiscriminatorMissing { name: String },
    /// The discriminator is not of an enum type.
    #[error("the discriminator `{name}` is not of an enum type")]
    DiscriminatorNotEnum { name: String },
    /// The discriminator is optional.
    #[error("the discriminator `{name}` is optional")]
    DiscriminatorOptional { name: String },
    /// The discriminator is conditional.
    #[error("the discriminator `{name}` is conditional")]
    DiscriminatorConditional { name: String },
    /// A branch for what is not a value of the discriminator.
    #[error("branch `{name}` is not a value of `{tag}`")]
    UnknownBranch { name: String, tag: String },
    /// A union whose discriminator has no value.
    #[error("the union has no branch")]
    NoBranches,
    /// Two branches of an alternate that look alike on the wire.
    #[error("branch `{name}` cannot be told from branch `{other}`")]
    AlternateConflict { name: String, other: String },
    /// `deprecated` or `unstable` on a type.
    #[error("feature `{name}` is not for types")]
    SpecialFeature { name: String },
}

/// A documentation comment breaks the rules of documentation (QAPI language, "Documentation comments").
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the message explains the fields")]
pub enum DocError {
    /// No blank after the `#`.
    #[error("a blank must follow the `#`")]
    MissingSpace,
    /// The first line names a definition but does not end in a colon.
    #[error("a line that names a definition ends in `:`")]
    MissingColon,
    /// `@` without a name.
    #[error("a name must follow the `@`")]
    MissingName,
    /// A description of a member in free-form documentation.
    #[error("`@{name}:` describes a member, but this comment is of no definition")]
    NotFreeForm { name: String },
    /// The comment names another definition than the one it precedes.
    #[error("the comment is of `{name}`, not of the definition that follows")]
    OtherDefinition { name: String },
    /// The comment of a definition that does not follow.
    #[error("the comment is of `{name}`, which does not follow")]
    NoDefinition { name: String },
    /// Free-form documentation right before a definition.
    #[error("the comment precedes a definition but does not name it")]
    NamesNothing,
    /// A definition without documentation under `doc-required`.
    #[error("documentation is required")]
    Undocumented,
    /// A member, value or branch without description.
    #[error("{role} `{name}` is not documented")]
    UndocumentedMember { role: Role, name: String },
    /// A description of what does not exist.
    #[error("there is no {role} `{name}`")]
    UnknownMember { role: Role, name: String },
    /// A second description of the same.
    #[error("`{name}` is described twice")]
    DuplicateMember { name: String },
    /// A description after a section.
    #[error("the description of `{name}` follows a section")]
    MemberAfterSection { name: String },
    /// A second section of the same kind.
    #[error("a second section `{tag}`")]
    DuplicateSection { tag: &'static str },
    /// `Features:` without descriptions.
    #[error("descriptions of features must follow")]
    EmptyFeatures,
    /// A section without text.
    #[error("section `{tag}` is empty")]
    EmptySection { tag: &'static str },
    /// A section that only commands have.
    #[error("section `{tag}` is for commands only")]
    CommandsOnly { tag: &'static str },
    /// `Returns` for a command that returns nothing.
    #[error("section `Returns`, but the command returns nothing")]
    ReturnsNothing,
    /// A section of former releases.
    #[error("section `{tag}` is of the past: rST markup does that now")]
    FormerSection { tag: String },
    /// A line that is indented less than the ones before.
    #[error("the line is indented less than the {columns} columns of its section")]
    Deindent { columns: usize },
    /// A line over 70 characters.
    #[error("the line is longer than 70 characters")]
    LongLine,
    /// One space between sentences.
    #[error("two spaces separate sentences")]
    SentenceSpacing,
}
