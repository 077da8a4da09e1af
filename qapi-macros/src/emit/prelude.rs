//! The module `prelude`: the names of an expansion for glob imports, without names that are in Rust's prelude.

use super::code::{ALLOW, Code, code, doc};
use crate::model::{Expansion, PRELUDE};

/// Names in Rust's prelude, with their paths. A schema can have the same name, such as a type `String`.
const RUST: [(&str, &str); 19] = [
    ("AsMut", "::core::convert::AsMut"),
    ("AsRef", "::core::convert::AsRef"),
    ("Box", "::std::boxed::Box"),
    ("Clone", "::core::clone::Clone"),
    ("Copy", "::core::marker::Copy"),
    ("Default", "::core::default::Default"),
    ("Drop", "::core::ops::Drop"),
    ("Eq", "::core::cmp::Eq"),
    ("From", "::core::convert::From"),
    ("Into", "::core::convert::Into"),
    ("Iterator", "::core::iter::Iterator"),
    ("Option", "::core::option::Option"),
    ("Result", "::core::result::Result"),
    ("Send", "::core::marker::Send"),
    ("Sized", "::core::marker::Sized"),
    ("String", "::std::string::String"),
    ("Sync", "::core::marker::Sync"),
    ("ToString", "::std::string::ToString"),
    ("Vec", "::std::vec::Vec"),
];

pub(super) fn module(code: &mut Code, expansion: &Expansion) {
    doc(
        code,
        "All items of the expansion, for glob imports. Where the schema has a type with a name of Rust's prelude, such \
         as `String`, the name stays Rust's.",
    );
    code!(code, "{ALLOW} pub mod {PRELUDE} {{");
    code!(code, "#[doc(no_inline)] pub use super::*;");
    let types = || expansion.modules.iter().flat_map(|module| &module.types);
    let shared = |name: &str| {
        expansion
            .shared
            .names
            .values()
            .any(|names| names.contains(name))
    };
    for (name, path) in RUST {
        if types().any(|ty| ty.name() == name) || shared(name) {
            code!(code, "#[doc(no_inline)] pub use {path};");
        }
    }
    code!(code, "}}");
}
