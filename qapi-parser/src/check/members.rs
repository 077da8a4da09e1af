//! Members, branches, values, features and type references.

use crate::ast::{Branch, Data, Member, Name, TypeRef};
use crate::check::object::{as_string, check_keys, make_name, report_wrong_form, value_of};
use crate::check::{condition, names};
use crate::error::{Diagnostics, StructureError};
use crate::parser::{Entry, Expression, Object, Value};
use crate::schema::{EnumValue, Feature};

/// Checks members. A pragma that lists `owner` exempts the names of the members from the naming rules.
pub(super) fn check_members(
    object: &Object<'_>,
    owner: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Vec<Member> {
    object
        .iter()
        .filter_map(|entry| check_member(entry, owner, diagnostics))
        .collect()
}

fn check_member(
    entry: &Entry<'_>,
    owner: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Option<Member> {
    let (text, optional) = match entry.key.strip_prefix('*') {
        Some(text) => (text, true),
        None => (&*entry.key, false),
    };
    let mut span = entry.span;
    span.start += u32::from(optional);
    names::check_member_name(text, owner, span, diagnostics);
    let (ty, condition, features) = match &entry.value.value {
        Value::Object(longhand) => {
            let what = format!("member `{text}`");
            check_keys(
                longhand,
                entry.value.span,
                &what,
                &["type"],
                &["if", "features"],
                diagnostics,
            );
            let condition = condition::check_if(longhand, diagnostics);
            (
                value_of(longhand, "type")?,
                condition,
                check_features(longhand, diagnostics),
            )
        }
        _ => (&entry.value, None, Vec::new()),
    };
    let ty = check_type_ref(ty, diagnostics)?;
    Some(Member {
        name: make_name(text, span),
        optional,
        ty,
        condition,
        features,
    })
}

/// Checks a reference to a type: a type name, or a type name in brackets for an array.
pub(super) fn check_type_ref(
    expression: &Expression<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<TypeRef> {
    match &expression.value {
        Value::Str(text) => Some(TypeRef {
            name: make_name(text, expression.span),
            array: false,
        }),
        Value::Array(items) => match items.as_slice() {
            [
                Expression {
                    value: Value::Str(text),
                    span,
                },
            ] => Some(TypeRef {
                name: make_name(text, *span),
                array: true,
            }),
            _ => {
                diagnostics.report(StructureError::ArrayType, expression.span);
                None
            }
        },
        _ => {
            report_wrong_form(
                "a type",
                "a type name, or a type name in brackets",
                expression.span,
                diagnostics,
            );
            None
        }
    }
}

pub(super) fn check_type_name(
    expression: &Expression<'_>,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Name> {
    let text = as_string(expression);
    if text.is_none() {
        report_wrong_form(what, "a type name", expression.span, diagnostics);
    }
    text.map(|text| make_name(text, expression.span))
}

/// Checks inline members, or a type name.
pub(super) fn check_data(
    expression: &Expression<'_>,
    what: &str,
    owner: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Option<Data> {
    match &expression.value {
        Value::Str(text) => Some(Data::Named(make_name(text, expression.span))),
        Value::Object(object) => Some(Data::Inline(check_members(object, owner, diagnostics))),
        _ => {
            report_wrong_form(
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

pub(super) fn check_branches(
    object: &Object<'_>,
    of: BranchOf,
    diagnostics: &mut Diagnostics,
) -> Vec<Branch> {
    object
        .iter()
        .filter_map(|entry| check_branch(entry, of, diagnostics))
        .collect()
}

fn check_branch(entry: &Entry<'_>, of: BranchOf, diagnostics: &mut Diagnostics) -> Option<Branch> {
    if of == BranchOf::Alternate {
        names::check_plain_name(&entry.key, entry.span, diagnostics);
    }
    let (ty, condition) = match &entry.value.value {
        Value::Object(longhand) => {
            let what = format!("branch `{}`", entry.key);
            check_keys(
                longhand,
                entry.value.span,
                &what,
                &["type"],
                &["if"],
                diagnostics,
            );
            let condition = condition::check_if(longhand, diagnostics);
            (value_of(longhand, "type")?, condition)
        }
        _ => (&entry.value, None),
    };
    let ty = match of {
        BranchOf::Union => TypeRef {
            name: check_type_name(ty, &format!("branch `{}`", entry.key), diagnostics)?,
            array: false,
        },
        BranchOf::Alternate => check_type_ref(ty, diagnostics)?,
    };
    Some(Branch {
        name: make_name(&entry.key, entry.span),
        ty,
        condition,
    })
}

/// Splits a feature or an enum value, which is a name (shorthand) or an object with a `name` (longhand). Returns the
/// name, the expression of the name, and the object.
fn split_longhand<'o, 't>(
    item: &'o Expression<'t>,
    what: &str,
    optional: &[&'static str],
    diagnostics: &mut Diagnostics,
) -> Option<(&'o str, &'o Expression<'t>, Option<&'o Object<'t>>)> {
    let (named, longhand) = match &item.value {
        Value::Object(longhand) => {
            check_keys(longhand, item.span, what, &["name"], optional, diagnostics);
            (value_of(longhand, "name")?, Some(longhand))
        }
        _ => (item, None),
    };
    let text = as_string(named);
    if text.is_none() {
        let (what, expected) = match longhand {
            Some(_) => (format!("the name of {what}"), "a string"),
            None => (what.to_owned(), "a string, or an object with a `name`"),
        };
        report_wrong_form(what, expected, named.span, diagnostics);
    }
    Some((text?, named, longhand))
}

pub(super) fn check_features(object: &Object<'_>, diagnostics: &mut Diagnostics) -> Vec<Feature> {
    let Some(expression) = value_of(object, "features") else {
        return Vec::new();
    };
    let Value::Array(items) = &expression.value else {
        report_wrong_form(
            "`features`",
            "an array of features",
            expression.span,
            diagnostics,
        );
        return Vec::new();
    };
    let feature = |item| {
        let (text, named, longhand) = split_longhand(item, "a feature", &["if"], diagnostics)?;
        names::check_plain_name(text, named.span, diagnostics);
        let condition = longhand.and_then(|longhand| condition::check_if(longhand, diagnostics));
        Some(Feature {
            name: text.to_owned(),
            condition,
            span: named.span,
        })
    };
    items.iter().filter_map(feature).collect()
}

pub(super) fn check_values(
    items: &[Expression<'_>],
    owner: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<EnumValue> {
    let value = |item| {
        let (text, named, longhand) =
            split_longhand(item, "a value", &["if", "features"], diagnostics)?;
        names::check_value_name(text, owner, named.span, diagnostics);
        let condition = longhand.and_then(|longhand| condition::check_if(longhand, diagnostics));
        let features = longhand
            .map(|longhand| check_features(longhand, diagnostics))
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
