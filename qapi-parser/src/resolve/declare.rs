//! Gives every definition, and every type that definitions imply, its id.

use std::collections::HashMap;

use crate::ast::{self, Body, Data, TypeRef};
use crate::error::{MeaningError, Sink};
use crate::load::Loaded;
use crate::resolve::Place;
use crate::schema::{Builtin, CommandId, Definition, EventId, TypeId};
use crate::source::Span;

/// What a type is made from.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    Builtin(Builtin),
    QType,
    Empty,
    /// The members that the definition of that index writes in place.
    Implied(usize),
    /// An array of the type of that name.
    Array(String),
    Defined(usize),
}

#[derive(Debug, Default)]
pub(super) struct Declared {
    /// The types in the order of their ids.
    pub(super) types: Vec<(String, Origin)>,
    pub(super) names: HashMap<String, Definition>,
    /// For each definition its id; `None` for one whose name was taken.
    pub(super) ids: Vec<Option<Definition>>,
    /// For each definition the object that it implies.
    pub(super) implied: Vec<Option<TypeId>>,
}

pub(super) fn declare(loaded: &Loaded, sink: &mut Sink) -> Declared {
    let mut declared = Declared::default();
    for builtin in Builtin::ALL {
        declared.add(builtin.name().to_owned(), Origin::Builtin(builtin));
    }
    declared.add("q_empty".to_owned(), Origin::Empty);
    declared.add("QType".to_owned(), Origin::QType);
    let mut spans: HashMap<&str, Span> = HashMap::new();
    let (mut commands, mut events) = (0, 0);
    for (index, (_, definition)) in loaded.definitions.iter().enumerate() {
        let name = &definition.name;
        if declared.names.contains_key(&name.text) {
            let first = spans.get(&*name.text).copied().unwrap_or(Span::BUILTIN);
            let kind = MeaningError::Redefined {
                name: name.text.clone(),
            };
            sink.push(
                Place::of(definition)
                    .error(kind, name.span)
                    .first_here(first),
            );
            declared.ids.push(None);
            declared.implied.push(None);
            continue;
        }
        spans.insert(&name.text, name.span);
        declared.imply(index, definition);
        let id = match definition.body {
            Body::Command { .. } => Definition::Command(CommandId(next(&mut commands))),
            Body::Event { .. } => Definition::Event(EventId(next(&mut events))),
            _ => Definition::Type(declared.add(name.text.clone(), Origin::Defined(index))),
        };
        declared.names.insert(name.text.clone(), id);
        declared.ids.push(Some(id));
    }
    declared
}

fn next(counter: &mut u32) -> u32 {
    let id = *counter;
    *counter += 1;
    id
}

impl Declared {
    fn add(&mut self, name: String, origin: Origin) -> TypeId {
        let id = TypeId(self.types.len() as u32);
        self.names.insert(name.clone(), Definition::Type(id));
        self.types.push((name, origin));
        id
    }

    /// Adds the types that a definition implies, which come before it.
    fn imply(&mut self, index: usize, definition: &ast::Definition) {
        let (data, role) = match &definition.body {
            Body::Enum { .. } => (None, ""),
            Body::Struct { members, .. } => {
                self.arrays(members.iter().map(|member| &member.ty));
                (None, "")
            }
            Body::Union { base, .. } => (Some(base), "base"),
            Body::Alternate { branches } => {
                self.arrays(branches.iter().map(|branch| &branch.ty));
                (None, "")
            }
            Body::Command { data, .. } | Body::Event { data, .. } => (data.as_ref(), "arg"),
        };
        let implied = match data {
            Some(Data::Members(members)) if !members.is_empty() => {
                self.arrays(members.iter().map(|member| &member.ty));
                let name = format!("q_obj_{}-{role}", definition.name.text);
                Some(self.add(name, Origin::Implied(index)))
            }
            _ => None,
        };
        self.implied.push(implied);
        if let Body::Command {
            returns: Some(returns),
            ..
        } = &definition.body
        {
            self.arrays([returns]);
        }
    }

    fn arrays<'r>(&mut self, types: impl IntoIterator<Item = &'r TypeRef>) {
        for element in types
            .into_iter()
            .filter(|ty| ty.array)
            .map(|ty| &ty.name.text)
        {
            let name = format!("{element}List");
            if !self.names.contains_key(&name) {
                self.add(name, Origin::Array(element.clone()));
            }
        }
    }
}
