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
    /// Errors with the pragma and the name that would permit them. The pragma may follow anywhere in the schema.
    pending: Vec<(PragmaName, String, Error)>,
    context: Option<Context>,
    /// Names of definitions that could not be read.
    broken: HashSet<String>,
    /// Number of errors that are not about documentation, including those beyond [`MAX_ERRORS`], which are not kept.
    not_documentation: usize,
    /// Number of errors about documentation, including those beyond [`MAX_ERRORS`], which are not kept.
    documentation: usize,
}

/// Maximum number of errors that are kept. A text with more errors is hardly a schema.
const MAX_ERRORS: usize = 100_000;

impl Diagnostics {
    pub(crate) fn push(&mut self, error: Error) {
        let count = if error.is_documentation() {
            &mut self.documentation
        } else {
            &mut self.not_documentation
        };
        *count += 1;
        if *count > MAX_ERRORS {
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

    /// Reports an error later, in [`Self::apply_exceptions`], unless `pragma` lists `name`.
    pub(crate) fn report_unless_exempt(
        &mut self,
        pragma: PragmaName,
        name: &str,
        kind: impl Into<ErrorKind>,
        span: Span,
    ) {
        if self.pending.len() < MAX_ERRORS {
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

    /// Reports or drops the pending errors, after all pragmas are known.
    pub(crate) fn apply_exceptions(&mut self, exempts: impl Fn(PragmaName, &str) -> bool) {
        for (pragma, name, error) in std::mem::take(&mut self.pending) {
            if !exempts(pragma, &name) {
                self.push(error);
            }
        }
    }

    /// Records the name of a definition that could not be read. The use of such a name is not an error.
    pub(crate) fn mark_as_broken(&mut self, name: String) {
        self.broken.insert(name);
    }

    pub(crate) fn is_broken(&self, name: &str) -> bool {
        self.broken.contains(name)
    }

    /// Definition that contains all later errors.
    pub(crate) fn context(&self) -> Option<Context> {
        self.context.clone()
    }

    /// Sets the definition that contains all later errors.
    pub(crate) fn set_context(&mut self, context: Option<Context>) {
        self.context = context;
    }

    /// Sets the definition that contains the errors from index `start` on.
    pub(crate) fn set_context_from(&mut self, start: usize, context: impl Fn() -> Context) {
        for error in &mut self.errors[start..] {
            error.definition = Some(context());
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.errors.len()
    }

    /// Errors from index `start` on.
    pub(crate) fn errors_from(&self, start: usize) -> &[Error] {
        &self.errors[start..]
    }

    /// Splits into errors and warnings, both in source order.
    pub(crate) fn into_errors_and_warnings(mut self, strict: bool) -> (Vec<Error>, Vec<Error>) {
        self.errors.sort_by_key(|error| error.span);
        let is_error = |error: &Error| strict || !error.is_documentation();
        let (mut errors, mut warnings): (Vec<_>, Vec<_>) =
            self.errors.into_iter().partition(is_error);
        let too_many =
            |count| (count > MAX_ERRORS).then(|| Error::new(ErrorKind::TooMany, Span::BUILTIN));
        errors.extend(too_many(self.not_documentation));
        let documentation = if strict { &mut errors } else { &mut warnings };
        documentation.extend(too_many(self.documentation));
        (errors, warnings)
    }
}
