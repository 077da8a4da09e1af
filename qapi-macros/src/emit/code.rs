//! Source text under construction, and common parts of all items: attributes and trait implementations.

use std::fmt;

use crate::model::Attrs;

/// Source text under construction.
#[derive(Default)]
pub(super) struct Code(pub(super) String);

impl Code {
    /// Appends a line.
    pub(super) fn line(&mut self, text: fmt::Arguments<'_>) {
        fmt::Write::write_fmt(&mut self.0, text).expect("a String takes any text");
        self.0.push('\n');
    }
}

/// Appends a line of formatted text.
macro_rules! code {
    ($code:expr, $($text:tt)*) => {{
        $code.line(format_args!($($text)*));
    }};
}
pub(super) use code;

/// Attribute that allows lints which do not apply to generated code.
pub(super) const ALLOW: &str = "#[allow(dead_code, deprecated, unused_imports, unused_qualifications, clippy::all, clippy::pedantic, \
                     reason = \"generated: the schema decides on names, sizes and what there is\")]";

pub(super) fn doc(code: &mut Code, docs: &str) {
    code!(code, "#[doc = {docs:?}]");
}

/// Writes the attributes of an item.
pub(super) fn attrs(code: &mut Code, attrs: &Attrs) {
    cfg(code, attrs);
    doc(code, &attrs.docs);
    if attrs.deprecated {
        code!(code, "#[deprecated]");
    }
}

/// Writes the `#[cfg]` of an item, which its `impl`s and match arms need too.
pub(super) fn cfg(code: &mut Code, attrs: &Attrs) {
    if let Some(cfg) = &attrs.cfg {
        code!(code, "#[cfg({cfg})]");
    }
}

/// Combines the attributes of two items, for an item that exists only if both items exist.
pub(super) fn both(outer: &Attrs, inner: &Attrs) -> Attrs {
    let mut both = inner.clone();
    both.cfg = match (&outer.cfg, both.cfg) {
        (Some(outer), Some(inner)) => Some(format!("all({outer}, {inner})")),
        (outer, inner) => inner.or_else(|| outer.clone()),
    };
    both
}

/// Writes the implementations of serde's traits. `read` and `write` are the expressions that read and write the value.
pub(super) fn serde(code: &mut Code, name: &str, attrs: &Attrs, read: &str, write: &str) {
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

/// Writes the implementation of `From<from>` for `name`.
pub(super) fn from(
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

/// Writes a `Debug` that serialises the value, without absent members and with masked secrets. A derived `Debug` needs
/// more compile time.
pub(super) fn debug(code: &mut Code, name: &str, attrs: &Attrs) {
    cfg(code, attrs);
    code!(code, "impl ::core::fmt::Debug for {name} {{");
    code!(
        code,
        "#[inline] fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result \
         {{ __private::debug({name:?}, self, f) }} }}"
    );
}

/// Writes the derived traits of an enum whose variants have data.
pub(super) fn derive(code: &mut Code) {
    code!(
        code,
        "#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]"
    );
}

/// Writes `Default` for a type whose `new` has no parameter.
pub(super) fn default(code: &mut Code, name: &str, attrs: &Attrs) {
    cfg(code, attrs);
    code!(code, "impl ::core::default::Default for {name} {{");
    code!(code, "#[inline] fn default() -> Self {{ Self::new() }} }}");
}

/// Writes the implementation of `==`.
pub(super) fn eq(code: &mut Code, name: &str, attrs: &Attrs, same: &str) {
    cfg(code, attrs);
    code!(code, "impl ::core::cmp::PartialEq for {name} {{");
    code!(
        code,
        "#[inline] fn eq(&self, other: &Self) -> bool {{ {same} }} }}"
    );
}

/// Expression for `==` by serialisation. A derived `==` needs more compile time.
pub(super) const SAME: &str = "__private::same(self, other)";
