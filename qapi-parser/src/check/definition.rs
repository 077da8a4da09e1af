//! Definitions of the six kinds, each with its keys (QAPI language, from "Enumeration types" to "Events").

use crate::ast::{Body, Branch, Data, Definition, Flags, Name};
use crate::check::members::{self, BranchOf};
use crate::check::object::{
    as_string, check_keys, entry_of, has_key, make_name, report_wrong_form, value_of,
};
use crate::check::{condition, names};
use crate::doc::ParsedDoc;
use crate::error::{
    Context, DefinitionKind, Diagnostics, DocError, Error, ErrorKind, Note, StructureError,
};
use crate::parser::{Entry, Object, Value, mark_names_as_broken};
use crate::source::Span;
use crate::suggest::nearest;

/// Checks a definition. Returns `None` if the kind or the name is missing.
pub(super) fn check_definition(
    object: &Object<'_>,
    span: Span,
    doc: Option<Box<ParsedDoc>>,
    diagnostics: &mut Diagnostics,
) -> Option<Definition> {
    let (kind, entry) = find_kind(object, span, diagnostics)?;
    let Some(text) = as_string(&entry.value) else {
        report_wrong_form(
            format!("`{kind}`"),
            "a string",
            entry.value.span,
            diagnostics,
        );
        return None;
    };
    let before = diagnostics.len();
    diagnostics.set_context(Some(Context {
        kind,
        name: text.to_owned(),
        span,
    }));
    let name = make_name(text, entry.value.span);
    names::check_definition_name(kind, text, name.span, diagnostics);
    check_documented_name(doc.as_deref(), text, diagnostics);
    let (required, optional) = allowed_keys(kind);
    check_keys(
        object,
        span,
        &format!("{kind} `{text}`"),
        required,
        optional,
        diagnostics,
    );
    let condition = condition::check_if(object, diagnostics);
    let features = members::check_features(object, diagnostics);
    let body = check_body(kind, object, &name, diagnostics);
    let structure = |error: &Error| matches!(error.kind, ErrorKind::Structure(_));
    let broken = diagnostics.errors_from(before).iter().any(structure);
    Some(Definition {
        name,
        span,
        doc,
        condition,
        features,
        body: body?,
        broken,
    })
}

/// Finds the kind of a definition, and the entry with its name.
fn find_kind<'o, 't>(
    object: &'o Object<'t>,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Option<(DefinitionKind, &'o Entry<'t>)> {
    let found = |kind: DefinitionKind| Some((kind, entry_of(object, kind.keyword())?));
    let mut kinds = DefinitionKind::ALL.into_iter().filter_map(found);
    let first = kinds.next();
    if let (Some((one, _)), Some((other, second))) = (first, kinds.next()) {
        let (one, other) = (one.keyword(), other.keyword());
        diagnostics.report(StructureError::TwoDefinitions { one, other }, second.span);
        mark_names_as_broken(object, diagnostics);
        return None;
    }
    if first.is_none() {
        diagnostics.push(missing_kind_error(object, span));
        mark_names_as_broken(object, diagnostics);
    }
    first
}

/// Error for an object without a key that names a kind of definition. Suggests a kind if a key is nearly its name.
fn missing_kind_error(object: &Object<'_>, span: Span) -> Error {
    let keywords = || DefinitionKind::ALL.into_iter().map(DefinitionKind::keyword);
    let near = object.iter().take(COMPARED_KEYS).find_map(|entry| {
        let keyword = nearest(&entry.key, keywords().chain(["include", "pragma"]))?;
        let note = Note::DidYouMean(keyword.to_owned());
        Some(Error::new(StructureError::NoDefinition, entry.span).note(note))
    });
    let expected = Note::Expected(keywords().collect());
    near.unwrap_or_else(|| Error::new(StructureError::NoDefinition, span).note(expected))
}

/// Number of keys that are compared with the names of kinds. No definition has more keys.
const COMPARED_KEYS: usize = 20;

/// Names of keys.
type Keys = &'static [&'static str];

/// Required keys and optional keys of a kind of definition.
fn allowed_keys(kind: DefinitionKind) -> (Keys, Keys) {
    match kind {
        DefinitionKind::Enum => (&["enum", "data"], &["prefix", "if", "features"]),
        DefinitionKind::Struct => (&["struct", "data"], &["base", "if", "features"]),
        DefinitionKind::Union => (
            &["union", "base", "discriminator", "data"],
            &["if", "features"],
        ),
        DefinitionKind::Alternate => (&["alternate", "data"], &["if", "features"]),
        DefinitionKind::Command => (&["command"], COMMAND),
        DefinitionKind::Event => (&["event"], &["data", "boxed", "if", "features"]),
    }
}

const COMMAND: Keys = &[
    "data",
    "returns",
    "boxed",
    "gen",
    "success-response",
    "allow-oob",
    "allow-preconfig",
    "coroutine",
    "if",
    "features",
];

/// Checks that the name in a documentation comment is the name of the definition that follows.
fn check_documented_name(doc: Option<&ParsedDoc>, name: &str, diagnostics: &mut Diagnostics) {
    if let Some((definition_name, span)) = doc.and_then(|doc| doc.definition_name.as_ref())
        && definition_name != name
        && !definition_name.is_empty()
    {
        diagnostics.report(
            DocError::OtherDefinition {
                name: definition_name.clone(),
            },
            *span,
        );
    }
}

