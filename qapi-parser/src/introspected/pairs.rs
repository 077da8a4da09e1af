//! Pairs of a type in an answer and a type in a reference schema.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::introspected::answer::{Answer, InfoId, Kind};
use crate::schema::{
    Definition, Schema, SchemaInfo, SchemaMember, SchemaMeta, TypeId, TypeKind, json_type,
};

/// Types of a reference schema for types in an answer. No type is in two pairs.
pub(super) struct Pairs<'r> {
    reference: Option<&'r Schema>,
    types: HashMap<InfoId, TypeId>,
    infos: HashMap<TypeId, InfoId>,
}

impl<'r> Pairs<'r> {
    /// Pairs the types that commands and events of the same name use in the same places. If a type has several
    /// candidates, the candidate with the most members in common wins.
    pub(super) fn find(answer: &mut Answer, reference: Option<&'r Schema>) -> Self {
        let mut pairs = Self {
            reference,
            types: HashMap::new(),
            infos: HashMap::new(),
        };
        let Some(reference) = reference else {
            return pairs;
        };
        let mut candidates = candidates(answer, reference);
        candidates
            .sort_by_key(|(_, ty, likeness)| (Reverse(*likeness), is_implicit(reference, *ty)));
        for (info, ty, _) in candidates {
            pairs.add(info, ty);
        }
        pairs.add_bases(answer, reference);
        pairs
    }

    fn add(&mut self, info: InfoId, ty: TypeId) {
        if !self.types.contains_key(&info) && !self.infos.contains_key(&ty) {
            self.types.insert(info, ty);
            self.infos.insert(ty, info);
        }
    }

    /// Adds the bases of paired types to the answer, which has bases only as members of other types. A base gets the
    /// members of the first type that has the base.
    fn add_bases(&mut self, answer: &mut Answer, reference: &Schema) {
        let mut id = 0;
        while id < answer.infos.len() {
            if let Some(base) = self.reference_base(id)
                && !self.infos.contains_key(&base)
                && !answer.has(&reference[base].name)
            {
                let info = base_info(answer.members(id), reference, base);
                let base_id = answer.add(info);
                self.add(base_id, base);
            }
            id += 1;
        }
    }

    /// Base of the reference type of an element, if the base has a name.
    fn reference_base(&self, id: InfoId) -> Option<TypeId> {
        let (reference, ty) = self.of(id)?;
        let base = match &reference[ty].kind {
            TypeKind::Struct(of) => of.base,
            TypeKind::Union(of) => Some(of.base),
            _ => None,
        };
        base.filter(|base| !is_implicit(reference, *base))
    }

    /// Base of an object: the base in the reference schema, if its members are members of the object too.
    pub(super) fn base(&self, answer: &Answer, id: InfoId) -> Option<InfoId> {
        let base = *self.infos.get(&self.reference_base(id)?)?;
        let (inherited, members) = (answer.members(base), answer.members(id));
        let by_name: HashMap<&str, &SchemaMember> = members
            .iter()
            .map(|member| (&*member.name, member))
            .collect();
        let has = |member: &SchemaMember| by_name.get(&*member.name) == Some(&member);
        let fits = base != id && !answer.is_union(base) && inherited.iter().all(has);
        // A union has no members besides those of its base.
        let complete = !answer.is_union(id) || inherited.len() == members.len();
        (fits && complete).then_some(base)
    }

    /// Reference schema, and type in it.
    pub(super) fn of(&self, id: InfoId) -> Option<(&'r Schema, TypeId)> {
        Some((self.reference?, *self.types.get(&id)?))
    }

    /// Type of the reference schema that has a definition or is built in.
    pub(super) fn named(&self, id: InfoId) -> Option<(&'r Schema, TypeId)> {
        self.of(id)
            .filter(|(reference, ty)| !is_implicit(reference, *ty))
    }

    /// Definition of a command or event in the reference schema.
    pub(super) fn definition(&self, name: &str) -> Option<(&'r Schema, Definition)> {
        let reference = self.reference?;
        Some((reference, reference.find(name)?))
    }

    pub(super) fn reference(&self) -> Option<&'r Schema> {
        self.reference
    }
}

/// Element for a base: those of the members that the base has in the reference schema.
fn base_info(members: &[SchemaMember], reference: &Schema, base: TypeId) -> SchemaInfo {
    let inherited: HashSet<&str> = reference
        .members(base)
        .iter()
        .map(|member| &*member.name)
        .collect();
    let members = members
        .iter()
        .filter(|member| inherited.contains(&*member.name));
    SchemaInfo {
        name: reference[base].name.clone(),
        features: Vec::new(),
        meta: SchemaMeta::Object {
            members: members.cloned().collect(),
            variants: None,
        },
    }
}

