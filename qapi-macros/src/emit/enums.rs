//! Enumerations: open, since a newer peer knows more values.

use super::{Code, attrs, cfg, code, doc, from, serde};
use crate::model::{Attrs, RustEnum};

pub(crate) fn enumeration(code: &mut Code, e: &RustEnum) {
    let RustEnum {
        name,
        values,
        other,
        ..
    } = e;
    attrs(code, &e.attrs);
    code!(
        code,
        "#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::hash::Hash)]"
    );
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
    let arms = values
        .iter()
        .map(|v| (v.name.clone(), v.wire.as_str(), &v.attrs));
    as_str(code, name, &e.attrs, arms, &format!("{other}(name)"));

    // Looked up and not matched, since a match on text is what takes the compiler longest.
    let lookup = format!(
        "__private::named(name, Self::ALL).unwrap_or_else(|| Self::{other}(::core::convert::From::from(name)))"
    );
    from(code, name, &e.attrs, "&str", "name", &lookup);
    cfg(code, &e.attrs);
    code!(code, "impl ::core::convert::AsRef<str> for {name} {{");
    code!(
        code,
        "#[inline] fn as_ref(&self) -> &str {{ self.as_str() }} }}"
    );
    serde(
        code,
        name,
        &e.attrs,
        "__private::read_name(__deserializer)",
        "__serializer.serialize_str(self.as_str())",
    );
}

/// `as_str`, the end of the `impl` that it is in, and `Display`, of an enumeration or of a union's discriminator;
/// `other` is the pattern that binds `name`.
pub(crate) fn as_str<'a>(
    code: &mut Code,
    name: &str,
    attrs: &Attrs,
    arms: impl Iterator<Item = (String, &'a str, &'a Attrs)>,
    other: &str,
) {
    doc(code, "The value on the wire.");
    code!(
        code,
        "#[inline] pub fn as_str(&self) -> &str {{ match self {{"
    );
    for (pattern, wire, attrs) in arms {
        cfg(code, attrs);
        code!(code, "Self::{pattern} => {wire:?},");
    }
    code!(code, "Self::{other} => name, }} }} }}");
    cfg(code, attrs);
    code!(code, "impl ::core::fmt::Display for {name} {{");
    code!(
        code,
        "#[inline] fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {{ f.pad(self.as_str()) }} }}"
    );
}
