//! Pass: names become ids. Builds the [`Schema`].

use std::sync::OnceLock;

use crate::ast::{self, Body, Data, Entry, Loaded};
use crate::error::Diagnostics;
use crate::resolve::builtin::{builtin, implicit_object, without_definition};
use crate::resolve::declare::{Declared, Origin};
use crate::resolve::linked::{Linked, UNKNOWN};
use crate::resolve::place::Place;
use crate::resolve::references::References;
use crate::schema::{
    Alternate, Command, Definition, Enum, Event, ModuleId, ModuleItem, Schema, Struct, Type,
    TypeId, TypeKind, Union,
};

pub(super) fn link(loaded: Loaded, declared: Declared, diagnostics: &mut Diagnostics) -> Linked {
    let places = loaded.definitions.iter();
    let places = places.map(|(_, definition)| Place::of(definition));
    let references = References::new(
        declared.names,
        places.collect(),
        loaded.incomplete,
        diagnostics,
    );
    let mut linker = Linker {
        references,
        types: Vec::with_capacity(declared.types.len()),
        place_of: Vec::with_capacity(declared.types.len()),
        commands: Vec::with_capacity(declared.commands.len()),
        events: Vec::with_capacity(declared.events.len()),
    };
    let definitions = loaded.definitions.into_iter();
    let mut drafts: Vec<Draft> = definitions.map(|(id, item)| (id, Some(item))).collect();
    // An implicit type precedes its definition: it takes the members before the definition itself is taken.
    for (name, origin) in declared.types {
        linker.add_type(name, origin, &mut drafts);
    }
    for (index, draft) in drafts.into_iter().enumerate() {
        if declared.ids[index].is_some() {
            linker.references.current = index;
            linker.add_command_or_event(draft, declared.implicit[index]);
        }
    }
    linker.finish_arrays();
    let mut schema = Schema {
        sources: loaded.sources,
        modules: loaded.modules,
        types: linker.types,
        commands: linker.commands,
        events: linker.events,
        names: linker.references.names,
        warnings: Vec::new(),
        usages: OnceLock::new(),
    };
    fill_modules(&mut schema, &loaded.order, &declared.ids);
    Linked {
        schema,
        places: linker.references.places,
        place_of: linker.place_of,
    }
}

/// A definition in its module; `None` once it is taken.
type Draft = (ModuleId, Option<ast::Definition>);

struct Linker<'s> {
    references: References<'s>,
    types: Vec<Type>,
    /// Index of the definition of each type.
    place_of: Vec<Option<u32>>,
    commands: Vec<Command>,
    events: Vec<Event>,
}

impl Linker<'_> {
    fn add_type(&mut self, name: String, origin: Origin, drafts: &mut [Draft]) {
        let definition = match origin {
            Origin::Implicit(index) | Origin::Defined(index) => Some(index),
            _ => None,
        };
        self.references.current = definition.unwrap_or_default();
        let ty = match origin {
            Origin::Array(element) => {
                // The uses of the array report an unknown name.
                let element = self.references.find(&element);
                without_definition(name, TypeKind::Array(element))
            }
            Origin::Implicit(index) => self.implicit_type(name, &mut drafts[index]),
            Origin::Defined(index) => self.defined_type(name, &mut drafts[index]),
            builtin_origin => builtin(&name, &builtin_origin).unwrap_or_else(|| unknown(name)),
        };
        self.types.push(ty);
        self.place_of.push(definition.map(|index| index as u32));
    }

    /// Makes the implicit object of a definition from its members in place.
    fn implicit_type(&mut self, name: String, (module, definition): &mut Draft) -> Type {
        let Some(definition) = definition else {
            return unknown(name);
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
            kind: TypeKind::Struct(implicit_object(self.references.members(members))),
            module: Some(*module),
            span: definition.name.span,
            doc: None,
            condition: definition.condition.clone(),
            features: Vec::new(),
        }
    }

    fn defined_type(&mut self, name: String, (module, definition): &mut Draft) -> Type {
        let Some(definition) = definition.take() else {
            return unknown(name);
        };
        Type {
            kind: self.kind(&name, definition.body),
            name,
            module: Some(*module),
            span: definition.name.span,
            doc: definition.doc.map(|doc| doc.doc),
            condition: definition.condition,
            features: definition.features,
        }
    }

    fn kind(&mut self, name: &str, body: Body) -> TypeKind {
        match body {
            Body::Enum { values, prefix } => TypeKind::Enum(Enum { values, prefix }),
            Body::Struct { base, members } => TypeKind::Struct(Struct {
                base: base.map(|base| self.references.name(&base)),
                members: self.references.members(members),
                implicit: false,
            }),
            Body::Union {
                base,
                discriminator,
                branches,
            } => TypeKind::Union(Union {
                base: match base {
                    Data::Named(base) => self.references.name(&base),
                    Data::Members(_) => self.implicit_base(name),
                },
                discriminator: discriminator.text,
                tag: UNKNOWN,
                branches: self.references.branches(branches),
            }),
            Body::Alternate { branches } => TypeKind::Alternate(Alternate {
                branches: self.references.branches(branches),
            }),
            Body::Command { .. } | Body::Event { .. } => TypeKind::Array(UNKNOWN),
        }
    }

    /// Implicit base of a union: the object with its common members, or the empty object.
    fn implicit_base(&self, union: &str) -> TypeId {
        match self.references.find(&format!("q_obj_{union}-base")) {
            UNKNOWN => self.references.find("q_empty"),
            base => base,
        }
    }

    fn add_command_or_event(&mut self, (module, draft): Draft, implicit: Option<TypeId>) {
        let Some(definition) = draft else { return };
        let (name, span) = (definition.name.text, definition.name.span);
        let doc = definition.doc.map(|doc| doc.doc);
        let (condition, features) = (definition.condition, definition.features);
        match definition.body {
            Body::Command {
                data,
                returns,
                flags,
            } => self.commands.push(Command {
                name,
                arguments: self.references.data(data, implicit),
                boxed: flags.boxed,
                returns: returns.map(|returns| self.references.type_ref(&returns)),
                generate: flags.generate,
                success_response: flags.success_response,
                allow_oob: flags.allow_oob,
                allow_preconfig: flags.allow_preconfig,
                coroutine: flags.coroutine,
                module,
                span,
                doc,
                condition,
                features,
            }),
            Body::Event { data, boxed } => self.events.push(Event {
                name,
                data: self.references.data(data, implicit),
                boxed,
                module,
                span,
                doc,
                condition,
                features,
            }),
            _ => {}
        }
    }

    /// Gives each array the module and the condition of its elements.
    fn finish_arrays(&mut self) {
        for index in 0..self.types.len() {
            if let TypeKind::Array(element) = self.types[index].kind
                && let Some(element) = self.types.get(element.0 as usize)
            {
                let (module, condition) = (element.module, element.condition.clone());
                self.types[index].module = module;
                self.types[index].condition = condition;
            }
        }
    }
}

/// Placeholder for a definition that is not there. Each definition is taken once, so that no schema has one.
fn unknown(name: String) -> Type {
    without_definition(name, TypeKind::Array(UNKNOWN))
}

/// Lists the definitions and includes of each module.
fn fill_modules(schema: &mut Schema, order: &[(ModuleId, Entry)], ids: &[Option<Definition>]) {
    for (module, entry) in order {
        let module = &mut schema.modules[module.0 as usize];
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
