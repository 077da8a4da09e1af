//! Lines of a documentation comment, and the rules for a single line.

use crate::error::{Diagnostics, DocError};
use crate::parser::Comment;
use crate::source::Span;

/// A line without the leading `# `. The span starts at the `#`.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
}

impl Line<'_> {
    /// Span of `length` bytes of the text from byte `from` on.
    pub(super) fn subspan(&self, from: usize, length: usize) -> Span {
        let start = self.span.start + 2 + from as u32;
        Span::new(start, start + length as u32)
    }

    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }
}

/// Splits a comment into lines and checks each line.
pub(super) fn split_lines<'t>(
    comment: &Comment<'t>,
    diagnostics: &mut Diagnostics,
) -> Vec<Line<'t>> {
    let mut literal = LiteralBlocks::default();
    let strip = |&(raw, span): &(&'t str, Span)| {
        let text = match raw[1..].strip_prefix(' ') {
            Some(text) => text,
            None if raw.len() == 1 => "",
            None => {
                diagnostics.report(DocError::MissingSpace, span);
                &raw[1..]
            }
        };
        let text = text.trim_end();
        let line = Line { text, span };
        if !literal.contains_next(line) {
            check_style(line, diagnostics);
        }
        line
    };
    comment.lines.iter().map(strip).collect()
}

/// Finder of literal blocks of rST, such as examples. The rules for lines do not apply to literal blocks.
#[derive(Default)]
struct LiteralBlocks {
    inside: bool,
    /// Indentation of the first line of the block; `None` before that line.
    indent: Option<usize>,
}

impl LiteralBlocks {
    /// Takes the next line, and returns whether the line is in a literal block.
    fn contains_next(&mut self, line: Line<'_>) -> bool {
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

/// Maximum length of a line in characters, `# ` included.
const MAX_LENGTH: usize = 70;

/// Checks the length of a line and the spaces between sentences.
fn check_style(line: Line<'_>, diagnostics: &mut Diagnostics) {
    let characters = || line.text.chars().count() + 2;
    if line.text.len() + 2 > MAX_LENGTH && characters() > MAX_LENGTH && !is_link(line.text) {
        diagnostics.report(DocError::LongLine, line.span);
    }
    let bytes = line.text.as_bytes();
    if !may_end_sentence(bytes) {
        return;
    }
    for (at, window) in bytes.windows(3).enumerate() {
        if ends_sentence(window[0], window[1])
            && matches!(window[2], b'A'..=b'Z' | b'0'..=b'9' | b'(')
            && !is_abbreviation(line.text, at + 1)
        {
            diagnostics.report(DocError::SentenceSpacing, line.subspan(at + 1, 1));
        }
    }
}

/// Quick test whether a sentence can end inside a line. Only few lines then need the slow test.
fn may_end_sentence(bytes: &[u8]) -> bool {
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    pairs.fold(false, |found, (one, next)| {
        found | ends_sentence(*one, *next)
    })
}

fn ends_sentence(one: u8, next: u8) -> bool {
    (next == b' ') & ((one == b'.') | (one == b'!') | (one == b'?'))
}

/// Whether the line consists of a link, which cannot be wrapped.
fn is_link(text: &str) -> bool {
    let text = text.trim_start_matches(' ');
    ["http://", "https://", "ftp://"]
        .iter()
        .any(|scheme| text.starts_with(scheme))
        && !text.contains(' ')
}

/// Whether the full stop before `at` ends `e.g.` or the number of a list item.
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
