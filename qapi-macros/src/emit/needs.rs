//! The module `needs`: one type for each required member that is still missing. A type is named after its member, and
//! its only method sets that member. `new` returns such a value if the caller could swap two required members by
//! mistake, because they take the same kind of argument.
//!
//! A value of such a type holds a closure. The closure takes the missing member and returns either a value of the next
//! type of this module, or, if no member is missing any more, the finished value.

use std::collections::HashMap;

use super::code::{ALLOW, Code, both, cfg, code, doc};
use super::structs::{converted, parameter};
use crate::model::{
    Attrs, COMMANDS, Expansion, Field, NEEDS, Passing, Payload, RustType, TypeExpr,
};
use crate::names::{Scope, pascal};

/// Types of the module `needs`.
pub(super) struct Needs {
    list: Vec<Need>,
    index: HashMap<Key, usize>,
}

/// Key of a member: its method name, its Rust type and its `#[cfg]`. Members with the same key share a type of the
/// module.
type Key = (String, String, Option<String>);

/// Type of the module `needs`.
struct Need {
    /// Name of the struct.
    name: String,
    /// Name used in signatures: the struct itself; for a member with a `#[cfg]`, an alias that is the struct, or `Next`
    /// if the member is compiled out.
    step: String,
    /// Name of the function that makes a value of the struct.
    function: String,
    method: String,
    wire: String,
    ty: TypeExpr,
    attrs: Attrs,
}

/// Required members that are set by name.
pub(super) fn named(fields: &[Field]) -> impl DoubleEndedIterator<Item = &Field> {
    let fields = fields.iter().filter(|field| field.needed);
    fields.filter(|field| field.passing == Passing::Named)
}

impl Needs {
    /// Collects the types for all constructors of an expansion. Shared items are left out, because their expansion has
    /// its own types.
    pub(super) fn new(expansion: &Expansion) -> Self {
        let mut needs = Self {
            list: Vec::new(),
            index: HashMap::new(),
        };
        let (mut types, mut functions) = (Scope::default(), Scope::default());
        for (item, fields) in constructed(expansion) {
            for field in named(fields) {
                needs.add(item, field, &mut types, &mut functions);
            }
        }
        needs
    }

    fn add(&mut self, item: &Attrs, field: &Field, types: &mut Scope, functions: &mut Scope) {
        let key = key(item, field);
        if self.index.contains_key(&key) {
            return;
        }
        let mut name = format!("Needs{}", pascal(&field.wire));
        if !types.is_free(&name) {
            name.push_str(&word(field.ty.unboxed()));
        }
        let name = types.claim(name);
        self.index.insert(key, self.list.len());
        let attrs = Attrs {
            cfg: both(item, &field.attrs).cfg,
            ..Attrs::default()
        };
        let step = match attrs.cfg {
            Some(_) => types.claim(format!("{name}OrNext")),
            None => name.clone(),
        };
        self.list.push(Need {
            name,
            step,
            function: functions.claim(field.name.clone()),
            method: field.name.clone(),
            wire: field.wire.clone(),
            ty: field.ty.unboxed().clone(),
            attrs,
        });
    }

    fn get(&self, item: &Attrs, field: &Field) -> &Need {
        let index = self.index.get(&key(item, field));
        &self.list[*index.expect("all members with names were collected")]
    }

    /// Return type of `new`.
    pub(super) fn returned(&self, item: &Attrs, fields: &[Field]) -> String {
        named(fields).rev().fold("Self".to_owned(), |next, field| {
            format!("super::{NEEDS}::{}<{next}>", self.get(item, field).step)
        })
    }

    /// Writes the start of a nested closure for each member that is set by name; each closure's parameter has the name
    /// of the field. Returns the closing brackets.
    pub(super) fn open(&self, code: &mut Code, item: &Attrs, fields: &[Field]) -> String {
        let mut end = String::new();
        for field in named(fields) {
            let need = self.get(item, field);
            let name = &field.name;
            code!(code, "super::{NEEDS}::{}(move |{name}| {{", need.function);
            absent(code, field, name);
            end.push_str("})");
        }
        end
    }
}

/// For a member with a `#[cfg]`: writes `let () = name;` for builds without the member.
fn absent(code: &mut Code, field: &Field, name: &str) {
    if let Some(cfg) = &field.attrs.cfg {
        code!(code, "#[cfg(not({cfg}))] let () = {name};");
    }
}

