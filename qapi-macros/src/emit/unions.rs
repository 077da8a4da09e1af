//! Unions: a struct of the common members. The field of the discriminator is an enum with the data of the branch.

use super::code::{Code, SAME, attrs, both, cfg, code, debug, derive, doc, eq, from};
use super::constructors::{by_name, constructor, taken};
use super::enums;
use super::needs::Needs;
use super::structs::{
    begin_deserialize, begin_serialize, declare, literal, names, parameter, put, setters, slots,
};
use crate::model::{Field, Passing, RustUnion, Tag, TypeExpr, Variant};

pub(super) fn union(code: &mut Code, needs: &Needs, u: &RustUnion) {
    let RustUnion { name, fields, .. } = u;
    attrs(code, &u.attrs);
    code!(code, "#[derive(::core::clone::Clone)]");
    code!(code, "#[non_exhaustive] pub struct {name} {{");
    for field in fields {
        declare(code, field);
    }
    code!(code, "}}");
    tag(code, u);
    if u.constructible {
        cfg(code, &u.attrs);
        code!(code, "impl {name} {{");
        constructor(code, needs, (name, &u.attrs), fields, None);
        setters(code, fields);
        for variant in &u.tag.variants {
            constructor_of(code, needs, u, variant);
        }
        code!(code, "}}");
        conversions(code, u);
    }
    eq(code, name, &u.attrs, SAME);
    debug(code, name, &u.attrs);
    branches(code, u);
    object(code, u);
}

/// Writes the constructor for a branch. The constructor has the name of the branch.
fn constructor_of(code: &mut Code, needs: &Needs, u: &RustUnion, variant: &Variant) {
    cfg(code, &variant.attrs);
    let call = format!("{}::{}(..)", u.name, variant.constructor);
    doc(
        code,
        &format!(
            "Makes a value with the branch `{}`.{}",
            variant.wire,
            by_name(&call, &u.fields)
        ),
    );
    if variant.attrs.deprecated {
        code!(code, "#[deprecated]");
    }
    code!(code, "#[inline] pub fn {}(", variant.constructor);
    let branch = branch_parameter(u);
    let positional = || {
        let fields = u.fields.iter().enumerate();
        fields.filter(|(_, field)| field.needed && field.passing != Passing::Named)
    };
    for (index, field) in positional() {
        cfg(code, &field.attrs);
        let (name, ty) = match (&variant.data, &variant.wrapped) {
            _ if index != u.discriminator => (field.name.as_str(), taken(field)),
            (_, Some(ty)) | (Some(ty), None) => (branch, parameter(ty)),
            (None, None) => continue,
        };
        code!(code, "{name}: {ty},");
    }
    code!(
        code,
        ") -> {} {{ Self::new(",
        needs.returned(&u.attrs, &u.fields)
    );
    for (index, field) in positional() {
        cfg(code, &field.attrs);
        if index == u.discriminator {
            let value = branch_value(variant, branch);
            code!(code, "{}::{value},", u.tag.name);
        } else {
            code!(code, "{},", field.name);
        }
    }
    code!(code, ") }}");
}

/// Name of the parameter for the data of a branch.
fn branch_parameter(u: &RustUnion) -> &'static str {
    match u.fields.iter().any(|field| field.name == "branch") {
        true => "branch_",
        false => "branch",
    }
}

/// Expression for the variant of a branch. `from` is an expression that converts into the data.
fn branch_value(variant: &Variant, from: &str) -> String {
    let Variant {
        name,
        data,
        wrapped,
        ..
    } = variant;
    let Some(data) = data else {
        return name.clone();
    };
    let value = match wrapped {
        Some(_) => format!("<{}>::new({from})", data.unboxed()),
        None => format!("{from}.into()"),
    };
    match data {
        TypeExpr::Boxed(_) => format!("{name}(::std::boxed::Box::new({value}))"),
        _ => format!("{name}({value})"),
    }
}

/// Writes conversions from the data of a branch whose type no other branch has: into the enum of the discriminator, and
/// into the union if the union has no other required member.
fn conversions(code: &mut Code, u: &RustUnion) {
    let sources = |variant: &Variant| -> Vec<TypeExpr> {
        let data = variant.data.as_ref().map(|data| data.unboxed().clone());
        data.into_iter().chain(variant.wrapped.clone()).collect()
    };
    let all: Vec<TypeExpr> = u.tag.variants.iter().flat_map(sources).collect();
    let only_tag = u.fields.iter().filter(|field| field.needed).count() == 1;
    for variant in &u.tag.variants {
        for (index, source) in sources(variant).iter().enumerate() {
            if all.iter().filter(|other| *other == source).count() > 1 {
                continue;
            }
            let attrs = both(&u.attrs, &variant.attrs);
            let value = match (index, &variant.data) {
                (0, Some(TypeExpr::Boxed(_))) => {
                    format!("Self::{}(::std::boxed::Box::new(value))", variant.name)
                }
                (0, _) => format!("Self::{}(value)", variant.name),
                _ => format!("Self::{}", branch_value(variant, "value")),
            };
            from(code, &u.tag.name, &attrs, source, "value", value);
            let own = source
                .named()
                .is_some_and(|path| path.ends_with(&format!("::{}", u.name)));
            if only_tag && !own {
                let value = "Self::new(value)";
                from(code, &u.name, &attrs, source, "value", value);
            }
        }
    }
}

