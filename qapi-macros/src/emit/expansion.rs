//! Source text of a whole expansion.

use super::code::{Code, code};
use super::needs::Needs;
use super::{client, commands, events, module, needs, prelude};
use crate::model::Expansion;

/// Writes a whole expansion, which the caller puts into a module.
pub(crate) fn expansion(expansion: &Expansion) -> String {
    let needs = Needs::new(expansion);
    let mut code = Code(String::with_capacity(1 << 20));
    for module in &expansion.modules {
        module::module(&mut code, &needs, expansion, module);
    }
    for module in &expansion.modules {
        code!(
            code,
            "#[allow(unused_imports, unused_qualifications, reason = \"what is used is up to the user\")]"
        );
        code!(code, "#[doc(no_inline)] pub use self::{}::*;", module.name);
    }
    commands::module(&mut code, &needs, expansion);
    events::module(&mut code, &needs, expansion);
    needs::module(&mut code, &needs);
    prelude::module(&mut code, expansion);
    client::client(&mut code, expansion);
    code.0
}

/// Import of the client crate, which all paths in an expansion use.
pub(crate) fn client_import(path: &str) -> String {
    format!("use {path} as __qapi_client;\n")
}
