//! Directives: `include` and `pragma` (QAPI language, "Include directives", "Pragma directives").

use crate::ast::Name;
use crate::check::object::{as_string, make_name, value_of};
use crate::error::{Diagnostics, Error, Note, PragmaName, StructureError};
use crate::parser::{Entry, Object, Value};
use crate::schema::Pragma;
use crate::source::Span;
use crate::suggest::nearest;

pub(super) fn check_include(object: &Object<'_>, diagnostics: &mut Diagnostics) -> Option<Name> {
    if let Some(entry) = object.iter().find(|entry| entry.key != "include") {
        let key = entry.key.to_string();
        diagnostics.report(StructureError::IncludeExtraKey { key }, entry.span);
    }
    let value = value_of(object, "include")?;
    let path = as_string(value);
    if path.is_none() {
        diagnostics.report(StructureError::IncludeNotString, value.span);
    }
    path.map(|path| make_name(path, value.span))
}

pub(super) fn check_pragmas(
    object: &Object<'_>,
    strict: bool,
    diagnostics: &mut Diagnostics,
) -> Vec<Pragma> {
    if let Some(entry) = object.iter().find(|entry| entry.key != "pragma") {
        let key = entry.key.to_string();
        diagnostics.report(StructureError::PragmaExtraKey { key }, entry.span);
    }
    let Some(value) = value_of(object, "pragma") else {
        return Vec::new();
    };
    let Value::Object(settings) = &value.value else {
        diagnostics.report(StructureError::PragmaNotObject, value.span);
        return Vec::new();
    };
    settings
        .iter()
        .filter_map(|setting| check_pragma(setting, strict, diagnostics))
        .collect()
}

/// Names that pragmas had before QEMU 6.0, with the names of today.
const PRAGMAS_BEFORE_6_0: [(&str, PragmaName); 2] = [
    ("name-case-whitelist", PragmaName::MemberNameExceptions),
    ("returns-whitelist", PragmaName::CommandReturnsExceptions),
];

fn check_pragma(
    setting: &Entry<'_>,
    strict: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Pragma> {
    let Some(pragma) = find_pragma(&setting.key, strict) else {
        diagnostics.push(unknown_pragma(setting));
        return None;
    };
    if pragma == PragmaName::DocRequired {
        let Value::Bool(required) = setting.value.value else {
            diagnostics.report(StructureError::PragmaNotBool { pragma }, setting.value.span);
            return None;
        };
        return Some(Pragma::DocRequired(required));
    }
    check_exceptions(pragma, setting, diagnostics).map(|names| Pragma::Exceptions(pragma, names))
}

fn find_pragma(key: &str, strict: bool) -> Option<PragmaName> {
    let former: &[_] = if strict { &[] } else { &PRAGMAS_BEFORE_6_0 };
    let present = PragmaName::ALL.map(|pragma| (pragma.keyword(), pragma));
    let mut names = present.iter().chain(former);
    names
        .find(|(name, _)| *name == key)
        .map(|(_, pragma)| *pragma)
}

fn unknown_pragma(setting: &Entry<'_>) -> Error {
    let name = setting.key.to_string();
    let keywords = || PragmaName::ALL.into_iter().map(PragmaName::keyword);
    let note = match nearest(&name, keywords()) {
        Some(near) => Note::DidYouMean(near.to_owned()),
        None => Note::Expected(keywords().collect()),
    };
    Error::new(StructureError::UnknownPragma { name }, setting.span).note(note)
}

fn check_exceptions(
    pragma: PragmaName,
    setting: &Entry<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<String>> {
    let mut refuse =
        |span: Span| diagnostics.report(StructureError::PragmaNotStrings { pragma }, span);
    let Value::Array(items) = &setting.value.value else {
        refuse(setting.value.span);
        return None;
    };
    let names = items.iter().map(|item| {
        let name = as_string(item);
        if name.is_none() {
            refuse(item.span);
        }
        name.map(str::to_owned)
    });
    names.collect()
}
