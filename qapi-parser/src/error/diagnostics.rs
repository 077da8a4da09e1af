//! Collection of the errors and warnings of one run.

use std::collections::HashSet;

use crate::error::kind::ErrorKind;
use crate::error::report::{Context, Error, Note};
use crate::error::vocabulary::PragmaName;
use crate::source::Span;

/// All errors and warnings of one run.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    errors: Vec<Error>,
    /// Errors that a pragma anywhere in the schema may permit.
    pending: Vec<(PragmaName, String, Error)>,
    context: Option<Context>,
    /// Names of definitions that could not be read.
    unread: HashSet<String>,
    /// Number of errors about the interface, and about documentation. Both count errors beyond [`MOST`] too.
    interface: usize,
    documentation: usize,
}

/// Number of errors that are kept. A text with more errors is not a schema.
const MOST: usize = 100_000;

impl Diagnostics {
    pub(crate) fn push(&mut self, error: Error) {
        let count = if error.is_documentation() {
            &mut self.documentation
        } else {
            &mut self.interface
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

    /// Reports an error unless `pragma` lists `name`, which [`Self::apply_exceptions`] decides.
    pub(crate) fn report_unless_excepted(
        &mut self,
        pragma: PragmaName,
        name: &str,
        kind: impl Into<ErrorKind>,
        span: Span,
    ) {
        if self.pending.len() < MOST {
            let name = name.to_owned();
            let error = Error::new(kind, span).note(Note::Exception {
                pragma,
                name: name.clone(),
            });
            let definition = self.context.clone();
            self.pending.push((
                pragma,
                name,
                Error {
                    definition,
                    ..error
                },
            ));
        }
    }

    /// Decides the pending errors, once all pragmas are known.
    pub(crate) fn apply_exceptions(&mut self, excepts: impl Fn(PragmaName, &str) -> bool) {
        for (pragma, name, error) in std::mem::take(&mut self.pending) {
            if !excepts(pragma, &name) {
                self.push(error);
            }
        }
    }

    /// Records the name of a definition that could not be read: uses of the name are not errors of their own.
    pub(crate) fn mark_unread(&mut self, name: String) {
        self.unread.insert(name);
    }

    pub(crate) fn is_unread(&self, name: &str) -> bool {
        self.unread.contains(name)
    }

    /// Sets the definition of the errors that follow.
    pub(crate) fn set_context(&mut self, context: Option<Context>) {
        self.context = context;
    }

    /// Sets the definition of the errors after the first `before`.
    pub(crate) fn set_context_since(&mut self, before: usize, context: impl Fn() -> Context) {
        for error in &mut self.errors[before..] {
            error.definition = Some(context());
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.errors.len()
    }

    /// The errors after the first `before`.
    pub(crate) fn since(&self, before: usize) -> &[Error] {
        &self.errors[before..]
    }

    /// Errors and warnings, each in source order.
    pub(crate) fn finish(mut self, strict: bool) -> (Vec<Error>, Vec<Error>) {
        self.errors.sort_by_key(|error| error.span);
        let is_error = |error: &Error| strict || !error.is_documentation();
        let (mut errors, mut warnings): (Vec<_>, Vec<_>) =
            self.errors.into_iter().partition(is_error);
        let too_many =
            |count| (count > MOST).then(|| Error::new(ErrorKind::TooMany, Span::BUILTIN));
        errors.extend(too_many(self.interface));
        let documentation = if strict { &mut errors } else { &mut warnings };
        documentation.extend(too_many(self.documentation));
        (errors, warnings)
    }
}
