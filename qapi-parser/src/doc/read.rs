//! Reader of documentation comments: lines to sections.

use crate::doc::build::Builder;
use crate::doc::lines::{Line, lines};
use crate::doc::model::ParsedDoc;
use crate::error::{Diagnostics, DocError};
use crate::parser::Comment;
use crate::source::Span;

/// Reads a comment. A break of the rules is reported and does not end the reading.
pub(crate) fn parse(comment: &Comment<'_>, diagnostics: &mut Diagnostics) -> ParsedDoc {
    let before = diagnostics.len();
    let lines = lines(comment, diagnostics);
    let mut builder = Builder::new(comment.span);
    let named = lines
        .first()
        .and_then(|first| Some((first, first.text.strip_prefix('@')?)));
    let symbol = named.map(|(first, name)| symbol(first, name, diagnostics));
    if symbol.is_some() {
        definition(&lines[1..], &mut builder, diagnostics);
    } else {
        lines
            .iter()
            .for_each(|line| free_form(line, &mut builder, diagnostics));
    }
    let parsed = builder.finish(symbol, diagnostics);
    ParsedDoc {
        broken: diagnostics.len() > before,
        ..parsed
    }
}

fn free_form<'t>(line: &Line<'t>, builder: &mut Builder<'t>, diagnostics: &mut Diagnostics) {
    if let Some((name, ..)) = description(line) {
        diagnostics.report(
            DocError::NotFreeForm {
                name: name.to_owned(),
            },
            line.span,
        );
    }
    builder.line(line.text);
}

fn symbol(line: &Line<'_>, name: &str, diagnostics: &mut Diagnostics) -> (String, Span) {
    let stripped = name.strip_suffix(':');
    let symbol = stripped.unwrap_or_else(|| {
        diagnostics.report(DocError::MissingColon, line.span);
        name.split_whitespace()
            .next()
            .unwrap_or_default()
            .trim_end_matches(':')
    });
    if symbol.is_empty() {
        diagnostics.report(DocError::MissingName, line.span);
    }
    (symbol.to_owned(), line.part(1, symbol.len()))
}

/// Splits `@name: text` into the name and the offset of the text.
fn description<'t>(line: &Line<'t>) -> Option<(&'t str, usize)> {
    let (name, rest) = line.text.strip_prefix('@')?.split_once(':')?;
    Some((name, line.text.len() - rest.trim_start_matches(' ').len()))
}

/// Tags of sections, and tags of sections in former releases.
const TAGS: [&str; 4] = ["Returns", "Errors", "Since", "TODO"];
const FORMER: [&str; 4] = ["Note", "Notes", "Example", "Examples"];

/// Splits `Tag: text` into the tag and the offset of the text. Two colons are rST markup, not a tag.
fn tagged(line: &Line<'_>) -> Option<(&'static str, usize)> {
    let (tag, rest) = line.text.split_once(':')?;
    let tag = TAGS.into_iter().chain(FORMER).find(|known| *known == tag)?;
    (!rest.starts_with(':')).then(|| (tag, line.text.len() - rest.trim_start_matches(' ').len()))
}

/// Reads the documentation of a definition after its first line.
fn definition<'t>(lines: &[Line<'t>], builder: &mut Builder<'t>, diagnostics: &mut Diagnostics) {
    let mut rest = lines;
    let mut has_sections = false;
    loop {
        rest = skip_blank(rest);
        let Some((line, after)) = rest.split_first() else {
            return;
        };
        if line.text == "Features:" {
            builder.open_features(line.span, diagnostics);
            rest = skip_blank(after);
            if rest.first().and_then(description).is_none() {
                let span = rest.first().map_or(line.span, |line| line.span);
                diagnostics.report(DocError::EmptyFeatures, span);
            }
            rest = descriptions(rest, true, builder, diagnostics);
            has_sections = true;
        } else if let Some((name, _)) = description(line) {
            if has_sections {
                diagnostics.report(
                    DocError::MemberAfterSection {
                        name: name.to_owned(),
                    },
                    line.span,
                );
            }
            rest = descriptions(rest, false, builder, diagnostics);
            has_sections = true;
        } else if let Some((tag, text)) = tagged(line) {
            let former = FORMER.contains(&tag);
            if former {
                let tag = tag.to_owned();
                diagnostics.report(DocError::FormerSection { tag }, line.span);
            }
            builder.open_section(tag, &line.text[text..], line.span, diagnostics);
            rest = indented(after, former, builder, diagnostics);
            has_sections = true;
        } else {
            builder.open_text(diagnostics);
            let length = rest
                .iter()
                .position(|line| line.text.is_empty())
                .unwrap_or(rest.len());
            rest[..length]
                .iter()
                .for_each(|line| builder.line(line.text));
            builder.line("");
            rest = &rest[length..];
        }
    }
}

fn skip_blank<'l, 't>(lines: &'l [Line<'t>]) -> &'l [Line<'t>] {
    let blank = lines.iter().take_while(|line| line.text.is_empty()).count();
    &lines[blank..]
}

/// Reads consecutive descriptions. Returns the lines after them.
fn descriptions<'l, 't>(
    lines: &'l [Line<'t>],
    features: bool,
    builder: &mut Builder<'t>,
    diagnostics: &mut Diagnostics,
) -> &'l [Line<'t>] {
    let mut rest = lines;
    while let Some((line, after)) = rest.split_first() {
        let Some((name, text)) = description(line) else {
            break;
        };
        let span = if name.is_empty() {
            diagnostics.report(DocError::MissingName, line.span);
            line.span
        } else {
            line.part(1, name.len())
        };
        builder.open_item(name, &line.text[text..], span, features, diagnostics);
        rest = indented(after, false, builder, diagnostics);
    }
    rest
}

/// Reads the rest of a description or section: its indented lines. Returns the lines after them. As in former releases,
/// lines without indentation belong to the section up to a blank line, and after a `former` tag even after a blank line.
fn indented<'l, 't>(
    lines: &'l [Line<'t>],
    former: bool,
    builder: &mut Builder<'t>,
    diagnostics: &mut Diagnostics,
) -> &'l [Line<'t>] {
    let mut rest = lines;
    let mut indent: Option<usize> = None;
    let mut blank = false;
    while let Some((line, after)) = rest.split_first() {
        if line.text.is_empty() {
            blank = true;
        } else {
            let columns = line.indent();
            let tag = || line.text == "Features:" || tagged(line).is_some();
            let starts = || (blank && !former) || tag();
            if description(line).is_some() || (columns == 0 && starts()) {
                break;
            }
            match indent {
                Some(least) if columns < least && !former => {
                    if blank {
                        break;
                    }
                    diagnostics.report(DocError::Deindent { columns: least }, line.span);
                }
                None if columns > 0 => indent = Some(columns),
                _ => {}
            }
            blank = false;
        }
        builder.line(line.text);
        rest = after;
    }
    rest
}
