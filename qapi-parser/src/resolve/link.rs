//! Pass: names become ids. Builds the [`Schema`].

use std::sync::OnceLock;

use crate::ast::{self, Body, Data, TypeRef};
use crate::ast::{Entry, Loaded};
use crate::error::{Diagnostics, Note, SemanticError};
use crate::resolve::declare::{Declared, Origin};
use crate::resolve::linked::{Linked, UNKNOWN};
use crate::resolve::place::Place;
use crate::schema::{
    Alternate, Branch, Command, Definition, Enum, EnumValue, Event, Member, ModuleId, ModuleItem,
    Schema, Struct, Type, TypeId, TypeKind, Union,
};
use crate::source::Span;
use crate::suggest::nearest;

pub(super) fn link(loaded: Loaded, declared: Declared, diagnostics: &mut Diagnostics) -> Linked {
    let Loaded {
        sources,
        modules,
        definitions,
        order,
        incomplete,
        ..
    } = loaded;
    let places = definitions
        .iter()
        .map(|(_, definition)| Place::of(definition))
        .collect();
    let Declared {
        types,
        names,
        ids,
        implicit,
        commands,
        events,
    } = declared;
    let schema = Schema {
        sources,
        modules,
        types: Vec::with_capacity(types.len()),
        commands: Vec::with_capacity(commands.len()),
        events: Vec::with_capacity(events.len()),
        names,
        warnings: Vec::new(),
        usages: OnceLock::new(),
    };
    let linked = Linked {
        schema,
        places,
        place_of: Vec::with_capacity(types.len()),
    };
    let mut linker = Linker {
        linked,
        diagnostics,
        incomplete,
        hints: HINTS,
        current: 0,
    };
    let mut definitions: Vec<_> = definitions.into_iter().map(|(m, d)| (m, Some(d))).collect();
    // Implicit types precede their definition: they take its members before the definition itself is taken.
    for (name, origin) in types {
        linker.add_type(name, origin, &mut definitions);
    }
    for (index, (module, definition)) in definitions.into_iter().enumerate() {
        linker.current = index;
        linker.add(ids[index], implicit[index], module, definition);
    }
    linker.finish_arrays();
    linker.fill_modules(&order, &ids);
    linker.linked
}

/// Number of unknown names that get a suggestion. A suggestion costs a walk over all names of the schema.
const HINTS: u32 = 20;

struct Linker<'s> {
    linked: Linked,
    diagnostics: &'s mut Diagnostics,
    incomplete: bool,
    hints: u32,
    /// The definition that is being linked.
    current: usize,
}

type Draft = (ModuleId, Option<ast::Definition>);

