//! Steps of [`extend`](super::extend): a walk over two schemas side by side.

use std::collections::{HashMap, HashSet};

use crate::introspected::additions::Additions;
use crate::introspected::pairs::is_implicit;
use crate::schema::{
    Branch, Command, CommandId, Definition, Event, EventId, Member, ModuleId, Schema, TypeId,
    TypeKind,
};
use crate::source::Span;

/// Walk over the newer schema. `additions.schema` grows on the way.
pub(super) struct Merger<'n> {
    pub(super) additions: Additions,
    newer: &'n Schema,
    pub(super) conflicts: Vec<String>,
    /// Types that were added, by their id in the newer schema.
    added: HashMap<TypeId, TypeId>,
    /// Added types without content yet.
    unfilled: Vec<(TypeId, TypeId)>,
    /// Pairs of an old and a new type that are still to be merged, and all pairs so far.
    open: Vec<(TypeId, TypeId)>,
    seen: HashSet<(TypeId, TypeId)>,
}

/// Place of a type, for messages, and the module of the definition there.
struct Place {
    text: String,
    module: ModuleId,
}

impl<'n> Merger<'n> {
    pub(super) fn new(schema: &Schema, newer: &'n Schema, release: &str) -> Self {
        Self {
            additions: Additions::new(schema.clone(), release),
            newer,
            conflicts: Vec::new(),
            added: HashMap::new(),
            unfilled: Vec::new(),
            open: Vec::new(),
            seen: HashSet::new(),
        }
    }

    fn schema(&self) -> &Schema {
        &self.additions.schema
    }

    pub(super) fn run(&mut self) {
        let newer = self.newer;
        let mut module = ModuleId(0);
        for command in &newer.commands {
            match self.schema().find(&command.name) {
                Some(Definition::Command(id)) => {
                    module = self.schema()[id].module;
                    self.merge_command(id, command);
                }
                Some(_) => self.conflict(&command.name, "is no command here"),
                None => self.add_command(command, module),
            }
            self.finish_types();
        }
        module = ModuleId(0);
        for event in &newer.events {
            match self.schema().find(&event.name) {
                Some(Definition::Event(id)) => {
                    module = self.schema()[id].module;
                    self.merge_event(id, event);
                }
                Some(_) => self.conflict(&event.name, "is no event here"),
                None => self.add_event(event, module),
            }
            self.finish_types();
        }
    }

    fn conflict(&mut self, place: &str, what: &str) {
        self.conflicts.push(format!("{place} {what}"));
    }

    fn place(&self, definition: Definition, part: &str) -> Place {
        Place {
            text: format!("{}: {part}", self.additions.name(definition)),
            module: self.additions.module(definition),
        }
    }

    fn merge_command(&mut self, id: CommandId, new: &Command) {
        let definition = Definition::Command(id);
        self.additions.add_features(definition, &new.features);
        let (old, returns) = (self.schema()[id].arguments, self.schema()[id].returns);
        let arguments = self.merge_data(definition, old, new.arguments);
        if let (Some(old), Some(new)) = (returns, new.returns) {
            self.pair(old, new, &self.place(definition, "result"));
        }
        let command = &mut self.additions.schema.commands[id.0 as usize];
        command.arguments = arguments;
        command.allow_oob |= new.allow_oob;
    }

    fn merge_event(&mut self, id: EventId, new: &Event) {
        let definition = Definition::Event(id);
        self.additions.add_features(definition, &new.features);
        let old = self.schema()[id].data;
        let data = self.merge_data(definition, old, new.data);
        self.additions.schema.events[id.0 as usize].data = data;
    }

    /// Merges the newer arguments or event data into the old type. Returns the type that the definition then has. A
    /// definition that has no members in the newer schema keeps the old type.
    fn merge_data(
        &mut self,
        definition: Definition,
        old: Option<TypeId>,
        new: Option<TypeId>,
    ) -> Option<TypeId> {
        let newer = self.newer;
        let has_data = |new: &TypeId| !newer.members(*new).is_empty() || !is_implicit(newer, *new);
        let Some(new) = new.filter(has_data) else {
            return old;
        };
        let old = match old {
            Some(old) if !is_implicit(self.schema(), old) => {
                self.pair(old, new, &self.place(definition, "data"));
                return Some(old);
            }
            Some(old) => old,
            None => self.additions.add_object(Vec::new()),
        };
        self.merge_members(definition, old, old, newer.members(new));
        Some(old)
    }

