//! Errors: one error with its span and notes, and all errors of a schema.

use std::error;
use std::fmt;

use crate::error::kind::ErrorKind;
use crate::error::vocabulary::{DefinitionKind, PragmaName};
use crate::source::{SourceMap, Span};

/// One mistake in a schema.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Error {
    /// Kind of the mistake.
    pub kind: ErrorKind,
    /// Span of the mistake; [`Span::BUILTIN`] if the main file cannot be read.
    pub span: Span,
    /// Definition that contains the mistake.
    pub definition: Option<Context>,
    /// Hints on how to correct the mistake.
    pub notes: Vec<Note>,
}

/// Definition that contains an [`Error`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Context {
    /// Kind of the definition.
    pub kind: DefinitionKind,
    /// Name of the definition, as written.
    pub name: String,
    /// Span of the whole definition, from its `{`.
    pub span: Span,
}

/// Hint on how to correct an [`Error`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// An existing name that is similar to the unknown name.
    DidYouMean(String),
    /// Words that are allowed at the span of the error.
    Expected(Vec<&'static str>),
    /// The earlier definition, member or section in a conflict.
    FirstHere(Span),
    /// The pragma that permits the name.
    Exception {
        /// The pragma.
        pragma: PragmaName,
        /// Name to list in the pragma.
        name: String,
    },
}

impl Error {
    pub(crate) fn new(kind: impl Into<ErrorKind>, span: Span) -> Self {
        Self {
            kind: kind.into(),
            span,
            definition: None,
            notes: Vec::new(),
        }
    }

    pub(crate) fn note(mut self, note: Note) -> Self {
        self.notes.push(note);
        self
    }

    /// Adds a note with the span of the first of two conflicting names, unless the name is built in.
    pub(crate) fn first_here(self, span: Span) -> Self {
        if span == Span::BUILTIN {
            self
        } else {
            self.note(Note::FirstHere(span))
        }
    }

    /// Whether the error is about documentation. Such an error is a warning unless the loader is strict.
    pub fn is_documentation(&self) -> bool {
        matches!(self.kind, ErrorKind::Documentation(_))
    }
}

/// All errors of a refused schema, in source order, with the text of the schema files. There is at least one error.
///
/// `Display` renders all errors, each as [`Error::render`] does.
#[derive(Clone)]
pub struct Errors {
    errors: Vec<Error>,
    sources: SourceMap,
}

impl Errors {
    pub(crate) fn new(errors: Vec<Error>, sources: SourceMap) -> Self {
        debug_assert!(!errors.is_empty(), "a refusal has a reason");
        Self { errors, sources }
    }

    /// The errors, in source order.
    pub fn iter(&self) -> std::slice::Iter<'_, Error> {
        self.errors.iter()
    }

    /// The files that were read.
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }
}

impl<'a> IntoIterator for &'a Errors {
    type Item = &'a Error;
    type IntoIter = std::slice::Iter<'a, Error>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl error::Error for Errors {}
