//! Errors in documentation comments.

use thiserror::Error;

use crate::error::vocabulary::Part;

/// A documentation comment breaks a documentation rule (QAPI language, "Documentation comments").
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the names of the fields say what they hold")]
pub enum DocError {
    /// A `#` without a space after it.
    #[error("expected a space after `#`")]
    MissingSpace,
    /// A first line that names a definition but does not end in a colon.
    #[error("expected `:` after the name of the definition")]
    MissingColon,
    /// An `@` without a name.
    #[error("expected a name after `@`")]
    MissingName,
    /// A description of a member in free-form documentation.
    #[error("`@{name}:` describes a member, but the comment does not belong to a definition")]
    NotFreeForm { name: String },
    /// A comment that names a different definition from the definition that follows.
    #[error("the comment documents `{name}`, but another definition follows")]
    OtherDefinition { name: String },
    /// A comment that names a definition, but no definition follows.
    #[error("the comment documents `{name}`, but no definition follows")]
    NoDefinition { name: String },
    /// A comment before a definition that does not name the definition.
    #[error("the comment precedes a definition: its first line must name the definition")]
    NamesNothing,
    /// A definition without documentation, while pragma `doc-required` is set.
    #[error("the definition is not documented, and pragma `doc-required` is set")]
    Undocumented,
    /// A member, value, branch or feature without description.
    #[error("{part} `{name}` is not documented")]
    UndocumentedMember { part: Part, name: String },
    /// A description of a member, value, branch or feature that does not exist.
    #[error("{part} `{name}` is documented but does not exist")]
    UnknownMember { part: Part, name: String },
    /// A second description of the same name.
    #[error("`{name}` is described twice")]
    DuplicateMember { name: String },
    /// A description after a section.
    #[error("the description of `{name}` must precede the sections")]
    MemberAfterSection { name: String },
    /// A second section with the same tag.
    #[error("duplicate section `{tag}`")]
    DuplicateSection { tag: &'static str },
    /// `Features:` without descriptions.
    #[error("expected descriptions of features after `Features:`")]
    EmptyFeatures,
    /// A section without text.
    #[error("section `{tag}` is empty")]
    EmptySection { tag: &'static str },
    /// A section that is allowed only for commands.
    #[error("section `{tag}` is for commands only")]
    CommandsOnly { tag: &'static str },
    /// `Returns` for a command that returns nothing.
    #[error("section `Returns` of a command that returns nothing")]
    ReturnsNothing,
    /// A section that only older releases allow.
    #[error("section `{tag}` is obsolete: use rST markup instead")]
    ObsoleteSection { tag: String },
    /// A line with less indentation than its section.
    #[error("the line is indented by less than the {columns} columns of its section")]
    Deindent { columns: usize },
    /// A line over 70 characters.
    #[error("the line is longer than 70 characters")]
    LongLine,
    /// One space between sentences.
    #[error("sentences must be separated by two spaces")]
    SentenceSpacing,
}

impl DocError {
    /// Short text for this kind of error, without names: a heading for a list of errors of the same kind.
    ///
    /// ```
    /// let schema = qapi_parser::parse_str("lamp.json", "##\n# One. Two.\n##\n##\n#Three\n##\n")?;
    /// let kinds: Vec<_> = schema.warnings().iter().map(|warning| match &warning.kind {
    ///     qapi_parser::ErrorKind::Documentation(error) => error.summary(),
    ///     _ => unreachable!("warnings are about documentation"),
    /// }).collect();
    /// assert_eq!(kinds, ["one space between sentences", "no space after `#`"]);
    /// # Ok::<(), qapi_parser::Errors>(())
    /// ```
    pub fn summary(&self) -> &'static str {
        match self {
            Self::MissingSpace => "no space after `#`",
            Self::MissingColon => "no `:` after the name of the definition",
            Self::MissingName => "no name after `@`",
            Self::NotFreeForm { .. } => "description of a member in free-form documentation",
            Self::OtherDefinition { .. } => "comment that documents another definition",
            Self::NoDefinition { .. } => "comment that documents a definition that does not follow",
            Self::NamesNothing => "comment that does not name its definition",
            Self::Undocumented => "definition without documentation",
            Self::UndocumentedMember { .. } => {
                "member, value, branch or feature without description"
            }
            Self::UnknownMember { .. } => "description of a name that does not exist",
            Self::DuplicateMember { .. } => "second description of a name",
            Self::MemberAfterSection { .. } => "description after a section",
            Self::DuplicateSection { .. } => "duplicate section",
            Self::EmptyFeatures => "`Features:` without descriptions",
            Self::EmptySection { .. } => "section without text",
            Self::CommandsOnly { .. } => "section for commands only",
            Self::ReturnsNothing => "section `Returns` of a command that returns nothing",
            Self::ObsoleteSection { .. } => "obsolete section",
            Self::Deindent { .. } => "line with less indentation than its section",
            Self::LongLine => "line longer than 70 characters",
            Self::SentenceSpacing => "one space between sentences",
        }
    }
}
