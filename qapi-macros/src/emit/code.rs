//! Source text under construction, and the parts that all items have: attributes, trait implementations.

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

/// Attribute that silences lints which do not apply to generated code.
pub(super) const ALLOW: &str = "#[allow(dead_code, deprecated, unused_imports, unused_qualifications, clippy::all, clippy::pedantic, \
                     reason = \"generated: the schema decides on names, sizes and what there is\")]";

pub(super) fn doc(code: &mut Code, docs: &str) {
    code!(code, "#[doc = {docs:?}]");
}

/// The attributes of an item.
pub(super) fn attrs(code: &mut Code, attrs: &Attrs) {
    cfg(code, attrs);
    doc(code, &attrs.docs);
    if attrs.deprecated {
        code!(code, "#[deprecated]");
    }
}

/// The `#[cfg]` of an item, for its `impl`s and match arms as well.
pub(super) fn cfg(code: &mut Code, attrs: &Attrs) {
    if let Some(cfg) = &attrs.cfg {
        code!(code, "#[cfg({cfg})]");
    }
}

/// The attributes of an item that exists only where both do.
pub(super) fn both(outer: &Attrs, inner: &Attrs) -> Attrs {
    let mut both = inner.clone();
    both.cfg = match (&outer.cfg, both.cfg) {
        (Some(outer), Some(inner)) => Some(format!("all({outer}, {inner})")),
        (outer, inner) => inner.or_else(|| outer.clone()),
    };
    both
}

/// Implementations of serde's traits, given the expressions that read and write.
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

/// Implementation of `From<from>` for `name`.
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

/// `Debug` by serialisation: absent members are left out, secrets masked. A derived `Debug` costs more compile time.
pub(super) fn debug(code: &mut Code, name: &str, attrs: &Attrs) {
    cfg(code, attrs);
    code!(code, "impl ::core::fmt::Debug for {name} {{");
    code!(
        code,
        "#[inline] fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result \
         {{ __private::debug({name:?}, self, f) }} }}"
    );
}

/// Derived traits of an enum that carries data.
pub(super) fn derive(code: &mut Code) {
    code!(
        code,
        "#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]"
    );
}

/// Implementation of `Default`, for types whose `new` has no parameter.
pub(super) fn default(code: &mut Code, name: &str, attrs: &Attrs) {
    cfg(code, attrs);
    code!(code, "impl ::core::default::Default for {name} {{");
    code!(code, "#[inline] fn default() -> Self {{ Self::new() }} }}");
}

/// Implementation of `==`.
pub(super) fn eq(code: &mut Code, name: &str, attrs: &Attrs, same: &str) {
    cfg(code, attrs);
    code!(code, "impl ::core::cmp::PartialEq for {name} {{");
    code!(
        code,
        "#[inline] fn eq(&self, other: &Self) -> bool {{ {same} }} }}"
    );
}

/// `==` by serialisation. A derived `==` costs more compile time.
pub(super) const SAME: &str = "__private::same(self, other)";
