//! Directives: `include` and `pragma` (QAPI language, "Include directives", "Pragma directives").

use crate::ast::Name;
use crate::check::object::{get, name, string};
use crate::error::{Diagnostics, Error, Note, PragmaName, StructureError};
use crate::parser::{Entry, Object, Value};
use crate::schema::Pragma;
use crate::source::Span;
use crate::suggest::nearest;

pub(super) fn include(object: &Object<'_>, diagnostics: &mut Diagnostics) -> Option<Name> {
    if let Some(entry) = object.iter().find(|entry| entry.key != "include") {
        let key = entry.key.to_string();
        diagnostics.report(StructureError::IncludeExtraKey { key }, entry.span);
    }
    let value = get(object, "include")?;
    let path = string(value);
    if path.is_none() {
        diagnostics.report(StructureError::IncludeNotString, value.span);
    }
    path.map(|path| name(path, value.span))
}

pub(super) fn pragmas(
    object: &Object<'_>,
    strict: bool,
    diagnostics: &mut Diagnostics,
) -> Vec<Pragma> {
    if let Some(entry) = object.iter().find(|entry| entry.key != "pragma") {
        let key = entry.key.to_string();
        diagnostics.report(StructureError::PragmaExtraKey { key }, entry.span);
    }
    let Some(value) = get(object, "pragma") else {
        return Vec::new();
    };
    let Value::Object(settings) = &value.value else {
        diagnostics.report(StructureError::PragmaNotObject, value.span);
        return Vec::new();
    };
    settings
        .iter()
        .filter_map(|setting| pragma(setting, strict, diagnostics))
        .collect()
}

/// Names of pragmas before release 6.0.
const FORMER: [(&str, PragmaName); 2] = [
    ("name-case-whitelist", PragmaName::MemberNameExceptions),
    ("returns-whitelist", PragmaName::CommandReturnsExceptions),
];

fn pragma(setting: &Entry<'_>, strict: bool, diagnostics: &mut Diagnostics) -> Option<Pragma> {
    let Some(pragma) = pragma_name(&setting.key, strict) else {
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
    exceptions(pragma, setting, diagnostics).map(|names| Pragma::Exceptions(pragma, names))
}

fn pragma_name(key: &str, strict: bool) -> Option<PragmaName> {
    let former: &[_] = if strict { &[] } else { &FORMER };
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

fn exceptions(
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
        let name = string(item);
        if name.is_none() {
            refuse(item.span);
        }
        name.map(str::to_owned)
    });
    names.collect()
}
