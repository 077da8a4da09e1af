//! Reader of documentation comments: lines to sections.

use crate::doc::build::DocBuilder;
use crate::doc::lines::{Line, split_lines};
use crate::doc::model::ParsedDoc;
use crate::error::{Diagnostics, DocError};
use crate::parser::Comment;
use crate::source::Span;

/// Reads a comment. A broken rule is reported, and the reading continues.
pub(crate) fn parse(comment: &Comment<'_>, diagnostics: &mut Diagnostics) -> ParsedDoc {
    let before = diagnostics.len();
    let lines = split_lines(comment, diagnostics);
    let mut builder = DocBuilder::new(comment.span);
    let named = lines
        .first()
        .and_then(|first| Some((first, first.text.strip_prefix('@')?)));
    let definition_name = named.map(|(first, name)| read_definition_name(first, name, diagnostics));
    if definition_name.is_some() {
        read_definition_doc(&lines[1..], &mut builder, diagnostics);
    } else {
        lines
            .iter()
            .for_each(|line| read_free_form_line(line, &mut builder, diagnostics));
    }
    let parsed = builder.build(definition_name, diagnostics);
    ParsedDoc {
        broken: diagnostics.len() > before,
        ..parsed
    }
}

fn read_free_form_line<'t>(
    line: &Line<'t>,
    builder: &mut DocBuilder<'t>,
    diagnostics: &mut Diagnostics,
) {
    if let Some((name, ..)) = split_description(line) {
        diagnostics.report(
            DocError::NotFreeForm {
                name: name.to_owned(),
            },
            line.span,
        );
    }
    builder.add_line(line.text);
}

fn read_definition_name(
    line: &Line<'_>,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> (String, Span) {
    let stripped = name.strip_suffix(':');
    let definition_name = stripped.unwrap_or_else(|| {
        diagnostics.report(DocError::MissingColon, line.span);
        name.split_whitespace()
            .next()
            .unwrap_or_default()
            .trim_end_matches(':')
    });
    if definition_name.is_empty() {
        diagnostics.report(DocError::MissingName, line.span);
    }
    (
        definition_name.to_owned(),
        line.subspan(1, definition_name.len()),
    )
}

/// Splits `@name: text` into the name and the offset of the text.
fn split_description<'t>(line: &Line<'t>) -> Option<(&'t str, usize)> {
    let (name, rest) = line.text.strip_prefix('@')?.split_once(':')?;
    Some((name, line.text.len() - rest.trim_start_matches(' ').len()))
}

/// Tags of sections, and tags that older releases had.
const TAGS: [&str; 4] = ["Returns", "Errors", "Since", "TODO"];
const OBSOLETE_TAGS: [&str; 4] = ["Note", "Notes", "Example", "Examples"];

/// Splits `Tag: text` into the tag and the offset of the text. Two colons are rST markup, not a tag.
fn split_tag(line: &Line<'_>) -> Option<(&'static str, usize)> {
    let (tag, rest) = line.text.split_once(':')?;
    let tag = TAGS
        .into_iter()
        .chain(OBSOLETE_TAGS)
        .find(|known| *known == tag)?;
    (!rest.starts_with(':')).then(|| (tag, line.text.len() - rest.trim_start_matches(' ').len()))
}

/// Reads the documentation of a definition from the second line on.
fn read_definition_doc<'t>(
    lines: &[Line<'t>],
    builder: &mut DocBuilder<'t>,
    diagnostics: &mut Diagnostics,
) {
    let mut rest = lines;
    let mut has_sections = false;
    loop {
        rest = skip_blank_lines(rest);
        let Some((line, after)) = rest.split_first() else {
            return;
        };
        if line.text == "Features:" {
            builder.start_features(line.span, diagnostics);
            rest = skip_blank_lines(after);
            if rest.first().and_then(split_description).is_none() {
                let span = rest.first().map_or(line.span, |line| line.span);
                diagnostics.report(DocError::EmptyFeatures, span);
            }
            rest = read_descriptions(rest, true, builder, diagnostics);
            has_sections = true;
        } else if let Some((name, _)) = split_description(line) {
            if has_sections {
                diagnostics.report(
                    DocError::MemberAfterSection {
                        name: name.to_owned(),
                    },
                    line.span,
                );
            }
            rest = read_descriptions(rest, false, builder, diagnostics);
            has_sections = true;
        } else if let Some((tag, text)) = split_tag(line) {
            let obsolete = OBSOLETE_TAGS.contains(&tag);
            if obsolete {
                let tag = tag.to_owned();
                diagnostics.report(DocError::ObsoleteSection { tag }, line.span);
            }
            builder.start_tagged_section(tag, &line.text[text..], line.span, diagnostics);
            rest = read_section_lines(after, obsolete, builder, diagnostics);
            has_sections = true;
        } else {
            builder.start_untagged_section(diagnostics);
            let length = rest
                .iter()
                .position(|line| line.text.is_empty())
                .unwrap_or(rest.len());
            rest[..length]
                .iter()
                .for_each(|line| builder.add_line(line.text));
            builder.add_line("");
            rest = &rest[length..];
        }
    }
}

fn skip_blank_lines<'l, 't>(lines: &'l [Line<'t>]) -> &'l [Line<'t>] {
    let blank = lines.iter().take_while(|line| line.text.is_empty()).count();
    &lines[blank..]
}

/// Reads consecutive descriptions of members or features, and returns the lines after them.
fn read_descriptions<'l, 't>(
    lines: &'l [Line<'t>],
    features: bool,
    builder: &mut DocBuilder<'t>,
    diagnostics: &mut Diagnostics,
) -> &'l [Line<'t>] {
    let mut rest = lines;
    while let Some((line, after)) = rest.split_first() {
        let Some((name, text)) = split_description(line) else {
            break;
        };
        let span = if name.is_empty() {
            diagnostics.report(DocError::MissingName, line.span);
            line.span
        } else {
            line.subspan(1, name.len())
        };
        builder.start_description(name, &line.text[text..], span, features, diagnostics);
        rest = read_section_lines(after, false, builder, diagnostics);
    }
    rest
}

/// Reads the remaining lines of a description or section, and returns the lines after them. The lines of a section are
/// indented. Older releases also allow lines without indentation: up to a blank line, and even after blank lines if the
/// tag is obsolete.
fn read_section_lines<'l, 't>(
    lines: &'l [Line<'t>],
    obsolete: bool,
    builder: &mut DocBuilder<'t>,
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
            let tag = || line.text == "Features:" || split_tag(line).is_some();
            let starts = || (blank && !obsolete) || tag();
            if split_description(line).is_some() || (columns == 0 && starts()) {
                break;
            }
            match indent {
                Some(least) if columns < least && !obsolete => {
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
        builder.add_line(line.text);
        rest = after;
    }
    rest
}
