//! Model of the schema of an answer. It has names and shapes but no places in a text, and is made to be printed.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::introspected::answer::{Answer, InfoId};
use crate::introspected::names::{Names, branch_name, builtin, integer};
use crate::introspected::pairs::{Pairs, alternate_branch};
use crate::schema::{
    Alternate, Branch, Builtin, Command, CommandId, Definition, Enum, EnumValue, Event, EventId,
    Feature, Member, Module, ModuleId, ModuleItem, Schema, SchemaInfo, SchemaMember, SchemaMeta,
    Struct, Type, TypeId, TypeKind, Union,
};
use crate::source::{FileId, SourceMap, Span};

/// Builds the schema, with one module of the name `file`.
pub(super) fn build(answer: &Answer, pairs: &Pairs<'_>, names: &Names, file: &str) -> Schema {
    let mut builder = Builder {
        answer,
        pairs,
        names,
        schema: empty_schema(file),
        types: HashMap::new(),
        arrays: HashMap::new(),
    };
    for builtin in Builtin::ALL {
        builder.add_type(builtin.name().to_owned(), TypeKind::Builtin(builtin));
    }
    // Types can refer to later types, so that each type gets its id first.
    for id in 0..answer.infos.len() {
        if let Some(name) = names.of(id) {
            let placeholder = object(Vec::new());
            let ty = builder.add_type(name.to_owned(), placeholder);
            builder.types.insert(id, ty);
        }
    }
    for id in &names.order {
        let definition = builder.definition(*id);
        let module = &mut builder.schema.modules[0];
        module.definitions.push(definition);
        module.items.push(ModuleItem::Definition(definition));
    }
    builder.schema
}

struct Builder<'a> {
    answer: &'a Answer,
    pairs: &'a Pairs<'a>,
    names: &'a Names,
    schema: Schema,
    /// Ids of the named types.
    types: HashMap<InfoId, TypeId>,
    /// Array types by their element type.
    arrays: HashMap<TypeId, TypeId>,
}

const MODULE: ModuleId = ModuleId(0);

