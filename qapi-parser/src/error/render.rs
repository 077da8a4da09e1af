//! How an error looks to a person.

use std::fmt::{Display, Formatter, Result};

use crate::error::{Error, Note};
use crate::source::{SourceMap, Span};

pub(super) struct Rendered<'a> {
    pub(super) error: &'a Error,
    pub(super) sources: &'a SourceMap,
}

/// A line longer than this is shown in part.
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
        let mut note = |text: &dyn Display| writeln!(f, "{:gutter$} = {text}", "");
        if let Some(definition) = &error.definition {
            let at = At(sources, definition.span);
            note(&format_args!(
                "in {} `{}`{at}",
                definition.kind, definition.name
            ))?;
        }
        for kept in &error.notes {
            match kept {
                Note::DidYouMean(name) => note(&format_args!("did you mean `{name}`?"))?,
                Note::Expected(what) => note(&format_args!("expected {}", List(what)))?,
                Note::FirstHere(span) => note(&format_args!("first here{}", At(sources, *span)))?,
            }
        }
        for include in sources.include_chain(error.span) {
            note(&format_args!("included{}", At(sources, include)))?;
        }
        Ok(())
    }
}

impl Rendered<'_> {
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

/// The last character boundary that is not after `at`.
fn boundary(line: &str, at: usize) -> usize {
    (0..=at)
        .rev()
        .find(|at| line.is_char_boundary(*at))
        .unwrap_or(0)
}

fn pad(c: char) -> char {
    if c == '\t' { '\t' } else { ' ' }
}

/// Control characters would disturb the terminal.
fn visible(c: char) -> char {
    if c.is_control() && c != '\t' {
        '\u{fffd}'
    } else {
        c
    }
}

/// ` at file:line:column`, or nothing for what no file defines.
struct At<'a>(&'a SourceMap, Span);

impl Display for At<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0.locate(self.1) {
            Some(place) => write!(f, " at {place}"),
            None => Ok(()),
        }
    }
}

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
