//! Model to Rust source text, one concept a file.
//!
//! Text and not tokens, because the compiler lexes a megabyte of text faster than an unoptimised macro builds the same
//! tokens one by one. Line breaks are there for people who look at the text; nothing depends on them.

mod alternates;
mod client;
mod commands;
mod enums;
mod events;
mod structs;
mod unions;

use std::fmt;

use crate::model::{Attrs, Expansion, Payload, RustModule, RustType, Wrapper};

/// Source text in the making.
#[derive(Default)]
pub(crate) struct Code(String);

impl Code {
    fn push(&mut self, text: fmt::Arguments<'_>) {
        fmt::Write::write_fmt(&mut self.0, text).expect("a String takes any text");
    }
}

/// Appends a line of formatted text.
macro_rules! code {
    ($code:expr, $($text:tt)*) => {{
        $code.push(format_args!($($text)*));
        $code.0.push('\n');
    }};
}
pub(crate) use code;

/// The lints that do not concern generated code.
const ALLOW: &str = "#[allow(dead_code, deprecated, unused_imports, unused_qualifications, clippy::all, clippy::pedantic, \
                     reason = \"generated: the schema decides on names, sizes and what there is\")]";

/// The text of a whole expansion, to be put into a module.
pub(crate) fn expansion(expansion: &Expansion) -> String {
    let mut code = Code(String::with_capacity(1 << 20));
    for module in &expansion.modules {
        self::module(&mut code, expansion, module);
    }
    for module in &expansion.modules {
        code!(
            code,
            "#[allow(unused_imports, unused_qualifications, reason = \"what is used is up to the user\")]"
        );
        code!(code, "#[doc(no_inline)] pub use self::{}::*;", module.name);
    }
    commands::module(&mut code, expansion);
    events::module(&mut code, expansion);
    client::client(&mut code, expansion);
    code.0
}

fn module(code: &mut Code, expansion: &Expansion, module: &RustModule) {
    open_module(code, expansion, &module.name, &module.docs);
    for ty in &module.types {
        match ty {
            RustType::Struct(s) => structs::structure(code, s, structs::Role::Other),
            RustType::Enum(e) => enums::enumeration(code, e),
            RustType::Union(u) => unions::union(code, u),
            RustType::Alternate(a) => alternates::alternate(code, a),
        }
    }
    code!(code, "}}");
}

/// Begins a module with what it shares with another expansion.
fn open_module(code: &mut Code, expansion: &Expansion, name: &str, docs: &str) {
    let Expansion {
        runtime, shared, ..
    } = expansion;
    doc(code, docs);
    code!(code, "{ALLOW} pub mod {name} {{");
    code!(code, "use {runtime}::__private;");
    if let Some(names) = shared.names.get(name) {
        code!(code, "pub use {}::{name}::{{", shared.home);
        for name in names {
            code!(code, "{name},");
        }
        code!(code, "}};");
    }
}

fn doc(code: &mut Code, docs: &str) {
    code!(code, "#[doc = {docs:?}]");
}

/// The attributes of an item.
fn attrs(code: &mut Code, attrs: &Attrs) {
    cfg(code, attrs);
    doc(code, &attrs.docs);
    if attrs.deprecated {
        code!(code, "#[deprecated]");
    }
}

/// The part of the attributes that also holds for what belongs to the item: an `impl`, a match arm.
fn cfg(code: &mut Code, attrs: &Attrs) {
    if let Some(cfg) = &attrs.cfg {
        code!(code, "#[cfg({cfg})]");
    }
}

/// serde's traits, given what reads and writes.
fn serde(code: &mut Code, name: &str, attrs: &Attrs, read: &str, write: &str) {
    cfg(code, attrs);
    code!(code, "impl<'de> __private::Deserialize<'de> for {name} {{");
    code!(
        code,
        "fn deserialize<D: __private::Deserializer<'de>>(__deserializer: D) \
         -> ::core::result::Result<Self, D::Error> {{ {read} }} }}"
    );
    cfg(code, attrs);
    code!(code, "impl __private::Serialize for {name} {{");
    code!(
        code,
        "fn serialize<S: __private::Serializer>(&self, __serializer: S) \
         -> ::core::result::Result<S::Ok, S::Error> {{ {write} }} }}"
    );
}

/// `From<from>` for `name`: the parameter and what is made of it.
fn from(
    code: &mut Code,
    name: &str,
    attrs: &Attrs,
    from: impl fmt::Display,
    parameter: &str,
    body: impl fmt::Display,
) {
    cfg(code, attrs);
    code!(code, "impl ::core::convert::From<{from}> for {name} {{");
    code!(
        code,
        "#[inline] fn from({parameter}: {from}) -> Self {{ {body} }} }}"
    );
}

/// The struct of a command or event.
fn payload(code: &mut Code, payload: &Payload, role: structs::Role) {
    match payload {
        Payload::Members(s) => structs::structure(code, s, role),
        Payload::Type(w) => wrapper(code, w),
    }
}

/// A struct around a type of the schema, an object like it.
fn wrapper(code: &mut Code, w: &Wrapper) {
    let Wrapper { name, ty, .. } = w;
    attrs(code, &w.attrs);
    code!(code, "#[derive(::core::clone::Clone)]");
    code!(
        code,
        "pub struct {name}(#[doc = \"All members.\"] pub {ty});"
    );
    from(code, name, &w.attrs, ty, "value", "Self(value)");
    cfg(code, &w.attrs);
    code!(
        code,
        "impl ::core::ops::Deref for {name} {{ type Target = {ty};"
    );
    code!(code, "#[inline] fn deref(&self) -> &{ty} {{ &self.0 }} }}");
    debug(code, name, &w.attrs);
    serde(
        code,
        name,
        &w.attrs,
        "__private::Deserialize::deserialize(__deserializer).map(Self)",
        "__private::Serialize::serialize(&self.0, __serializer)",
    );
}

/// `Debug` by way of what is sent, which is how the absent is left out. A derived one takes the compiler longer.
fn debug(code: &mut Code, name: &str, attrs: &Attrs) {
    cfg(code, attrs);
    code!(code, "impl ::core::fmt::Debug for {name} {{");
    code!(
        code,
        "#[inline] fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result \
         {{ __private::debug({name:?}, self, f) }} }}"
    );
}

/// The traits of an enum that carries data.
fn derive(code: &mut Code, made: bool) {
    let eq = if made { ", ::core::cmp::PartialEq" } else { "" };
    code!(
        code,
        "#[derive(::core::clone::Clone, ::core::fmt::Debug{eq})]"
    );
}

/// Equality, of what a program makes.
fn eq(code: &mut Code, name: &str, attrs: &Attrs, same: &str) {
    cfg(code, attrs);
    code!(code, "impl ::core::cmp::PartialEq for {name} {{");
    code!(
        code,
        "#[inline] fn eq(&self, other: &Self) -> bool {{ {same} }} }}"
    );
}

/// Equality by way of what is sent. A derived one takes the compiler longer.
const SAME: &str = "__private::same(self, other)";
