//! Spans in definitions.

use crate::ast::{self, Body, Data};
use crate::error::{Context, Error, ErrorKind};
use crate::source::Span;

/// Spans in a definition that the [`Schema`](crate::schema::Schema) does not keep.
pub(super) struct DefinitionSpans {
    pub(super) context: Context,
    pub(super) name: Span,
    pub(super) base: Span,
    pub(super) discriminator: Span,
    pub(super) data: Span,
    pub(super) returns: Span,
    pub(super) broken: bool,
}

impl DefinitionSpans {
    /// Creates an error in this definition.
    pub(super) fn error(&self, kind: impl Into<ErrorKind>, span: Span) -> Error {
        let mut error = Error::new(kind, span);
        error.definition = Some(self.context.clone());
        error
    }

    pub(super) fn of_definition(definition: &ast::Definition) -> Self {
        let ast::Definition {
            name,
            span,
            body,
            broken,
            ..
        } = definition;
        let context = Context {
            kind: body.kind(),
            name: name.text.clone(),
            span: *span,
        };
        let named = |data: &Data| match data {
            Data::Named(name) => name.span,
            Data::Inline(members) => members
                .first()
                .map_or(definition.name.span, |m| m.name.span),
        };
        let mut spans = Self {
            context,
            name: name.span,
            base: name.span,
            discriminator: name.span,
            data: name.span,
            returns: name.span,
            broken: *broken,
        };
        match body {
            Body::Struct {
                base: Some(base), ..
            } => spans.base = base.span,
            Body::Union {
                base,
                discriminator,
                ..
            } => {
                spans.base = named(base);
                spans.discriminator = discriminator.span;
            }
            Body::Command { data, returns, .. } => {
                spans.data = data.as_ref().map_or(name.span, named);
                spans.returns = returns
                    .as_ref()
                    .map_or(name.span, |returns| returns.name.span);
            }
            Body::Event {
                data: Some(data), ..
            } => spans.data = named(data),
            _ => {}
        }
        spans
    }
}
