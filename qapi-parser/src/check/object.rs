//! Objects: access to keys and values, and errors for missing keys, unknown keys and wrong values.

use crate::ast::Name;
use crate::error::{Diagnostics, Error, Note, StructureError};
use crate::parser::{Entry, Expression, Object, Value};
use crate::source::Span;
use crate::suggest::nearest;

pub(super) fn has_key(object: &Object<'_>, key: &str) -> bool {
    value_of(object, key).is_some()
}

/// Value of a key.
pub(super) fn value_of<'o, 't>(object: &'o Object<'t>, key: &str) -> Option<&'o Expression<'t>> {
    entry_of(object, key).map(|entry| &entry.value)
}

pub(super) fn entry_of<'o, 't>(object: &'o Object<'t>, key: &str) -> Option<&'o Entry<'t>> {
    object.iter().find(|entry| entry.key == key)
}

/// Reports missing and unknown keys of an object at `span`. `what` describes the object in messages.
pub(super) fn check_keys(
    object: &Object<'_>,
    span: Span,
    what: &str,
    required: &[&'static str],
    optional: &[&'static str],
    diagnostics: &mut Diagnostics,
) {
    for key in required.iter().filter(|key| !has_key(object, key)) {
        diagnostics.report(
            StructureError::MissingKey {
                what: what.to_owned(),
                key,
            },
            span,
        );
    }
    for entry in object {
        let known = || required.iter().chain(optional).copied();
        if known().any(|key| key == entry.key) {
            continue;
        }
        let kind = StructureError::UnknownKey {
            what: what.to_owned(),
            key: entry.key.to_string(),
        };
        let note = match nearest(&entry.key, known()) {
            Some(key) => Note::DidYouMean(key.to_owned()),
            None => Note::Expected(known().collect()),
        };
        diagnostics.push(Error::new(kind, entry.span).note(note));
    }
}

pub(super) fn as_string<'o>(expression: &'o Expression<'_>) -> Option<&'o str> {
    match &expression.value {
        Value::Str(text) => Some(text),
        _ => None,
    }
}

pub(super) fn make_name(text: &str, span: Span) -> Name {
    Name {
        text: text.to_owned(),
        span,
    }
}

/// Reports a value of the wrong form at `span`. `what` describes the value in the message.
pub(super) fn report_wrong_form(
    what: impl Into<String>,
    expected: &'static str,
    span: Span,
    diagnostics: &mut Diagnostics,
) {
    diagnostics.report(
        StructureError::WrongForm {
            what: what.into(),
            expected,
        },
        span,
    );
}
