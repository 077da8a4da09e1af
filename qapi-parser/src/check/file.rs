//! Top level of a file: definitions, directives and their documentation comments.

use crate::ast::Item;
use crate::check::object::has;
use crate::check::{definition, directive};
use crate::doc::{self, ParsedDoc};
use crate::error::{Diagnostics, DocError};
use crate::parser::{Parser, TopLevel};

/// Reads and checks what a text says at top level.
pub(crate) fn check(
    text: &str,
    base: u32,
    strict: bool,
    diagnostics: &mut Diagnostics,
) -> Vec<Item> {
    let mut parser = Parser::new(text, base);
    let mut items = Vec::new();
    let mut comment: Option<ParsedDoc> = None;
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
fn leave(comment: Option<ParsedDoc>, items: &mut Vec<Item>, diagnostics: &mut Diagnostics) {
    let Some(comment) = comment else { return };
    if let Some((name, span)) = comment.symbol.filter(|_| !comment.broken) {
        diagnostics.report(DocError::NoDefinition { name }, comment.doc.span.to(span));
    }
    items.push(Item::FreeForm(comment.doc));
}

/// A comment that a definition follows: it must name one.
fn of_definition(
    comment: ParsedDoc,
    items: &mut Vec<Item>,
    diagnostics: &mut Diagnostics,
) -> Option<ParsedDoc> {
    if comment.symbol.is_some() {
        return Some(comment);
    }
    diagnostics.report(DocError::NamesNothing, comment.doc.span);
    items.push(Item::FreeForm(comment.doc));
    None
}
