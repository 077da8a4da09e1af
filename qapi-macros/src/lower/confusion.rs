//! Required members that a caller could swap by mistake, because one value fits both members.

use qapi_parser::{Builtin, Member, TypeId, TypeKind, Union};

use super::lowering::Lowering;
use super::members::flat;
use crate::model::Passing;

/// Kind of value that a parameter takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    Text,
    Integer,
    Number,
    Boolean,
    Null,
    /// Any JSON value.
    Json,
    /// A named type.
    Type(TypeId),
    /// Enum for the discriminator of the union.
    Tag(TypeId),
    /// List with items of the type.
    List(TypeId),
}

impl Lowering<'_> {
    /// Decides how constructors of the type `owner` take its required members.
    pub(super) fn passing(&self, owner: TypeId, members: &[&Member]) -> Vec<Passing> {
        let taken: Vec<Vec<Taken>> = members.iter().map(|m| self.member(owner, m)).collect();
        let others = |index: usize| (0..members.len()).filter(move |other| *other != index);
        let named: Vec<bool> = (0..members.len())
            .map(|index| {
                let meets = |other: usize| self.meet(&taken[index], &taken[other]);
                // The branch is always a parameter: unions have a constructor for each branch.
                !is_tag(&taken[index]) && others(index).any(meets)
            })
            .collect();
        let is_enum = |index: usize| self.is_enum(members[index].ty) && !is_tag(&taken[index]);
        let takes_text = |index: usize| is_enum(index) || self.meet(&[Taken::Text], &taken[index]);
        let passing = |index: usize| {
            let mut parameters = others(index).filter(|other| !named[*other]);
            if named[index] {
                Passing::Named
            } else if is_enum(index) && parameters.any(takes_text) {
                Passing::Exact
            } else {
                Passing::Converted
            }
        };
        (0..members.len()).map(passing).collect()
    }

    /// Kinds of value that the parameter for a member takes. Strings for enums are left out, because an enum beside a
    /// string is passed as an enum.
    fn member(&self, owner: TypeId, member: &Member) -> Vec<Taken> {
        match &self.schema[owner].kind {
            TypeKind::Union(u) if u.discriminator == member.name => {
                // Constructors of branches take the data of the branch.
                let data = self.branches(u).flat_map(|ty| self.sources(ty));
                [Taken::Tag(owner)].into_iter().chain(data).collect()
            }
            _ => self.converted(member.ty),
        }
    }

    /// Kinds of value that convert into a type. Strings for enums are left out.
    fn converted(&self, ty: TypeId) -> Vec<Taken> {
        let mut taken = vec![self.own(ty)];
        match &self.schema[ty].kind {
            TypeKind::Alternate(a) => taken.extend(a.branches.iter().map(|b| self.own(b.ty))),
            TypeKind::Union(u) if self.required(ty) == 1 => {
                taken.push(Taken::Tag(ty));
                taken.extend(self.branches(u).map(|ty| self.own(ty)));
            }
            _ => {}
        }
        taken
    }

    /// Types of the branches of a union, with and without the object around the only member `data`.
    fn branches(&self, u: &Union) -> impl Iterator<Item = TypeId> {
        let branches = u.branches.iter();
        branches.flat_map(|branch| {
            [Some(branch.ty), self.wrapped(branch.ty)]
                .into_iter()
                .flatten()
        })
    }

    /// Number of required members.
    fn required(&self, ty: TypeId) -> usize {
        let members = flat(self.schema, ty);
        members.iter().filter(|(m, _)| self.is_needed(m)).count()
    }

    fn is_enum(&self, ty: TypeId) -> bool {
        matches!(&self.schema[ty].kind, TypeKind::Enum(_))
    }

    /// Kind of the values of a type.
    fn own(&self, ty: TypeId) -> Taken {
        match &self.schema[ty].kind {
            TypeKind::Builtin(Builtin::Str) => Taken::Text,
            TypeKind::Builtin(Builtin::Number) => Taken::Number,
            TypeKind::Builtin(Builtin::Bool) => Taken::Boolean,
            TypeKind::Builtin(Builtin::Null) => Taken::Null,
            TypeKind::Builtin(Builtin::Any) => Taken::Json,
            TypeKind::Builtin(_) => Taken::Integer,
            TypeKind::Array(item) => Taken::List(*item),
            _ => Taken::Type(ty),
        }
    }

    /// Whether one value fits both sides.
    fn meet(&self, one: &[Taken], other: &[Taken]) -> bool {
        one.iter()
            .any(|a| other.iter().any(|b| self.meet_one(*a, *b)))
    }

    fn meet_one(&self, one: Taken, other: Taken) -> bool {
        use Taken::{Boolean, Integer, Json, List, Number, Text};
        match (one, other) {
            (Json, Text | Integer | Number | Boolean)
            | (Text | Integer | Number | Boolean, Json) => true,
            (Json, List(item)) | (List(item), Json) => self.meet(&[Json], &self.sources(item)),
            (List(one), List(other)) => self.meet(&self.sources(one), &self.sources(other)),
            _ => one == other,
        }
    }

    /// Kinds of value that convert into a type, with strings for enums.
    fn sources(&self, ty: TypeId) -> Vec<Taken> {
        let mut taken = self.converted(ty);
        taken.extend(self.is_enum(ty).then_some(Taken::Text));
        taken
    }
}

/// Whether a member is the discriminator of its union.
fn is_tag(taken: &[Taken]) -> bool {
    matches!(taken.first(), Some(Taken::Tag(_)))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use crate::model::{Field, Passing, Payload, RustType, TypeExpr};
    use crate::stock;

    /// A word for the values that a parameter takes.
    fn class(field: &Field) -> String {
        match field.ty.unboxed() {
            TypeExpr::Primitive(name) if *name != "bool" => "integer".to_owned(),
            TypeExpr::String | TypeExpr::Any => "text".to_owned(),
            ty => ty.to_string(),
        }
    }

    fn check(name: &str, fields: &[Field]) {
        let parameters = fields.iter().filter(|field| field.needed);
        let parameters = parameters.filter(|field| field.passing != Passing::Named);
        let mut classes = HashSet::new();
        for parameter in parameters {
            assert!(classes.insert(class(parameter)), "{name}: {parameter:?}");
        }
    }

    #[test]
    fn no_two_parameters_of_a_constructor_take_the_same_values() {
        for name in ["qmp", "qga", "qsd"] {
            let expansion = stock::expansion(name);
            for ty in expansion.modules.iter().flat_map(|module| &module.types) {
                match ty {
                    RustType::Struct(s) => check(&s.name, &s.fields),
                    RustType::Union(u) => check(&u.name, &u.fields),
                    _ => {}
                }
            }
            for command in &expansion.commands {
                match &command.arguments {
                    Payload::Members(s) => check(&s.name, &s.fields),
                    Payload::Type(w) => check(&w.name, &w.fields),
                }
            }
        }
    }
}
