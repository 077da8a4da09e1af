//! Pass: names within a definition differ, in C too, where `-` becomes `_`.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use crate::error::{Diagnostics, Part, SemanticError};
use crate::name_list::repeats;
use crate::resolve::linked::Linked;
use crate::resolve::place::Place;
use crate::resolve::recursion::Finite;
use crate::schema::{Branch, Member, TypeId, TypeKind, Union};
use crate::source::Span;

pub(super) fn check(linked: &Linked, finite: &Finite, diagnostics: &mut Diagnostics) {
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
                among(values, Part::Value, place, diagnostics);
            }
            TypeKind::Alternate(of) => {
                let branches = of
                    .branches
                    .iter()
                    .map(|branch| (&*branch.name, branch.span));
                among(branches, Part::Branch, place, diagnostics);
            }
            TypeKind::Struct(of) => {
                among(
                    of.members.iter().map(|m| (&*m.name, m.span)),
                    Part::Member,
                    place,
                    diagnostics,
                );
                if let Some(base) = of.base.filter(|base| finite.has(*base)) {
                    checker.with_base(id, base, place, diagnostics);
                }
            }
            TypeKind::Union(of) if finite.has(id) => checker.branches(of, place, diagnostics),
            _ => {}
        }
    }
}

/// A name as it is in C: `-` and `.` become `_`.
#[derive(Clone, Copy)]
struct CName<'n>(&'n str);

impl CName<'_> {
    fn bytes(&self) -> impl Iterator<Item = u8> {
        let c = |byte| {
            if matches!(byte, b'-' | b'.') {
                b'_'
            } else {
                byte
            }
        };
        self.0.bytes().map(c)
    }
}

impl PartialEq for CName<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.bytes().eq(other.bytes())
    }
}

impl Eq for CName<'_> {}

impl Hash for CName<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes().for_each(|byte| state.write_u8(byte));
    }
}

/// Reports names of a list that are equal in C.
pub(super) fn among<'n>(
    names: impl ExactSizeIterator<Item = (&'n str, Span)> + Clone,
    part: Part,
    place: &Place,
    diagnostics: &mut Diagnostics,
) {
    let repeats = repeats(names.clone().map(|(name, _)| CName(name)));
    if repeats.is_empty() {
        return;
    }
    let names: Vec<_> = names.collect();
    for (index, before) in repeats {
        let ((name, span), (other, first)) = (names[index], names[before]);
        let (name, other) = (name.to_owned(), other.to_owned());
        let kind = SemanticError::Clash { part, name, other };
        diagnostics.push(place.error(kind, span).first_here(first));
    }
}

/// Length up to which members are compared one by one, which is faster than a table.
const FEW: usize = 12;

/// Comparison of the members of two types. Each pair of types is compared once, at a cost that depends on the smaller of
/// the two. Otherwise a large base of many types would make the cost quadratic.
struct Checker<'l> {
    linked: &'l Linked,
    /// Members of large types by name.
    tables: HashMap<TypeId, HashMap<CName<'l>, &'l Member>>,
    pairs: HashMap<(TypeId, TypeId), Option<(&'l Member, &'l Member)>>,
}

impl<'l> Checker<'l> {
    fn with_base(
        &mut self,
        id: TypeId,
        base: TypeId,
        place: &Place,
        diagnostics: &mut Diagnostics,
    ) {
        for level in self.linked.with_bases(base) {
            if let Some((inherited, own)) = self.pair(level, id) {
                let base = self.linked.schema[level].name.clone();
                let (name, other) = (own.name.clone(), inherited.name.clone());
                let kind = SemanticError::BaseClash { name, other, base };
                diagnostics.push(place.error(kind, own.span).first_here(inherited.span));
            }
        }
    }

    fn branches(&mut self, union: &Union, place: &Place, diagnostics: &mut Diagnostics) {
        let common: Vec<TypeId> = self.linked.with_bases(union.base).collect();
        for branch in &union.branches {
            self.branch(&common, branch, place, diagnostics);
        }
    }

    fn branch(
        &mut self,
        common: &[TypeId],
        branch: &Branch,
        place: &Place,
        diagnostics: &mut Diagnostics,
    ) {
        for ty in self.linked.with_bases_and_branches(branch.ty) {
            for level in common {
                let Some((shared, own)) = self.pair(*level, ty) else {
                    continue;
                };
                let kind = SemanticError::BranchClash {
                    branch: branch.name.clone(),
                    name: own.name.clone(),
                    other: shared.name.clone(),
                };
                let error = place.error(kind, branch.span).first_here(shared.span);
                diagnostics.push(error.first_here(own.span));
            }
        }
    }

    /// Finds a member of the first type and a member of the second type that clash.
    fn pair(&mut self, one: TypeId, other: TypeId) -> Option<(&'l Member, &'l Member)> {
        if let Some(known) = self.pairs.get(&(one, other)) {
            return *known;
        }
        let (mine, theirs) = (self.linked.own_members(one), self.linked.own_members(other));
        let found = if mine.len().max(theirs.len()) <= FEW {
            let find = |m: &'l Member| {
                Some((m, theirs.iter().find(|t| CName(&m.name) == CName(&t.name))?))
            };
            mine.iter().find_map(find)
        } else if mine.len() > theirs.len() {
            let table = self.table(one);
            theirs
                .iter()
                .find_map(|t| Some((*table.get(&CName(&t.name))?, t)))
        } else {
            let table = self.table(other);
            mine.iter()
                .find_map(|m| Some((m, *table.get(&CName(&m.name))?)))
        };
        self.pairs.insert((one, other), found);
        found
    }

    fn table(&mut self, ty: TypeId) -> &HashMap<CName<'l>, &'l Member> {
        let members = self.linked.own_members(ty);
        let build = || {
            members
                .iter()
                .map(|member| (CName(&member.name), member))
                .collect()
        };
        self.tables.entry(ty).or_insert_with(build)
    }
}
