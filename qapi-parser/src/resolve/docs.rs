//! Documentation says what the definition says (QAPI language, "Definition documentation").

use std::collections::HashSet;

use crate::ast::{Body, Data, Definition, Member};
use crate::doc::{DocItem, ParsedDoc};
use crate::error::{DocError, PragmaName, Role, Sink};
use crate::load::{Loaded, Pragmas};
use crate::resolve::Place;
use crate::schema::Feature;
use crate::source::Span;

pub(super) fn check(loaded: &Loaded, pragmas: &Pragmas, sink: &mut Sink) {
    for (_, definition) in &loaded.definitions {
        match &definition.doc {
            Some(doc) => check_one(definition, doc, pragmas, sink),
            None if pragmas.doc_required => {
                sink.push(
                    Place::of(definition).error(DocError::Undocumented, definition.name.span),
                );
            }
            None => {}
        }
    }
    sink.enter(None);
}

fn check_one(definition: &Definition, doc: &ParsedDoc, pragmas: &Pragmas, sink: &mut Sink) {
    let (role, members) = members(definition);
    let excepted = pragmas.excepts(PragmaName::DocumentationExceptions, &definition.name.text);
    let before = sink.len();
    check_sections(definition, doc, sink);
    if !definition.broken {
        compare(&doc.doc.members, &members, role, !excepted, sink);
        compare(
            &doc.doc.features,
            &features(definition),
            Role::Feature,
            true,
            sink,
        );
    }
    sink.within(before, || Place::of(definition).context);
}

fn check_sections(definition: &Definition, doc: &ParsedDoc, sink: &mut Sink) {
    match &definition.body {
        Body::Command { returns, .. } => {
            if let (Some(section), None) = (doc.returns, returns) {
                sink.report(DocError::ReturnsNothing, section);
            }
        }
        _ => {
            for (section, tag) in [(doc.returns, "Returns"), (doc.errors, "Errors")] {
                if let Some(section) = section {
                    sink.report(DocError::CommandsOnly { tag }, section);
                }
            }
        }
    }
}

/// Few names are compared one by one; for many, a table keeps the cost linear.
const FEW: usize = 16;

/// Compares the names that are described with those that there are.
fn compare(described: &[DocItem], there: &[(&str, Span)], role: Role, all: bool, sink: &mut Sink) {
    let few = described.len().max(there.len()) <= FEW;
    let table: HashSet<&str> = if few {
        HashSet::new()
    } else {
        there.iter().map(|(name, _)| *name).collect()
    };
    for item in described {
        let name = &*item.name;
        let known = if few {
            there.iter().any(|(n, _)| *n == name)
        } else {
            table.contains(name)
        };
        if !known && !name.is_empty() {
            sink.report(
                DocError::UnknownMember {
                    role,
                    name: name.to_owned(),
                },
                item.span,
            );
        }
    }
    let table: HashSet<&str> = if few {
        HashSet::new()
    } else {
        described.iter().map(|item| &*item.name).collect()
    };
    for (name, span) in there.iter().filter(|_| all) {
        let known = if few {
            described.iter().any(|item| item.name == *name)
        } else {
            table.contains(name)
        };
        if !known {
            let name = (*name).to_owned();
            sink.report(DocError::UndocumentedMember { role, name }, *span);
        }
    }
}

/// What a definition's members are called, and their names.
fn members(definition: &Definition) -> (Role, Vec<(&str, Span)>) {
    match &definition.body {
        Body::Enum { values, .. } => (
            Role::Value,
            values
                .iter()
                .map(|value| (&*value.name, value.span))
                .collect(),
        ),
        Body::Alternate { branches } => (
            Role::Branch,
            branches
                .iter()
                .map(|branch| (&*branch.name.text, branch.name.span))
                .collect(),
        ),
        body => {
            let name = |member: &'_ Member| member.name.span;
            let members = written(body);
            (
                Role::Member,
                members.iter().map(|m| (&*m.name.text, name(m))).collect(),
            )
        }
    }
}

/// The members that are written in place.
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

/// The features of a definition, its members and its values.
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
