//! Pass: assigns ids to all definitions and all implicit types.

use std::collections::HashMap;

use crate::ast::SyntaxTree;
use crate::ast::{self, Body, Data, TypeRef};
use crate::error::{Diagnostics, SemanticError};
use crate::resolve::definition_spans::DefinitionSpans;
use crate::schema::{Builtin, CommandId, Definition, EventId, TypeId};
use crate::source::Span;

/// Origin of a type.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    Builtin(Builtin),
    QType,
    Empty,
    /// Inline members of the definition with this index.
    Implicit(usize),
    /// An array of the type with this name.
    Array(String),
    /// The definition with this index.
    Defined(usize),
}

#[derive(Debug, Default)]
pub(super) struct Declared {
    /// Types in the order of their ids.
    pub(super) types: Vec<(String, Origin)>,
    pub(super) names: HashMap<String, Definition>,
    /// Id of each definition; `None` if an earlier definition has the same name.
    pub(super) ids: Vec<Option<Definition>>,
    /// Implicit object of each definition that has inline members.
    pub(super) implicit: Vec<Option<TypeId>>,
    /// Indices of the definitions of commands.
    pub(super) commands: Vec<usize>,
    /// Indices of the definitions of events.
    pub(super) events: Vec<usize>,
}

pub(super) fn declare(tree: &SyntaxTree, diagnostics: &mut Diagnostics) -> Declared {
    let mut declared = Declared {
        names: HashMap::with_capacity(2 * tree.definitions.len()),
        ..Declared::default()
    };
    for builtin in Builtin::ALL {
        declared.add(builtin.name().to_owned(), Origin::Builtin(builtin));
    }
    declared.add("q_empty".to_owned(), Origin::Empty);
    declared.add("QType".to_owned(), Origin::QType);
    for (index, (_, definition)) in tree.definitions.iter().enumerate() {
        let name = &definition.name;
        if let Some(taken) = declared.names.get(&name.text) {
            let first = declared.definition_of(*taken);
            let first = first.map_or(Span::BUILTIN, |first| tree.definitions[first].1.name.span);
            let kind = SemanticError::Redefined {
                name: name.text.clone(),
            };
            let error = DefinitionSpans::of_definition(definition).error(kind, name.span);
            diagnostics.push(error.first_here(first));
            declared.ids.push(None);
            declared.implicit.push(None);
            continue;
        }
        declared.add_implicit(index, definition);
        let id = match definition.body {
            Body::Command { .. } => {
                declared.commands.push(index);
                Definition::Command(CommandId(declared.commands.len() as u32 - 1))
            }
            Body::Event { .. } => {
                declared.events.push(index);
                Definition::Event(EventId(declared.events.len() as u32 - 1))
            }
            _ => Definition::Type(declared.add(name.text.clone(), Origin::Defined(index))),
        };
        declared.names.insert(name.text.clone(), id);
        declared.ids.push(Some(id));
    }
    declared
}

impl Declared {
    fn add(&mut self, name: String, origin: Origin) -> TypeId {
        let id = TypeId(self.types.len() as u32);
        self.names.insert(name.clone(), Definition::Type(id));
        self.types.push((name, origin));
        id
    }

    /// Index of the definition with an id; `None` for a built-in or implicit type.
    fn definition_of(&self, id: Definition) -> Option<usize> {
        match id {
            Definition::Command(id) => Some(self.commands[id.0 as usize]),
            Definition::Event(id) => Some(self.events[id.0 as usize]),
            Definition::Type(id) => match self.types[id.0 as usize].1 {
                Origin::Defined(index) => Some(index),
                _ => None,
            },
        }
    }

    /// Adds the implicit types of a definition, which come before the definition.
    fn add_implicit(&mut self, index: usize, definition: &ast::Definition) {
        let (data, suffix) = match &definition.body {
            Body::Enum { .. } => (None, ""),
            Body::Struct { members, .. } => {
                self.add_arrays(members.iter().map(|member| &member.ty));
                (None, "")
            }
            Body::Union { base, .. } => (Some(base), "base"),
            Body::Alternate { branches } => {
                self.add_arrays(branches.iter().map(|branch| &branch.ty));
                (None, "")
            }
            Body::Command { data, .. } | Body::Event { data, .. } => (data.as_ref(), "arg"),
        };
        let implicit = match data {
            Some(Data::Inline(members)) if !members.is_empty() => {
                self.add_arrays(members.iter().map(|member| &member.ty));
                let name = format!("q_obj_{}-{suffix}", definition.name.text);
                Some(self.add(name, Origin::Implicit(index)))
            }
            _ => None,
        };
        self.implicit.push(implicit);
        if let Body::Command {
            returns: Some(returns),
            ..
        } = &definition.body
        {
            self.add_arrays([returns]);
        }
    }

    /// Adds the types of all array references in a list of references.
    fn add_arrays<'r>(&mut self, types: impl IntoIterator<Item = &'r TypeRef>) {
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
