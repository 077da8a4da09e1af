//! Enumerations: open, since a newer peer knows more values.

use super::{Code, attrs, cfg, code, doc, serde};
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

    let arms = values
        .iter()
        .map(|v| (v.name.as_str(), v.wire.as_str(), &v.attrs));
    as_str(
        code,
        name,
        &e.attrs,
        arms.clone().map(|(n, w, a)| (n.to_owned(), w, a)),
        &format!("{other}(name)"),
    );

    cfg(code, &e.attrs);
    code!(code, "impl ::core::convert::From<&str> for {name} {{");
    code!(code, "fn from(name: &str) -> Self {{ match name {{");
    for (value, wire, attrs) in arms {
        cfg(code, attrs);
        code!(code, "{wire:?} => Self::{value},");
    }
    code!(code, "_ => Self::{other}(name.into()), }} }} }}");
    serde(
        code,
        name,
        &e.attrs,
        "__private::read_name(__deserializer)",
        "__serializer.serialize_str(self.as_str())",
    );
}

/// `as_str` and `Display` of an enumeration or of a union's discriminator; `other` is the pattern that binds `name`.
pub(crate) fn as_str<'a>(
    code: &mut Code,
    name: &str,
    attrs: &Attrs,
    arms: impl Iterator<Item = (String, &'a str, &'a Attrs)>,
    other: &str,
) {
    cfg(code, attrs);
    code!(code, "impl {name} {{");
    doc(code, "The value on the wire.");
    code!(code, "pub fn as_str(&self) -> &str {{ match self {{");
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