/// Types that are used in the same places and have similar members, with their likeness.
fn candidates(answer: &Answer, reference: &Schema) -> Vec<(InfoId, TypeId, usize)> {
    let mut open = Vec::new();
    for info in &answer.infos {
        match (&info.meta, reference.find(&info.name)) {
            (
                SchemaMeta::Command {
                    arguments, returns, ..
                },
                Some(Definition::Command(command)),
            ) => {
                let command = &reference[command];
                open.extend(command.arguments.map(|ty| (answer.id(arguments), ty)));
                open.extend(command.returns.map(|ty| (answer.id(returns), ty)));
            }
            (SchemaMeta::Event(data), Some(Definition::Event(event))) => {
                open.extend(reference[event].data.map(|ty| (answer.id(data), ty)));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    let mut seen: HashSet<(InfoId, TypeId)> = open.iter().copied().collect();
    let mut next = 0;
    while let Some((info, ty)) = open.get(next).copied() {
        next += 1;
        let Some(likeness) = likeness(answer, info, reference, ty) else {
            continue;
        };
        if !matches!(answer.kind(info), Some(Kind::Array | Kind::Builtin(_))) {
            found.push((info, ty, likeness));
        }
        let parts = parts(answer, info, reference, ty);
        open.extend(parts.into_iter().filter(|pair| seen.insert(*pair)));
    }
    found
}

/// Pairs of the types that two types refer to in the same places.
fn parts(answer: &Answer, info: InfoId, reference: &Schema, ty: TypeId) -> Vec<(InfoId, TypeId)> {
    match (answer.meta(info), &reference[ty].kind) {
        (SchemaMeta::Array(element), TypeKind::Array(ty)) => vec![(answer.id(element), *ty)],
        (SchemaMeta::Alternate(types), TypeKind::Alternate(_)) => {
            let pair = |name: &String| {
                let id = answer.id(name);
                Some((id, alternate_branch(reference, ty, answer.kind(id)?)?.1))
            };
            types.iter().filter_map(pair).collect()
        }
        (SchemaMeta::Object { members, variants }, _) => {
            let theirs: HashMap<&str, TypeId> = reference
                .members(ty)
                .iter()
                .map(|member| (&*member.name, member.ty))
                .collect();
            let member =
                |member: &SchemaMember| Some((answer.id(&member.ty), *theirs.get(&*member.name)?));
            let branch = |(case, branch): &(String, String)| {
                Some((answer.id(branch), reference.branch(ty, case)?))
            };
            let branches = variants.iter().flat_map(|(_, variants)| variants);
            let branches = branches.filter_map(branch);
            members.iter().filter_map(member).chain(branches).collect()
        }
        _ => Vec::new(),
    }
}

/// Branch of an alternate whose type has the kind: name and type.
pub(super) fn alternate_branch(
    reference: &Schema,
    alternate: TypeId,
    kind: Kind,
) -> Option<(&str, TypeId)> {
    let TypeKind::Alternate(of) = &reference[alternate].kind else {
        return None;
    };
    let mut branches = of.branches.iter();
    let branch = branches.find(|branch| reference_kind(reference, branch.ty) == kind)?;
    Some((&branch.name, branch.ty))
}

fn reference_kind(reference: &Schema, ty: TypeId) -> Kind {
    match reference[ty].kind {
        TypeKind::Builtin(builtin) => Kind::Builtin(json_type(builtin)),
        TypeKind::Enum(_) => Kind::Enum,
        TypeKind::Array(_) => Kind::Array,
        TypeKind::Struct(_) | TypeKind::Union(_) => Kind::Object,
        TypeKind::Alternate(_) => Kind::Alternate,
    }
}

/// Share of the names that two types have in common, in thousandths. `None` for types of different kinds, and for types
/// that share less than half of the names of the smaller type.
fn likeness(answer: &Answer, info: InfoId, reference: &Schema, ty: TypeId) -> Option<usize> {
    if answer.kind(info) != Some(reference_kind(reference, ty)) {
        return None;
    }
    let ours: HashSet<&str> = match answer.meta(info) {
        SchemaMeta::Enum(values) => values.iter().map(|value| &*value.name).collect(),
        _ => answer.members(info).iter().map(|m| &*m.name).collect(),
    };
    let theirs: HashSet<&str> = match &reference[ty].kind {
        TypeKind::Enum(of) => of.values.iter().map(|value| &*value.name).collect(),
        _ => reference.members(ty).iter().map(|m| &*m.name).collect(),
    };
    let common = ours.intersection(&theirs).count();
    let all = ours.len() + theirs.len() - common;
    let enough = 2 * common >= ours.len().min(theirs.len());
    enough.then(|| (1000 * common).checked_div(all).unwrap_or(1000))
}

pub(super) fn is_implicit(schema: &Schema, ty: TypeId) -> bool {
    matches!(&schema[ty].kind, TypeKind::Struct(of) if of.implicit)
}
