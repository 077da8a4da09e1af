//! Pass: checks that the names in a definition differ. In C, where `-` becomes `_`, the names must differ too.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use crate::error::{Diagnostics, Part, SemanticError};
use crate::name_list::repeats;
use crate::resolve::definition_spans::DefinitionSpans;
use crate::resolve::linked::Linked;
use crate::resolve::recursion::FiniteTypes;
use crate::schema::{Branch, Member, TypeId, TypeKind, Union};
use crate::source::Span;

pub(super) fn check(linked: &Linked, finite: &FiniteTypes, diagnostics: &mut Diagnostics) {
    let mut checker = Checker {
        linked,
        by_name: HashMap::new(),
        compared: HashMap::new(),
    };
    for (id, ty) in linked.schema.types() {
        let Some(spans) = linked.spans(id) else {
            continue;
        };
        match &ty.kind {
            TypeKind::Enum(of) => {
                let values = of.values.iter().map(|value| (&*value.name, value.span));
                report_clashes(values, Part::Value, spans, diagnostics);
            }
            TypeKind::Alternate(of) => {
                let branches = of
                    .branches
                    .iter()
                    .map(|branch| (&*branch.name, branch.span));
                report_clashes(branches, Part::Branch, spans, diagnostics);
            }
            TypeKind::Struct(of) => {
                report_clashes(
                    of.members.iter().map(|m| (&*m.name, m.span)),
                    Part::Member,
                    spans,
                    diagnostics,
                );
                if let Some(base) = of.base.filter(|base| finite.contains(*base)) {
                    checker.check_base(id, base, spans, diagnostics);
                }
            }
            TypeKind::Union(of) if finite.contains(id) => {
                checker.check_branches(of, spans, diagnostics)
            }
            _ => {}
        }
    }
}

/// A name as in C: `-` and `.` become `_`.
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

/// Reports the names in a list that are equal in C.
pub(super) fn report_clashes<'n>(
    names: impl ExactSizeIterator<Item = (&'n str, Span)> + Clone,
    part: Part,
    spans: &DefinitionSpans,
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
        diagnostics.push(spans.error(kind, span).first_here(first));
    }
}

/// Maximum number of members that are compared one by one. A hash table is faster for more members.
const SHORT_LIST: usize = 12;

/// Comparison of the members of two types. Each pair of types is compared once, and the cost depends on the smaller
/// type. A large base of many types would otherwise have a quadratic cost.
struct Checker<'l> {
    linked: &'l Linked,
    /// Members of each large type, by name.
    by_name: HashMap<TypeId, HashMap<CName<'l>, &'l Member>>,
    compared: HashMap<(TypeId, TypeId), Option<(&'l Member, &'l Member)>>,
}

impl<'l> Checker<'l> {
    fn check_base(
        &mut self,
        id: TypeId,
        base: TypeId,
        spans: &DefinitionSpans,
        diagnostics: &mut Diagnostics,
    ) {
        for level in self.linked.with_bases(base) {
            if let Some((inherited, own)) = self.find_clash(level, id) {
                let base = self.linked.schema[level].name.clone();
                let (name, other) = (own.name.clone(), inherited.name.clone());
                let kind = SemanticError::BaseClash { name, other, base };
                diagnostics.push(spans.error(kind, own.span).first_here(inherited.span));
            }
        }
    }

    fn check_branches(
        &mut self,
        union: &Union,
        spans: &DefinitionSpans,
        diagnostics: &mut Diagnostics,
    ) {
        let common: Vec<TypeId> = self.linked.with_bases(union.base).collect();
        for branch in &union.branches {
            self.check_branch(&common, branch, spans, diagnostics);
        }
    }

    fn check_branch(
        &mut self,
        common: &[TypeId],
        branch: &Branch,
        spans: &DefinitionSpans,
        diagnostics: &mut Diagnostics,
    ) {
        for ty in self.linked.with_bases_and_branches(branch.ty) {
            for level in common {
                let Some((shared, own)) = self.find_clash(*level, ty) else {
                    continue;
                };
                let kind = SemanticError::BranchClash {
                    branch: branch.name.clone(),
                    name: own.name.clone(),
                    other: shared.name.clone(),
                };
                let error = spans.error(kind, branch.span).first_here(shared.span);
                diagnostics.push(error.first_here(own.span));
            }
        }
    }

    /// Finds a member of the first type and a member of the second type that clash.
    fn find_clash(&mut self, one: TypeId, other: TypeId) -> Option<(&'l Member, &'l Member)> {
        if let Some(known) = self.compared.get(&(one, other)) {
            return *known;
        }
        let (mine, theirs) = (self.linked.own_members(one), self.linked.own_members(other));
        let found = if mine.len().max(theirs.len()) <= SHORT_LIST {
            let find = |m: &'l Member| {
                Some((m, theirs.iter().find(|t| CName(&m.name) == CName(&t.name))?))
            };
            mine.iter().find_map(find)
        } else if mine.len() > theirs.len() {
            let table = self.members_by_name(one);
            theirs
                .iter()
                .find_map(|t| Some((*table.get(&CName(&t.name))?, t)))
        } else {
            let table = self.members_by_name(other);
            mine.iter()
                .find_map(|m| Some((m, *table.get(&CName(&m.name))?)))
        };
        self.compared.insert((one, other), found);
        found
    }

    fn members_by_name(&mut self, ty: TypeId) -> &HashMap<CName<'l>, &'l Member> {
        let members = self.linked.own_members(ty);
        let build = || {
            members
                .iter()
                .map(|member| (CName(&member.name), member))
                .collect()
        };
        self.by_name.entry(ty).or_insert_with(build)
    }
}