impl Builder<'_> {
    fn definition(&mut self, id: InfoId) -> Definition {
        let info = &self.answer.infos[id];
        match &info.meta {
            SchemaMeta::Command {
                arguments,
                returns,
                allow_oob,
            } => self.command(info, arguments, returns, *allow_oob),
            SchemaMeta::Event(data) => self.event(info, data),
            _ => self.define_type(id, info),
        }
    }

    fn command(
        &mut self,
        info: &SchemaInfo,
        arguments: &str,
        returns: &str,
        allow_oob: bool,
    ) -> Definition {
        let old = match self.pairs.definition(&info.name) {
            Some((reference, Definition::Command(command))) => Some(&reference[command]),
            _ => None,
        };
        let (arguments, boxed) = self.data(arguments, old.is_some_and(|old| old.boxed));
        let returns = self.result(returns, old.and_then(|old| old.returns));
        let command = Command {
            name: info.name.clone(),
            boxed,
            arguments,
            returns,
            generate: old.is_none_or(|old| old.generate),
            success_response: old.is_none_or(|old| old.success_response),
            allow_oob,
            allow_preconfig: old.is_some_and(|old| old.allow_preconfig),
            // The two flags exclude each other.
            coroutine: old.is_some_and(|old| old.coroutine) && !allow_oob,
            module: MODULE,
            span: Span::BUILTIN,
            doc: old.and_then(|old| old.doc.clone()),
            condition: None,
            features: features(&info.features),
        };
        self.schema.commands.push(command);
        Definition::Command(CommandId(self.schema.commands.len() as u32 - 1))
    }

    fn event(&mut self, info: &SchemaInfo, data: &str) -> Definition {
        let old = match self.pairs.definition(&info.name) {
            Some((reference, Definition::Event(event))) => Some(&reference[event]),
            _ => None,
        };
        let (data, boxed) = self.data(data, old.is_some_and(|old| old.boxed));
        let event = Event {
            name: info.name.clone(),
            boxed,
            data,
            module: MODULE,
            span: Span::BUILTIN,
            doc: old.and_then(|old| old.doc.clone()),
            condition: None,
            features: features(&info.features),
        };
        self.schema.events.push(event);
        Definition::Event(EventId(self.schema.events.len() as u32 - 1))
    }

    /// Type of arguments or event data, and whether it is `boxed`. A union must be boxed, and inline data cannot be.
    fn data(&mut self, name: &str, boxed: bool) -> (Option<TypeId>, bool) {
        let id = self.answer.id(name);
        if self.names.is_nothing(id) {
            return (None, false);
        }
        if let Some(ty) = self.types.get(&id) {
            return (Some(*ty), boxed || self.answer.is_union(id));
        }
        let members = self.members(id, None);
        (Some(self.add_type(String::new(), object(members))), false)
    }

    fn result(&mut self, name: &str, old: Option<TypeId>) -> Option<TypeId> {
        if self.names.is_nothing(self.answer.id(name)) {
            return None;
        }
        Some(self.type_of(name, old))
    }

    fn define_type(&mut self, id: InfoId, info: &SchemaInfo) -> Definition {
        let kind = match &info.meta {
            SchemaMeta::Enum(values) => self.enumeration(
                id,
                values
                    .iter()
                    .map(|value| EnumValue {
                        name: value.name.clone(),
                        condition: None,
                        features: features(&value.features),
                        span: Span::BUILTIN,
                    })
                    .collect(),
            ),
            SchemaMeta::Alternate(types) => self.alternate(id, types),
            SchemaMeta::Object {
                variants: Some((tag, variants)),
                ..
            } => self.union(id, tag, variants),
            _ => {
                let base = self.pairs.base(self.answer, id);
                TypeKind::Struct(Struct {
                    base: base.map(|base| self.types[&base]),
                    members: self.members(id, base),
                    implicit: false,
                })
            }
        };
        let ty = self.types[&id];
        let named = self.pairs.named(id);
        let defined = &mut self.schema.types[ty.0 as usize];
        defined.kind = kind;
        defined.doc = named.and_then(|(reference, ty)| reference[ty].doc.clone());
        defined.features = features(&info.features);
        Definition::Type(ty)
    }

    fn enumeration(&self, id: InfoId, values: Vec<EnumValue>) -> TypeKind {
        let prefix = self
            .pairs
            .named(id)
            .and_then(|(reference, ty)| match &reference[ty].kind {
                TypeKind::Enum(of) => of.prefix.clone(),
                _ => None,
            });
        TypeKind::Enum(Enum { values, prefix })
    }

    fn union(&mut self, id: InfoId, tag: &str, variants: &[(String, String)]) -> TypeKind {
        let base = match self.pairs.base(self.answer, id) {
            Some(base) => self.types[&base],
            None => {
                let members = self.members(id, None);
                self.add_type(String::new(), object(members))
            }
        };
        let mut branches = Vec::new();
        for (case, ty) in variants {
            if !self.names.is_nothing(self.answer.id(ty)) {
                let ty = self.type_of(ty, None);
                branches.push(branch(case, ty));
            }
        }
        TypeKind::Union(Union {
            base,
            discriminator: tag.to_owned(),
            // The printed text has only the name of the discriminator.
            tag: base,
            branches,
        })
    }

    fn alternate(&mut self, id: InfoId, types: &[String]) -> TypeKind {
        let mut branches = Vec::new();
        for name in types {
            let Some(kind) = self.answer.kind(self.answer.id(name)) else {
                continue;
            };
            let old = self
                .pairs
                .of(id)
                .and_then(|(reference, ty)| alternate_branch(reference, ty, kind));
            let (case, old) = old.map_or((branch_name(kind), None), |(name, ty)| (name, Some(ty)));
            let ty = self.type_of(name, old);
            branches.push(branch(case, ty));
        }
        TypeKind::Alternate(Alternate { branches })
    }

    /// Members of an object, without those of its base.
    fn members(&mut self, id: InfoId, base: Option<InfoId>) -> Vec<Member> {
        let inherited = base.map_or(&[][..], |base| self.answer.members(base));
        let inherited: HashSet<&str> = inherited.iter().map(|member| &*member.name).collect();
        let old = self
            .pairs
            .of(id)
            .map(|(reference, ty)| reference.members(ty));
        let old: HashMap<&str, TypeId> = old
            .into_iter()
            .flatten()
            .map(|member| (&*member.name, member.ty))
            .collect();
        let own = self.answer.members(id).iter();
        own.filter(|member| !inherited.contains(&*member.name))
            .map(|member| self.member(member, old.get(&*member.name).copied()))
            .collect()
    }

    fn member(&mut self, member: &SchemaMember, old: Option<TypeId>) -> Member {
        Member {
            name: member.name.clone(),
            ty: self.type_of(&member.ty, old),
            optional: member.optional,
            condition: None,
            features: features(&member.features),
            span: Span::BUILTIN,
        }
    }

    /// Type of a reference. `old` is the type in the same place of the reference schema, and tells the width of
    /// integers.
    fn type_of(&mut self, name: &str, old: Option<TypeId>) -> TypeId {
        let id = self.answer.id(name);
        let old = old.and_then(|old| Some(&self.pairs.reference()?[old].kind));
        match self.answer.meta(id) {
            SchemaMeta::Builtin(json) => {
                let width = old.and_then(integer).filter(|_| *json == "int");
                self.builtin(width.unwrap_or_else(|| builtin(name, json)))
            }
            SchemaMeta::Array(element) => {
                let old = match old {
                    Some(TypeKind::Array(element)) => Some(*element),
                    _ => None,
                };
                let element = self.type_of(element, old);
                self.array(element)
            }
            _ => self.types[&id],
        }
    }

    fn builtin(&self, builtin: Builtin) -> TypeId {
        let at = Builtin::ALL.into_iter().position(|other| other == builtin);
        TypeId(at.unwrap_or_default() as u32)
    }

    fn array(&mut self, element: TypeId) -> TypeId {
        if let Some(array) = self.arrays.get(&element) {
            return *array;
        }
        let array = self.add_type(String::new(), TypeKind::Array(element));
        self.arrays.insert(element, array);
        array
    }

    fn add_type(&mut self, name: String, kind: TypeKind) -> TypeId {
        let id = TypeId(self.schema.types.len() as u32);
        self.schema.types.push(Type {
            name,
            kind,
            module: None,
            span: Span::BUILTIN,
            doc: None,
            condition: None,
            features: Vec::new(),
        });
        id
    }
}

fn empty_schema(file: &str) -> Schema {
    Schema {
        sources: SourceMap::default(),
        modules: vec![Module::new(file.to_owned(), FileId(0))],
        types: Vec::new(),
        commands: Vec::new(),
        events: Vec::new(),
        names: HashMap::new(),
        warnings: Vec::new(),
        usages: OnceLock::new(),
    }
}

fn object(members: Vec<Member>) -> TypeKind {
    TypeKind::Struct(Struct {
        base: None,
        members,
        implicit: true,
    })
}

fn branch(name: &str, ty: TypeId) -> Branch {
    Branch {
        name: name.to_owned(),
        ty,
        condition: None,
        span: Span::BUILTIN,
    }
}

fn features(names: &[String]) -> Vec<Feature> {
    let feature = |name: &String| Feature {
        name: name.clone(),
        condition: None,
        span: Span::BUILTIN,
    };
    names.iter().map(feature).collect()
}
