//! Fields: members of object types.

use qapi_parser::{Doc, Member, TypeId};

use super::lowering::{Absence, Lowering};
use super::members::flat;
use crate::model::{Field, Passing};
use crate::names::{Scope, ident, snake};

impl Lowering<'_> {
    /// Fields of an object type, inherited members first. `own_docs` is the documentation of the members of an implicit
    /// type.
    pub(super) fn fields(
        &self,
        ty: TypeId,
        scope: &mut Scope,
        own_docs: Option<&Doc>,
    ) -> Vec<Field> {
        let members = flat(self.schema, ty);
        let needed: Vec<&Member> = members
            .iter()
            .map(|(member, _)| *member)
            .filter(|member| self.is_needed(member))
            .collect();
        let mut passing = self.passing(ty, &needed).into_iter();
        let mut fields = Vec::new();
        for (edge, (member, holder)) in members.into_iter().enumerate() {
            let doc = self.schema[holder].doc.as_ref().or(own_docs);
            let needed = self.is_needed(member);
            let absence = self.absence(ty, edge, member);
            fields.push(Field {
                name: ident(scope.claim(snake(&member.name))),
                wire: member.name.clone(),
                attrs: self.attrs(
                    self.member_docs(member, doc, absence.as_ref()),
                    member.condition.as_ref(),
                    &member.features,
                ),
                ty: self.contained(ty, edge, member.ty),
                optional: !needed || absence.is_some(),
                needed,
                passing: match needed {
                    true => passing.next().unwrap_or(Passing::Converted),
                    false => Passing::Converted,
                },
                secret: is_secret(&self.schema[holder].name, &member.name),
            });
        }
        fields
    }

    /// Whether constructors take a member. A peer may be built without a member that has an open condition.
    pub(super) fn is_needed(&self, member: &Member) -> bool {
        let open = member.condition.is_some() && !self.style.cfg_features;
        !member.optional && !open
    }

    /// Reason why a required member may be absent from received values; `None` if the member is always present.
    fn absence(&self, ty: TypeId, edge: usize, member: &Member) -> Option<Absence> {
        if member.optional {
            return None;
        }
        match self.optional.get(&(ty, member.name.clone())) {
            Some(true) if self.directions.received.contains(&ty) => Some(Absence::Listed),
            Some(_) => None,
            None => self
                .later_members
                .get(&(ty, edge))
                .map(|since| Absence::Before(since.clone())),
        }
    }
}

/// Whether a member is secret because of the name of its type, such as `data` of QEMU's `SecretProperties`. The client
/// masks the member names that are secret in every type, also for undeclared members.
fn is_secret(holder: &str, member: &str) -> bool {
    member == "data" && holder.contains("Secret")
}
