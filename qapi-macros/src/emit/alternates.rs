//! Alternates: enums whose variant depends on the kind of the JSON value.

use std::fmt::Display;

use super::code::{Code, attrs, both, cfg, code, derive, from, serde};
use crate::model::{AlternateBranch, Kind, RustAlternate, TypeExpr};

pub(super) fn alternate(code: &mut Code, a: &RustAlternate) {
    let RustAlternate { name, branches, .. } = a;
    attrs(code, &a.attrs);
    derive(code);
    code!(code, "pub enum {name} {{");
    for branch in branches {
        attrs(code, &branch.attrs);
        code!(code, "{}({}),", branch.name, branch.ty);
    }
    code!(code, "}}");
    for (index, branch) in branches.iter().enumerate() {
        conversion(code, a, index, branch);
    }
    cfg(code, &a.attrs);
    code!(code, "impl __private::Alternate for {name} {{");
    code!(
        code,
        "const EXPECTED: &'static str = {:?};",
        expected(branches)
    );
    for branch in branches {
        taker(code, branch);
    }
    code!(code, "}}");
    let mut write = String::from("match self { ");
    for branch in branches {
        if let Some(cfg) = &branch.attrs.cfg {
            write.push_str(&format!("#[cfg({cfg})] "));
        }
        let value = if branch.ty.has_numbers() {
            "&__private::Finite(value)"
        } else {
            "value"
        };
        write.push_str(&format!(
            "Self::{}(value) => __private::Serialize::serialize({value}, __serializer), ",
            branch.name
        ));
    }
    write.push('}');
    serde(
        code,
        name,
        &a.attrs,
        "__private::read_alternate(__deserializer)",
        &write,
    );
}

/// Writes `From` for the type of a branch, unless an earlier branch has the same type.
fn conversion(code: &mut Code, a: &RustAlternate, index: usize, branch: &AlternateBranch) {
    let ty = branch.ty.unboxed();
    if a.branches[..index]
        .iter()
        .any(|earlier| earlier.ty.unboxed() == ty)
    {
        return;
    }
    let both = both(&a.attrs, &branch.attrs);
    let variant = &branch.name;
    let mut variant_from = |ty: &dyn Display, value: &str| {
        let body = format!("Self::{variant}({value})");
        from(code, &a.name, &both, ty, "value", body);
    };
    match &branch.ty {
        TypeExpr::Boxed(_) => variant_from(ty, "::std::boxed::Box::new(value)"),
        TypeExpr::String => {
            variant_from(ty, "value");
            variant_from(&"&str", "::core::convert::From::from(value)");
        }
        _ => variant_from(ty, "value"),
    }
}

/// Writes the method that reads a value of the kind that the branch takes.
fn taker(code: &mut Code, branch: &AlternateBranch) {
    let method = match branch.kind {
        Kind::String => "string",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::Null => "null",
        Kind::Array => "array",
        Kind::Object => "object",
    };
    cfg(code, &branch.attrs);
    code!(
        code,
        "fn {method}<'de, D: __private::Deserializer<'de>>(value: D) \
         -> ::core::result::Result<Self, __private::Unfit<D::Error>> {{ \
         ::core::result::Result::Ok(Self::{}(__private::Deserialize::deserialize(value)?)) }}",
        branch.name
    );
}

/// Describes the kinds of JSON value that the alternate takes: "a string or an object".
fn expected(branches: &[AlternateBranch]) -> String {
    let words: Vec<&str> = branches
        .iter()
        .map(|branch| match branch.kind {
            Kind::String => "a string",
            Kind::Number => "a number",
            Kind::Boolean => "a boolean",
            Kind::Null => "null",
            Kind::Array => "an array",
            Kind::Object => "an object",
        })
        .collect();
    words.join(" or ")
}
