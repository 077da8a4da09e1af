//! Links from docs to items of the expansion.

use qapi_parser::{Condition, Definition, TypeId, TypeKind};

use super::lowering::Lowering;

/// Place of docs, which decides how links start.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In a module of the expansion.
    Module,
    /// At the root of the expansion: docs of a method of `Client`, or of a module.
    Root,
}

impl Lowering<'_> {
    /// Path of the item for a definition; `None` if the expansion does not have the item in every configuration.
    pub(super) fn link(&self, name: &str, place: Place) -> Option<String> {
        let (path, condition) = match self.schema.find(name)? {
            Definition::Type(id) => return self.type_link(id, place),
            Definition::Command(id) => {
                let (name, method) = self.calls.command(id)?;
                // rustdoc does not find methods with raw identifiers.
                let path = match method.starts_with("r#") {
                    true => format!("super::commands::{name}"),
                    false => format!("super::Client::{method}"),
                };
                (path, &self.schema[id].condition)
            }
            Definition::Event(id) => {
                let (name, _) = self.calls.event(id)?;
                let path = format!("super::events::{name}");
                (path, &self.schema[id].condition)
            }
        };
        self.path_from(&path, condition.as_ref(), place)
    }

    /// Path of a type, or of the items of a list.
    pub(super) fn type_link(&self, mut id: TypeId, place: Place) -> Option<String> {
        while let TypeKind::Array(item) = &self.schema[id].kind {
            id = *item;
        }
        let path = self.names.known_path(id)?;
        self.path_from(path, self.schema[id].condition.as_ref(), place)
    }

    fn path_from(&self, path: &str, condition: Option<&Condition>, place: Place) -> Option<String> {
        // Features of the user's crate decide whether the item exists.
        if condition.is_some() && self.style.cfg_features {
            return None;
        }
        Some(match place {
            Place::Module => path.to_owned(),
            Place::Root => path.replacen("super::", "self::", 1),
        })
    }
}
