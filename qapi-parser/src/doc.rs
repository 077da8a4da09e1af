//! Documentation comments (QAPI language, "Documentation comments").

use crate::error::{DocError, Error, Sink};
use crate::parser::Comment;
use crate::source::Span;

/// A documentation comment, of a definition or free-form.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Doc {
    /// The overview: rST without the comment's leading `# `.
    pub body: String,
    /// Descriptions of members, arguments, branches or values, in order.
    pub members: Vec<DocItem>,
    /// Descriptions of features, in order.
    pub features: Vec<DocItem>,
    /// `Returns:`.
    pub returns: Option<String>,
    /// `Errors:`.
    pub errors: Option<String>,
    /// `Since:`, as written.
    pub since: Option<String>,
    /// What else follows, untagged or tagged (examples, notes, `TODO`), in order.
    pub sections: Vec<DocSection>,
    /// The whole comment.
    pub span: Span,
}

/// A description of one name.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DocItem {
    /// The name, without the `@`.
    pub name: String,
    /// rST text.
    pub text: String,
    /// The name in the comment.
    pub span: Span,
}

/// A section that is none of the others.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DocSection {
    /// The tag (`TODO`); `None` for an untagged one.
    pub tag: Option<String>,
    /// rST text.
    pub text: String,
}

impl Doc {
    /// The version in `Since:`, without other text.
    pub fn version(&self) -> Option<&str> {
        version(self.since.as_deref()?)
    }
}

impl DocItem {
    /// The version in `(since 1.2)`, which tells since when this is there if not from the first.
    pub fn since(&self) -> Option<&str> {
        let mut openings = self
            .text
            .match_indices('(')
            .map(|(at, _)| &self.text[at + 1..]);
        openings.find_map(|text| {
            let rest = text
                .strip_prefix("since")
                .or_else(|| text.strip_prefix("Since"))?;
            version(rest.trim_start_matches([':', ' ', '\n']))
        })
    }
}

/// The version that a text starts with: at least two numbers and full stops between.
fn version(text: &str) -> Option<&str> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let version = text[..end].trim_end_matches('.');
    (version.contains('.') && !version.starts_with('.')).then_some(version)
}

/// A documentation comment as read: whose it says it is, what it says, and where its sections start.
#[derive(Debug)]
pub(crate) struct ParsedDoc {
    /// The name in the first line; `None` for free-form documentation.
    pub(crate) symbol: Option<(String, Span)>,
    pub(crate) doc: Doc,
    pub(crate) returns: Option<Span>,
    pub(crate) errors: Option<Span>,
    /// It breaks rules of its own, so that it may not be what it was meant to be.
    pub(crate) broken: bool,
}

/// Reads a comment. What breaks the rules of style is reported and read as well as can be.
pub(crate) fn parse(comment: &Comment<'_>, sink: &mut Sink) -> ParsedDoc {
    let before = sink.len();
    let lines = Lines::new(comment, sink).0;
    let mut builder = Builder::new(comment.span);
    let named = lines
        .first()
        .and_then(|first| Some((first, first.text.strip_prefix('@')?)));
    let symbol = named.map(|(first, name)| symbol(first, name, sink));
    if symbol.is_some() {
        definition(&lines[1..], &mut builder, sink);
    } else {
        lines
            .iter()
            .for_each(|line| free_form(line, &mut builder, sink));
    }
    let parsed = builder.finish(symbol, sink);
    ParsedDoc {
        broken: sink.len() > before,
        ..parsed
    }
}

fn free_form(line: &Line<'_>, builder: &mut Builder, sink: &mut Sink) {
    if let Some((name, ..)) = description(line) {
        sink.report(
            DocError::NotFreeForm {
                name: name.to_owned(),
            },
            line.span,
        );
    }
    builder.line(line.text);
}

/// A line without its `# `, and where it stands (from its `#`).
#[derive(Clone, Copy)]
struct Line<'t> {
    text: &'t str,
    span: Span,
}

impl Line<'_> {
    /// The part of the line's text that starts at byte `from` and is `length` long.
    fn part(&self, from: usize, length: usize) -> Span {
        let start = self.span.start + 2 + from as u32;
        Span::new(start, start + length as u32)
    }

    fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }
}