/// Short name of a type, used as part of a generated name.
fn word(ty: &TypeExpr) -> String {
    match ty {
        TypeExpr::String => "String".to_owned(),
        TypeExpr::Number => "Number".to_owned(),
        TypeExpr::Primitive(name) => pascal(name),
        TypeExpr::Null => "Null".to_owned(),
        TypeExpr::Any => "Value".to_owned(),
        TypeExpr::Named(path) => path.rsplit("::").next().unwrap_or_default().to_owned(),
        TypeExpr::Array(item) => format!("{}List", word(item)),
        TypeExpr::Boxed(inner) => word(inner),
    }
}

fn key(item: &Attrs, field: &Field) -> Key {
    let ty = field.ty.unboxed().to_string();
    (field.name.clone(), ty, both(item, &field.attrs).cfg)
}

/// Attributes and members of all types and commands that have a `new`.
fn constructed(expansion: &Expansion) -> impl Iterator<Item = (&Attrs, &[Field])> {
    let types = expansion.modules.iter().flat_map(|module| &module.types);
    let types = types.filter(|ty| ty.constructible()).map(|ty| match ty {
        RustType::Struct(s) => (&s.attrs, s.fields.as_slice()),
        RustType::Union(u) => (&u.attrs, u.fields.as_slice()),
        other => (other.attrs(), [].as_slice()),
    });
    let commands = expansion.commands.iter();
    let own = commands.filter(|c| !expansion.shared.has(COMMANDS, c.name()));
    types.chain(own.map(|command| match &command.arguments {
        Payload::Members(s) => (&s.attrs, s.fields.as_slice()),
        Payload::Type(w) => (&w.attrs, w.fields.as_slice()),
    }))
}

/// Writes the module, unless it would be empty.
pub(super) fn module(code: &mut Code, needs: &Needs) {
    if needs.list.is_empty() {
        return;
    }
    doc(
        code,
        "Types of values with a missing required member. Each type is named after its member, and its only method sets \
         that member. `new` returns such a value if the caller could swap two required members by mistake, because they \
         take the same kind of argument. The method returns the next such value, or the finished value if no member is \
         missing any more.",
    );
    code!(code, "{ALLOW} pub mod {NEEDS} {{");
    code!(code, "use super::__qapi_client::__private;");
    for need in &needs.list {
        self::need(code, need);
    }
    code!(code, "}}");
}

fn need(code: &mut Code, need: &Need) {
    let Need {
        name,
        function,
        method,
        wire,
        ty,
        attrs,
        ..
    } = need;
    cfg(code, attrs);
    doc(code, &format!("A value that lacks `{wire}`."));
    code!(code, "#[must_use = {:?}]", format!("`{wire}` is missing"));
    code!(
        code,
        "pub struct {name}<Next>(::std::boxed::Box<dyn ::core::ops::FnOnce({ty}) -> Next \
         + ::core::marker::Send + ::core::marker::Sync>);"
    );
    cfg(code, attrs);
    code!(code, "impl<Next> {name}<Next> {{");
    doc(code, &format!("Sets `{wire}`."));
    code!(
        code,
        "#[inline] pub fn {method}(self, {method}: {}) -> Next {{ (self.0)({}) }} }}",
        parameter(ty),
        converted(ty, method)
    );
    cfg(code, attrs);
    code!(code, "impl<Next> ::core::fmt::Debug for {name}<Next> {{");
    code!(
        code,
        "fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {{ f.write_str({name:?}) }} }}"
    );
    cfg(code, attrs);
    code!(
        code,
        "pub(super) fn {function}<Next>(next: impl ::core::ops::FnOnce({ty}) -> Next \
         + ::core::marker::Send + ::core::marker::Sync + 'static) -> {name}<Next> \
         {{ {name}(::std::boxed::Box::new(next)) }}"
    );
    if let Some(cfg) = &attrs.cfg {
        compiled_out(code, need, cfg);
    }
}

/// Writes the alias of a type whose member may be compiled out.
fn compiled_out(code: &mut Code, need: &Need, cfg: &str) {
    let Need {
        name,
        step,
        function,
        wire,
        ..
    } = need;
    let docs = format!("`{name}`, or `Next` if `{wire}` is compiled out.");
    for (cfg, value) in [
        (cfg.to_owned(), format!("{name}<Next>")),
        (format!("not({cfg})"), "Next".to_owned()),
    ] {
        code!(code, "#[cfg({cfg})]");
        doc(code, &docs);
        code!(code, "pub type {step}<Next> = {value};");
    }
    code!(
        code,
        "#[cfg(not({cfg}))] pub(super) fn {function}<Next>(next: impl ::core::ops::FnOnce(()) -> Next) -> Next {{ next(()) }}"
    );
}
