//! Members of object types as fields.

use qapi_parser::{Doc, Member, TypeId};

use super::lowering::Lowering;
use super::members::flat;
use crate::model::Field;
use crate::names::{Scope, ident, snake};
use crate::version::Version;

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
            // What may have been compiled out of the peer may be absent.
            let open = member.condition.is_some() && !self.style.cfg_features;
            let young = self.directions.received.contains(&ty) && self.is_young(member, doc);
            fields.push(Field {
                name: ident(scope.claim(snake(&member.name))),
                wire: member.name.clone(),
                attrs: self.attrs(
                    self.member_docs(member, doc, young),
                    member.condition.as_ref(),
                    &member.features,
                ),
                ty: self.contained(ty, edge, member.ty),
                optional: member.optional || open || young,
                needed: !member.optional && !open,
            });
        }
        fields
    }

    /// Whether the oldest release to be understood does not know the member.
    fn is_young(&self, member: &Member, doc: Option<&Doc>) -> bool {
        let text = || {
            Some(
                &doc?
                    .members
                    .iter()
                    .find(|item| item.name == member.name)?
                    .text,
            )
        };
        let Some(oldest) = &self.style.since else {
            return false;
        };
        !member.optional
            && text()
                .and_then(|text| Version::of(text))
                .is_some_and(|since| since > *oldest)
    }
}
