//! Additions to a schema: each is documented with its release and listed in a line.

use crate::doc::{Doc, DocItem};
use crate::schema::{
    Branch, Definition, EnumValue, Feature, Member, ModuleId, ModuleItem, Schema, Struct, Type,
    TypeId, TypeKind,
};
use crate::source::Span;

/// A schema that grows.
pub(super) struct Additions {
    pub(super) schema: Schema,
    /// Release that the additions belong to.
    release: String,
    /// One line for each addition.
    pub(super) lines: Vec<String>,
}

impl Additions {
    pub(super) fn new(schema: Schema, release: &str) -> Self {
        Self {
            schema,
            release: release.to_owned(),
            lines: Vec::new(),
        }
    }

    /// Kind and name of a definition: `command stop`.
    pub(super) fn name(&self, definition: Definition) -> String {
        match definition {
            Definition::Command(id) => format!("command {}", self.schema[id].name),
            Definition::Event(id) => format!("event {}", self.schema[id].name),
            Definition::Type(id) => format!("type {}", self.schema[id].name),
        }
    }

    pub(super) fn module(&self, definition: Definition) -> ModuleId {
        match definition {
            Definition::Command(id) => self.schema[id].module,
            Definition::Event(id) => self.schema[id].module,
            Definition::Type(id) => self.schema[id].module.unwrap_or(ModuleId(0)),
        }
    }

    /// Adds a command, event or type to its module.
    pub(super) fn define(&mut self, definition: Definition) {
        let module = self.module(definition);
        let module = &mut self.schema.modules[module.0 as usize];
        module.definitions.push(definition);
        module.items.push(ModuleItem::Definition(definition));
        self.doc(definition).since = Some(self.release.clone());
        let line = self.name(definition);
        self.lines.push(line);
    }

    fn doc(&mut self, definition: Definition) -> &mut Doc {
        let doc = match definition {
            Definition::Command(id) => &mut self.schema.commands[id.0 as usize].doc,
            Definition::Event(id) => &mut self.schema.events[id.0 as usize].doc,
            Definition::Type(id) => &mut self.schema.types[id.0 as usize].doc,
        };
        doc.get_or_insert_with(|| Doc {
            body: String::new(),
            members: Vec::new(),
            features: Vec::new(),
            returns: None,
            errors: None,
            since: None,
            sections: Vec::new(),
            span: Span::BUILTIN,
        })
    }

    fn since(&self, name: &str) -> DocItem {
        DocItem {
            name: name.to_owned(),
            text: format!("(since {})", self.release),
            span: Span::BUILTIN,
        }
    }

    fn document_member(&mut self, definition: Definition, what: &str, name: &str) {
        let item = self.since(name);
        let items = &mut self.doc(definition).members;
        items.retain(|item| item.name != name);
        items.push(item);
        let line = format!("{}: {what} {name}", self.name(definition));
        self.lines.push(line);
    }

    /// Adds an implicit object.
    pub(super) fn add_object(&mut self, members: Vec<Member>) -> TypeId {
        let kind = TypeKind::Struct(Struct {
            base: None,
            members,
            implicit: true,
        });
        self.push(String::new(), kind, None)
    }

    /// Adds a named type, without content.
    pub(super) fn add_type(&mut self, name: &str, module: ModuleId) -> TypeId {
        let kind = TypeKind::Struct(Struct {
            base: None,
            members: Vec::new(),
            implicit: false,
        });
        let id = self.push(name.to_owned(), kind, Some(module));
        self.schema
            .names
            .insert(name.to_owned(), Definition::Type(id));
        id
    }

    /// Array of an element type.
    pub(super) fn array(&mut self, element: TypeId) -> TypeId {
        let (name, module) = (
            format!("{}List", self.schema[element].name),
            self.schema[element].module,
        );
        self.schema.find_type(&name).unwrap_or_else(|| {
            let id = self.push(name.clone(), TypeKind::Array(element), module);
            self.schema.names.insert(name, Definition::Type(id));
            id
        })
    }