    fn add_command(&mut self, new: &Command, module: ModuleId) {
        let arguments = new.arguments.map(|ty| self.data_in(ty, module));
        let returns = new.returns.map(|ty| self.type_in(ty, module));
        let id = CommandId(self.schema().commands.len() as u32);
        self.additions.schema.commands.push(Command {
            arguments,
            returns,
            module,
            span: Span::BUILTIN,
            doc: None,
            ..new.clone()
        });
        self.additions.define(Definition::Command(id));
    }

    fn add_event(&mut self, new: &Event, module: ModuleId) {
        let data = new.data.map(|ty| self.data_in(ty, module));
        let id = EventId(self.schema().events.len() as u32);
        self.additions.schema.events.push(Event {
            data,
            module,
            span: Span::BUILTIN,
            doc: None,
            ..new.clone()
        });
        self.additions.define(Definition::Event(id));
    }

    /// Type for data in the newer schema: an inline object is copied.
    fn data_in(&mut self, ty: TypeId, module: ModuleId) -> TypeId {
        match &self.newer[ty].kind {
            TypeKind::Struct(of) if of.implicit => {
                let members = of.members.iter().map(|member| self.copy(member, module));
                let members = members.collect();
                self.additions.add_object(members)
            }
            _ => self.type_in(ty, module),
        }
    }

    /// Type for a type of the newer schema, which is added unless a type has the name.
    fn type_in(&mut self, ty: TypeId, module: ModuleId) -> TypeId {
        let new = &self.newer[ty];
        if let TypeKind::Array(element) = new.kind {
            let element = self.type_in(element, module);
            return self.additions.array(element);
        }
        if let Some(added) = self.added.get(&ty) {
            return *added;
        }
        if let Some(old) = self.schema().find_type(&new.name) {
            if !matches!(new.kind, TypeKind::Builtin(_)) {
                self.push_pair(old, ty);
            }
            return old;
        }
        let added = self.additions.add_type(&new.name, module);
        self.additions.define(Definition::Type(added));
        self.added.insert(ty, added);
        self.unfilled.push((added, ty));
        added
    }

    fn copy(&mut self, member: &Member, module: ModuleId) -> Member {
        Member {
            ty: self.type_in(member.ty, module),
            span: Span::BUILTIN,
            ..member.clone()
        }
    }

    fn push_pair(&mut self, old: TypeId, new: TypeId) {
        if self.seen.insert((old, new)) {
            self.open.push((old, new));
        }
    }

    fn finish_types(&mut self) {
        loop {
            if let Some((added, new)) = self.unfilled.pop() {
                self.fill(added, new);
            } else if let Some((old, new)) = self.open.pop() {
                self.merge_types(old, new);
            } else {
                return;
            }
        }
    }

    /// Copies the content of a new type.
    fn fill(&mut self, added: TypeId, new: TypeId) {
        let new = &self.newer[new];
        let module = self.schema()[added].module.unwrap_or(ModuleId(0));
        let mut kind = new.kind.clone();
        match &mut kind {
            TypeKind::Struct(of) => {
                of.base = of.base.map(|base| self.type_in(base, module));
                of.members = of.members.iter().map(|m| self.copy(m, module)).collect();
            }
            TypeKind::Union(of) => {
                of.base = self.data_in(of.base, module);
                of.tag = self.type_in(of.tag, module);
                self.copy_branches(&mut of.branches, module);
            }
            TypeKind::Alternate(of) => self.copy_branches(&mut of.branches, module),
            TypeKind::Builtin(_) | TypeKind::Enum(_) | TypeKind::Array(_) => {}
        }
        let ty = &mut self.additions.schema.types[added.0 as usize];
        ty.kind = kind;
        ty.features.clone_from(&new.features);
    }

    fn copy_branches(&mut self, branches: &mut [Branch], module: ModuleId) {
        for branch in branches {
            branch.ty = self.type_in(branch.ty, module);
        }
    }

