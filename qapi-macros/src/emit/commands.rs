//! Commands: a struct for the arguments of each command.

use super::code::{Code, attrs, cfg, code};
use super::module::open_module;
use super::needs::Needs;
use super::payload::payload;
use super::structs::Role;
use crate::model::{Attrs, COMMANDS, Expansion, Payload, RustCommand};

pub(super) fn module(code: &mut Code, needs: &Needs, expansion: &Expansion) {
    open_module(
        code,
        expansion,
        COMMANDS,
        "Commands: a struct of the arguments for each, to be called by the method of [`Client`](struct@self::Client) \
         or given to `execute`.",
    );
    let shared = |c: &&RustCommand| expansion.shared.has(COMMANDS, c.name());
    for command in expansion.commands.iter().filter(|c| !shared(c)) {
        self::command(code, needs, command);
    }
    code!(code, "}}");
}

fn command(code: &mut Code, needs: &Needs, c: &RustCommand) {
    payload(code, needs, &c.arguments, Role::Arguments);
    let item = c.arguments.attrs();
    cfg(code, item);
    code!(code, "impl __private::Command for {} {{", c.name());
    code!(code, "const NAME: &'static str = {:?};", c.wire);
    if !c.success_response {
        code!(code, "const SUCCESS_RESPONSE: bool = false;");
    }
    match &c.returns {
        None => code!(code, "type Return = __private::Empty;"),
        Some(ty) => code!(code, "type Return = {ty};"),
    }
    code!(code, "}}");
    if c.allow_oob {
        cfg(code, item);
        code!(code, "impl __private::AllowOob for {} {{}}", c.name());
    }
}

/// Writes the method of `Client` for a command.
pub(super) fn method(code: &mut Code, c: &RustCommand) {
    let item = Attrs {
        docs: c.method_docs.clone(),
        ..c.arguments.attrs().clone()
    };
    attrs(code, &item);
    let (method, name) = (&c.method, c.name());
    let call = format!("__qapi_client::Call<self::commands::{name}>");
    let no_parameter =
        matches!(&c.arguments, Payload::Members(s) if s.fields.is_empty() && s.extra.is_none());
    if no_parameter {
        code!(code, "#[inline] pub fn {method}(&self) -> {call} {{");
        code!(
            code,
            "__qapi_client::__private::call(&self.session, self::commands::{name}::new()) }}"
        );
    } else {
        code!(
            code,
            "#[inline] pub fn {method}(&self, arguments: impl ::core::convert::Into<self::commands::{name}>) -> {call} {{"
        );
        code!(
            code,
            "__qapi_client::__private::call(&self.session, arguments) }}"
        );
    }
}