fn check_body(
    kind: DefinitionKind,
    object: &Object<'_>,
    name: &Name,
    diagnostics: &mut Diagnostics,
) -> Option<Body> {
    let owner = &name.text;
    Some(match kind {
        DefinitionKind::Enum => check_enum(object, owner, diagnostics),
        DefinitionKind::Struct => {
            let base = value_of(object, "base")
                .and_then(|base| members::check_type_name(base, "`base`", diagnostics));
            let members = match value_of(object, "data") {
                Some(members) => match &members.value {
                    Value::Object(object) => {
                        members::check_members(object, Some(owner), diagnostics)
                    }
                    _ => {
                        report_wrong_form(
                            "`data`",
                            "an object of members",
                            members.span,
                            diagnostics,
                        );
                        Vec::new()
                    }
                },
                None => Vec::new(),
            };
            Body::Struct { base, members }
        }
        DefinitionKind::Union => check_union(object, name, diagnostics),
        DefinitionKind::Alternate => check_alternate(object, diagnostics),
        DefinitionKind::Command => check_command(object, diagnostics),
        DefinitionKind::Event => {
            let boxed = check_flag(object, "boxed", true, diagnostics);
            Body::Event {
                data: check_arguments(object, boxed, diagnostics),
                boxed,
            }
        }
    })
}

fn check_enum(object: &Object<'_>, owner: &str, diagnostics: &mut Diagnostics) -> Body {
    let values = match value_of(object, "data") {
        Some(values) => match &values.value {
            Value::Array(items) => members::check_values(items, owner, diagnostics),
            _ => {
                report_wrong_form("`data`", "an array of values", values.span, diagnostics);
                Vec::new()
            }
        },
        None => Vec::new(),
    };
    let prefix = value_of(object, "prefix").and_then(|prefix| {
        let text = as_string(prefix);
        if text.is_none() {
            report_wrong_form("`prefix`", "a string", prefix.span, diagnostics);
        }
        text.map(str::to_owned)
    });
    Body::Enum { values, prefix }
}

fn check_union(object: &Object<'_>, union: &Name, diagnostics: &mut Diagnostics) -> Body {
    let base = value_of(object, "base")
        .and_then(|base| members::check_data(base, "`base`", Some(&union.text), diagnostics));
    let discriminator = value_of(object, "discriminator").and_then(|discriminator| {
        let text = as_string(discriminator);
        if text.is_none() {
            report_wrong_form(
                "`discriminator`",
                "a string",
                discriminator.span,
                diagnostics,
            );
        }
        text.map(|text| make_name(text, discriminator.span))
    });
    Body::Union {
        base: base.unwrap_or(Data::Inline(Vec::new())),
        discriminator: discriminator.unwrap_or_else(|| make_name("", union.span)),
        branches: check_branches_key(object, BranchOf::Union, diagnostics),
    }
}

fn check_branches_key(
    object: &Object<'_>,
    of: BranchOf,
    diagnostics: &mut Diagnostics,
) -> Vec<Branch> {
    let Some(branches) = value_of(object, "data") else {
        return Vec::new();
    };
    match &branches.value {
        Value::Object(object) => members::check_branches(object, of, diagnostics),
        _ => {
            report_wrong_form(
                "`data`",
                "an object of branches",
                branches.span,
                diagnostics,
            );
            Vec::new()
        }
    }
}

fn check_alternate(object: &Object<'_>, diagnostics: &mut Diagnostics) -> Body {
    if let Some(data) = value_of(object, "data")
        && matches!(&data.value, Value::Object(object) if object.is_empty())
    {
        diagnostics.report(StructureError::EmptyAlternate, data.span);
    }
    Body::Alternate {
        branches: check_branches_key(object, BranchOf::Alternate, diagnostics),
    }
}

fn check_command(object: &Object<'_>, diagnostics: &mut Diagnostics) -> Body {
    let boxed = check_flag(object, "boxed", true, diagnostics);
    let flags = Flags {
        boxed,
        generate: !check_flag(object, "gen", false, diagnostics),
        success_response: !check_flag(object, "success-response", false, diagnostics),
        allow_oob: check_flag(object, "allow-oob", true, diagnostics),
        allow_preconfig: check_flag(object, "allow-preconfig", true, diagnostics),
        coroutine: check_flag(object, "coroutine", true, diagnostics),
    };
    if let (true, Some(coroutine)) = (has_key(object, "allow-oob"), entry_of(object, "coroutine")) {
        diagnostics.report(StructureError::OobCoroutine, coroutine.span);
    }
    let data = check_arguments(object, boxed, diagnostics);
    let returns = value_of(object, "returns")
        .and_then(|returns| members::check_type_ref(returns, diagnostics));
    Body::Command {
        data,
        returns,
        flags,
    }
}

/// Checks a flag, and returns whether the flag is present. The only allowed value is `only`, because it is not the
/// default.
fn check_flag(
    object: &Object<'_>,
    flag: &'static str,
    only: bool,
    diagnostics: &mut Diagnostics,
) -> bool {
    let Some(given) = value_of(object, flag) else {
        return false;
    };
    if !matches!(given.value, Value::Bool(value) if value == only) {
        diagnostics.report(StructureError::FlagValue { flag, only }, given.span);
    }
    true
}

/// Checks `data` of a command or event: inline members, or the name of a type.
fn check_arguments(
    object: &Object<'_>,
    boxed: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Data> {
    let given = value_of(object, "data");
    if !boxed {
        return members::check_data(given?, "`data`", None, diagnostics);
    }
    let Some(given) = given else {
        if let Some(boxed) = entry_of(object, "boxed") {
            diagnostics.report(StructureError::BoxedWithoutData, boxed.span);
        }
        return None;
    };
    members::check_type_name(given, "`data`", diagnostics).map(Data::Named)
}
