//! Builder of a [`Doc`]: collects lines into sections.

use crate::doc::model::{Doc, DocItem, DocSection, ParsedDoc};
use crate::error::{Diagnostics, DocError, Error};
use crate::name_list::repeats;
use crate::source::Span;

pub(super) struct Builder<'t> {
    doc: Doc,
    /// The section that lines are added to.
    section: Section,
    section_span: Span,
    /// Text on the first line of the section, after its tag or name.
    first: &'t str,
    /// Lines below the first one.
    below: Vec<&'t str>,
    seen: Seen,
    /// Set after the overview.
    described: bool,
}

/// Places of the sections that a comment can have once.
#[derive(Default)]
struct Seen {
    features: Option<Span>,
    returns: Option<Span>,
    errors: Option<Span>,
    since: Option<Span>,
}

#[derive(Clone, Copy, PartialEq)]
enum Section {
    Body,
    Member,
    Feature,
    Text,
    Tagged(&'static str),
}

impl<'t> Builder<'t> {
    pub(super) fn new(span: Span) -> Self {
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
            section: Section::Body,
            section_span: span,
            first: "",
            below: Vec::new(),
            seen: Seen::default(),
            described: false,
        }
    }

    pub(super) fn line(&mut self, line: &'t str) {
        self.below.push(line);
    }

    /// Starts a section without a tag, unless the current section is one.
    pub(super) fn open_text(&mut self, diagnostics: &mut Diagnostics) {
        if self.described && self.section != Section::Text {
            self.close(diagnostics);
            self.section = Section::Text;
        }
    }

    pub(super) fn open_features(&mut self, span: Span, diagnostics: &mut Diagnostics) {
        if let Some(first) = self.seen.features.replace(span) {
            let kind = DocError::DuplicateSection { tag: "Features" };
            diagnostics.push(Error::new(kind, span).first_here(first));
        }
    }

    pub(super) fn open_section(
        &mut self,
        tag: &'static str,
        text: &'t str,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) {
        self.close(diagnostics);
        let first = match tag {
            "Returns" => self.seen.returns.replace(span),
            "Errors" => self.seen.errors.replace(span),
            "Since" => self.seen.since.replace(span),
            _ => None,
        };
        if let Some(first) = first {
            diagnostics
                .push(Error::new(DocError::DuplicateSection { tag }, span).first_here(first));
        }
        self.open(Section::Tagged(tag), text, span);
    }

    /// Starts the description of a member or feature.
    pub(super) fn open_item(
        &mut self,
        name: &str,
        text: &'t str,
        span: Span,
        feature: bool,
        diagnostics: &mut Diagnostics,
    ) {
        self.close(diagnostics);
        let (section, items) = if feature {
            (Section::Feature, &mut self.doc.features)
        } else {
            (Section::Member, &mut self.doc.members)
        };
        let (name, empty) = (name.to_owned(), String::new());
        items.push(DocItem {
            name,
            text: empty,
            span,
        });
        self.open(section, text, span);
    }

    fn open(&mut self, section: Section, text: &'t str, span: Span) {
        self.section = section;
        self.section_span = span;
        self.first = text;
        self.described = true;
    }

    /// Ends the current section.
    fn close(&mut self, diagnostics: &mut Diagnostics) {
        let text = assemble(self.first, &self.below);
        self.first = "";
        self.below.clear();
        let doc = &mut self.doc;
        match self.section {
            Section::Body => doc.body = text,
            Section::Member => last_text(&mut doc.members, text),
            Section::Feature => last_text(&mut doc.features, text),
            Section::Text => doc.sections.push(DocSection { tag: None, text }),
            Section::Tagged(tag) => {
                if text.is_empty() {
                    diagnostics.report(DocError::EmptySection { tag }, self.section_span);
                }
                match tag {
                    "Returns" => doc.returns = Some(text),
                    "Errors" => doc.errors = Some(text),
                    "Since" => doc.since = Some(text),
                    _ => doc.sections.push(DocSection {
                        tag: Some(tag.to_owned()),
                        text,
                    }),
                }
            }
        }
    }

    pub(super) fn finish(
        mut self,
        symbol: Option<(String, Span)>,
        diagnostics: &mut Diagnostics,
    ) -> ParsedDoc {
        self.close(diagnostics);
        report_duplicates(&self.doc.members, diagnostics);
        report_duplicates(&self.doc.features, diagnostics);
        let Seen {
            returns, errors, ..
        } = self.seen;
        ParsedDoc {
            symbol,
            doc: self.doc,
            returns,
            errors,
            broken: false,
        }
    }
}

fn last_text(items: &mut [DocItem], text: String) {
    if let Some(item) = items.last_mut() {
        item.text = text;
    }
}

fn report_duplicates(items: &[DocItem], diagnostics: &mut Diagnostics) {
    for (index, before) in repeats(items.iter().map(|item| &*item.name)) {
        let name = items[index].name.clone();
        let error = Error::new(DocError::DuplicateMember { name }, items[index].span);
        diagnostics.push(error.first_here(items[before].span));
    }
}

/// Joins the text after a tag or name with the lines below it. Removes the common indentation of the lines, and blank
/// lines at the start and the end.
fn assemble(first: &str, below: &[&str]) -> String {
    let indent = |line: &&str| line.len() - line.trim_start_matches(' ').len();
    let written = |line: &&&str| !line.is_empty();
    let common = below.iter().filter(written).map(indent).min().unwrap_or(0);
    let start = match first {
        "" => below
            .iter()
            .position(|line| !line.is_empty())
            .unwrap_or(below.len()),
        _ => 0,
    };
    let end = below
        .iter()
        .rposition(|line| !line.is_empty())
        .map_or(start, |last| last + 1);
    let below = &below[start..end];
    let length = below.iter().map(|line| line.len() + 1).sum::<usize>();
    let mut text = String::with_capacity(first.len() + length);
    text.push_str(first);
    for line in below {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line.get(common..).unwrap_or_default());
    }
    text
}
