//! Structs: public fields, `new`, setters, and serde's traits.

use super::code::{Code, SAME, attrs, cfg, code, debug, default, doc, eq, from};
use super::constructors::constructor;
use super::needs::Needs;
use crate::model::{Attrs, Field, RustStruct, TypeExpr};

/// Whether a struct holds the arguments of a command.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Arguments,
    Other,
}

pub(super) fn structure(code: &mut Code, needs: &Needs, s: &RustStruct, role: Role) {
    let RustStruct { name, fields, .. } = s;
    attrs(code, &s.attrs);
    code!(code, "#[derive(::core::clone::Clone)]");
    code!(code, "#[non_exhaustive] pub struct {name} {{");
    for field in fields {
        declare(code, field);
    }
    if let Some(extra) = &s.extra {
        doc(code, "Members that the schema does not declare.");
        code!(
            code,
            "pub {extra}: __private::Map<::std::string::String, __private::Value>,"
        );
    }
    code!(code, "}}");
    if s.constructible {
        cfg(code, &s.attrs);
        code!(code, "impl {name} {{");
        constructor(code, needs, (name, &s.attrs), fields, s.extra.as_deref());
        setters(code, fields);
        if let Some(extra) = &s.extra {
            free_setter(code, extra);
        }
        code!(code, "}}");
    }
    match role {
        // The method of a command without members has no parameter.
        Role::Arguments if !fields.is_empty() || s.extra.is_some() => {
            conversions(code, name, &s.attrs, fields, None);
        }
        _ if s.constructible && !fields.iter().any(|field| field.needed) => {
            default(code, name, &s.attrs);
        }
        _ => {}
    }
    eq(code, name, &s.attrs, SAME);
    debug(code, name, &s.attrs);
    object(code, s);
}

/// Writes the declaration of a field.
pub(super) fn declare(code: &mut Code, field: &Field) {
    attrs(code, &field.attrs);
    let Field { name, ty, .. } = field;
    if field.optional {
        code!(code, "pub {name}: ::core::option::Option<{ty}>,");
    } else {
        code!(code, "pub {name}: {ty},");
    }
}

/// Writes a chained setter for each optional member.
pub(super) fn setters(code: &mut Code, fields: &[Field]) {
    for field in fields.iter().filter(|f| !f.needed) {
        let Field { name, ty, .. } = field;
        setter_head(code, field);
        let value = converted(ty, name);
        code!(
            code,
            "self.{name} = ::core::option::Option::Some({value}); self }}"
        );
    }
}

/// Writes the signature of a setter, and the start of the body.
pub(super) fn setter_head(code: &mut Code, field: &Field) {
    let Field { name, wire, ty, .. } = field;
    cfg(code, &field.attrs);
    doc(code, &format!("Sets `{wire}`."));
    if field.attrs.deprecated {
        code!(code, "#[deprecated]");
    }
    code!(
        code,
        "#[inline] #[must_use] pub fn {name}(mut self, {name}: {}) -> Self {{",
        parameter(ty)
    );
}

fn free_setter(code: &mut Code, extra: &str) {
    doc(code, "Adds a member that the schema does not declare.");
    code!(
        code,
        "#[inline] #[must_use] pub fn {extra}(mut self, name: impl ::core::convert::Into<::std::string::String>, \
         value: impl ::core::convert::Into<__private::Value>) -> Self {{ \
         self.{extra}.insert(name.into(), value.into()); self }}"
    );
}

/// Type of the parameter for a member: the exact type, `impl Into<..>`, or an iterator for a list.
pub(super) fn parameter(ty: &TypeExpr) -> String {
    match ty.unboxed() {
        ty if ty.is_exact() => ty.to_string(),
        TypeExpr::Array(item) => {
            let item = parameter(item);
            format!("impl ::core::iter::IntoIterator<Item = {item}>")
        }
        ty => format!("impl ::core::convert::Into<{ty}>"),
    }
}

