//! Directives: `include` and `pragma` (QAPI language, "Include directives", "Pragma directives").

use crate::ast::Name;
use crate::check::object::{get, name, string};
use crate::error::{Diagnostics, Error, Note, PragmaName, StructureError};
use crate::parser::{Entry, Object, Value};
use crate::schema::Pragma;
use crate::source::Span;
use crate::suggest::nearest;

pub(super) fn include(object: &Object<'_>, diagnostics: &mut Diagnostics) -> Option<Name> {
    let junk = object.iter().find(|entry| entry.key != "include");
    if let Some(entry) = junk {
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
    let junk = object.iter().find(|entry| entry.key != "pragma");
    if let Some(entry) = junk {
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

/// The pragmas, and the names that some had before release 6.0.
const PRAGMAS: [(&str, PragmaName); 5] = [
    ("doc-required", PragmaName::DocRequired),
    ("command-name-exceptions", PragmaName::CommandNameExceptions),
    (
        "command-returns-exceptions",
        PragmaName::CommandReturnsExceptions,
    ),
    (
        "documentation-exceptions",
        PragmaName::DocumentationExceptions,
    ),
    ("member-name-exceptions", PragmaName::MemberNameExceptions),
];
const FORMER: [(&str, PragmaName); 2] = [
    ("name-case-whitelist", PragmaName::MemberNameExceptions),
    ("returns-whitelist", PragmaName::CommandReturnsExceptions),
];

fn pragma(setting: &Entry<'_>, strict: bool, diagnostics: &mut Diagnostics) -> Option<Pragma> {
    let former: &[_] = if strict { &[] } else { &FORMER };
    let known = PRAGMAS
        .iter()
        .chain(former)
        .find(|(keyword, _)| *keyword == setting.key);
    let Some(&(_, pragma)) = known else {
        let kind = StructureError::UnknownPragma {
            name: setting.key.to_string(),
        };
        let note = match nearest(&setting.key, PRAGMAS.iter().map(|(keyword, _)| *keyword)) {
            Some(name) => Note::DidYouMean(name.to_owned()),
            None => Note::Expected(PRAGMAS.iter().map(|(keyword, _)| *keyword).collect()),
        };
        diagnostics.push(Error::new(kind, setting.span).note(note));
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
