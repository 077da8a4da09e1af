//! Kinds of error: files, syntax and structure. Names, semantics and documentation have a file each.

use thiserror::Error;

use crate::error::documentation::DocError;
use crate::error::name::NameError;
use crate::error::semantic::SemanticError;
use crate::error::vocabulary::PragmaName;

/// Kind of a mistake in a schema. Each variant belongs to one step of reading.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The text is not a sequence of expressions.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// An expression is neither a definition nor a directive.
    #[error(transparent)]
    Structure(#[from] StructureError),
    /// A name breaks the naming rules.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A definition contradicts itself or another definition.
    #[error(transparent)]
    Semantic(#[from] SemanticError),
    /// A documentation comment breaks a documentation rule.
    #[error(transparent)]
    Documentation(#[from] DocError),
    /// The schema has more errors than the report can hold.
    #[error("too many errors: the report ends here")]
    TooMany,
}

/// A file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the names of the fields say what they hold")]
pub enum ReadError {
    /// The file does not exist or is not readable.
    #[error("cannot read `{path}`: {reason}")]
    Unreadable { path: String, reason: String },
    /// The file is not UTF-8.
    #[error("cannot read `{path}`: line {line} is not UTF-8")]
    NotUtf8 { path: String, line: usize },
    /// All files together exceed 4 GiB.
    #[error("cannot read `{path}`: the files of a schema may have 4 GiB at most")]
    TooLarge { path: String },
    /// A file includes itself, directly or through other files.
    #[error("`{path}` includes itself")]
    IncludeCycle { path: String },
    /// Includes are nested too deep.
    #[error("includes are nested more than {limit} levels deep")]
    IncludeDepth { limit: usize },
}

/// The text is not a sequence of expressions (QAPI language, "Schema syntax").
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the names of the fields say what they hold")]
pub enum SyntaxError {
    /// Text that is not a token.
    #[error(
        "unknown token `{text}`: expected a bracket, `:`, `,`, a string in single quotes, `true` or `false`"
    )]
    UnknownToken { text: String },
    /// Text that is not a token of JSON, in an answer to `query-qmp-schema`.
    #[error(
        "unknown token `{text}`: expected a bracket, `:`, `,`, a string in double quotes, `true`, `false` or `null`"
    )]
    UnknownJsonToken { text: String },
    /// A string in double quotes.
    #[error("string {text} is in double quotes: use single quotes")]
    DoubleQuotes { text: String },
    /// A string without a closing quote on its line.
    #[error("the string has no closing quote on its line")]
    UnclosedString,
    /// An escape sequence other than `\\`.
    #[error("unknown escape `\\{escape}`: the only escape is `\\\\`")]
    UnknownEscape { escape: char },
    /// A character in a string that is not printable ASCII.
    #[error("invalid character {character:?} in a string: only printable ASCII is allowed")]
    InvalidCharacter { character: char },
    /// A token that the grammar does not allow here.
    #[error("expected {expected}, found {found}")]
    Unexpected {
        found: &'static str,
        expected: &'static str,
    },
    /// A second key with the same name in an object.
    #[error("duplicate key `{key}`")]
    DuplicateKey { key: String },
    /// Brackets are nested too deep.
    #[error("brackets are nested more than {limit} levels deep")]
    TooDeep { limit: usize },
    /// A string, boolean or array at top level.
    #[error("expected an object: a schema is a sequence of objects")]
    NotAnObject,
    /// A documentation comment without a closing `##`.
    #[error("the documentation comment is not closed by `##`")]
    UnclosedDoc,
    /// Text after the `##` that opens a documentation comment.
    #[error("unexpected text after the `##` that opens a documentation comment")]
    TextAfterDocStart,
    /// Text after the `##` that closes a documentation comment.
    #[error("unexpected text after the `##` that closes a documentation comment")]
    TextAfterDocEnd,
}

/// An expression is neither a definition nor a directive. In an answer to `query-qmp-schema`: a value has the wrong form.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the names of the fields say what they hold")]
pub enum StructureError {
    /// An object without a key that names a kind of definition.
    #[error("the object is no definition: none of its keys names a kind of definition")]
    NoDefinition,
    /// An object with two keys that name a kind of definition.
    #[error("the object has two kinds of definition: `{one}` and `{other}`")]
    TwoDefinitions {
        one: &'static str,
        other: &'static str,
    },
    /// An include directive with a second key.
    #[error("unexpected key `{key}` in an include directive")]
    IncludeExtraKey { key: String },
    /// An include directive without a file name.
    #[error("`include` must be a string")]
    IncludeNotString,
    /// A pragma directive with a second key.
    #[error("unexpected key `{key}` in a pragma directive")]
    PragmaExtraKey { key: String },
    /// A pragma directive that is not an object.
    #[error("`pragma` must be an object")]
    PragmaNotObject,
    /// A pragma that no QEMU has; in strict mode, a pragma that QEMU 10.2 does not have.
    #[error("unknown pragma `{name}`")]
    UnknownPragma { name: String },
    /// A pragma whose value must be a boolean.
    #[error("pragma `{pragma}` must be true or false")]
    PragmaNotBool { pragma: PragmaName },
    /// A pragma whose value must be an array of strings.
    #[error("pragma `{pragma}` must be an array of strings")]
    PragmaNotStrings { pragma: PragmaName },
    /// An object without a required key.
    #[error("{what} lacks the key `{key}`")]
    MissingKey { what: String, key: &'static str },
    /// A key that the object cannot have.
    #[error("unknown key `{key}` in {what}")]
    UnknownKey { what: String, key: String },
    /// A value of the wrong form, such as a string in place of an array.
    #[error("{what} must be {expected}")]
    WrongForm {
        what: String,
        expected: &'static str,
    },
    /// An alternate without branches.
    #[error("an alternate needs at least one branch")]
    EmptyAlternate,
    /// A flag with its default value. A schema may only write a flag to change the default.
    #[error("the only allowed value of flag `{flag}` is {only}")]
    FlagValue { flag: &'static str, only: bool },
    /// `allow-oob` together with `coroutine`.
    #[error("flags `allow-oob` and `coroutine` exclude each other")]
    OobCoroutine,
    /// `boxed` without `data`.
    #[error("`boxed` needs `data`")]
    BoxedWithoutData,
    /// An array type that is not one type name in brackets.
    #[error("an array type must be exactly one type name in brackets")]
    ArrayType,
    /// A condition that is not a preprocessor symbol.
    #[error(
        "condition `{text}` is not a symbol: use capital letters, digits and `_`, a letter first"
    )]
    ConditionSymbol { text: String },
    /// A condition with no operator or with several.
    #[error("a condition needs exactly one of the keys `all`, `any` and `not`")]
    ConditionKeys,
    /// `all` or `any` of an empty array.
    #[error("a condition needs at least one operand")]
    ConditionEmpty,
    /// More features than QEMU's generator supports.
    #[error("the schema has more than {limit} features, `deprecated` and `unstable` included")]
    TooManyFeatures { limit: usize },
}