/// Expression that converts a parameter into the value of a field.
pub(super) fn converted(ty: &TypeExpr, name: &str) -> String {
    match ty {
        TypeExpr::Boxed(inner) => format!("::std::boxed::Box::new({})", converted(inner, name)),
        TypeExpr::Array(item) => format!(
            "__private::list({name}, |item| {})",
            converted(item, "item")
        ),
        ty if ty.is_exact() => name.to_owned(),
        _ => format!("{name}.into()"),
    }
}

/// Writes conversions into an argument struct: from the only required member, or from `()` without required members. A
/// struct that wraps `wrapped` has the conversion from `wrapped` already.
pub(super) fn conversions(
    code: &mut Code,
    name: &str,
    attrs: &Attrs,
    fields: &[Field],
    wrapped: Option<&TypeExpr>,
) {
    let required: Vec<&Field> = fields.iter().filter(|f| f.needed).collect();
    match required.as_slice() {
        [] => {
            default(code, name, attrs);
            from(code, name, attrs, "()", "()", "Self::new()");
        }
        [only] if Some(only.ty.unboxed()) != wrapped => {
            from_member(code, name, attrs, only, "Self::new(value)");
        }
        _ => {}
    }
}

/// Writes `From` for the only required member.
fn from_member(code: &mut Code, name: &str, attrs: &Attrs, member: &Field, body: &str) {
    if member.attrs.cfg.is_some() {
        return; // without the member's feature, `new` has no parameter
    }
    let ty = member.ty.unboxed();
    from(code, name, attrs, ty, "value", body);
    match ty {
        TypeExpr::String => from(code, name, attrs, "&str", "value", body),
        TypeExpr::Array(item) => from_array(code, name, attrs, item, body),
        _ => {}
    }
}

/// Writes `From` for an array of any length, for a list.
fn from_array(code: &mut Code, name: &str, attrs: &Attrs, item: &TypeExpr, body: &str) {
    cfg(code, attrs);
    code!(
        code,
        "impl<const N: usize> ::core::convert::From<[{item}; N]> for {name} {{"
    );
    code!(
        code,
        "#[inline] fn from(value: [{item}; N]) -> Self {{ {body} }} }}"
    );
}

/// Writes serde's traits for a struct.
fn object(code: &mut Code, s: &RustStruct) {
    let fields: Vec<&Field> = s.fields.iter().collect();
    let empty = fields.is_empty() && s.extra.is_none();
    begin_deserialize(code, &s.name, &s.attrs);
    if empty {
        code!(
            code,
            "__private::read_empty(__deserializer, Self {{}}) }} }}"
        );
    } else {
        read(code, &fields, s.extra.as_deref());
    }
    begin_serialize(code, &s.name, &s.attrs);
    if empty {
        code!(code, "__private::write_empty(__serializer) }} }}");
    } else if s.extra.is_none() && fields.iter().all(|field| field.attrs.cfg.is_none()) {
        write(code, &fields);
    } else {
        write_in_steps(code, &fields, s.extra.as_deref());
    }
}

fn read(code: &mut Code, fields: &[&Field], extra: Option<&str>) {
    let names = names(fields.iter().copied());
    let slots = slots(fields);
    match extra {
        None => code!(code, "__private::read(__deserializer, {names}, |{slots}|"),
        Some(extra) => code!(
            code,
            "__private::read_free(__deserializer, {names}, |{extra}, {slots}|"
        ),
    }
    literal(code, fields, extra);
    code!(code, ") }} }}");
}

/// Writes a call that serialises all members.
fn write(code: &mut Code, fields: &[&Field]) {
    let (optional, required): (Vec<&Field>, Vec<&Field>) = fields.iter().partition(|f| f.optional);
    let names: Vec<&str> = required
        .iter()
        .chain(&optional)
        .map(|f| f.wire.as_str())
        .collect();
    code!(
        code,
        "__private::write(__serializer, {:?}, {}, {}) }} }}",
        names.join(" "),
        tuple(&required, &reference),
        tuple(&optional, &reference)
    );
}

/// Writes a statement for each member. Objects with `#[cfg]` members or undeclared members need separate statements.
fn write_in_steps(code: &mut Code, fields: &[&Field], extra: Option<&str>) {
    code!(code, "let mut __out = __private::Out::new(__serializer);");
    for field in fields {
        put(code, field);
    }
    if let Some(extra) = extra {
        code!(code, "__out.rest(&self.{extra}, &[");
        for field in fields {
            cfg(code, &field.attrs);
            written_name(code, field);
        }
        code!(code, "]);");
    }
    code!(code, "__out.end() }} }}");
}

