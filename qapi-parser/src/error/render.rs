//! Rendering of errors for people.

use std::fmt::{Display, Formatter, Result};

use crate::error::report::{Error, Errors, Note};
use crate::source::{SourceMap, Span};

impl Error {
    /// Text of the error: `file:line:column: message`, the line with a caret, the notes and the chain of includes.
    pub fn render<'a>(&'a self, sources: &'a SourceMap) -> impl Display + 'a {
        Rendered {
            error: self,
            sources,
        }
    }
}

impl Display for Errors {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for (index, error) in self.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{}", error.render(self.sources()))?;
        }
        Ok(())
    }
}

struct Rendered<'a> {
    error: &'a Error,
    sources: &'a SourceMap,
}

/// Maximum number of characters that are shown of a line.
const MAX_WIDTH: usize = 160;

impl Display for Rendered<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let Self { error, sources } = self;
        let Some(place) = sources.locate(error.span) else {
            return writeln!(f, "{}", error.kind);
        };
        writeln!(f, "{place}: {}", error.kind)?;
        let gutter = place.line.to_string().len();
        self.excerpt(f, place.line, gutter)?;
        let mut line = |text: &dyn Display| writeln!(f, "{:gutter$} = {text}", "");
        if let Some(definition) = &error.definition {
            let at = At(sources, definition.span);
            line(&format_args!(
                "in {} `{}`{at}",
                definition.kind, definition.name
            ))?;
        }
        for note in &error.notes {
            line(&RenderedNote { note, sources })?;
        }
        for include in sources.include_chain(error.span) {
            line(&format_args!("included{}", At(sources, include)))?;
        }
        Ok(())
    }
}

impl Rendered<'_> {
    /// Writes the line of the error, and carets below the marked part.
    fn excerpt(&self, f: &mut Formatter<'_>, line: u32, gutter: usize) -> Result {
        let Some(excerpt) = self.sources.excerpt(self.error.span) else {
            return Ok(());
        };
        let from = char_boundary(excerpt.line, excerpt.from);
        let window = char_boundary(
            excerpt.line,
            if from < MAX_WIDTH {
                0
            } else {
                from - MAX_WIDTH / 2
            },
        );
        let end = char_boundary(excerpt.line, excerpt.line.len().min(window + MAX_WIDTH));
        let before: String = excerpt.line[window..from]
            .chars()
            .map(padding_char)
            .collect();
        let marked =
            &excerpt.line[from..char_boundary(excerpt.line, excerpt.to.clamp(from, end.max(from)))];
        let carets = "^".repeat(marked.chars().count().max(1));
        let text: String = excerpt.line[window..end].chars().map(visible).collect();
        let ellipsis = |cut: bool| if cut { "…" } else { "" };
        let (left, right) = (ellipsis(window > 0), ellipsis(end < excerpt.line.len()));
        let shift = ellipsis(window > 0)
            .chars()
            .map(|_| ' ')
            .collect::<String>();
        writeln!(f, "{:gutter$} |", "")?;
        writeln!(f, "{line} | {left}{text}{right}")?;
        writeln!(f, "{:gutter$} | {shift}{before}{carets}", "")
    }
}

/// Last character boundary at or before byte `at`.
fn char_boundary(line: &str, at: usize) -> usize {
    (0..=at)
        .rev()
        .find(|at| line.is_char_boundary(*at))
        .unwrap_or(0)
}

fn padding_char(c: char) -> char {
    if c == '\t' { '\t' } else { ' ' }
}

/// Replaces a control character, which could disturb a terminal. Other characters stay.
fn visible(c: char) -> char {
    if c.is_control() && c != '\t' {
        '\u{fffd}'
    } else {
        c
    }
}

struct RenderedNote<'a> {
    note: &'a Note,
    sources: &'a SourceMap,
}

impl Display for RenderedNote<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.note {
            Note::DidYouMean(name) => write!(f, "did you mean `{name}`?"),
            Note::Expected(words) => write!(f, "expected {}", OrList(words)),
            Note::FirstHere(span) => write!(f, "first here{}", At(self.sources, *span)),
            Note::Exception { pragma, name } => write!(
                f,
                "an exception is granted by {{ 'pragma': {{ '{pragma}': [ '{name}' ] }} }}"
            ),
        }
    }
}

/// ` at file:line:column`; empty for built-in names.
struct At<'a>(&'a SourceMap, Span);

impl Display for At<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0.locate(self.1) {
            Some(place) => write!(f, " at {place}"),
            None => Ok(()),
        }
    }
}

/// List of words. `Display` writes commas and a last `or` between the words.
struct OrList<'a>(&'a [&'static str]);

impl Display for OrList<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for (index, item) in self.0.iter().enumerate() {
            let separator = match index {
                0 => "",
                _ if index + 1 == self.0.len() => " or ",
                _ => ", ",
            };
            write!(f, "{separator}{item}")?;
        }
        Ok(())
    }
}
