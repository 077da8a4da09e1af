//! References to types: names become ids.

use std::collections::HashMap;

use crate::ast::{self, Data, TypeRef};
use crate::error::{Diagnostics, Note, SemanticError};
use crate::resolve::linked::UNKNOWN;
use crate::resolve::place::Place;
use crate::schema::{Branch, Definition, Member, TypeId};
use crate::suggest::nearest;

/// Number of unknown names that get a suggestion. A suggestion costs a walk over all names of the schema.
const SUGGESTIONS: u32 = 20;

/// Look-up of type names. An unknown name is reported and gets the id [`UNKNOWN`].
pub(super) struct References<'s> {
    pub(super) names: HashMap<String, Definition>,
    pub(super) places: Vec<Place>,
    diagnostics: &'s mut Diagnostics,
    /// Whether a file is missing, so that unknown names are not reported.
    incomplete: bool,
    suggestions: u32,
    /// Index of the definition that contains the references.
    pub(super) current: usize,
}

impl<'s> References<'s> {
    pub(super) fn new(
        names: HashMap<String, Definition>,
        places: Vec<Place>,
        incomplete: bool,
        diagnostics: &'s mut Diagnostics,
    ) -> Self {
        Self {
            names,
            places,
            diagnostics,
            incomplete,
            suggestions: SUGGESTIONS,
            current: 0,
        }
    }

    /// Id of the type with this name, without a report.
    pub(super) fn find(&self, name: &str) -> TypeId {
        match self.names.get(name) {
            Some(Definition::Type(id)) => *id,
            _ => UNKNOWN,
        }
    }

    /// Id of a type name.
    pub(super) fn name(&mut self, name: &ast::Name) -> TypeId {
        let text = || name.text.clone();
        let kind = match self.names.get(&name.text) {
            Some(Definition::Type(id)) => return *id,
            Some(Definition::Command(_)) => not_a_type(text(), "a command"),
            Some(Definition::Event(_)) => not_a_type(text(), "an event"),
            None => SemanticError::UnknownType { name: text() },
        };
        if !self.incomplete && !self.diagnostics.is_unread(&name.text) {
            let mut error = self.places[self.current].error(kind, name.span);
            error.notes.extend(self.suggestion(&name.text));
            self.diagnostics.push(error);
        }
        UNKNOWN
    }

    /// Id of a type name, or of an array of it.
    pub(super) fn type_ref(&mut self, ty: &TypeRef) -> TypeId {
        let element = self.name(&ty.name);
        if ty.array && element != UNKNOWN {
            self.find(&format!("{}List", ty.name.text))
        } else {
            element
        }
    }

    /// Id of the type of arguments or event data; `implicit` for members in place.
    pub(super) fn data(&mut self, data: Option<Data>, implicit: Option<TypeId>) -> Option<TypeId> {
        match data? {
            Data::Named(name) => Some(self.name(&name)),
            Data::Members(_) => implicit,
        }
    }

    pub(super) fn members(&mut self, members: Vec<ast::Member>) -> Vec<Member> {
        let member = |member: ast::Member| Member {
            ty: self.type_ref(&member.ty),
            name: member.name.text,
            optional: member.optional,
            condition: member.condition,
            features: member.features,
            span: member.name.span,
        };
        members.into_iter().map(member).collect()
    }

    pub(super) fn branches(&mut self, branches: Vec<ast::Branch>) -> Vec<Branch> {
        let branch = |branch: ast::Branch| Branch {
            ty: self.type_ref(&branch.ty),
            name: branch.name.text,
            condition: branch.condition,
            span: branch.name.span,
        };
        branches.into_iter().map(branch).collect()
    }

    fn suggestion(&mut self, name: &str) -> Option<Note> {
        self.suggestions = self.suggestions.checked_sub(1)?;
        let is_type = |definition: &Definition| matches!(definition, Definition::Type(_));
        let types = self.names.iter().filter(|(_, id)| is_type(id));
        let mut names: Vec<&str> = types.map(|(name, _)| &**name).collect();
        names.retain(|candidate| !candidate.starts_with("q_"));
        // Sorted, so that equally near names give the same suggestion in each run.
        names.sort_unstable();
        nearest(name, names.into_iter()).map(|name| Note::DidYouMean(name.to_owned()))
    }
}

fn not_a_type(name: String, what: &'static str) -> SemanticError {
    SemanticError::NotAType { name, what }
}
