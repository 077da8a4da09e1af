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

/// Length of the longest line that is shown whole.
const WIDTH: usize = 160;

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
    /// The line of the error, and below it carets under the marked part.
    fn excerpt(&self, f: &mut Formatter<'_>, line: u32, gutter: usize) -> Result {
        let Some(excerpt) = self.sources.excerpt(self.error.span) else {
            return Ok(());
        };
        let from = boundary(excerpt.line, excerpt.from);
        let window = boundary(
            excerpt.line,
            if from < WIDTH { 0 } else { from - WIDTH / 2 },
        );
        let end = boundary(excerpt.line, excerpt.line.len().min(window + WIDTH));
        let before: String = excerpt.line[window..from].chars().map(pad).collect();
        let marked =
            &excerpt.line[from..boundary(excerpt.line, excerpt.to.clamp(from, end.max(from)))];
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

/// The last character boundary at or before `at`.
fn boundary(line: &str, at: usize) -> usize {
    (0..=at)
        .rev()
        .find(|at| line.is_char_boundary(*at))
        .unwrap_or(0)
}

fn pad(c: char) -> char {
    if c == '\t' { '\t' } else { ' ' }
}

/// The character itself, or a replacement for a control character, which would disturb the terminal.
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
            Note::Expected(words) => write!(f, "expected {}", List(words)),
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

/// Words separated by commas and a final `or`.
struct List<'a>(&'a [&'static str]);

impl Display for List<'_> {
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
