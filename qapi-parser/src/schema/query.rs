//! Queries on a [`Schema`].

use std::collections::BTreeSet;

use crate::schema::model::{
    Builtin, CommandId, Definition, EventId, Member, Schema, Type, TypeId, TypeKind, Usage,
};

impl Schema {
    /// Finds a command, an event or a type by name. Built-in and implicit types have names too.
    ///
    /// ```
    /// # let schema = qapi_parser::parse_str("s", "{ 'command': 'stop' } { 'event': 'STOP' }")?;
    /// assert!(matches!(schema.find("stop"), Some(qapi_parser::Definition::Command(_))));
    /// assert!(matches!(schema.find("STOP"), Some(qapi_parser::Definition::Event(_))));
    /// assert!(matches!(schema.find("uint32"), Some(qapi_parser::Definition::Type(_))));
    /// assert_eq!(schema.find("cont"), None);
    /// # Ok::<(), qapi_parser::Errors>(())
    /// ```
    pub fn find(&self, name: &str) -> Option<Definition> {
        self.names.get(name).copied()
    }

    /// Finds a type by name. `None` for the name of a command or event.
    pub fn find_type(&self, name: &str) -> Option<TypeId> {
        match self.find(name)? {
            Definition::Type(ty) => Some(ty),
            Definition::Command(_) | Definition::Event(_) => None,
        }
    }

    /// Members of a struct, or common members of a union, after the members of all bases. Empty for other types.
    pub fn members(&self, ty: TypeId) -> Vec<&Member> {
        let mut chain: Vec<&[Member]> = Vec::new();
        let mut next = Some(ty);
        while let Some(ty) = next {
            next = match &self[ty].kind {
                TypeKind::Struct(object) => {
                    chain.push(&object.members);
                    object.base
                }
                TypeKind::Union(union) => Some(union.base),
                _ => None,
            };
        }
        chain.into_iter().rev().flatten().collect()
    }

    /// Type of the branch of a union for a value of its discriminator. `None` if the value has no branch, or if `union`
    /// is not a union.
    pub fn branch(&self, union: TypeId, value: &str) -> Option<TypeId> {
        let TypeKind::Union(union) = &self[union].kind else {
            return None;
        };
        union
            .branches
            .iter()
            .find(|branch| branch.name == value)
            .map(|branch| branch.ty)
    }

    /// Uses of a type: in arguments, replies or events.
    pub fn usage(&self, ty: TypeId) -> Usage {
        let usages = self.usages.get_or_init(|| self.compute_usages());
        usages.get(ty.0 as usize).copied().unwrap_or_default()
    }

    fn compute_usages(&self) -> Vec<Usage> {
        let mut usages = vec![Usage::default(); self.types.len()];
        let mut mark = |roots: Vec<TypeId>, set: fn(&mut Usage)| {
            self.with_parts(roots)
                .into_iter()
                .for_each(|ty| set(&mut usages[ty.0 as usize]));
        };
        mark(
            self.commands.iter().filter_map(|c| c.arguments).collect(),
            |u| u.arguments = true,
        );
        mark(
            self.commands.iter().filter_map(|c| c.returns).collect(),
            |u| u.results = true,
        );
        mark(self.events.iter().filter_map(|e| e.data).collect(), |u| {
            u.events = true
        });
        usages
    }

    /// Types in the arguments, replies and data of these commands and events, at any depth.
    pub fn reachable(
        &self,
        commands: impl IntoIterator<Item = CommandId>,
        events: impl IntoIterator<Item = EventId>,
    ) -> BTreeSet<TypeId> {
        let mut roots = Vec::new();
        for id in commands {
            roots.extend(self[id].arguments.into_iter().chain(self[id].returns));
        }
        roots.extend(events.into_iter().filter_map(|id| self[id].data));
        self.with_parts(roots)
    }

    fn with_parts(&self, mut open: Vec<TypeId>) -> BTreeSet<TypeId> {
        let mut reached = BTreeSet::new();
        while let Some(ty) = open.pop() {
            if reached.insert(ty) {
                self[ty].for_each_part(|part| open.push(part));
            }
        }
        reached
    }
}

impl Type {
    /// Calls `visit` with each type that a type uses directly: base, members, branches, elements.
    pub(crate) fn for_each_part(&self, mut visit: impl FnMut(TypeId)) {
        match &self.kind {
            TypeKind::Builtin(_) | TypeKind::Enum(_) => {}
            TypeKind::Struct(object) => {
                object.base.into_iter().for_each(&mut visit);
                object.members.iter().for_each(|member| visit(member.ty));
            }
            TypeKind::Union(union) => {
                visit(union.base);
                visit(union.tag);
                union.branches.iter().for_each(|branch| visit(branch.ty));
            }
            TypeKind::Alternate(alternate) => {
                alternate
                    .branches
                    .iter()
                    .for_each(|branch| visit(branch.ty));
            }
            TypeKind::Array(element) => visit(*element),
        }
    }
}

impl Builtin {
    /// All built-in types.
    pub const ALL: [Self; 15] = [
        Self::Str,
        Self::Number,
        Self::Int,
        Self::Int8,
        Self::Int16,
        Self::Int32,
        Self::Int64,
        Self::Uint8,
        Self::Uint16,
        Self::Uint32,
        Self::Uint64,
        Self::Size,
        Self::Bool,
        Self::Any,
        Self::Null,
    ];

    /// Name in the schema language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Str => "str",
            Self::Number => "number",
            Self::Int => "int",
            Self::Int8 => "int8",
            Self::Int16 => "int16",
            Self::Int32 => "int32",
            Self::Int64 => "int64",
            Self::Uint8 => "uint8",
            Self::Uint16 => "uint16",
            Self::Uint32 => "uint32",
            Self::Uint64 => "uint64",
            Self::Size => "size",
            Self::Bool => "bool",
            Self::Null => "null",
            Self::Any => "any",
        }
    }

    /// Whether the type is an integer type.
    pub fn is_integer(self) -> bool {
        !matches!(
            self,
            Self::Str | Self::Number | Self::Bool | Self::Null | Self::Any
        )
    }
}
