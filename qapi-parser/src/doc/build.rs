//! Builder of a [`Doc`]: collects lines into sections.

use crate::doc::model::{Doc, DocItem, DocSection, ParsedDoc};
use crate::error::{Diagnostics, DocError, Error};
use crate::name_list::repeats;
use crate::source::Span;

pub(super) struct DocBuilder<'t> {
    doc: Doc,
    /// Section that receives the next lines.
    section: Section,
    section_span: Span,
    /// Text on the first line of the section, after the tag or name.
    first_line: &'t str,
    /// Further lines of the section.
    more_lines: Vec<&'t str>,
    section_spans: SectionSpans,
    /// Set when the first section after the overview starts.
    overview_ended: bool,
}

/// Spans of the sections that a comment can have only once.
#[derive(Default)]
struct SectionSpans {
    features: Option<Span>,
    returns: Option<Span>,
    errors: Option<Span>,
    since: Option<Span>,
}

#[derive(Clone, Copy, PartialEq)]
enum Section {
    Overview,
    Member,
    Feature,
    Untagged,
    Tagged(&'static str),
}

impl<'t> DocBuilder<'t> {
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
            section: Section::Overview,
            section_span: span,
            first_line: "",
            more_lines: Vec::new(),
            section_spans: SectionSpans::default(),
            overview_ended: false,
        }
    }

    pub(super) fn add_line(&mut self, line: &'t str) {
        self.more_lines.push(line);
    }

    /// Starts a section without a tag, unless the current section has no tag either.
    pub(super) fn start_untagged_section(&mut self, diagnostics: &mut Diagnostics) {
        if self.overview_ended && self.section != Section::Untagged {
            self.end_section(diagnostics);
            self.section = Section::Untagged;
        }
    }

    pub(super) fn start_features(&mut self, span: Span, diagnostics: &mut Diagnostics) {
        if let Some(first) = self.section_spans.features.replace(span) {
            let kind = DocError::DuplicateSection { tag: "Features" };
            diagnostics.push(Error::new(kind, span).first_here(first));
        }
    }

    pub(super) fn start_tagged_section(
        &mut self,
        tag: &'static str,
        text: &'t str,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) {
        self.end_section(diagnostics);
        let first = match tag {
            "Returns" => self.section_spans.returns.replace(span),
            "Errors" => self.section_spans.errors.replace(span),
            "Since" => self.section_spans.since.replace(span),
            _ => None,
        };
        if let Some(first) = first {
            diagnostics
                .push(Error::new(DocError::DuplicateSection { tag }, span).first_here(first));
        }
        self.start_section(Section::Tagged(tag), text, span);
    }

    /// Starts the description of a member or feature.
    pub(super) fn start_description(
        &mut self,
        name: &str,
        text: &'t str,
        span: Span,
        feature: bool,
        diagnostics: &mut Diagnostics,
    ) {
        self.end_section(diagnostics);
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
        self.start_section(section, text, span);
    }

    fn start_section(&mut self, section: Section, text: &'t str, span: Span) {
        self.section = section;
        self.section_span = span;
        self.first_line = text;
        self.overview_ended = true;
    }

    /// Ends the current section.
    fn end_section(&mut self, diagnostics: &mut Diagnostics) {
        let text = join_section_text(self.first_line, &self.more_lines);
        self.first_line = "";
        self.more_lines.clear();
        let doc = &mut self.doc;
        match self.section {
            Section::Overview => doc.body = text,
            Section::Member => set_last_text(&mut doc.members, text),
            Section::Feature => set_last_text(&mut doc.features, text),
            Section::Untagged => doc.sections.push(DocSection { tag: None, text }),
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

    pub(super) fn build(
        mut self,
        definition_name: Option<(String, Span)>,
        diagnostics: &mut Diagnostics,
    ) -> ParsedDoc {
        self.end_section(diagnostics);
        report_duplicates(&self.doc.members, diagnostics);
        report_duplicates(&self.doc.features, diagnostics);
        let SectionSpans {
            returns, errors, ..
        } = self.section_spans;
        ParsedDoc {
            definition_name,
            doc: self.doc,
            returns,
            errors,
            broken: false,
        }
    }
}

fn set_last_text(items: &mut [DocItem], text: String) {
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

/// Joins the first line of a section and the further lines. Removes the common indentation of the lines, and blank
/// lines at the start and the end.
fn join_section_text(first: &str, more_lines: &[&str]) -> String {
    let indent = |line: &&str| line.len() - line.trim_start_matches(' ').len();
    let written = |line: &&&str| !line.is_empty();
    let common = more_lines
        .iter()
        .filter(written)
        .map(indent)
        .min()
        .unwrap_or(0);
    let start = match first {
        "" => more_lines
            .iter()
            .position(|line| !line.is_empty())
            .unwrap_or(more_lines.len()),
        _ => 0,
    };
    let end = more_lines
        .iter()
        .rposition(|line| !line.is_empty())
        .map_or(start, |last| last + 1);
    let more_lines = &more_lines[start..end];
    let length = more_lines.iter().map(|line| line.len() + 1).sum::<usize>();
    let mut text = String::with_capacity(first.len() + length);
    text.push_str(first);
    for line in more_lines {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line.get(common..).unwrap_or_default());
    }
    text
}
