//! Pass: builds the [`Schema`], in which ids replace names.

use std::sync::OnceLock;

use crate::ast::{self, Body, Data, ModuleEntry, SyntaxTree};
use crate::error::Diagnostics;
use crate::resolve::builtin::{builtin, implicit_object, without_definition};
use crate::resolve::declare::{Declared, Origin};
use crate::resolve::definition_spans::DefinitionSpans;
use crate::resolve::linked::{Linked, UNKNOWN};
use crate::resolve::references::References;
use crate::schema::{
    Alternate, Command, Definition, Enum, Event, ModuleId, ModuleItem, Schema, Struct, Type,
    TypeId, TypeKind, Union,
};

pub(super) fn link(tree: SyntaxTree, declared: Declared, diagnostics: &mut Diagnostics) -> Linked {
    let spans = tree.definitions.iter();
    let spans = spans.map(|(_, definition)| DefinitionSpans::of_definition(definition));
    let references = References::new(
        declared.names,
        spans.collect(),
        tree.incomplete,
        diagnostics,
    );
    let mut linker = Linker {
        references,
        types: Vec::with_capacity(declared.types.len()),
        definition_index: Vec::with_capacity(declared.types.len()),
        commands: Vec::with_capacity(declared.commands.len()),
        events: Vec::with_capacity(declared.events.len()),
    };
    let definitions = tree.definitions.into_iter();
    let mut unlinked: Vec<UnlinkedDefinition> =
        definitions.map(|(id, item)| (id, Some(item))).collect();
    // An implicit type comes before its definition, so the inline members are moved out before the definition itself.
    for (name, origin) in declared.types {
        linker.add_type(name, origin, &mut unlinked);
    }
    for (index, draft) in unlinked.into_iter().enumerate() {
        if declared.ids[index].is_some() {
            linker.references.current = index;
            linker.add_command_or_event(draft, declared.implicit[index]);
        }
    }
    linker.complete_arrays();
    let mut schema = Schema {
        sources: tree.sources,
        modules: tree.modules,
        types: linker.types,
        commands: linker.commands,
        events: linker.events,
        names: linker.references.names,
        warnings: Vec::new(),
        usages: OnceLock::new(),
    };
    fill_modules(&mut schema, &tree.order, &declared.ids);
    Linked {
        schema,
        spans: linker.references.spans,
        definition_index: linker.definition_index,
    }
}

/// A definition and its module; `None` after the definition was linked.
type UnlinkedDefinition = (ModuleId, Option<ast::Definition>);

struct Linker<'s> {
    references: References<'s>,
    types: Vec<Type>,
    /// Index of the definition of each type.
    definition_index: Vec<Option<u32>>,
    commands: Vec<Command>,
    events: Vec<Event>,
}

impl Linker<'_> {
    fn add_type(&mut self, name: String, origin: Origin, unlinked: &mut [UnlinkedDefinition]) {
        let definition = match origin {
            Origin::Implicit(index) | Origin::Defined(index) => Some(index),
            _ => None,
        };
        self.references.current = definition.unwrap_or_default();
        let ty = match origin {
            Origin::Array(element) => {
                // An unknown name is reported where the array is used.
                let element = self.references.find(&element);
                without_definition(name, TypeKind::Array(element))
            }
            Origin::Implicit(index) => self.make_implicit_type(name, &mut unlinked[index]),
            Origin::Defined(index) => self.make_defined_type(name, &mut unlinked[index]),
            builtin_origin => builtin(&name, &builtin_origin).unwrap_or_else(|| placeholder(name)),
        };
        self.types.push(ty);
        self.definition_index
            .push(definition.map(|index| index as u32));
    }

    /// Creates the implicit object with the inline members of a definition.
    fn make_implicit_type(
        &mut self,
        name: String,
        (module, definition): &mut UnlinkedDefinition,
    ) -> Type {
        let Some(definition) = definition else {
            return placeholder(name);
        };
        let data = match &mut definition.body {
            Body::Union { base, .. } => Some(base),
            Body::Command { data, .. } | Body::Event { data, .. } => data.as_mut(),
            _ => None,
        };
        let members = match data {
            Some(Data::Inline(members)) => std::mem::take(members),
            _ => Vec::new(),
        };
        Type {
            name,
            kind: TypeKind::Struct(implicit_object(self.references.resolve_members(members))),
            module: Some(*module),
            span: definition.name.span,
            doc: None,
            condition: definition.condition.clone(),
            features: Vec::new(),
        }
    }

    fn make_defined_type(
        &mut self,
        name: String,
        (module, definition): &mut UnlinkedDefinition,
    ) -> Type {
        let Some(definition) = definition.take() else {
            return placeholder(name);
        };
        Type {
            kind: self.link_body(&name, definition.body),
            name,
            module: Some(*module),
            span: definition.name.span,
            doc: definition.doc.map(|doc| doc.doc),
            condition: definition.condition,
            features: definition.features,
        }
    }

    fn link_body(&mut self, name: &str, body: Body) -> TypeKind {
        match body {
            Body::Enum { values, prefix } => TypeKind::Enum(Enum { values, prefix }),
            Body::Struct { base, members } => TypeKind::Struct(Struct {
                base: base.map(|base| self.references.resolve_name(&base)),
                members: self.references.resolve_members(members),
                implicit: false,
            }),
            Body::Union {
                base,
                discriminator,
                branches,
            } => TypeKind::Union(Union {
                base: match base {
                    Data::Named(base) => self.references.resolve_name(&base),
                    Data::Inline(_) => self.implicit_base(name),
                },
                discriminator: discriminator.text,
                tag: UNKNOWN,
                branches: self.references.resolve_branches(branches),
            }),
            Body::Alternate { branches } => TypeKind::Alternate(Alternate {
                branches: self.references.resolve_branches(branches),
            }),
            Body::Command { .. } | Body::Event { .. } => TypeKind::Array(UNKNOWN),
        }
    }

    /// Implicit base of a union: the object with the common members, or the empty object.
    fn implicit_base(&self, union: &str) -> TypeId {
        match self.references.find(&format!("q_obj_{union}-base")) {
            UNKNOWN => self.references.find("q_empty"),
            base => base,
        }
    }

    fn add_command_or_event(
        &mut self,
        (module, draft): UnlinkedDefinition,
        implicit: Option<TypeId>,
    ) {
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
                arguments: self.references.resolve_data(data, implicit),
                boxed: flags.boxed,
                returns: returns.map(|returns| self.references.resolve_type_ref(&returns)),
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
                data: self.references.resolve_data(data, implicit),
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

    /// Sets the module and the condition of each array type to those of the elements.
    fn complete_arrays(&mut self) {
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

/// Placeholder for a missing definition. No schema contains the placeholder, because each definition is linked exactly
/// once.
fn placeholder(name: String) -> Type {
    without_definition(name, TypeKind::Array(UNKNOWN))
}

/// Lists the definitions and includes of each module.
fn fill_modules(
    schema: &mut Schema,
    order: &[(ModuleId, ModuleEntry)],
    ids: &[Option<Definition>],
) {
    for (module, entry) in order {
        let module = &mut schema.modules[module.0 as usize];
        match *entry {
            ModuleEntry::Include(included) => {
                module.includes.push(included);
                module.items.push(ModuleItem::Include(included));
            }
            ModuleEntry::Definition(index) => {
                module.definitions.extend(ids[index]);
                module.items.extend(ids[index].map(ModuleItem::Definition));
            }
        }
    }
}