struct Lines<'t>(Vec<Line<'t>>);

impl<'t> Lines<'t> {
    fn new(comment: &Comment<'t>, sink: &mut Sink) -> Self {
        let mut literal = Literal::default();
        let strip = |&(raw, span): &(&'t str, Span)| {
            let text = match raw[1..].strip_prefix(' ') {
                Some(text) => text,
                None if raw.len() == 1 => "",
                None => {
                    sink.report(DocError::MissingSpace, span);
                    &raw[1..]
                }
            };
            let line = Line {
                text: text.trim_end(),
                span,
            };
            if !literal.holds(line) {
                check_style(line, sink);
            }
            line
        };
        Self(comment.lines.iter().map(strip).collect())
    }
}

/// Whether the text is an example or another literal block of rST, where style does not matter.
#[derive(Default)]
struct Literal {
    inside: bool,
    /// The indentation of the block's first line, once that is known.
    indent: Option<usize>,
}

impl Literal {
    fn holds(&mut self, line: Line<'_>) -> bool {
        if line.text.ends_with("::") || line.text.trim_start().starts_with(".. qmp-example::") {
            *self = Self {
                inside: true,
                indent: None,
            };
        } else if self.inside && !line.text.is_empty() {
            let indent = line.indent();
            self.inside = indent >= *self.indent.get_or_insert(indent);
        }
        self.inside
    }
}

/// The longest line, `# ` included.
const LONGEST: usize = 70;

/// Line length and spaces between sentences.
fn check_style(line: Line<'_>, sink: &mut Sink) {
    let characters = || line.text.chars().count() + 2;
    if line.text.len() + 2 > LONGEST && characters() > LONGEST && !is_link(line.text) {
        sink.report(DocError::LongLine, line.span);
    }
    let bytes = line.text.as_bytes();
    for at in 1..bytes.len().saturating_sub(1) {
        if bytes[at] == b' '
            && matches!(bytes[at - 1], b'.' | b'!' | b'?')
            && matches!(bytes[at + 1], b'A'..=b'Z' | b'0'..=b'9' | b'(')
            && !is_abbreviation(line.text, at)
        {
            sink.report(DocError::SentenceSpacing, line.part(at, 1));
        }
    }
}

/// A line that cannot be broken.
fn is_link(text: &str) -> bool {
    let text = text.trim_start_matches(' ');
    ["http://", "https://", "ftp://"]
        .iter()
        .any(|scheme| text.starts_with(scheme))
        && !text.contains(' ')
}

/// Whether the full stop before `at` belongs to `e.g.` or to the number of a list item.
fn is_abbreviation(text: &str, at: usize) -> bool {
    let before = &text.as_bytes()[..at];
    let word_before = |bytes: &[u8]| {
        bytes
            .last()
            .is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_')
    };
    if let Some(rest) = before.strip_suffix(b"e.g.") {
        return !word_before(rest);
    }
    match before.strip_suffix(b".") {
        Some([spaces @ .., digit]) => digit.is_ascii_digit() && spaces.iter().all(|b| *b == b' '),
        _ => false,
    }
}

fn symbol(line: &Line<'_>, name: &str, sink: &mut Sink) -> (String, Span) {
    let stripped = name.strip_suffix(':');
    let symbol = stripped.unwrap_or_else(|| {
        sink.report(DocError::MissingColon, line.span);
        name.split_whitespace()
            .next()
            .unwrap_or_default()
            .trim_end_matches(':')
    });
    if symbol.is_empty() {
        sink.report(DocError::MissingName, line.span);
    }
    (symbol.to_owned(), line.part(1, symbol.len()))
}

/// `@name: text`: the name, and where the text starts.
fn description<'t>(line: &Line<'t>) -> Option<(&'t str, usize)> {
    let (name, rest) = line.text.strip_prefix('@')?.split_once(':')?;
    Some((name, line.text.len() - rest.trim_start_matches(' ').len()))
}

/// The tags of sections: those of today, then those of former releases.
const TAGS: [&str; 8] = [
    "Returns", "Errors", "Since", "TODO", "Note", "Notes", "Example", "Examples",
];

