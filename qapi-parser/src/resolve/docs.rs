//! Pass: checks that a documentation comment describes exactly the members and features of its definition (QAPI
//! language, "Definition documentation").

use crate::ast::{Body, Definition, Pragmas, SyntaxTree};
use crate::doc::{DocItem, ParsedDoc};
use crate::error::{Diagnostics, DocError, Error, Note, Part, PragmaName};
use crate::name_list::NameSet;
use crate::resolve::definition_spans::DefinitionSpans;
use crate::source::Span;
use crate::suggest::nearest;

pub(super) fn check(tree: &SyntaxTree, pragmas: &Pragmas, diagnostics: &mut Diagnostics) {
    for (_, definition) in &tree.definitions {
        match &definition.doc {
            Some(doc) => check_definition(definition, doc, pragmas, diagnostics),
            None if pragmas.doc_required => {
                diagnostics.push(
                    DefinitionSpans::of_definition(definition)
                        .error(DocError::Undocumented, definition.name.span),
                );
            }
            None => {}
        }
    }
    diagnostics.set_context(None);
}

fn check_definition(
    definition: &Definition,
    doc: &ParsedDoc,
    pragmas: &Pragmas,
    diagnostics: &mut Diagnostics,
) {
    let before = diagnostics.len();
    check_sections(definition, doc, diagnostics);
    if !definition.broken {
        let (part, members) = members(definition);
        report_unknown(&doc.doc.members, &members, part, diagnostics);
        let pragma = PragmaName::DocumentationExceptions;
        if !pragmas.exempts(pragma, &definition.name.text) {
            let name = definition.name.text.clone();
            let note = Note::Exception { pragma, name };
            report_undocumented(&doc.doc.members, &members, part, Some(&note), diagnostics);
        }
        let features = definition.feature_lists().flatten();
        let features: Vec<_> = features.map(|f| (&*f.name, f.span)).collect();
        report_unknown(&doc.doc.features, &features, Part::Feature, diagnostics);
        report_undocumented(
            &doc.doc.features,
            &features,
            Part::Feature,
            None,
            diagnostics,
        );
    }
    diagnostics.set_context_from(before, || {
        DefinitionSpans::of_definition(definition).context
    });
}

fn check_sections(definition: &Definition, doc: &ParsedDoc, diagnostics: &mut Diagnostics) {
    match &definition.body {
        Body::Command { returns, .. } => {
            if let (Some(section), None) = (doc.returns, returns) {
                diagnostics.report(DocError::ReturnsNothing, section);
            }
        }
        _ => {
            for (section, tag) in [(doc.returns, "Returns"), (doc.errors, "Errors")] {
                if let Some(section) = section {
                    diagnostics.report(DocError::CommandsOnly { tag }, section);
                }
            }
        }
    }
}

/// Maximum number of suggestions for the unknown names in one comment. Each suggestion searches all members.
const MAX_SUGGESTIONS: usize = 20;

/// Reports descriptions of members or features that do not exist.
fn report_unknown(
    described: &[DocItem],
    defined: &[(&str, Span)],
    part: Part,
    diagnostics: &mut Diagnostics,
) {
    let names = NameSet::new(defined.iter().map(|(name, _)| *name));
    let is_unknown = |item: &&DocItem| !item.name.is_empty() && !names.contains(&item.name);
    for (index, item) in described.iter().filter(is_unknown).enumerate() {
        let name = item.name.clone();
        let mut error = Error::new(DocError::UnknownMember { part, name }, item.span);
        if index < MAX_SUGGESTIONS {
            let near = nearest(&item.name, defined.iter().map(|(name, _)| *name));
            error
                .notes
                .extend(near.map(|near| Note::DidYouMean(near.to_owned())));
        }
        diagnostics.push(error);
    }
}

/// Reports members or features that have no description.
fn report_undocumented(
    described: &[DocItem],
    defined: &[(&str, Span)],
    part: Part,
    note: Option<&Note>,
    diagnostics: &mut Diagnostics,
) {
    let names = NameSet::new(described.iter().map(|item| &*item.name));
    for (name, span) in defined.iter().filter(|(name, _)| !names.contains(name)) {
        let name = (*name).to_owned();
        let mut error = Error::new(DocError::UndocumentedMember { part, name }, *span);
        error.notes.extend(note.cloned());
        diagnostics.push(error);
    }
}

/// Members, values or branches of a definition, with their spans.
fn members(definition: &Definition) -> (Part, Vec<(&str, Span)>) {
    match &definition.body {
        Body::Enum { values, .. } => {
            let values = values.iter().map(|value| (&*value.name, value.span));
            (Part::Value, values.collect())
        }
        Body::Alternate { branches } => {
            let names = branches.iter().map(|branch| &branch.name);
            (Part::Branch, names.map(|n| (&*n.text, n.span)).collect())
        }
        body => {
            let names = body.members().iter().map(|member| &member.name);
            (Part::Member, names.map(|n| (&*n.text, n.span)).collect())
        }
    }
}
