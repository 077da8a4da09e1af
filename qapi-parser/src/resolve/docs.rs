//! Pass: documentation describes exactly the members and features of its definition (QAPI language, "Definition
//! documentation").

use crate::ast::{Body, Data, Definition, Member};
use crate::ast::{Loaded, Pragmas};
use crate::doc::{DocItem, ParsedDoc};
use crate::error::{Diagnostics, DocError, Error, Note, Part, PragmaName};
use crate::name_list::NameSet;
use crate::resolve::place::Place;
use crate::schema::Feature;
use crate::source::Span;

pub(super) fn check(loaded: &Loaded, pragmas: &Pragmas, diagnostics: &mut Diagnostics) {
    for (_, definition) in &loaded.definitions {
        match &definition.doc {
            Some(doc) => check_one(definition, doc, pragmas, diagnostics),
            None if pragmas.doc_required => {
                diagnostics.push(
                    Place::of(definition).error(DocError::Undocumented, definition.name.span),
                );
            }
            None => {}
        }
    }
    diagnostics.set_context(None);
}

fn check_one(
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
        if !pragmas.excepts(pragma, &definition.name.text) {
            let name = definition.name.text.clone();
            let note = Note::Exception { pragma, name };
            report_undocumented(&doc.doc.members, &members, part, Some(&note), diagnostics);
        }
        let features = features(definition);
        report_unknown(&doc.doc.features, &features, Part::Feature, diagnostics);
        report_undocumented(
            &doc.doc.features,
            &features,
            Part::Feature,
            None,
            diagnostics,
        );
    }
    diagnostics.set_context_since(before, || Place::of(definition).context);
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

/// Reports descriptions of names that the definition does not have.
fn report_unknown(
    described: &[DocItem],
    defined: &[(&str, Span)],
    part: Part,
    diagnostics: &mut Diagnostics,
) {
    let names = NameSet::new(defined.iter().map(|(name, _)| *name));
    for item in described {
        if !item.name.is_empty() && !names.contains(&item.name) {
            let name = item.name.clone();
            diagnostics.report(DocError::UnknownMember { part, name }, item.span);
        }
    }
}

/// Reports names of the definition without description.
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

/// Members, values or branches of a definition, with their places.
fn members(definition: &Definition) -> (Part, Vec<(&str, Span)>) {
    match &definition.body {
        Body::Enum { values, .. } => (
            Part::Value,
            values
                .iter()
                .map(|value| (&*value.name, value.span))
                .collect(),
        ),
        Body::Alternate { branches } => (
            Part::Branch,
            branches
                .iter()
                .map(|branch| (&*branch.name.text, branch.name.span))
                .collect(),
        ),
        body => {
            let name = |member: &'_ Member| member.name.span;
            let members = written(body);
            (
                Part::Member,
                members.iter().map(|m| (&*m.name.text, name(m))).collect(),
            )
        }
    }
}

/// Members in place.
fn written(body: &Body) -> &[Member] {
    match body {
        Body::Struct { members, .. }
        | Body::Union {
            base: Data::Members(members),
            ..
        }
        | Body::Command {
            data: Some(Data::Members(members)),
            ..
        }
        | Body::Event {
            data: Some(Data::Members(members)),
            ..
        } => members,
        _ => &[],
    }
}

/// Features of a definition, of its members and of its values, with their places.
fn features(definition: &Definition) -> Vec<(&str, Span)> {
    let of_values = match &definition.body {
        Body::Enum { values, .. } => values.as_slice(),
        _ => &[],
    };
    let of_members = written(&definition.body)
        .iter()
        .flat_map(|member| &member.features);
    let features = definition.features.iter().chain(of_members);
    let features = features.chain(of_values.iter().flat_map(|value| &value.features));
    features
        .map(|feature: &Feature| (&*feature.name, feature.span))
        .collect()
}
