//! The constructor `new`. Its parameters are the required members that a caller cannot swap by mistake.

use super::code::{Code, cfg, code, doc};
use super::needs::{self, Needs};
use super::structs::{converted, parameter};
use crate::model::{Attrs, Field, Passing, TypeExpr};

/// Writes `new` of a struct or union.
pub(super) fn constructor(
    code: &mut Code,
    needs: &Needs,
    (name, item): (&str, &Attrs),
    fields: &[Field],
    extra: Option<&str>,
) {
    head(code, needs, (name, item), fields);
    let ready = convert(code, fields);
    let end = needs.open(code, item, fields);
    code!(code, "Self {{");
    for field in fields {
        cfg(code, &field.attrs);
        let name = &field.name;
        let value = match (&field.ty, ready || field.passing == Passing::Exact) {
            (ty, false) => converted(ty, name),
            (TypeExpr::Boxed(_), true) => format!("::std::boxed::Box::new({name})"),
            (_, true) => name.clone(),
        };
        match (field.needed, field.optional) {
            (false, _) => code!(code, "{name}: ::core::option::Option::None,"),
            (true, true) => code!(code, "{name}: ::core::option::Option::Some({value}),"),
            (true, false) if value == *name => code!(code, "{name},"),
            (true, false) => code!(code, "{name}: {value},"),
        }
    }
    if let Some(extra) = extra {
        code!(code, "{extra}: __private::Map::new(),");
    }
    code!(code, "}} {end} }}");
}

/// Writes `new` of a wrapper, which calls `new` of the wrapped type.
pub(super) fn wrapping(
    code: &mut Code,
    needs: &Needs,
    (name, item): (&str, &Attrs),
    ty: &TypeExpr,
    fields: &[Field],
) {
    head(code, needs, (name, item), fields);
    if !convert(code, fields) {
        code!(code, "Self(<{ty}>::new(");
        arguments(code, fields);
        code!(code, ")) }}");
        return;
    }
    let end = needs.open(code, item, fields);
    code!(code, "let __value = <{ty}>::new(");
    arguments(code, fields);
    code!(code, ");");
    for field in needs::named(fields) {
        cfg(code, &field.attrs);
        code!(code, "let __value = __value.{0}({0});", field.name);
    }
    code!(code, "Self(__value) {end} }}");
}

/// Writes the arguments of a call of `new`, one for each parameter.
fn arguments(code: &mut Code, fields: &[Field]) {
    for field in positional(fields) {
        cfg(code, &field.attrs);
        code!(code, "{},", field.name);
    }
}

/// Writes statements that convert the parameters, so that closures can own the values. Returns `false` and writes nothing
/// if no member is set by name.
fn convert(code: &mut Code, fields: &[Field]) -> bool {
    let by_name = needs::named(fields).next().is_some();
    for field in positional(fields).filter(|_| by_name) {
        let Field { name, ty, .. } = field;
        let ty = ty.unboxed();
        if field.passing == Passing::Converted && !ty.is_exact() {
            cfg(code, &field.attrs);
            code!(code, "let {name}: {ty} = {};", converted(ty, name));
        }
    }
    by_name
}

/// Writes the docs and the signature of `new`, and the start of the body.
fn head(code: &mut Code, needs: &Needs, (name, item): (&str, &Attrs), fields: &[Field]) {
    let parameters: Vec<&str> = positional(fields).map(|f| f.name.as_str()).collect();
    let call = format!("{name}::new({})", parameters.join(", "));
    doc(
        code,
        &format!(
            "Makes a value of the required members.{} Optional members are absent.",
            by_name(&call, fields)
        ),
    );
    code!(code, "#[inline] pub fn new(");
    for field in positional(fields) {
        cfg(code, &field.attrs);
        code!(code, "{}: {},", field.name, taken(field));
    }
    code!(code, ") -> {} {{", needs.returned(item, fields));
}

/// Sentence for the docs about the members that are set by name after `call`.
pub(super) fn by_name(call: &str, fields: &[Field]) -> String {
    let setters: Vec<String> = needs::named(fields)
        .map(|field| format!(".{}(..)", field.name))
        .collect();
    match setters.is_empty() {
        true => String::new(),
        false => format!(
            " Members that a caller could swap by mistake are set by name, in this order: `{call}{}`.",
            setters.concat()
        ),
    }
}

/// Required members that are parameters.
pub(super) fn positional(fields: &[Field]) -> impl Iterator<Item = &Field> {
    let fields = fields.iter().filter(|field| field.needed);
    fields.filter(|field| field.passing != Passing::Named)
}

/// Type of the parameter for a required member.
pub(super) fn taken(field: &Field) -> String {
    match field.passing {
        Passing::Exact => field.ty.unboxed().to_string(),
        _ => parameter(&field.ty),
    }
}
