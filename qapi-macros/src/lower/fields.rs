//! Members of object types as fields.

use qapi_parser::{Doc, Member, TypeId};

use super::lowering::{Absence, Lowering};
use super::members::flat;
use crate::model::Field;
use crate::names::{Scope, ident, snake};

impl Lowering<'_> {
    /// The fields of an object type: inherited members first. `own_docs` describes members of implicit types.
    pub(super) fn fields(
        &self,
        ty: TypeId,
        scope: &mut Scope,
        own_docs: Option<&Doc>,
    ) -> Vec<Field> {
        let mut fields = Vec::new();
        for (edge, (member, holder)) in flat(self.schema, ty).into_iter().enumerate() {
            let doc = self.schema[holder].doc.as_ref().or(own_docs);
            // A member with an open condition may not be compiled into the peer.
            let open = member.condition.is_some() && !self.style.cfg_features;
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
                optional: member.optional || open || absence.is_some(),
                needed: !member.optional && !open,
                secret: is_secret(&self.schema[holder].name, &member.name),
            });
        }
        fields
    }

    /// Why a required member may be absent from what is received.
    fn absence(&self, ty: TypeId, edge: usize, member: &Member) -> Option<Absence> {
        if member.optional {
            return None;
        }
        match self.optional.get(&(ty, member.name.clone())) {
            Some(true) if self.directions.received.contains(&ty) => Some(Absence::Listed),
            Some(_) => None,
            None => self
                .ages
                .get(&(ty, edge))
                .map(|since| Absence::Before(since.clone())),
        }
    }
}

/// Whether the name of the type marks the member as secret, as for the `data` of QEMU's `SecretProperties`. The client
/// knows the names that are secret in any object: it also masks members beyond the schema.
fn is_secret(holder: &str, member: &str) -> bool {
    member == "data" && holder.contains("Secret")
}
