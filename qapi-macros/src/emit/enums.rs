//! Enums. Every enum has a variant for unknown values, because a newer peer may send more values.

use super::code::{Code, attrs, cfg, code, debug, doc, eq, from, serde};
use crate::model::{Attrs, RustEnum};

pub(super) fn enumeration(code: &mut Code, e: &RustEnum) {
    let RustEnum {
        name,
        values,
        other,
        ..
    } = e;
    attrs(code, &e.attrs);
    code!(code, "#[derive(::core::clone::Clone)]");
    code!(code, "#[non_exhaustive] pub enum {name} {{");
    for value in values {
        attrs(code, &value.attrs);
        code!(code, "{},", value.name);
    }
    doc(code, "A value that the schema does not know.");
    code!(code, "{other}(::std::string::String), }}");

    cfg(code, &e.attrs);
    code!(code, "impl {name} {{");
    doc(code, "The values of the schema, in its order.");
    code!(code, "pub const ALL: &'static [Self] = &[");
    for value in values {
        cfg(code, &value.attrs);
        code!(code, "Self::{},", value.name);
    }
    code!(code, "];");
    let variants = values
        .iter()
        .map(|v| (v.name.clone(), v.wire.as_str(), &v.attrs));
    as_str(code, variants, &format!("{other}(name)"));

    display(code, name, &e.attrs);
    debug(code, name, &e.attrs);
    eq(code, name, &e.attrs, "self.as_str() == other.as_str()");
    cfg(code, &e.attrs);
    code!(code, "impl ::core::cmp::Eq for {name} {{}}");
    hash(code, name, &e.attrs);
    if e.constructible {
        let parse = format!("__private::parse_name(name, Self::ALL, Self::as_str, Self::{other})");
        from(code, name, &e.attrs, "&str", "name", &parse);
    }
    serde(
        code,
        name,
        &e.attrs,
        &format!("__private::read_name(__deserializer, Self::ALL, Self::as_str, Self::{other})"),
        "__serializer.serialize_str(self.as_str())",
    );
}

/// Writes the method `as_str` and the end of the `impl`. `other` is a pattern that binds `name` for unknown values.
pub(super) fn as_str<'a>(
    code: &mut Code,
    variants: impl Iterator<Item = (String, &'a str, &'a Attrs)>,
    other: &str,
) {
    doc(code, "The value on the wire.");
    code!(
        code,
        "#[inline] pub fn as_str(&self) -> &str {{ match self {{"
    );
    for (pattern, wire, attrs) in variants {
        cfg(code, attrs);
        code!(code, "Self::{pattern} => {wire:?},");
    }
    code!(code, "Self::{other} => name, }} }} }}");
}

/// Writes `Hash`, which uses the value on the wire, as `==` does.
fn hash(code: &mut Code, name: &str, attrs: &Attrs) {
    cfg(code, attrs);
    code!(code, "impl ::core::hash::Hash for {name} {{");
    code!(
        code,
        "fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {{ ::core::hash::Hash::hash(self.as_str(), state) }} }}"
    );
}

fn display(code: &mut Code, name: &str, attrs: &Attrs) {
    cfg(code, attrs);
    code!(code, "impl ::core::fmt::Display for {name} {{");
    code!(
        code,
        "#[inline] fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {{ f.pad(self.as_str()) }} }}"
    );
}
