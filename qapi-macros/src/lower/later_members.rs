//! Required members that the oldest supported peer does not send.
//!
//! The release of a member is the latest of several releases in the documentation: of the member's `(since 8.2)`, of
//! its type, of its base, and of the type of its branch. A search starts at the commands and events, and finds the
//! oldest release that sends each type. A member is required if it is not newer than that release. For example, a
//! command of release 9.0 always returns the members of release 8.0.

use std::collections::{HashMap, HashSet};

use qapi_parser::{Doc, Member, Schema, Type, TypeId, TypeKind, Union};

use super::members::flat;
use crate::select::Selection;
use crate::version::Version;

/// Members that are newer than the oldest peer that sends their type. The key is the type and the number of the member;
/// the value is the release of the member.
pub(super) type LaterMembers = HashMap<(TypeId, usize), Version>;

/// Finds the required members that the release `oldest` or a later release does not send.
pub(super) fn later_members(
    schema: &Schema,
    selection: &Selection,
    oldest: Option<&Version>,
) -> LaterMembers {
    let Some(oldest) = oldest else {
        return LaterMembers::new();
    };
    let mut search = Search {
        schema,
        docs: HashMap::new(),
        senders: HashMap::new(),
        replaced: HashSet::new(),
        open: Vec::new(),
    };
    search.start(selection, oldest);
    while let Some(id) = search.open.pop() {
        search.follow(id);
    }
    search.found()
}

struct Search<'s> {
    schema: &'s Schema,
    /// Documentation of the members of each implicit type: the documentation of the event.
    docs: HashMap<TypeId, &'s Doc>,
    /// Oldest release that sends a value of the type.
    senders: HashMap<TypeId, Version>,
    /// Types of branches for which older peers send other members, because the branch had another type or no type.
    replaced: HashSet<TypeId>,
    open: Vec<TypeId>,
}

impl<'s> Search<'s> {
    fn start(&mut self, selection: &Selection, oldest: &Version) {
        for id in &selection.commands {
            let command = &self.schema[*id];
            if let Some(ty) = command.returns {
                let sender = latest([Some(oldest.clone()), version(command.doc.as_ref())]);
                self.object(ty, sender);
            }
        }
        for id in &selection.events {
            let event = &self.schema[*id];
            if let Some(ty) = event.data {
                self.docs.extend(event.doc.as_ref().map(|doc| (ty, doc)));
                let sender = latest([Some(oldest.clone()), version(event.doc.as_ref())]);
                self.object(ty, sender);
            }
        }
    }

    /// Visits an object that the release `sender` sends, possibly with other members.
    fn object(&mut self, ty: TypeId, sender: Option<Version>) {
        let item = element(self.schema, ty);
        let since = version(self.schema[item].doc.as_ref());
        if since > sender {
            self.replaced.insert(item);
        }
        self.value(ty, sender);
    }

    /// Visits a value that peers since the release `sender` send, if the type existed in that release.
    fn value(&mut self, ty: TypeId, sender: Option<Version>) {
        let item = element(self.schema, ty);
        let Some(sender) = latest([sender, version(self.schema[item].doc.as_ref())]) else {
            return;
        };
        if self.senders.get(&item).is_none_or(|known| sender < *known) {
            self.senders.insert(item, sender);
            self.open.push(item);
        }
    }

    /// Visits the types within a type.
    fn follow(&mut self, id: TypeId) {
        let ty = &self.schema[id];
        let sender = self.senders.get(&id).cloned();
        for (member, holder) in flat(self.schema, id) {
            let since = self.member_since(id, member, holder);
            self.value(member.ty, latest([sender.clone(), since]));
        }
        match &ty.kind {
            TypeKind::Union(u) => self.branches(id, u, sender),
            TypeKind::Alternate(a) => {
                for branch in &a.branches {
                    self.value(branch.ty, sender.clone());
                }
            }
            _ => {}
        }
    }

    fn branches(&mut self, id: TypeId, u: &Union, sender: Option<Version>) {
        let members = flat(self.schema, id);
        let tag = members
            .iter()
            .find(|(member, _)| member.name == u.discriminator);
        let tag_since = tag.and_then(|(member, holder)| self.member_since(id, member, *holder));
        let values = self.schema[u.tag].doc.as_ref();
        for branch in &u.branches {
            let value_since = item_since(values, &branch.name);
            let sender = latest([sender.clone(), tag_since.clone(), value_since]);
            self.object(branch.ty, sender);
        }
    }

    /// Release of a member, according to the documentation of the member and of the base.
    fn member_since(&self, owner: TypeId, member: &Member, holder: TypeId) -> Option<Version> {
        let own = self.schema[owner].doc.as_ref();
        let base = self.schema[holder].doc.as_ref();
        let docs = base.or(self.docs.get(&holder).copied()).or(own);
        let base = base.filter(|_| holder != owner);
        latest([item_since(docs, &member.name), version(base)])
    }

    /// Lists the members that are newer than the oldest peer that sends their type.
    fn found(self) -> LaterMembers {
        let mut later_members = LaterMembers::new();
        for (id, sender) in &self.senders {
            let ty = version(self.schema[*id].doc.as_ref()).filter(|_| self.replaced.contains(id));
            for (edge, (member, holder)) in flat(self.schema, *id).into_iter().enumerate() {
                let kind = &self.schema[element(self.schema, member.ty)];
                let since = latest([
                    self.member_since(*id, member, holder),
                    version(kind.doc.as_ref()),
                ]);
                let since = since.filter(|since| since > sender);
                if let Some(since) = latest([since, ty.clone()]) {
                    later_members.insert((*id, edge), since);
                }
            }
        }
        later_members
    }
}

fn latest<const N: usize>(releases: [Option<Version>; N]) -> Option<Version> {
    releases.into_iter().flatten().max()
}

/// Release in the section `Since:`.
fn version(doc: Option<&Doc>) -> Option<Version> {
    Version::parse(doc?.version()?)
}

/// Release in the remark `(since 8.2)` of a member or value.
fn item_since(doc: Option<&Doc>, name: &str) -> Option<Version> {
    let item = doc?.members.iter().find(|item| item.name == name)?;
    Version::parse(item.since()?)
}

/// Innermost element type of an array. Any other type is returned unchanged.
fn element(schema: &Schema, mut id: TypeId) -> TypeId {
    while let Type {
        kind: TypeKind::Array(item),
        ..
    } = &schema[id]
    {
        id = *item;
    }
    id
}