impl Linker<'_> {
    fn add_type(&mut self, name: String, origin: Origin, definitions: &mut [Draft]) {
        let mut place = None;
        let ty = match origin {
            Origin::Builtin(builtin) => Type::builtin(name, TypeKind::Builtin(builtin)),
            Origin::Empty => Type::builtin(name, TypeKind::Struct(object(Vec::new()))),
            Origin::QType => Type::builtin(name, TypeKind::Enum(q_type())),
            Origin::Array(element) => self.array(name, &element),
            Origin::Implicit(index) => {
                place = Some(index as u32);
                self.current = index;
                self.implicit(name, &mut definitions[index])
            }
            Origin::Defined(index) => {
                place = Some(index as u32);
                self.current = index;
                self.defined(name, &mut definitions[index])
            }
        };
        self.linked.schema.types.push(ty);
        self.linked.place_of.push(place);
    }

    fn array(&mut self, name: String, element: &str) -> Type {
        let id = match self.linked.schema.names.get(element) {
            Some(Definition::Type(id)) => *id,
            // The uses of the array report the unknown name.
            _ => UNKNOWN,
        };
        Type::builtin(name, TypeKind::Array(id))
    }

    fn implicit(&mut self, name: String, (module, definition): &mut Draft) -> Type {
        let Some(definition) = definition else {
            return Type::builtin(name, TypeKind::Array(UNKNOWN));
        };
        let data = match &mut definition.body {
            Body::Union { base, .. } => Some(base),
            Body::Command { data, .. } | Body::Event { data, .. } => data.as_mut(),
            _ => None,
        };
        let members = match data {
            Some(Data::Members(members)) => std::mem::take(members),
            _ => Vec::new(),
        };
        Type {
            name,
            kind: TypeKind::Struct(object(self.members(members))),
            module: Some(*module),
            span: definition.name.span,
            doc: None,
            condition: definition.condition.clone(),
            features: Vec::new(),
        }
    }

    fn defined(&mut self, name: String, (module, definition): &mut Draft) -> Type {
        let Some(definition) = definition.take() else {
            return Type::builtin(name, TypeKind::Array(UNKNOWN));
        };
        let ast::Definition {
            name: defined,
            doc,
            condition,
            features,
            body,
            ..
        } = definition;
        let kind = match body {
            Body::Enum { values, prefix } => TypeKind::Enum(Enum { values, prefix }),
            Body::Struct { base, members } => {
                let base = base.map(|base| self.named(&base));
                TypeKind::Struct(Struct {
                    base,
                    members: self.members(members),
                    implicit: false,
                })
            }
            Body::Union {
                base,
                discriminator,
                branches,
            } => {
                let base = match base {
                    Data::Named(base) => self.named(&base),
                    Data::Members(_) => self.implicit_base(&name),
                };
                let branches = self.branches(branches);
                TypeKind::Union(Union {
                    base,
                    discriminator: discriminator.text,
                    tag: UNKNOWN,
                    branches,
                })
            }
            Body::Alternate { branches } => TypeKind::Alternate(Alternate {
                branches: self.branches(branches),
            }),
            Body::Command { .. } | Body::Event { .. } => TypeKind::Array(UNKNOWN),
        };
        let doc = doc.map(|doc| doc.doc);
        Type {
            name,
            kind,
            module: Some(*module),
            span: defined.span,
            doc,
            condition,
            features,
        }
    }

    /// Implicit base of a union: the object with its common members, or the empty object.
    fn implicit_base(&self, union: &str) -> TypeId {
        let names = &self.linked.schema.names;
        match names
            .get(&format!("q_obj_{union}-base"))
            .or_else(|| names.get("q_empty"))
        {
            Some(Definition::Type(id)) => *id,
            _ => UNKNOWN,
        }
    }

    fn add(
        &mut self,
        id: Option<Definition>,
        implicit: Option<TypeId>,
        module: ModuleId,
        definition: Option<ast::Definition>,
    ) {
        if id.is_none() {
            return;
        }
        let Some(definition) = definition else { return };
        let ast::Definition {
            name,
            doc,
            condition,
            features,
            body,
            ..
        } = definition;
        let doc = doc.map(|doc| doc.doc);
        match body {
            Body::Command {
                data,
                returns,
                flags,
            } => {
                let arguments = self.data(data, implicit);
                let returns = returns.map(|returns| self.type_ref(&returns));
                self.linked.schema.commands.push(Command {
                    name: name.text,
                    arguments,
                    boxed: flags.boxed,
                    returns,
                    generate: flags.generate,
                    success_response: flags.success_response,
                    allow_oob: flags.allow_oob,
                    allow_preconfig: flags.allow_preconfig,
                    coroutine: flags.coroutine,
                    module,
                    span: name.span,
                    doc,
                    condition,
                    features,
                });
            }
            Body::Event { data, boxed } => {
                let data = self.data(data, implicit);
                let (name, span) = (name.text, name.span);
                let event = Event {
                    name,
                    data,
                    boxed,
                    module,
                    span,
                    doc,
                    condition,
                    features,
                };
                self.linked.schema.events.push(event);
            }
            _ => {}
        }
    }

    fn data(&mut self, data: Option<Data>, implicit: Option<TypeId>) -> Option<TypeId> {
        match data? {
            Data::Named(name) => Some(self.named(&name)),
            Data::Members(_) => implicit,
        }
    }

    fn members(&mut self, members: Vec<ast::Member>) -> Vec<Member> {
        let mut link = |member: ast::Member| {
            let ty = self.type_ref(&member.ty);
            let ast::Member {
                name,
                optional,
                condition,
                features,
                ..
            } = member;
            Member {
                name: name.text,
                ty,
                optional,
                condition,
                features,
                span: name.span,
            }
        };
        members.into_iter().map(&mut link).collect()
    }

    fn branches(&mut self, branches: Vec<ast::Branch>) -> Vec<Branch> {
        let mut link = |branch: ast::Branch| {
            let ty = self.type_ref(&branch.ty);
            let ast::Branch {
                name, condition, ..
            } = branch;
            Branch {
                name: name.text,
                ty,
                condition,
                span: name.span,
            }
        };
        branches.into_iter().map(&mut link).collect()
    }

    fn type_ref(&mut self, ty: &TypeRef) -> TypeId {
        let element = self.named(&ty.name);
        if !ty.array || element == UNKNOWN {
            return element;
        }
        match self
            .linked
            .schema
            .names
            .get(&format!("{}List", ty.name.text))
        {
            Some(Definition::Type(id)) => *id,
            _ => UNKNOWN,
        }
    }

    fn named(&mut self, name: &ast::Name) -> TypeId {
        let kind = match self.linked.schema.names.get(&name.text) {
            Some(Definition::Type(id)) => return *id,
            Some(Definition::Command(_)) => not_a_type(name, "a command"),
            Some(Definition::Event(_)) => not_a_type(name, "an event"),
            _ => SemanticError::UnknownType {
                name: name.text.clone(),
            },
        };
        if !self.incomplete && !self.diagnostics.is_unread(&name.text) {
            let mut error = self.linked.places[self.current].error(kind, name.span);
            error.notes.extend(self.hint(&name.text));
            self.diagnostics.push(error);
        }
        UNKNOWN
    }
}