/// `Tag: text`: the tag, and where the text starts. Two colons are markup of rST.
fn tagged(line: &Line<'_>) -> Option<(&'static str, usize)> {
    let (tag, rest) = line.text.split_once(':')?;
    let tag = TAGS.into_iter().find(|known| *known == tag)?;
    (!rest.starts_with(':')).then(|| (tag, line.text.len() - rest.trim_start_matches(' ').len()))
}

/// Reads what follows the first line of a definition's documentation.
fn definition(lines: &[Line<'_>], builder: &mut Builder, sink: &mut Sink) {
    let mut rest = lines;
    let mut closed = false;
    loop {
        rest = skip_blank(rest);
        let Some((line, after)) = rest.split_first() else {
            return;
        };
        if line.text == "Features:" {
            if builder.features_at.is_some() {
                sink.report(DocError::DuplicateSection { tag: "Features" }, line.span);
            }
            builder.features_at = Some(line.span);
            rest = skip_blank(after);
            if rest.first().and_then(description).is_none() {
                let span = rest.first().map_or(line.span, |line| line.span);
                sink.report(DocError::EmptyFeatures, span);
            }
            rest = descriptions(rest, true, builder, sink);
            closed = true;
        } else if let Some((name, _)) = description(line) {
            if closed {
                sink.report(
                    DocError::MemberAfterSection {
                        name: name.to_owned(),
                    },
                    line.span,
                );
            }
            rest = descriptions(rest, false, builder, sink);
            closed = true;
        } else if let Some((tag, text)) = tagged(line) {
            if matches!(tag, "Note" | "Notes" | "Example" | "Examples") {
                sink.report(
                    DocError::FormerSection {
                        tag: tag.to_owned(),
                    },
                    line.span,
                );
            }
            builder.open_section(tag, line.span, sink);
            builder.first(&line.text[text..]);
            rest = indented(after, builder, sink);
            closed = true;
        } else {
            builder.open_text();
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

/// Reads descriptions as long as one follows the other.
fn descriptions<'l, 't>(
    lines: &'l [Line<'t>],
    features: bool,
    builder: &mut Builder,
    sink: &mut Sink,
) -> &'l [Line<'t>] {
    let mut rest = lines;
    while let Some((line, after)) = rest.split_first() {
        let Some((name, text)) = description(line) else {
            break;
        };
        builder.open_item(name, line.part(1, name.len()), line.span, features, sink);
        builder.first(&line.text[text..]);
        rest = indented(after, builder, sink);
    }
    rest
}

/// Reads the rest of a description or section: its indented lines. Lines right below it belong to it too, though not
/// indented; that is how former releases wrote them.
fn indented<'l, 't>(
    lines: &'l [Line<'t>],
    builder: &mut Builder,
    sink: &mut Sink,
) -> &'l [Line<'t>] {
    let mut rest = lines;
    let mut indent: Option<usize> = None;
    let mut blank = false;
    while let Some((line, after)) = rest.split_first() {
        if line.text.is_empty() {
            blank = true;
        } else {
            let columns = line.indent();
            if description(line).is_some() || (columns == 0 && (blank || tagged(line).is_some())) {
                break;
            }
            match indent {
                Some(least) if columns < least => {
                    if blank {
                        break;
                    }
                    sink.report(DocError::Deindent { columns: least }, line.span);
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

/// Collects lines into the sections of a [`Doc`].
struct Builder {
    doc: Doc,
    part: Part,
    /// The first line of the part, which stands behind its name.
    first: String,
    text: String,
    part_span: Span,
    returns: Option<Span>,
    errors: Option<Span>,
    since: Option<Span>,
    features_at: Option<Span>,
    /// Something other than the overview has begun.
    described: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Body,
    Member,
    Feature,
    Text,
    Tagged(&'static str),
}

impl Builder {
    fn new(span: Span) -> Self {
        let doc = Doc {
            body: String::new(),
            members: Vec::new(),
            features: Vec::new(),
            returns: None,
            errors: None,
            since: None,
            sections: Vec::new(),
            span,
        };
        Self {
            doc,
            part: Part::Body,
            first: String::new(),
            text: String::new(),
            part_span: span,
            returns: None,
            errors: None,
            since: None,
            features_at: None,
            described: false,
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn first(&mut self, text: &str) {
        self.first.push_str(text);
    }

    fn open_text(&mut self) {
        if self.described && self.part != Part::Text {
            self.close(None);
            self.part = Part::Text;
        }
    }

    fn open_section(&mut self, tag: &'static str, span: Span, sink: &mut Sink) {
        self.close(Some(sink));
        let first = match tag {
            "Returns" => self.returns.replace(span),
            "Errors" => self.errors.replace(span),
            "Since" => self.since.replace(span),
            _ => None,
        };
        if let Some(first) = first {
            sink.push(Error::new(DocError::DuplicateSection { tag }, span).first_here(first));
        }
        self.part = Part::Tagged(tag);
        self.part_span = span;
        self.described = true;
    }

    fn open_item(&mut self, name: &str, span: Span, line: Span, feature: bool, sink: &mut Sink) {
        self.close(Some(sink));
        if name.is_empty() {
            sink.report(DocError::MissingName, line);
        }
        self.part = if feature { Part::Feature } else { Part::Member };
        self.part_span = span;
        self.described = true;
        let items = if feature {
            &mut self.doc.features
        } else {
            &mut self.doc.members
        };
        items.push(DocItem {
            name: name.to_owned(),
            text: String::new(),
            span,
        });
    }

    /// Ends the current part.
    fn close(&mut self, sink: Option<&mut Sink>) {
        let text = assemble(&self.first, &self.text);
        self.first.clear();
        self.text.clear();
        let Doc {
            body,
            members,
            features,
            returns,
            errors,
            since,
            sections,
            ..
        } = &mut self.doc;
        match self.part {
            Part::Body => *body = text,
            Part::Member => last_text(members, text),
            Part::Feature => last_text(features, text),
            Part::Text => sections.push(DocSection { tag: None, text }),
            Part::Tagged(tag) => {
                if let Some(sink) = sink.filter(|_| text.is_empty()) {
                    sink.report(DocError::EmptySection { tag }, self.part_span);
                }
                match tag {
                    "Returns" => *returns = Some(text),
                    "Errors" => *errors = Some(text),
                    "Since" => *since = Some(text),
                    _ => sections.push(DocSection {
                        tag: Some(tag.to_owned()),
                        text,
                    }),
                }
            }
        }
    }

    fn finish(mut self, symbol: Option<(String, Span)>, sink: &mut Sink) -> ParsedDoc {
        self.close(Some(sink));
        for items in [&self.doc.members, &self.doc.features] {
            report_duplicates(items, sink);
        }
        let Self {
            doc,
            returns,
            errors,
            ..
        } = self;
        ParsedDoc {
            symbol,
            doc,
            returns,
            errors,
            broken: false,
        }
    }
}

fn report_duplicates(items: &[DocItem], sink: &mut Sink) {
    let mut seen = std::collections::HashMap::with_capacity(items.len());
    for item in items {
        if let Some(first) = seen.insert(&item.name, item.span) {
            let kind = DocError::DuplicateMember {
                name: item.name.clone(),
            };
            sink.push(Error::new(kind, item.span).first_here(first));
        }
    }
}

fn last_text(items: &mut [DocItem], text: String) {
    if let Some(item) = items.last_mut() {
        item.text = text;
    }
}

/// Joins the text behind a name with the lines below it, without their common indentation and without blank lines
/// around.
fn assemble(first: &str, below: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let common = below
        .lines()
        .filter(|line| !line.is_empty())
        .map(indent)
        .min()
        .unwrap_or(0);
    let mut text = String::with_capacity(first.len() + below.len() + 1);
    if !first.is_empty() {
        text.push_str(first);
        text.push('\n');
    }
    for line in below.lines() {
        text.push_str(line.get(common..).unwrap_or_default());
        text.push('\n');
    }
    let end = text.trim_end_matches('\n').len();
    text.truncate(end);
    let start = text.len() - text.trim_start_matches('\n').len();
    text.drain(..start);
    text
}
