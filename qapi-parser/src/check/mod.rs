//! Expressions to definitions and directives: keys, flags, names, conditions. Looks at one expression at a time.

mod data;
mod definition;
mod directive;
mod names;

use crate::ast::{Item, Name};
use crate::doc;
use crate::error::{Diagnostics, DocError, Error, Note, StructureError};
use crate::hint;
use crate::parser::{Entry, Expression, Object, Parser, TopLevel, Value};
use crate::source::Span;

/// Reads and checks what a text says at top level.
pub(crate) fn check(
    text: &str,
    base: u32,
    strict: bool,
    diagnostics: &mut Diagnostics,
) -> Vec<Item> {
    let mut parser = Parser::new(text, base);
    let mut items = Vec::new();
    let mut comment: Option<doc::ParsedDoc> = None;
    while let Some(found) = parser.next(diagnostics) {
        match &found {
            TopLevel::Comment(next) => {
                leave(
                    comment.replace(doc::parse(next, diagnostics)),
                    &mut items,
                    diagnostics,
                );
            }
            TopLevel::Expression(object, _) if has(object, "include") => {
                leave(comment.take(), &mut items, diagnostics);
                items.extend(directive::include(object, diagnostics).map(Item::Include));
            }
            TopLevel::Expression(object, _) if has(object, "pragma") => {
                leave(comment.take(), &mut items, diagnostics);
                items.extend(
                    directive::pragmas(object, strict, diagnostics)
                        .into_iter()
                        .map(Item::Pragma),
                );
            }
            TopLevel::Expression(object, span) => {
                let doc = comment
                    .take()
                    .and_then(|comment| of_definition(comment, &mut items, diagnostics));
                let definition = definition::check(object, *span, doc.map(Box::new), diagnostics);
                items.extend(definition.map(Item::Definition));
                diagnostics.set_context(None);
            }
        }
    }
    leave(comment, &mut items, diagnostics);
    items
}

/// A comment that no definition follows: it must be free-form.
fn leave(comment: Option<doc::ParsedDoc>, items: &mut Vec<Item>, diagnostics: &mut Diagnostics) {
    let Some(comment) = comment else { return };
    if let Some((name, span)) = comment.symbol.filter(|_| !comment.broken) {
        diagnostics.report(DocError::NoDefinition { name }, comment.doc.span.to(span));
    }
    items.push(Item::FreeForm(comment.doc));
}

/// A comment that a definition follows: it must name one.
fn of_definition(
    comment: doc::ParsedDoc,
    items: &mut Vec<Item>,
    diagnostics: &mut Diagnostics,
) -> Option<doc::ParsedDoc> {
    if comment.symbol.is_some() {
        return Some(comment);
    }
    diagnostics.report(DocError::NamesNothing, comment.doc.span);
    items.push(Item::FreeForm(comment.doc));
    None
}

fn has(object: &Object<'_>, key: &str) -> bool {
    get(object, key).is_some()
}

/// The value of a key; the last one where it stands twice.
fn get<'o, 't>(object: &'o Object<'t>, key: &str) -> Option<&'o Expression<'t>> {
    entry(object, key).map(|entry| &entry.value)
}

fn entry<'o, 't>(object: &'o Object<'t>, key: &str) -> Option<&'o Entry<'t>> {
    object.iter().rev().find(|entry| entry.key == key)
}

/// Reports the keys that `object`, at `span`, lacks or has too many.
fn keys(
    object: &Object<'_>,
    span: Span,
    what: &str,
    required: &[&'static str],
    optional: &[&'static str],
    diagnostics: &mut Diagnostics,
) {
    for key in required.iter().filter(|key| !has(object, key)) {
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
        let note = match hint::nearest(&entry.key, known()) {
            Some(key) => Note::DidYouMean(key.to_owned()),
            None => Note::Expected(known().collect()),
        };
        diagnostics.push(Error::new(kind, entry.span).note(note));
    }
}

fn string<'o>(expression: &'o Expression<'_>) -> Option<&'o str> {
    match &expression.value {
        Value::Str(text) => Some(text),
        _ => None,
    }
}

fn name(text: &str, span: Span) -> Name {
    Name {
        text: text.to_owned(),
        span,
    }
}

/// Reports that `what`, at `span`, takes something else.
fn wrong_form(
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