    fn push(&mut self, name: String, kind: TypeKind, module: Option<ModuleId>) -> TypeId {
        let id = TypeId(self.schema.types.len() as u32);
        self.schema.types.push(Type {
            name,
            kind,
            module,
            span: Span::BUILTIN,
            doc: None,
            condition: None,
            features: Vec::new(),
        });
        id
    }

    /// Finds a member of a type or of its bases: the type that has it, and its index there.
    pub(super) fn find_member(&self, ty: TypeId, name: &str) -> Option<(TypeId, usize)> {
        let mut next = Some(ty);
        while let Some(level) = next {
            next = match &self.schema[level].kind {
                TypeKind::Struct(of) => {
                    if let Some(at) = of.members.iter().position(|member| member.name == name) {
                        return Some((level, at));
                    }
                    of.base
                }
                TypeKind::Union(of) => Some(of.base),
                _ => None,
            };
        }
        None
    }

    /// Own members of a struct; empty for other types.
    pub(super) fn members(&mut self, ty: TypeId) -> &mut [Member] {
        match &mut self.schema.types[ty.0 as usize].kind {
            TypeKind::Struct(of) => &mut of.members,
            _ => &mut [],
        }
    }

    pub(super) fn add_member(&mut self, definition: Definition, target: TypeId, member: Member) {
        let name = member.name.clone();
        if let TypeKind::Struct(of) = &mut self.schema.types[target.0 as usize].kind {
            of.members.push(member);
            self.document_member(definition, "member", &name);
        }
    }

    pub(super) fn add_branch(&mut self, ty: TypeId, branch: Branch) {
        let line = format!("type {}: branch {}", self.schema[ty].name, branch.name);
        self.lines.push(line);
        match &mut self.schema.types[ty.0 as usize].kind {
            TypeKind::Union(of) => of.branches.push(branch),
            TypeKind::Alternate(of) => of.branches.push(branch),
            _ => {}
        }
    }

    /// Merges the values of an enum.
    pub(super) fn add_values(&mut self, ty: TypeId, values: &[EnumValue]) {
        let definition = Definition::Type(ty);
        for new in values {
            let TypeKind::Enum(of) = &mut self.schema.types[ty.0 as usize].kind else {
                return;
            };
            match of.values.iter_mut().find(|old| old.name == new.name) {
                Some(old) => {
                    let added = missing_features(&old.features, &new.features);
                    old.features.extend(added.clone());
                    self.document_features(definition, &added);
                }
                None => {
                    of.values.push(new.clone());
                    self.document_member(definition, "value", &new.name);
                }
            }
        }
    }

    /// Merges the features of a definition.
    pub(super) fn add_features(&mut self, definition: Definition, new: &[Feature]) {
        let old = match definition {
            Definition::Command(id) => &mut self.schema.commands[id.0 as usize].features,
            Definition::Event(id) => &mut self.schema.events[id.0 as usize].features,
            Definition::Type(id) => &mut self.schema.types[id.0 as usize].features,
        };
        let added = missing_features(old, new);
        old.extend(added.clone());
        self.document_features(definition, &added);
    }

    /// Adds and documents the features in `new` that a member lacks: member number `at`, from 0, of the struct `level`.
    pub(super) fn add_member_features(
        &mut self,
        definition: Definition,
        level: TypeId,
        at: usize,
        new: &[Feature],
    ) {
        let old = &mut self.members(level)[at].features;
        let added = missing_features(old, new);
        old.extend(added.clone());
        self.document_features(definition, &added);
    }

    fn document_features(&mut self, definition: Definition, features: &[Feature]) {
        for feature in features {
            let item = self.since(&feature.name);
            let items = &mut self.doc(definition).features;
            if items.iter().all(|item| item.name != feature.name) {
                items.push(item);
            }
            let line = format!("{}: feature {}", self.name(definition), feature.name);
            self.lines.push(line);
        }
    }
}

/// Features that a list lacks.
fn missing_features(old: &[Feature], new: &[Feature]) -> Vec<Feature> {
    let missing = new
        .iter()
        .filter(|new| old.iter().all(|old| old.name != new.name));
    missing.cloned().collect()
}
