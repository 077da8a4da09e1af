//! Modules of an expansion.

use super::code::{ALLOW, Code, code, doc};
use super::needs::Needs;
use super::{alternates, enums, structs, unions};
use crate::model::{Expansion, RustModule, RustType};

/// Writes the module of a schema file.
pub(super) fn module(code: &mut Code, needs: &Needs, expansion: &Expansion, module: &RustModule) {
    open_module(code, expansion, &module.name, &module.docs);
    for ty in &module.types {
        match ty {
            RustType::Struct(s) => structs::structure(code, needs, s, structs::Role::Other),
            RustType::Enum(e) => enums::enumeration(code, e),
            RustType::Union(u) => unions::union(code, needs, u),
            RustType::Alternate(a) => alternates::alternate(code, a),
        }
    }
    code!(code, "}}");
}

/// Writes the start of a module and its shared items. Links in the docs of a module are relative to the parent module.
pub(super) fn open_module(code: &mut Code, expansion: &Expansion, name: &str, docs: &str) {
    let shared = &expansion.shared;
    doc(code, docs);
    code!(code, "{ALLOW} pub mod {name} {{");
    code!(code, "use super::__qapi_client::__private;");
    if let Some(names) = shared.names.get(name) {
        code!(code, "pub use {}::{name}::{{", shared.home);
        for name in names {
            code!(code, "{name},");
        }
        code!(code, "}};");
    }
}
