//! References to types: replaces names by ids.

use std::collections::HashMap;

use crate::ast::{self, Data, TypeRef};
use crate::error::{Diagnostics, Note, SemanticError};
use crate::resolve::definition_spans::DefinitionSpans;
use crate::resolve::linked::UNKNOWN;
use crate::schema::{Branch, Definition, Member, TypeId};
use crate::suggest::nearest;

/// Maximum number of suggestions for unknown names. Each suggestion searches all names of the schema.
const MAX_SUGGESTIONS: u32 = 20;

/// Resolver of type names. An unknown name is reported and gets the id [`UNKNOWN`].
pub(super) struct References<'s> {
    pub(super) names: HashMap<String, Definition>,
    pub(super) spans: Vec<DefinitionSpans>,
    diagnostics: &'s mut Diagnostics,
    /// Set if a file could not be read. Unknown names are then not reported.
    incomplete: bool,
    suggestions_left: u32,
    /// Index of the definition that contains the references.
    pub(super) current: usize,
}

impl<'s> References<'s> {
    pub(super) fn new(
        names: HashMap<String, Definition>,
        spans: Vec<DefinitionSpans>,
        incomplete: bool,
        diagnostics: &'s mut Diagnostics,
    ) -> Self {
        Self {
            names,
            spans,
            diagnostics,
            incomplete,
            suggestions_left: MAX_SUGGESTIONS,
            current: 0,
        }
    }

    /// Finds the id of a type. An unknown name is not reported.
    pub(super) fn find(&self, name: &str) -> TypeId {
        match self.names.get(name) {
            Some(Definition::Type(id)) => *id,
            _ => UNKNOWN,
        }
    }

    /// Finds the id of a type name.
    pub(super) fn resolve_name(&mut self, name: &ast::Name) -> TypeId {
        let text = || name.text.clone();
        let kind = match self.names.get(&name.text) {
            Some(Definition::Type(id)) => return *id,
            Some(Definition::Command(_)) => not_a_type(text(), "a command"),
            Some(Definition::Event(_)) => not_a_type(text(), "an event"),
            None => SemanticError::UnknownType { name: text() },
        };
        if !self.incomplete && !self.diagnostics.is_broken(&name.text) {
            let mut error = self.spans[self.current].error(kind, name.span);
            error.notes.extend(self.suggestion(&name.text));
            self.diagnostics.push(error);
        }
        UNKNOWN
    }

    /// Finds the id of a type, or of an array type.
    pub(super) fn resolve_type_ref(&mut self, ty: &TypeRef) -> TypeId {
        let element = self.resolve_name(&ty.name);
        if ty.array && element != UNKNOWN {
            self.find(&format!("{}List", ty.name.text))
        } else {
            element
        }
    }

    /// Finds the id of the type of arguments or event data: `implicit` if the members are inline.
    pub(super) fn resolve_data(
        &mut self,
        data: Option<Data>,
        implicit: Option<TypeId>,
    ) -> Option<TypeId> {
        match data? {
            Data::Named(name) => Some(self.resolve_name(&name)),
            Data::Inline(_) => implicit,
        }
    }

    pub(super) fn resolve_members(&mut self, members: Vec<ast::Member>) -> Vec<Member> {
        let member = |member: ast::Member| Member {
            ty: self.resolve_type_ref(&member.ty),
            name: member.name.text,
            optional: member.optional,
            condition: member.condition,
            features: member.features,
            span: member.name.span,
        };
        members.into_iter().map(member).collect()
    }

    pub(super) fn resolve_branches(&mut self, branches: Vec<ast::Branch>) -> Vec<Branch> {
        let branch = |branch: ast::Branch| Branch {
            ty: self.resolve_type_ref(&branch.ty),
            name: branch.name.text,
            condition: branch.condition,
            span: branch.name.span,
        };
        branches.into_iter().map(branch).collect()
    }

    fn suggestion(&mut self, name: &str) -> Option<Note> {
        self.suggestions_left = self.suggestions_left.checked_sub(1)?;
        let is_type = |definition: &Definition| matches!(definition, Definition::Type(_));
        let types = self.names.iter().filter(|(_, id)| is_type(id));
        let mut names: Vec<&str> = types.map(|(name, _)| &**name).collect();
        names.retain(|candidate| !candidate.starts_with("q_"));
        // The order decides between equally similar names: sorting makes the suggestion the same in each run.
        names.sort_unstable();
        nearest(name, names.into_iter()).map(|name| Note::DidYouMean(name.to_owned()))
    }
}

fn not_a_type(name: String, what: &'static str) -> SemanticError {
    SemanticError::NotAType { name, what }
}
