//! Types: structs, enums, unions and alternates, in the module of the schema file.

use qapi_parser::{
    Alternate, Builtin, Definition, Enum, EnumValue, ModuleId, Type, TypeId, TypeKind, Union,
};

use super::lowering::{Lowering, predicate};
use super::names;
use crate::model::{
    AlternateBranch, Attrs, Field, Kind, RustAlternate, RustEnum, RustModule, RustStruct, RustType,
    RustUnion, Tag, TypeExpr, Value, Variant, path,
};
use crate::names::{Scope, ident, pascal, snake};
use crate::select::Selection;

impl Lowering<'_> {
    /// Module of a schema file; `None` if the module would be empty.
    pub(super) fn module(&self, id: ModuleId, selection: &Selection) -> Option<RustModule> {
        let module = &self.schema[id];
        let types: Vec<RustType> = module
            .definitions
            .iter()
            .filter_map(|definition| match definition {
                Definition::Type(ty) if selection.types.contains(ty) => self.rust_type(*ty),
                _ => None,
            })
            .collect();
        if types.is_empty() {
            return None;
        }
        let name = self.names.module(id).to_owned();
        Some(RustModule {
            name,
            docs: self.module_docs(module),
            types,
        })
    }

    /// Module of the built-in enum `QType`; `None` if no type uses the enum.
    pub(super) fn builtin_module(&self) -> Option<RustModule> {
        let id = self.names.used_builtin()?;
        Some(RustModule {
            name: names::BUILTIN.to_owned(),
            docs: "Types of the QAPI language itself.".to_owned(),
            types: self.rust_type(id).into_iter().collect(),
        })
    }

    fn rust_type(&self, id: TypeId) -> Option<RustType> {
        let ty = &self.schema[id];
        let docs = self.type_docs(ty);
        let attrs = self.attrs(docs, ty.condition.as_ref(), &ty.features);
        let name = self.names.type_name(id).to_owned();
        match &ty.kind {
            TypeKind::Struct(_) => {
                let fields = self.fields(id, &mut Scope::new(&["new"]), None);
                Some(RustType::Struct(RustStruct {
                    name,
                    attrs,
                    fields,
                    constructible: self.directions.constructible.contains(&id),
                    extra: None,
                }))
            }
            TypeKind::Enum(e) => Some(RustType::Enum(self.enumeration(id, name, attrs, e))),
            TypeKind::Union(u) => Some(RustType::Union(self.union(id, name, attrs, u))),
            TypeKind::Alternate(a) => Some(RustType::Alternate(self.alternate(id, name, attrs, a))),
            _ => None,
        }
    }

    fn enumeration(&self, id: TypeId, name: String, attrs: Attrs, e: &Enum) -> RustEnum {
        let ty = &self.schema[id];
        let mut scope = Scope::default();
        let values = e
            .values
            .iter()
            .map(|value| Value {
                name: scope.claim(pascal(&value.name)),
                wire: value.name.clone(),
                attrs: self.value_attrs(ty, value),
            })
            .collect();
        RustEnum {
            name,
            attrs,
            values,
            constructible: self.directions.constructible.contains(&id),
            other: scope.claim("Other".to_owned()),
        }
    }

    fn value_attrs(&self, ty: &Type, value: &EnumValue) -> Attrs {
        let docs = self.value_docs(value, ty.doc.as_ref());
        self.attrs(docs, value.condition.as_ref(), &value.features)
    }

    fn union(&self, id: TypeId, name: String, attrs: Attrs, u: &Union) -> RustUnion {
        let mut scope = Scope::new(&["new"]);
        let (fields, discriminator) = self.union_fields(id, u, &mut scope);
        let tag_name = self.names.tag(id).to_owned();
        let docs = format!(
            "Discriminator `{}` of [`{name}`], with the data of each branch.",
            u.discriminator
        );
        let mut tag = self.tag(id, u, tag_name, docs, fields.len());
        for variant in &mut tag.variants {
            variant.constructor = ident(scope.claim(snake(&variant.wire)));
        }
        RustUnion {
            name,
            attrs,
            fields,
            constructible: self.directions.constructible.contains(&id),
            discriminator,
            tag,
        }
    }

    /// The common members of a union, and the index of the discriminator among them.
    pub(super) fn union_fields(
        &self,
        id: TypeId,
        u: &Union,
        scope: &mut Scope,
    ) -> (Vec<Field>, usize) {
        let mut fields = self.fields(id, scope, self.schema[id].doc.as_ref());
        let discriminator = fields
            .iter()
            .position(|f| f.wire == u.discriminator)
            .unwrap_or(0);
        if let Some(field) = fields.get_mut(discriminator) {
            let module = self.schema[id].module;
            let module = module.map_or(names::BUILTIN, |module| self.names.module(module));
            field.ty = TypeExpr::Named(path(module, self.names.tag(id)));
        }
        (fields, discriminator)
    }

    /// Type of the member `data`, if the type of a branch has no other member.
    pub(super) fn wrapped(&self, branch: TypeId) -> Option<TypeId> {
        let TypeKind::Struct(s) = &self.schema[branch].kind else {
            return None;
        };
        match s.members.as_slice() {
            [only] if only.name == "data" && !only.optional && s.base.is_none() => {
                only.condition.is_none().then_some(only.ty)
            }
            _ => None,
        }
    }

    fn tag(&self, id: TypeId, u: &Union, name: String, docs: String, commons: usize) -> Tag {
        let tag = &self.schema[u.tag];
        let mut scope = Scope::default();
        let mut variants = Vec::new();
        if let TypeKind::Enum(e) = &tag.kind {
            for value in &e.values {
                let found = u
                    .branches
                    .iter()
                    .enumerate()
                    .find(|(_, b)| b.name == value.name);
                let mut attrs = self.value_attrs(tag, value);
                let branch = found.and_then(|(_, b)| b.condition.as_ref());
                if let Some(branch) = branch.filter(|_| self.style.cfg_features) {
                    let inner = predicate(branch);
                    attrs.cfg = Some(match attrs.cfg {
                        Some(outer) => format!("all({outer}, {inner})"),
                        None => inner,
                    });
                }
                variants.push(Variant {
                    name: scope.claim(pascal(&value.name)),
                    wire: value.name.clone(),
                    attrs,
                    data: found.map(|(index, b)| self.contained(id, commons + index, b.ty)),
                    wrapped: found
                        .and_then(|(_, b)| self.wrapped(b.ty))
                        .map(|data| self.type_expr(data)),
                    constructor: String::new(),
                });
            }
        }
        Tag {
            name,
            docs,
            variants,
            other: scope.claim("Other".to_owned()),
        }
    }

    fn alternate(&self, id: TypeId, name: String, attrs: Attrs, a: &Alternate) -> RustAlternate {
        let mut scope = Scope::default();
        let branches = a
            .branches
            .iter()
            .enumerate()
            .map(|(index, branch)| AlternateBranch {
                name: scope.claim(pascal(&branch.name)),
                attrs: self.attrs(
                    self.branch_docs(branch, self.schema[id].doc.as_ref()),
                    branch.condition.as_ref(),
                    &[],
                ),
                ty: self.contained(id, index, branch.ty),
                kind: self.kind(branch.ty),
            })
            .collect();
        RustAlternate {
            name,
            attrs,
            constructible: self.directions.constructible.contains(&id),
            branches,
        }
    }

    /// Kind of JSON value that a branch of an alternate takes.
    fn kind(&self, id: TypeId) -> Kind {
        match &self.schema[id].kind {
            TypeKind::Builtin(Builtin::Str) | TypeKind::Enum(_) => Kind::String,
            TypeKind::Builtin(Builtin::Bool) => Kind::Boolean,
            TypeKind::Builtin(Builtin::Null) => Kind::Null,
            TypeKind::Builtin(_) => Kind::Number,
            TypeKind::Array(_) => Kind::Array,
            _ => Kind::Object,
        }
    }
}
