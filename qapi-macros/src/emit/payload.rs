//! Structs of commands and events.

use super::code::{Code, attrs, cfg, code, debug, eq, from, serde};
use super::constructors::wrapping;
use super::needs::Needs;
use super::structs::{self, conversions, setter_head};
use crate::model::{Payload, Wrapper};

/// Writes the struct of a command or event.
pub(super) fn payload(code: &mut Code, needs: &Needs, payload: &Payload, role: structs::Role) {
    match payload {
        Payload::Members(s) => structs::structure(code, needs, s, role),
        Payload::Type(w) => wrapper(code, needs, w),
    }
}

/// Writes a struct that wraps a type of the schema. Both have the same form on the wire.
fn wrapper(code: &mut Code, needs: &Needs, w: &Wrapper) {
    let Wrapper { name, ty, .. } = w;
    attrs(code, &w.attrs);
    code!(code, "#[derive(::core::clone::Clone)]");
    code!(
        code,
        "pub struct {name}(#[doc = \"All members.\"] pub {ty});"
    );
    from(code, name, &w.attrs, ty, "value", "Self(value)");
    if w.constructible {
        constructors(code, needs, w);
    }
    cfg(code, &w.attrs);
    code!(
        code,
        "impl ::core::ops::Deref for {name} {{ type Target = {ty};"
    );
    code!(code, "#[inline] fn deref(&self) -> &{ty} {{ &self.0 }} }}");
    debug(code, name, &w.attrs);
    eq(code, name, &w.attrs, "self.0 == other.0");
    serde(
        code,
        name,
        &w.attrs,
        "__private::Deserialize::deserialize(__deserializer).map(Self)",
        "__private::Serialize::serialize(&self.0, __serializer)",
    );
}

/// Writes the constructor and the setters of the wrapped type for the wrapper.
fn constructors(code: &mut Code, needs: &Needs, w: &Wrapper) {
    let Wrapper {
        name, ty, fields, ..
    } = w;
    cfg(code, &w.attrs);
    code!(code, "impl {name} {{");
    wrapping(code, needs, (name, &w.attrs), ty, fields);
    for field in fields.iter().filter(|field| !field.needed) {
        setter_head(code, field);
        code!(code, "self.0 = self.0.{0}({0}); self }}", field.name);
    }
    code!(code, "}}");
    conversions(code, name, &w.attrs, fields, Some(ty));
}
