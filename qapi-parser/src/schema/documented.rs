//! Documentation from another schema.

use std::sync::OnceLock;

use crate::doc::Doc;
use crate::schema::model::{Definition, Schema};
use crate::source::Span;

impl Schema {
    /// This schema with the documentation of another schema, for instance of a schema with the same definitions and
    /// more text. A definition that `other` does not have, or does not document, keeps its documentation. A definition
    /// keeps its release (`Since:`) if `other` has none. Modules get the docs of the module of the same name.
    ///
    /// The copied docs have the span [`Span::BUILTIN`]: they are not in the files of this schema.
    ///
    /// ```
    /// let facts = qapi_parser::parse_str("s", "{ 'command': 'stop' } { 'command': 'cont' }")?;
    /// let texts = "##\n# @stop:\n#\n# Stop the machine.\n##\n{ 'command': 'stop' }";
    /// let texts = qapi_parser::parse_str("t", texts)?;
    /// let schema = facts.with_docs_of(&texts);
    /// let docs: Vec<_> = schema.commands().map(|(_, command)| command.doc.as_ref()).collect();
    /// assert_eq!(docs[0].unwrap().body, "Stop the machine.");
    /// assert!(docs[1].is_none());
    /// # Ok::<(), qapi_parser::Errors>(())
    /// ```
    pub fn with_docs_of(&self, other: &Self) -> Self {
        let mut schema = Self {
            usages: OnceLock::new(),
            ..self.clone()
        };
        for module in &mut schema.modules {
            let same = other.modules.iter().find(|same| same.name == module.name);
            if let Some(same) = same.filter(|same| !same.docs.is_empty()) {
                module.docs = same.docs.iter().map(without_place).collect();
            }
        }
        for ty in &mut schema.types {
            replace(&mut ty.doc, other.doc_of(&ty.name));
        }
        for command in &mut schema.commands {
            replace(&mut command.doc, other.doc_of(&command.name));
        }
        for event in &mut schema.events {
            replace(&mut event.doc, other.doc_of(&event.name));
        }
        schema
    }

    fn doc_of(&self, name: &str) -> Option<&Doc> {
        match self.find(name)? {
            Definition::Type(id) => self[id].doc.as_ref(),
            Definition::Command(id) => self[id].doc.as_ref(),
            Definition::Event(id) => self[id].doc.as_ref(),
        }
    }
}

fn replace(doc: &mut Option<Doc>, other: Option<&Doc>) {
    if let Some(other) = other {
        let since = doc.take().and_then(|doc| doc.since);
        let mut new = without_place(other);
        new.since = new.since.or(since);
        *doc = Some(new);
    }
}

/// The documentation without its places in the other schema's files.
fn without_place(doc: &Doc) -> Doc {
    let mut doc = doc.clone();
    doc.span = Span::BUILTIN;
    for item in doc.members.iter_mut().chain(&mut doc.features) {
        item.span = Span::BUILTIN;
    }
    doc
}
