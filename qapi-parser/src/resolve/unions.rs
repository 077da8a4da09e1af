//! Pass: checks bases, discriminators and branches (QAPI language, "Struct types", "Union types").

use std::collections::{HashMap, HashSet};

use crate::error::{Diagnostics, Note, Part, SemanticError};
use crate::resolve::definition_spans::DefinitionSpans;
use crate::resolve::linked::{Linked, UNKNOWN, describe};
use crate::resolve::recursion::FiniteTypes;
use crate::schema::{Enum, Member, Type, TypeId, TypeKind, Union};
use crate::suggest::nearest;

/// Checks all bases, discriminators and branches. Sets the enum of each discriminator.
pub(super) fn check(linked: &mut Linked, finite: &FiniteTypes, diagnostics: &mut Diagnostics) {
    let mut tags = Vec::new();
    let mut known = HashMap::new();
    for (id, ty) in linked.schema.types() {
        let Some(spans) = linked.spans(id) else {
            continue;
        };
        match &ty.kind {
            TypeKind::Struct(object) => {
                if let Some(base) = object.base {
                    check_base(linked, base, spans, diagnostics);
                }
            }
            TypeKind::Union(union) => {
                if !check_base(linked, union.base, spans, diagnostics)
                    || !finite.contains(union.base)
                {
                    continue;
                }
                let name = &*union.discriminator;
                let member = *known
                    .entry((union.base, name))
                    .or_insert_with(|| find_member(linked, union.base, name));
                let tag = check_discriminator(linked, union, member, spans, diagnostics);
                tags.extend(tag.map(|tag| (id, tag)));
            }
            _ => {}
        }
    }
    for (id, tag) in tags {
        if let TypeKind::Union(union) = &mut linked.schema.types[id.0 as usize].kind {
            union.tag = tag;
        }
    }
    check_branches(linked, diagnostics);
}

/// Checks that a base is a struct, and returns whether the check succeeded.
fn check_base(
    linked: &Linked,
    base: TypeId,
    spans: &DefinitionSpans,
    diagnostics: &mut Diagnostics,
) -> bool {
    let Some(ty) = linked.ty(base) else {
        return false;
    };
    let is_struct = matches!(ty.kind, TypeKind::Struct(_));
    if !is_struct {
        let kind = SemanticError::WrongType {
            part: Part::Base,
            expected: "a struct",
            found: describe(ty),
        };
        diagnostics.push(spans.error(kind, spans.base));
    }
    is_struct
}

/// Finds the common member with this name.
fn find_member<'l>(linked: &'l Linked, base: TypeId, name: &str) -> Option<&'l Member> {
    let mut members = linked
        .with_bases(base)
        .flat_map(|level| linked.own_members(level));
    members.find(|member| member.name == name)
}

/// Checks the common member that is the discriminator. Returns its enum.
fn check_discriminator(
    linked: &Linked,
    union: &Union,
    member: Option<&Member>,
    spans: &DefinitionSpans,
    diagnostics: &mut Diagnostics,
) -> Option<TypeId> {
    let name = || union.discriminator.clone();
    let Some(member) = member else {
        if !spans.broken && !is_broken_with_bases(linked, union.base) {
            let kind = SemanticError::DiscriminatorMissing { name: name() };
            diagnostics.push(spans.error(kind, spans.discriminator));
        }
        return None;
    };
    let mut refuse = |kind| {
        diagnostics.push(
            spans
                .error(kind, spans.discriminator)
                .note(Note::FirstHere(member.span)),
        );
    };
    if member.optional {
        refuse(SemanticError::DiscriminatorOptional { name: name() });
    }
    if member.condition.is_some() {
        refuse(SemanticError::DiscriminatorConditional { name: name() });
    }
    if !matches!(linked.ty(member.ty)?.kind, TypeKind::Enum(_)) {
        refuse(SemanticError::DiscriminatorNotEnum { name: name() });
        return None;
    }
    Some(member.ty)
}

/// Whether a part of a struct or of its bases could not be read.
fn is_broken_with_bases(linked: &Linked, base: TypeId) -> bool {
    linked.with_bases(base).any(|ty| linked.is_broken(ty))
}

/// Values of each discriminator's enum. Unions with the same enum share an entry.
type Values<'l> = HashMap<TypeId, HashSet<&'l str>>;

fn check_branches(linked: &Linked, diagnostics: &mut Diagnostics) {
    let mut values = Values::new();
    for (id, ty) in linked.schema.types() {
        let (TypeKind::Union(union), Some(spans)) = (&ty.kind, linked.spans(id)) else {
            continue;
        };
        for branch in &union.branches {
            let Some(of) = linked.ty(branch.ty) else {
                continue;
            };
            if !matches!(of.kind, TypeKind::Struct(_) | TypeKind::Union(_)) {
                let kind = SemanticError::WrongType {
                    part: Part::Branch,
                    expected: "a struct or a union",
                    found: describe(of),
                };
                diagnostics.push(spans.error(kind, branch.span));
            }
        }
        if union.tag != UNKNOWN {
            check_branch_names(linked, ty, union, spans, &mut values, diagnostics);
        }
    }
}

fn check_branch_names<'l>(
    linked: &'l Linked,
    ty: &Type,
    union: &Union,
    spans: &DefinitionSpans,
    values: &mut Values<'l>,
    diagnostics: &mut Diagnostics,
) {
    let Some(tag) = linked.ty(union.tag) else {
        return;
    };
    let TypeKind::Enum(Enum { values: all, .. }) = &tag.kind else {
        return;
    };
    if all.is_empty() && union.branches.is_empty() {
        diagnostics.push(spans.error(SemanticError::NoBranches, ty.span));
    }
    if linked.is_broken(union.tag) {
        return;
    }
    let known = values
        .entry(union.tag)
        .or_insert_with(|| all.iter().map(|value| &*value.name).collect());
    for branch in union
        .branches
        .iter()
        .filter(|branch| !known.contains(&*branch.name))
    {
        let kind = SemanticError::UnknownBranch {
            name: branch.name.clone(),
            tag: tag.name.clone(),
        };
        let mut error = spans.error(kind, branch.span);
        if all.len() < 1000 {
            let near = nearest(&branch.name, all.iter().map(|value| &*value.name));
            error
                .notes
                .extend(near.map(|name| Note::DidYouMean(name.to_owned())));
        }
        diagnostics.push(error);
    }
}