/// Writes the enum of the discriminator.
fn tag(code: &mut Code, u: &RustUnion) {
    let tag = &u.tag;
    cfg(code, &u.attrs);
    doc(code, &tag.docs);
    derive(code);
    code!(code, "#[non_exhaustive] pub enum {} {{", tag.name);
    for variant in &tag.variants {
        attrs(code, &variant.attrs);
        match &variant.data {
            Some(data) => code!(code, "{}({data}),", variant.name),
            None => code!(code, "{},", variant.name),
        }
    }
    doc(
        code,
        "A value that the schema does not know, with the members that came with it.",
    );
    code!(
        code,
        "{}(::std::string::String, __private::Map<::std::string::String, __private::Value>), }}",
        tag.other
    );
    let variants = tag.variants.iter().map(|variant| {
        let data = if variant.data.is_some() { "(_)" } else { "" };
        (
            format!("{}{data}", variant.name),
            variant.wire.as_str(),
            &variant.attrs,
        )
    });
    cfg(code, &u.attrs);
    code!(code, "impl {} {{", tag.name);
    enums::as_str(code, variants, &format!("{}(name, _)", tag.other));
}

fn object(code: &mut Code, u: &RustUnion) {
    let discriminator = &u.fields[u.discriminator];
    let common: Vec<&Field> = u
        .fields
        .iter()
        .enumerate()
        .filter(|(i, _)| *i != u.discriminator)
        .map(|(_, f)| f)
        .collect();
    begin_deserialize(code, &u.name, &u.attrs);
    let names = names(std::iter::once(discriminator).chain(common.iter().copied()));
    let (tag, slots) = (&discriminator.name, slots(&common));
    let read = if discriminator.optional {
        "read_optional_tag"
    } else {
        "read_union"
    };
    code!(
        code,
        "__private::{read}(__deserializer, {names}, |{tag}, {slots}|"
    );
    literal(code, &common, Some(tag));
    code!(code, ") }} }}");

    begin_serialize(code, &u.name, &u.attrs);
    code!(code, "let mut __out = __private::Out::new(__serializer);");
    if discriminator.optional {
        code!(
            code,
            "if let ::core::option::Option::Some(__tag) = &self.{tag} {{ __out.put({:?}, __tag.as_str()); }}",
            discriminator.wire
        );
    } else {
        code!(
            code,
            "__out.put({:?}, self.{tag}.as_str());",
            discriminator.wire
        );
    }
    for field in common {
        put(code, field);
    }
    write_branch(code, u, discriminator);
    code!(code, "__out.end() }} }}");
}

/// Writes the statement that serialises the members of the branch.
fn write_branch(code: &mut Code, u: &RustUnion, discriminator: &Field) {
    let Tag {
        name,
        variants,
        other,
        ..
    } = &u.tag;
    code!(code, "match &self.{} {{", discriminator.name);
    let pattern = |pattern: String| match discriminator.optional {
        true => format!("::core::option::Option::Some({name}::{pattern})"),
        false => format!("{name}::{pattern}"),
    };
    for variant in variants.iter().filter(|variant| variant.data.is_some()) {
        cfg(code, &variant.attrs);
        let pattern = pattern(format!("{}(branch)", variant.name));
        code!(code, "{pattern} => __out.branch(branch),");
    }
    let rest = pattern(format!("{other}(_, rest)"));
    let names = names(u.fields.iter());
    code!(code, "{rest} => __out.rest(rest, {names}),");
    if discriminator.optional || variants.iter().any(|variant| variant.data.is_none()) {
        code!(code, "_ => {{}}");
    }
    code!(code, "}}");
}

/// Writes the implementation of `Branches`, which reads the branch that the tag selects.
fn branches(code: &mut Code, u: &RustUnion) {
    let tag = &u.tag;
    cfg(code, &u.attrs);
    code!(
        code,
        "impl<'de> __private::Branches<'de> for {} {{",
        tag.name
    );
    let values = tag
        .variants
        .iter()
        .map(|variant| format!("{:?}, ", variant.wire));
    // A match on numbers needs much less compile time than a match on strings.
    code!(
        code,
        "fn read<D: __private::Deserializer<'de>>(tag: ::std::string::String, branch: D) \
         -> ::core::result::Result<Self, D::Error> {{ match __private::position(&tag, &[{}]) {{",
        values.collect::<String>()
    );
    for (index, variant) in tag.variants.iter().enumerate() {
        cfg(code, &variant.attrs);
        let name = &variant.name;
        match variant.data {
            None => code!(code, "{index} => ::core::result::Result::Ok(Self::{name}),"),
            Some(_) => code!(
                code,
                "{index} => __private::read_branch(branch, Self::{name}),"
            ),
        }
    }
    code!(
        code,
        "_ => __private::read_rest(tag, branch, Self::{}), }} }} }}",
        tag.other
    );
}