/// Writes the name of a member for serialisation. The empty name, which no member has, marks an absent member.
fn written_name(code: &mut Code, field: &Field) {
    let Field { name, wire, .. } = field;
    if field.optional {
        code!(
            code,
            "if self.{name}.is_some() {{ {wire:?} }} else {{ \"\" }},"
        );
    } else {
        code!(code, "{wire:?},");
    }
}

/// Expression with the value of a member for serialisation.
fn reference(field: &Field) -> String {
    let name = &field.name;
    let wrapper = match (field.secret, field.ty.has_numbers()) {
        (true, _) => "__private::Secret",
        (false, true) => "__private::Finite",
        (false, false) => return format!("&self.{name}"),
    };
    if field.optional {
        format!("&self.{name}.as_ref().map({wrapper})")
    } else {
        format!("&{wrapper}(&self.{name})")
    }
}

/// Writes the start of an `impl Deserialize` and of its function, whose parameter is `__deserializer`.
pub(super) fn begin_deserialize(code: &mut Code, name: &str, attrs: &Attrs) {
    cfg(code, attrs);
    code!(code, "impl<'de> __private::Deserialize<'de> for {name} {{");
    code!(
        code,
        "fn deserialize<D: __private::Deserializer<'de>>(__deserializer: D) \
         -> ::core::result::Result<Self, D::Error> {{"
    );
}

/// Writes the start of an `impl Serialize` and of its function, whose parameter is `__serializer`.
pub(super) fn begin_serialize(code: &mut Code, name: &str, attrs: &Attrs) {
    cfg(code, attrs);
    code!(code, "impl __private::Serialize for {name} {{");
    code!(
        code,
        "fn serialize<S: __private::Serializer>(&self, __serializer: S) \
         -> ::core::result::Result<S::Ok, S::Error> {{"
    );
}

/// Maximum number of elements of a tuple in the client's traits.
const TUPLE: usize = 12;

/// Pattern that binds all members.
pub(super) fn slots(fields: &[&Field]) -> String {
    tuple(fields, &|field| field.name.clone())
}

/// Tuple with an element for each member. A tuple with too many elements becomes nested tuples.
fn tuple(fields: &[&Field], element: &dyn Fn(&Field) -> String) -> String {
    let (first, rest) = fields.split_at(fields.len().min(TUPLE));
    let mut tuple = String::from("(");
    for field in first {
        tuple.push_str(&element(field));
        tuple.push_str(", ");
    }
    tuple.push(')');
    if rest.is_empty() {
        tuple
    } else {
        format!("__private::Many({tuple}, {})", self::tuple(rest, element))
    }
}

/// Writes a struct literal. Each field has a variable with the same name.
pub(super) fn literal(code: &mut Code, fields: &[&Field], more: Option<&str>) {
    code!(code, "{{");
    for Field { name, attrs, .. } in fields {
        if let Some(cfg) = &attrs.cfg {
            code!(
                code,
                "#[cfg(not({cfg}))] let _: ::core::option::Option<__private::IgnoredAny> = {name};"
            );
        }
    }
    code!(code, "Self {{");
    for field in fields {
        cfg(code, &field.attrs);
        code!(code, "{},", field.name);
    }
    if let Some(more) = more {
        code!(code, "{more},");
    }
    code!(code, "}} }}");
}

/// Expression for the list of member names.
pub(super) fn names<'a>(fields: impl Iterator<Item = &'a Field>) -> String {
    let mut list = String::from("&[");
    for field in fields {
        list.push_str(&format!("{:?}, ", field.wire));
    }
    list.push(']');
    list
}

/// Writes the statement that serialises a member.
pub(super) fn put(code: &mut Code, field: &Field) {
    cfg(code, &field.attrs);
    let method = if field.optional { "put_some" } else { "put" };
    code!(
        code,
        "__out.{method}({:?}, {});",
        field.wire,
        reference(field)
    );
}
