//! Errors: typed, located, many at a time.

mod kind;
mod render;

use std::collections::HashSet;
use std::error;
use std::fmt;

pub use kind::{
    DefinitionKind, DocError, ErrorKind, MeaningError, NameError, PragmaName, ReadError, Role,
    StructureError, SyntaxError,
};

use crate::source::{SourceMap, Span};

/// One mistake in a schema.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Error {
    /// What is wrong.
    pub kind: ErrorKind,
    /// Where; [`Span::BUILTIN`] if the main file could not be read.
    pub span: Span,
    /// The definition it is in.
    pub definition: Option<Context>,
    /// What else helps.
    pub notes: Vec<Note>,
}

/// The definition that an [`Error`] is in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Context {
    /// What is being defined.
    pub kind: DefinitionKind,
    /// Its name, as written.
    pub name: String,
    /// The whole definition, from its `{`.
    pub span: Span,
}

/// Something that helps to understand an [`Error`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// A name that exists and looks much like the unknown one.
    DidYouMean(String),
    /// What the place accepts.
    Expected(Vec<&'static str>),
    /// The other definition, member or section that this one conflicts with.
    FirstHere(Span),
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

    pub(crate) fn first_here(self, span: Span) -> Self {
        if span == Span::BUILTIN {
            self
        } else {
            self.note(Note::FirstHere(span))
        }
    }

    /// Whether it breaks a rule of documentation only; such an error is a warning unless the loader is strict.
    pub fn is_documentation(&self) -> bool {
        matches!(self.kind, ErrorKind::Documentation(_))
    }

    /// The error as a person reads it: `file:line:column: message`, the line, a caret, the notes.
    pub fn render<'a>(&'a self, sources: &'a SourceMap) -> impl fmt::Display + 'a {
        render::Rendered {
            error: self,
            sources,
        }
    }
}

/// Why there is no schema: one error or more, in source order, with the text they are about.
///
/// `Display` renders them all.
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

    /// The files that were read until then.
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

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.errors.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{}", error.render(&self.sources))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl error::Error for Errors {}

/// Where the phases leave what they find.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    errors: Vec<Error>,
    /// Errors that a pragma anywhere in the schema may forgive.
    pending: Vec<(PragmaName, String, Error)>,
    context: Option<Context>,
    /// Names of definitions that could not be read.
    lost: HashSet<String>,
    /// How many errors there were, and how many of documentation.
    hard: usize,
    style: usize,
}

/// Beyond this many errors a text is no schema; the rest is not kept.
const MOST: usize = 100_000;

impl Sink {
    pub(crate) fn push(&mut self, error: Error) {
        let count = if error.is_documentation() {
            &mut self.style
        } else {
            &mut self.hard
        };
        *count += 1;
        if *count > MOST {
            return;
        }
        let definition = error.definition.or_else(|| self.context.clone());
        self.errors.push(Error {
            definition,
            ..error
        });
    }

    pub(crate) fn report(&mut self, kind: impl Into<ErrorKind>, span: Span) {
        self.push(Error::new(kind, span));
    }

    /// Reports an error unless the pragma turns out to list `exempt`.
    pub(crate) fn report_unless(
        &mut self,
        pragma: PragmaName,
        exempt: &str,
        kind: impl Into<ErrorKind>,
        span: Span,
    ) {
        if self.pending.len() < MOST {
            let error = Error {
                definition: self.context.clone(),
                ..Error::new(kind, span)
            };
            self.pending.push((pragma, exempt.to_owned(), error));
        }
    }

    /// All pragmas are known: decides the pending errors.
    pub(crate) fn settle(&mut self, exempt: impl Fn(PragmaName, &str) -> bool) {
        for (pragma, name, error) in std::mem::take(&mut self.pending) {
            if !exempt(pragma, &name) {
                self.push(error);
            }
        }
    }

    /// Keeps in mind that a name may be defined, so that its uses are no further errors.
    pub(crate) fn lose(&mut self, name: String) {
        self.lost.insert(name);
    }

    pub(crate) fn has_lost(&self, name: &str) -> bool {
        self.lost.contains(name)
    }

    /// Sets the definition that the following errors are in.
    pub(crate) fn enter(&mut self, context: Option<Context>) {
        self.context = context;
    }

    /// Says in which definition the errors are that came after the first `before`.
    pub(crate) fn within(&mut self, before: usize, context: impl Fn() -> Context) {
        for error in &mut self.errors[before..] {
            error.definition = Some(context());
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.errors.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Error> {
        self.errors.iter()
    }

    /// Errors and warnings, each in source order.
    pub(crate) fn finish(mut self, strict: bool) -> (Vec<Error>, Vec<Error>) {
        self.errors.sort_by_key(|error| error.span);
        let is_error = |error: &Error| strict || !error.is_documentation();
        let (mut errors, mut warnings): (Vec<_>, Vec<_>) =
            self.errors.into_iter().partition(is_error);
        let too_many =
            |count| (count > MOST).then(|| Error::new(ErrorKind::TooMany, Span::BUILTIN));
        errors.extend(too_many(self.hard));
        let style = if strict { &mut errors } else { &mut warnings };
        style.extend(too_many(self.style));
        (errors, warnings)
    }
}