impl Linker<'_> {
    fn hint(&mut self, name: &str) -> Option<Note> {
        self.hints = self.hints.checked_sub(1)?;
        let is_type = |definition: &Definition| matches!(definition, Definition::Type(_));
        let types = self
            .linked
            .schema
            .names
            .iter()
            .filter(|(_, definition)| is_type(definition));
        // Sorted, so that equally near names give the same suggestion in each run.
        let mut names: Vec<&str> = types.map(|(name, _)| &**name).collect();
        names.retain(|candidate| !candidate.starts_with("q_"));
        names.sort_unstable();
        nearest(name, names.into_iter()).map(|name| Note::DidYouMean(name.to_owned()))
    }

    fn fill_modules(&mut self, order: &[(ModuleId, Entry)], ids: &[Option<Definition>]) {
        for (module, entry) in order {
            let module = &mut self.linked.schema.modules[module.0 as usize];
            match *entry {
                Entry::Include(included) => {
                    module.includes.push(included);
                    module.items.push(ModuleItem::Include(included));
                }
                Entry::Definition(index) => {
                    module.definitions.extend(ids[index]);
                    module.items.extend(ids[index].map(ModuleItem::Definition));
                }
            }
        }
    }

    /// Gives each array the module and the condition of its elements.
    fn finish_arrays(&mut self) {
        let types = &mut self.linked.schema.types;
        for index in 0..types.len() {
            if let TypeKind::Array(element) = types[index].kind
                && let Some(element) = types.get(element.0 as usize)
            {
                let (module, condition) = (element.module, element.condition.clone());
                types[index].module = module;
                types[index].condition = condition;
            }
        }
    }
}

fn not_a_type(name: &ast::Name, what: &'static str) -> SemanticError {
    SemanticError::NotAType {
        name: name.text.clone(),
        what,
    }
}

fn object(members: Vec<Member>) -> Struct {
    Struct {
        base: None,
        members,
        implicit: true,
    }
}

/// The built-in enum `QType` of JSON types.
fn q_type() -> Enum {
    let value = |name: &str| EnumValue {
        name: name.to_owned(),
        condition: None,
        features: Vec::new(),
        span: Span::BUILTIN,
    };
    let values = [
        "none", "qnull", "qnum", "qstring", "qdict", "qlist", "qbool",
    ]
    .map(value);
    Enum {
        values: values.into(),
        prefix: Some("QTYPE".to_owned()),
    }
}

impl Type {
    /// A type without a definition.
    fn builtin(name: String, kind: TypeKind) -> Self {
        let (condition, doc, features) = (None, None, Vec::new());
        Self {
            name,
            kind,
            module: None,
            span: Span::BUILTIN,
            doc,
            condition,
            features,
        }
    }
}