    /// Merges two types in the same place. Returns a type to use in place of the old one, if there is one.
    fn pair(&mut self, old: TypeId, new: TypeId, place: &Place) -> Option<TypeId> {
        let (ours, theirs) = (&self.schema()[old], &self.newer[new]);
        match (&ours.kind, &theirs.kind) {
            (TypeKind::Builtin(one), TypeKind::Builtin(other)) if one == other => {}
            (TypeKind::Array(one), TypeKind::Array(other)) => {
                let element = self.pair(*one, *other, place)?;
                return Some(self.additions.array(element));
            }
            (TypeKind::Enum(_), TypeKind::Enum(_))
            | (TypeKind::Alternate(_), TypeKind::Alternate(_))
            | (TypeKind::Struct(_), TypeKind::Struct(_))
            | (TypeKind::Union(_), TypeKind::Union(_)) => self.push_pair(old, new),
            // An alternate that takes the old type as well takes its place.
            (_, TypeKind::Alternate(of))
                if of
                    .branches
                    .iter()
                    .any(|branch| self.newer[branch.ty].name == ours.name) =>
            {
                let line = format!("{}: {} replaces {}", place.text, theirs.name, ours.name);
                self.additions.lines.push(line);
                return Some(self.type_in(new, place.module));
            }
            _ => {
                let what = format!("is {} here and {} there", ours.name, theirs.name);
                self.conflict(&place.text, &what);
            }
        }
        None
    }

    fn merge_types(&mut self, old: TypeId, new: TypeId) {
        let (definition, newer) = (Definition::Type(old), self.newer);
        let theirs = &newer[new];
        self.additions.add_features(definition, &theirs.features);
        match (self.schema()[old].kind.clone(), &theirs.kind) {
            (TypeKind::Enum(_), TypeKind::Enum(of)) => self.additions.add_values(old, &of.values),
            (TypeKind::Alternate(ours), TypeKind::Alternate(of)) => {
                self.merge_branches(old, &ours.branches, &of.branches);
            }
            (TypeKind::Struct(ours), TypeKind::Struct(of)) => {
                let same_base = match (ours.base, of.base) {
                    (Some(one), Some(other)) if self.schema()[one].name == newer[other].name => {
                        self.push_pair(one, other);
                        true
                    }
                    _ => false,
                };
                let members = match same_base {
                    true => of.members.iter().collect(),
                    false => newer.members(new),
                };
                self.merge_members(definition, old, old, members);
            }
            (TypeKind::Union(ours), TypeKind::Union(of)) => {
                if is_implicit(self.schema(), ours.base) {
                    self.merge_members(definition, old, ours.base, newer.members(new));
                } else {
                    self.pair(ours.base, of.base, &self.place(definition, "base"));
                }
                self.merge_branches(old, &ours.branches, &of.branches);
            }
            (ours, theirs) => {
                let what = format!("is {} here and {} there", kind(&ours), kind(theirs));
                self.conflict(&self.additions.name(definition), &what);
            }
        }
    }

    /// Merges members. New ones go to the struct `target`.
    fn merge_members(
        &mut self,
        definition: Definition,
        ty: TypeId,
        target: TypeId,
        members: Vec<&Member>,
    ) {
        let module = self.additions.module(definition);
        for new in members {
            let Some((level, at)) = self.additions.find_member(ty, &new.name) else {
                // The older release does not know the member.
                let member = Member {
                    optional: true,
                    ..self.copy(new, module)
                };
                self.additions.add_member(definition, target, member);
                continue;
            };
            let place = self.place(definition, &format!("member {}", new.name));
            let old = self.additions.members(level)[at].ty;
            let replaced = self.pair(old, new.ty, &place);
            let member = &mut self.additions.members(level)[at];
            member.optional |= new.optional;
            member.ty = replaced.unwrap_or(member.ty);
            let features = &new.features;
            self.additions
                .add_member_features(definition, level, at, features);
        }
    }

    fn merge_branches(&mut self, ty: TypeId, ours: &[Branch], theirs: &[Branch]) {
        let definition = Definition::Type(ty);
        for new in theirs {
            let place = self.place(definition, &format!("branch {}", new.name));
            if let Some(old) = ours.iter().find(|old| old.name == new.name) {
                self.pair(old.ty, new.ty, &place);
                continue;
            }
            let branch = Branch {
                ty: self.type_in(new.ty, place.module),
                span: Span::BUILTIN,
                ..new.clone()
            };
            self.additions.add_branch(ty, branch);
        }
    }
}

fn kind(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Builtin(_) => "a built-in type",
        TypeKind::Enum(_) => "an enum",
        TypeKind::Struct(_) => "a struct",
        TypeKind::Union(_) => "a union",
        TypeKind::Alternate(_) => "an alternate",
        TypeKind::Array(_) => "an array",
    }
}
