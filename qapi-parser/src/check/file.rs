//! Top level of a file: definitions, directives and their documentation comments.

use crate::ast::Item;
use crate::check::object::has_key;
use crate::check::{definition, directive};
use crate::doc::{self, ParsedDoc};
use crate::error::{Diagnostics, DocError};
use crate::parser::{Parser, TopLevel};

/// Reads and checks the items of a file.
pub(crate) fn check_file(
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
                keep_free_form(
                    comment.replace(doc::parse(next, diagnostics)),
                    &mut items,
                    diagnostics,
                );
            }
            TopLevel::Expression(object, _) if has_key(object, "include") => {
                keep_free_form(comment.take(), &mut items, diagnostics);
                items.extend(directive::check_include(object, diagnostics).map(Item::Include));
            }
            TopLevel::Expression(object, _) if has_key(object, "pragma") => {
                keep_free_form(comment.take(), &mut items, diagnostics);
                items.extend(
                    directive::check_pragmas(object, strict, diagnostics)
                        .into_iter()
                        .map(Item::Pragma),
                );
            }
            TopLevel::Expression(object, span) => {
                let doc = comment
                    .take()
                    .and_then(|comment| definition_comment(comment, &mut items, diagnostics));
                let definition =
                    definition::check_definition(object, *span, doc.map(Box::new), diagnostics);
                items.extend(definition.map(Item::Definition));
                diagnostics.set_context(None);
            }
        }
    }
    keep_free_form(comment, &mut items, diagnostics);
    items
}

/// Adds a comment that precedes no definition to the items. Reports a comment that names a definition.
fn keep_free_form(
    comment: Option<ParsedDoc>,
    items: &mut Vec<Item>,
    diagnostics: &mut Diagnostics,
) {
    let Some(comment) = comment else { return };
    if let Some((name, span)) = comment.definition_name.filter(|_| !comment.broken) {
        diagnostics.report(DocError::NoDefinition { name }, comment.doc.span.to(span));
    }
    items.push(Item::FreeForm(comment.doc));
}

/// Returns a comment that precedes a definition. A comment that names no definition is reported and becomes an item.
fn definition_comment(
    comment: ParsedDoc,
    items: &mut Vec<Item>,
    diagnostics: &mut Diagnostics,
) -> Option<ParsedDoc> {
    if comment.definition_name.is_some() {
        return Some(comment);
    }
    diagnostics.report(DocError::NamesNothing, comment.doc.span);
    items.push(Item::FreeForm(comment.doc));
    None
}
