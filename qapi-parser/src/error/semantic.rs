//! Errors in the meaning of definitions.

use std::fmt;

use thiserror::Error;

use crate::error::vocabulary::Part;

/// A definition contradicts itself or another definition.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the names of the fields say what they hold")]
pub enum SemanticError {
    /// A second definition of a name, or a definition of a built-in name.
    #[error("`{name}` is already defined")]
    Redefined { name: String },
    /// A reference to a type that does not exist.
    #[error("unknown type `{name}`")]
    UnknownType { name: String },
    /// A reference to a command or event where a type is needed.
    #[error("`{name}` is {what}, not a type")]
    NotAType { name: String, what: &'static str },
    /// A type of the wrong kind.
    #[error("{part} must be {expected}, not {found}")]
    WrongType {
        part: Part,
        expected: &'static str,
        found: String,
    },
    /// A branch of an alternate whose type has no fixed JSON type.
    #[error("branch cannot be {found}: a branch of an alternate needs a fixed JSON type")]
    AlternateBranch { found: String },
    /// A union as arguments or event data without `boxed`.
    #[error("{part} can be a union only with `boxed`")]
    UnionNotBoxed { part: Part },
    /// Conditional members of arguments or event data without `boxed`.
    #[error("{part} can have conditional members only with `boxed`")]
    ConditionalNotBoxed { part: Part },
    /// Two equal names, or two names that become equal in C.
    #[error("{part} `{name}` clashes with {part} `{other}`{}", InC(name, other))]
    Clash {
        part: Part,
        name: String,
        other: String,
    },
    /// A member with the name of an inherited member.
    #[error(
        "member `{name}` clashes with member `{other}` of the base `{base}`{}",
        InC(name, other)
    )]
    BaseClash {
        name: String,
        other: String,
        base: String,
    },
    /// A member of a branch with the name of a common member.
    #[error(
        "member `{name}` of branch `{branch}` clashes with the common member `{other}`{}",
        InC(name, other)
    )]
    BranchClash {
        branch: String,
        name: String,
        other: String,
    },
    /// A type that is its own base or branch, directly or through other types.
    #[error("`{name}` contains itself: bases and branches cannot be recursive")]
    ContainsItself { name: String },
    /// Bases and branches are nested too deep.
    #[error("`{name}` nests bases and branches more than {limit} levels deep")]
    ContainsTooDeep { name: String, limit: usize },
    /// A discriminator that is not a common member.
    #[error("the discriminator `{name}` is not a member of the base")]
    DiscriminatorMissing { name: String },
    /// A discriminator whose type is not an enum.
    #[error("the discriminator `{name}` must be an enum")]
    DiscriminatorNotEnum { name: String },
    /// An optional discriminator.
    #[error("the discriminator `{name}` must not be optional")]
    DiscriminatorOptional { name: String },
    /// A conditional discriminator.
    #[error("the discriminator `{name}` must not be conditional")]
    DiscriminatorConditional { name: String },
    /// A branch whose name is not a value of the discriminator.
    #[error("branch `{name}` is not a value of `{tag}`")]
    UnknownBranch { name: String, tag: String },
    /// A union whose discriminator is an enum without values.
    #[error("the union has no branch")]
    NoBranches,
    /// Two branches of an alternate that a reader cannot tell apart.
    #[error("branches `{name}` and `{other}` cannot be told apart: {why}")]
    AlternateConflict {
        name: String,
        other: String,
        why: Ambiguity,
    },
    /// `deprecated` or `unstable` on a type.
    #[error(
        "feature `{name}` cannot mark a type, only a command, an event, a member or an enum value"
    )]
    SpecialFeature { name: String },
}

/// Reason why two branches of an alternate cannot be told apart (QAPI language, "Alternate types").
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ambiguity {
    /// Both branches have the same JSON type.
    SameJsonType(JsonType),
    /// A string of one branch looks like a value of the other branch. On the command line all scalars are strings.
    Text {
        /// Branch that holds strings.
        branch: String,
        /// Enum value that looks like a value of the other branch; `None` if the branch takes any string.
        value: Option<String>,
        /// JSON type of the other branch.
        reads_like: JsonType,
    },
}

impl fmt::Display for Ambiguity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SameJsonType(json) => write!(f, "both are {}s in JSON", json.noun()),
            Self::Text {
                branch,
                value: Some(value),
                reads_like,
            } => write!(
                f,
                "on the command line the value `{value}` of branch `{branch}` reads like a {}",
                reads_like.noun()
            ),
            Self::Text {
                branch, reads_like, ..
            } => write!(
                f,
                "on the command line a string for branch `{branch}` can read like a {}",
                reads_like.noun()
            ),
        }
    }
}

/// Type of a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the JSON type of that name")]
pub enum JsonType {
    Null,
    Number,
    String,
    Object,
    Array,
    Bool,
}

impl JsonType {
    fn noun(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Number => "number",
            Self::String => "string",
            Self::Object => "object",
            Self::Array => "array",
            Self::Bool => "boolean",
        }
    }
}

/// Part of a message that explains why two different names clash.
struct InC<'n>(&'n str, &'n str);

impl fmt::Display for InC<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(name, other) = self;
        if name == other {
            return Ok(());
        }
        write!(f, ": both become `{}` in C", name.replace(['-', '.'], "_"))
    }
}
