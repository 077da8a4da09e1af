//! Names of modules and types. All types share one scope, because the root re-exports them.

use std::cell::Cell;
use std::collections::HashMap;

use qapi_parser::{ModuleId, Schema, TypeId, TypeKind};

use crate::model::{COMMANDS, EVENTS, NEEDS, PRELUDE, path};
use crate::names::{Scope, ident, pascal, snake, type_name};
use crate::select::Selection;

/// Name of the module for built-in types that need a Rust definition.
pub(super) const BUILTIN: &str = "builtin";

/// Names at the root that modules must not have.
const MODULES: [&str; 8] = [
    COMMANDS, EVENTS, NEEDS, PRELUDE, BUILTIN, "std", "core", "alloc",
];

pub(super) struct Names {
    modules: HashMap<ModuleId, String>,
    types: HashMap<TypeId, String>,
    tags: HashMap<TypeId, String>,
    /// Path of each type.
    paths: HashMap<TypeId, String>,
    /// Built-in enum `QType`, if a type of the expansion uses it.
    builtin: Cell<Option<TypeId>>,
}

impl Names {
    pub(super) fn new(schema: &Schema, selection: &Selection) -> Self {
        let mut scope = Scope::new(&MODULES);
        let modules: HashMap<_, _> = schema
            .modules()
            .map(|(id, m)| (id, module_name(&m.name, &mut scope)))
            .collect();

        let mut scope = Scope::new(&["Client"]);
        let (mut types, mut paths) = (HashMap::new(), HashMap::new());
        for (id, ty) in schema.types().filter(|(id, _)| is_named(schema, *id)) {
            if !selection.types.contains(&id) && ty.module.is_some() {
                continue;
            }
            let name = scope.claim(type_name(&ty.name));
            let module = ty.module.map_or(BUILTIN, |module| &modules[&module]);
            paths.insert(id, path(module, &name));
            types.insert(id, name);
        }
        // Types claim names first, so that names in the schema have precedence over generated names.
        let tags = schema
            .types()
            .filter_map(|(id, ty)| match &ty.kind {
                TypeKind::Union(u) if types.contains_key(&id) => {
                    let union = &types[&id];
                    let wanted = format!("{union}{}", pascal(&u.discriminator));
                    // Many schemas have an enum with this name for the discriminator.
                    let name = match scope.is_free(&wanted) {
                        true => wanted,
                        false => format!("{union}Branch"),
                    };
                    Some((id, scope.claim(name)))
                }
                _ => None,
            })
            .collect();
        Self {
            modules,
            types,
            tags,
            paths,
            builtin: Cell::new(None),
        }
    }

    pub(super) fn module(&self, id: ModuleId) -> &str {
        &self.modules[&id]
    }

    pub(super) fn type_name(&self, id: TypeId) -> &str {
        &self.types[&id]
    }

    /// Name of the enum for the discriminator of a union.
    pub(super) fn tag(&self, union: TypeId) -> &str {
        &self.tags[&union]
    }

    /// Path of a type, valid in every module of the expansion.
    pub(super) fn path(&self, id: TypeId) -> String {
        let path = self.paths[&id].clone();
        if path.split("::").nth(1) == Some(BUILTIN) {
            self.builtin.set(Some(id));
        }
        path
    }

    /// Like `path`, for types that may not be part of the expansion.
    pub(super) fn known_path(&self, id: TypeId) -> Option<&str> {
        self.paths.get(&id).map(String::as_str)
    }

    /// Built-in enum `QType`, if a type of the expansion uses it.
    pub(super) fn used_builtin(&self) -> Option<TypeId> {
        self.builtin.get()
    }
}

/// Whether a type has a name in Rust. Implicit objects, arrays and primitives have none.
fn is_named(schema: &Schema, id: TypeId) -> bool {
    match &schema[id].kind {
        TypeKind::Builtin(_) | TypeKind::Array(_) => false,
        TypeKind::Struct(s) => !s.implicit,
        _ => true,
    }
}

/// Name of the module for a file: `block_core` for `../qapi/block-core.json`. A second file with this name gets the
/// folder as a prefix.
fn module_name(file: &str, scope: &mut Scope) -> String {
    let mut parts = file.rsplit('/');
    let stem = parts.next().unwrap_or_default();
    let stem = stem.strip_suffix(".json").unwrap_or(stem);
    let mut name = snake(stem);
    if !scope.is_free(&name)
        && let Some(folder) = parts.next().filter(|folder| !folder.starts_with('.'))
    {
        name = format!("{}_{name}", snake(folder));
    }
    ident(scope.claim(name))
}
