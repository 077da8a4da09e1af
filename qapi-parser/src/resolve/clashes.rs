//! Names within a definition differ, also after `-` has become `_` in C.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::error::{MeaningError, Role, Sink};
use crate::resolve::recursion::Finite;
use crate::resolve::{Linked, Place, c_name};
use crate::schema::{Branch, Member, TypeId, TypeKind, Union};
use crate::source::Span;

pub(super) fn check(linked: &Linked, finite: &Finite, sink: &mut Sink) {
    let mut checker = Checker {
        linked,
        tables: HashMap::new(),
        pairs: HashMap::new(),
    };
    for (id, ty) in linked.schema.types() {
        let Some(place) = linked.place(id) else {
            continue;
        };
        match &ty.kind {
            TypeKind::Enum(of) => {
                let values = of.values.iter().map(|value| (&*value.name, value.span));
                among(values, Role::Value, place, sink);
            }
            TypeKind::Alternate(of) => {
                let branches = of
                    .branches
                    .iter()
                    .map(|branch| (&*branch.name, branch.span));
                among(branches, Role::Branch, place, sink);
            }
            TypeKind::Struct(of) => {
                among(
                    of.members.iter().map(|m| (&*m.name, m.span)),
                    Role::Member,
                    place,
                    sink,
                );
                if let Some(base) = of.base.filter(|base| finite.has(*base)) {
                    checker.with_base(id, base, place, sink);
                }
            }
            TypeKind::Union(of) if finite.has(id) => checker.branches(of, place, sink),
            _ => {}
        }
    }
}

/// Whether two names are the same in C.
fn same(one: &str, other: &str) -> bool {
    let c = |byte: u8| {
        if matches!(byte, b'-' | b'.') {
            b'_'
        } else {
            byte
        }
    };
    one.len() == other.len() && one.bytes().zip(other.bytes()).all(|(a, b)| c(a) == c(b))
}

/// Few names are compared one by one; for many, a table keeps the cost linear.
const FEW: usize = 12;

/// Reports names of one list that are the same in C.
pub(super) fn among<'n>(
    names: impl ExactSizeIterator<Item = (&'n str, Span)> + Clone,
    role: Role,
    place: &Place,
    sink: &mut Sink,
) {
    let mut report = |name: &str, span, other: &str, first| {
        let (name, other) = (name.to_owned(), other.to_owned());
        let kind = MeaningError::Clash { role, name, other };
        sink.push(place.error(kind, span).first_here(first));
    };
    if names.len() <= FEW {
        for (index, (name, span)) in names.clone().enumerate() {
            let before = names
                .clone()
                .take(index)
                .find(|(other, _)| same(name, other));
            if let Some((other, first)) = before {
                report(name, span, other, first);
            }
        }
        return;
    }
    let mut table: HashMap<Cow<'_, str>, (&str, Span)> = HashMap::with_capacity(names.len());
    for (name, span) in names {
        if let Some((other, first)) = table.insert(c_name(name), (name, span)) {
            report(name, span, other, first);
        }
    }
}

/// Compares members of one type with those of others. Each pair of types is compared once, at a cost that follows the
/// smaller of the two: bases with many members, shared by many types, would else make the whole quadratic.
struct Checker<'l> {
    linked: &'l Linked,
    /// Own members of larger types by their name in C.
    tables: HashMap<TypeId, HashMap<Cow<'l, str>, &'l Member>>,
    pairs: HashMap<(TypeId, TypeId), Option<(&'l Member, &'l Member)>>,
}

impl<'l> Checker<'l> {
    fn with_base(&mut self, id: TypeId, base: TypeId, place: &Place, sink: &mut Sink) {
        for level in levels(self.linked, base) {
            if let Some((inherited, own)) = self.pair(level, id) {
                let base = self.linked.schema[level].name.clone();
                let (name, other) = (own.name.clone(), inherited.name.clone());
                let kind = MeaningError::BaseClash { name, other, base };
                sink.push(place.error(kind, own.span).first_here(inherited.span));
            }
        }
    }

    fn branches(&mut self, union: &Union, place: &Place, sink: &mut Sink) {
        let common = levels(self.linked, union.base);
        for branch in &union.branches {
            self.branch(&common, branch, place, sink);
        }
    }

    fn branch(&mut self, common: &[TypeId], branch: &Branch, place: &Place, sink: &mut Sink) {
        for part in parts(self.linked, branch.ty) {
            for level in common {
                let Some((shared, own)) = self.pair(*level, part) else {
                    continue;
                };
                let kind = MeaningError::BranchClash {
                    branch: branch.name.clone(),
                    name: own.name.clone(),
                    other: shared.name.clone(),
                };
                let error = place.error(kind, branch.span).first_here(shared.span);
                sink.push(error.first_here(own.span));
            }
        }
    }

    /// A member of the first type and one of the second that clash.
    fn pair(&mut self, one: TypeId, other: TypeId) -> Option<(&'l Member, &'l Member)> {
        if let Some(known) = self.pairs.get(&(one, other)) {
            return *known;
        }
        let (mine, theirs) = (own(self.linked, one), own(self.linked, other));
        let found = if mine.len().max(theirs.len()) <= FEW {
            let find = |m: &'l Member| Some((m, theirs.iter().find(|t| same(&m.name, &t.name))?));
            mine.iter().find_map(find)
        } else if mine.len() > theirs.len() {
            let table = self.table(one);
            theirs
                .iter()
                .find_map(|t| Some((*table.get(&c_name(&t.name))?, t)))
        } else {
            let table = self.table(other);
            mine.iter()
                .find_map(|m| Some((m, *table.get(&c_name(&m.name))?)))
        };
        self.pairs.insert((one, other), found);
        found
    }

    fn table(&mut self, ty: TypeId) -> &HashMap<Cow<'l, str>, &'l Member> {
        let members = own(self.linked, ty);
        let build = || {
            members
                .iter()
                .map(|member| (c_name(&member.name), member))
                .collect()
        };
        self.tables.entry(ty).or_insert_with(build)
    }
}

/// The members that a struct has itself.
pub(super) fn own(linked: &Linked, ty: TypeId) -> &[Member] {
    match linked.ty(ty).map(|ty| &ty.kind) {
        Some(TypeKind::Struct(object)) => &object.members,
        _ => &[],
    }
}

/// A struct and its bases.
pub(super) fn levels(linked: &Linked, ty: TypeId) -> Vec<TypeId> {
    let base = |ty: &TypeId| match &linked.ty(*ty)?.kind {
        TypeKind::Struct(object) => object.base,
        TypeKind::Union(union) => Some(union.base),
        _ => None,
    };
    std::iter::successors(Some(ty), base).collect()
}

/// Every type whose members may appear in an object of this type: itself, its bases, its branches.
fn parts(linked: &Linked, ty: TypeId) -> Vec<TypeId> {
    let mut parts = levels(linked, ty);
    let mut seen: HashSet<TypeId> = parts.iter().copied().collect();
    let mut next = 0;
    while let Some(part) = parts.get(next).copied() {
        next += 1;
        let Some(TypeKind::Union(union)) = linked.ty(part).map(|ty| &ty.kind) else {
            continue;
        };
        for branch in &union.branches {
            parts.extend(
                levels(linked, branch.ty)
                    .into_iter()
                    .filter(|level| seen.insert(*level)),
            );
        }
    }
    parts
}
