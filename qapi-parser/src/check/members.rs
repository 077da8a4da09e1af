//! Members, branches, values, features and type references.

use crate::ast::{Branch, Data, Member, Name, TypeRef};
use crate::check::object::{get, keys, name, string, wrong_form};
use crate::check::{condition, names};
use crate::error::{Diagnostics, StructureError};
use crate::parser::{Entry, Expression, Object, Value};
use crate::schema::{EnumValue, Feature};

/// Checks members. A pragma can except their names under the name of `owner`, if there is one.
pub(super) fn members(
    object: &Object<'_>,
    owner: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Vec<Member> {
    object
        .iter()
        .filter_map(|entry| member(entry, owner, diagnostics))
        .collect()
}

fn member(entry: &Entry<'_>, owner: Option<&str>, diagnostics: &mut Diagnostics) -> Option<Member> {
    let (text, optional) = match entry.key.strip_prefix('*') {
        Some(text) => (text, true),
        None => (&*entry.key, false),
    };
    let mut span = entry.span;
    span.start += u32::from(optional);
    names::member(text, owner, span, diagnostics);
    let (ty, condition, features) = match &entry.value.value {
        Value::Object(longhand) => {
            let what = format!("member `{text}`");
            keys(
                longhand,
                entry.value.span,
                &what,
                &["type"],
                &["if", "features"],
                diagnostics,
            );
            let condition = condition::of(longhand, diagnostics);
            (
                get(longhand, "type")?,
                condition,
                features(longhand, diagnostics),
            )
        }
        _ => (&entry.value, None, Vec::new()),
    };
    let ty = type_ref(ty, diagnostics)?;
    Some(Member {
        name: name(text, span),
        optional,
        ty,
        condition,
        features,
    })
}

/// Checks a type: a type name, or a type name in brackets.
pub(super) fn type_ref(
    expression: &Expression<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<TypeRef> {
    match &expression.value {
        Value::Str(text) => Some(TypeRef {
            name: name(text, expression.span),
            array: false,
        }),
        Value::Array(items) => match items.as_slice() {
            [
                Expression {
                    value: Value::Str(text),
                    span,
                },
            ] => Some(TypeRef {
                name: name(text, *span),
                array: true,
            }),
            _ => {
                diagnostics.report(StructureError::ArrayType, expression.span);
                None
            }
        },
        _ => {
            wrong_form(
                "a type",
                "a type name or an array of one",
                expression.span,
                diagnostics,
            );
            None
        }
    }
}

pub(super) fn type_name(
    expression: &Expression<'_>,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Name> {
    let text = string(expression);
    if text.is_none() {
        wrong_form(what, "a type name", expression.span, diagnostics);
    }
    text.map(|text| name(text, expression.span))
}

/// Checks members in place, or a type name.
pub(super) fn data(
    expression: &Expression<'_>,
    what: &str,
    owner: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Option<Data> {
    match &expression.value {
        Value::Str(text) => Some(Data::Named(name(text, expression.span))),
        Value::Object(object) => Some(Data::Members(members(object, owner, diagnostics))),
        _ => {
            wrong_form(
                what,
                "an object of members or a type name",
                expression.span,
                diagnostics,
            );
            None
        }
    }
}

/// Kind of the definition that a branch belongs to.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum BranchOf {
    Union,
    Alternate,
}

pub(super) fn branches(
    object: &Object<'_>,
    of: BranchOf,
    diagnostics: &mut Diagnostics,
) -> Vec<Branch> {
    object
        .iter()
        .filter_map(|entry| branch(entry, of, diagnostics))
        .collect()
}

fn branch(entry: &Entry<'_>, of: BranchOf, diagnostics: &mut Diagnostics) -> Option<Branch> {
    if of == BranchOf::Alternate {
        names::plain(&entry.key, entry.span, diagnostics);
    }
    let (ty, condition) = match &entry.value.value {
        Value::Object(longhand) => {
            let what = format!("branch `{}`", entry.key);
            keys(
                longhand,
                entry.value.span,
                &what,
                &["type"],
                &["if"],
                diagnostics,
            );
            let condition = condition::of(longhand, diagnostics);
            (get(longhand, "type")?, condition)
        }
        _ => (&entry.value, None),
    };
    let ty = match of {
        BranchOf::Union => TypeRef {
            name: type_name(ty, &format!("branch `{}`", entry.key), diagnostics)?,
            array: false,
        },
        BranchOf::Alternate => type_ref(ty, diagnostics)?,
    };
    Some(Branch {
        name: name(&entry.key, entry.span),
        ty,
        condition,
    })
}

/// Checks a feature or value: a name (shorthand), or an object with a `name` (longhand). Returns the name, its expression
/// and the longhand.
fn named<'o, 't>(
    item: &'o Expression<'t>,
    what: &str,
    optional: &[&'static str],
    diagnostics: &mut Diagnostics,
) -> Option<(&'o str, &'o Expression<'t>, Option<&'o Object<'t>>)> {
    let (named, longhand) = match &item.value {
        Value::Object(longhand) => {
            keys(longhand, item.span, what, &["name"], optional, diagnostics);
            (get(longhand, "name")?, Some(longhand))
        }
        _ => (item, None),
    };
    let text = string(named);
    if text.is_none() {
        let (what, expected) = match longhand {
            Some(_) => (format!("the name of {what}"), "a string"),
            None => (what.to_owned(), "a string, or an object with a `name`"),
        };
        wrong_form(what, expected, named.span, diagnostics);
    }
    Some((text?, named, longhand))
}

pub(super) fn features(object: &Object<'_>, diagnostics: &mut Diagnostics) -> Vec<Feature> {
    let Some(expression) = get(object, "features") else {
        return Vec::new();
    };
    let Value::Array(items) = &expression.value else {
        wrong_form(
            "`features`",
            "an array of features",
            expression.span,
            diagnostics,
        );
        return Vec::new();
    };
    let feature = |item| {
        let (text, named, longhand) = named(item, "a feature", &["if"], diagnostics)?;
        names::plain(text, named.span, diagnostics);
        let condition = longhand.and_then(|longhand| condition::of(longhand, diagnostics));
        Some(Feature {
            name: text.to_owned(),
            condition,
            span: named.span,
        })
    };
    items.iter().filter_map(feature).collect()
}

pub(super) fn values(
    items: &[Expression<'_>],
    owner: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<EnumValue> {
    let value = |item| {
        let (text, named, longhand) = named(item, "a value", &["if", "features"], diagnostics)?;
        names::value(text, owner, named.span, diagnostics);
        let condition = longhand.and_then(|longhand| condition::of(longhand, diagnostics));
        let features = longhand
            .map(|longhand| features(longhand, diagnostics))
            .unwrap_or_default();
        Some(EnumValue {
            name: text.to_owned(),
            condition,
            features,
            span: named.span,
        })
    };
    items.iter().filter_map(value).collect()
}
