//! Definitions of the six kinds, each with its keys (QAPI language, from "Enumeration types" to "Events").

use crate::ast::{Body, Branch, Data, Definition, Flags, Name};
use crate::check::members::{self, BranchOf};
use crate::check::object::{entry, get, has, keys, name, string, wrong_form};
use crate::check::{condition, names};
use crate::doc::ParsedDoc;
use crate::error::{
    Context, DefinitionKind, Diagnostics, DocError, Error, ErrorKind, Note, StructureError,
};
use crate::parser::{Entry, Object, Value, mark_names_unread};
use crate::source::Span;
use crate::suggest::nearest;

/// Checks one definition. `None` if its kind or its name is missing.
pub(super) fn check(
    object: &Object<'_>,
    span: Span,
    doc: Option<Box<ParsedDoc>>,
    diagnostics: &mut Diagnostics,
) -> Option<Definition> {
    let (kind, entry) = kind(object, span, diagnostics)?;
    let Some(text) = string(&entry.value) else {
        wrong_form(
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
    let name = name(text, entry.value.span);
    names::definition(kind, text, name.span, diagnostics);
    check_symbol(doc.as_deref(), text, diagnostics);
    let (required, optional) = allowed(kind);
    keys(
        object,
        span,
        &format!("{kind} `{text}`"),
        required,
        optional,
        diagnostics,
    );
    let condition = condition::of(object, diagnostics);
    let features = members::features(object, diagnostics);
    let body = body(kind, object, &name, diagnostics);
    let structure = |error: &Error| matches!(error.kind, ErrorKind::Structure(_));
    let broken = diagnostics.since(before).iter().any(structure);
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

/// Kind of the definition, and the entry with its name.
fn kind<'o, 't>(
    object: &'o Object<'t>,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Option<(DefinitionKind, &'o Entry<'t>)> {
    let found = |kind: DefinitionKind| Some((kind, entry(object, kind.keyword())?));
    let mut kinds = DefinitionKind::ALL.into_iter().filter_map(found);
    let first = kinds.next();
    if let (Some((one, _)), Some((other, second))) = (first, kinds.next()) {
        let (one, other) = (one.keyword(), other.keyword());
        diagnostics.report(StructureError::TwoDefinitions { one, other }, second.span);
        mark_names_unread(object, diagnostics);
        return None;
    }
    if first.is_none() {
        diagnostics.push(no_definition(object, span));
        mark_names_unread(object, diagnostics);
    }
    first
}

/// Error for an object whose keys name no kind of definition. A key may be a misspelt kind.
fn no_definition(object: &Object<'_>, span: Span) -> Error {
    let keywords = || DefinitionKind::ALL.into_iter().map(DefinitionKind::keyword);
    let near = object.iter().take(COMPARED_KEYS).find_map(|entry| {
        let keyword = nearest(&entry.key, keywords().chain(["include", "pragma"]))?;
        let note = Note::DidYouMean(keyword.to_owned());
        Some(Error::new(StructureError::NoDefinition, entry.span).note(note))
    });
    let expected = Note::Expected(keywords().collect());
    near.unwrap_or_else(|| Error::new(StructureError::NoDefinition, span).note(expected))
}

/// Number of keys that are compared with the kinds. A definition has fewer keys.
const COMPARED_KEYS: usize = 20;

/// Keys of an object.
type Keys = &'static [&'static str];

/// Required and optional keys of a definition.
fn allowed(kind: DefinitionKind) -> (Keys, Keys) {
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

/// Checks that the comment before a definition names the definition.
fn check_symbol(doc: Option<&ParsedDoc>, name: &str, diagnostics: &mut Diagnostics) {
    if let Some((symbol, span)) = doc.and_then(|doc| doc.symbol.as_ref())
        && symbol != name
        && !symbol.is_empty()
    {
        diagnostics.report(
            DocError::OtherDefinition {
                name: symbol.clone(),
            },
            *span,
        );
    }
}

fn body(
    kind: DefinitionKind,
    object: &Object<'_>,
    name: &Name,
    diagnostics: &mut Diagnostics,
) -> Option<Body> {
    let owner = &name.text;
    Some(match kind {
        DefinitionKind::Enum => enumeration(object, owner, diagnostics),
        DefinitionKind::Struct => {
            let base = get(object, "base")
                .and_then(|base| members::type_name(base, "`base`", diagnostics));
            let members = match get(object, "data") {
                Some(members) => match &members.value {
                    Value::Object(object) => members::members(object, Some(owner), diagnostics),
                    _ => {
                        wrong_form("`data`", "an object of members", members.span, diagnostics);
                        Vec::new()
                    }
                },
                None => Vec::new(),
            };
            Body::Struct { base, members }
        }
        DefinitionKind::Union => union(object, name, diagnostics),
        DefinitionKind::Alternate => alternate(object, diagnostics),
        DefinitionKind::Command => command(object, diagnostics),
        DefinitionKind::Event => {
            let boxed = flag(object, "boxed", true, diagnostics);
            Body::Event {
                data: arguments(object, boxed, diagnostics),
                boxed,
            }
        }
    })
}

fn enumeration(object: &Object<'_>, owner: &str, diagnostics: &mut Diagnostics) -> Body {
    let values = match get(object, "data") {
        Some(values) => match &values.value {
            Value::Array(items) => members::values(items, owner, diagnostics),
            _ => {
                wrong_form("`data`", "an array of values", values.span, diagnostics);
                Vec::new()
            }
        },
        None => Vec::new(),
    };
    let prefix = get(object, "prefix").and_then(|prefix| {
        let text = string(prefix);
        if text.is_none() {
            wrong_form("`prefix`", "a string", prefix.span, diagnostics);
        }
        text.map(str::to_owned)
    });
    Body::Enum { values, prefix }
}

fn union(object: &Object<'_>, union: &Name, diagnostics: &mut Diagnostics) -> Body {
    let base = get(object, "base")
        .and_then(|base| members::data(base, "`base`", Some(&union.text), diagnostics));
    let discriminator = get(object, "discriminator").and_then(|discriminator| {
        let text = string(discriminator);
        if text.is_none() {
            wrong_form(
                "`discriminator`",
                "a string",
                discriminator.span,
                diagnostics,
            );
        }
        text.map(|text| name(text, discriminator.span))
    });
    Body::Union {
        base: base.unwrap_or(Data::Members(Vec::new())),
        discriminator: discriminator.unwrap_or_else(|| name("", union.span)),
        branches: branches(object, BranchOf::Union, diagnostics),
    }
}

fn branches(object: &Object<'_>, of: BranchOf, diagnostics: &mut Diagnostics) -> Vec<Branch> {
    let Some(branches) = get(object, "data") else {
        return Vec::new();
    };
    match &branches.value {
        Value::Object(object) => members::branches(object, of, diagnostics),
        _ => {
            wrong_form(
                "`data`",
                "an object of branches",
                branches.span,
                diagnostics,
            );
            Vec::new()
        }
    }
}

fn alternate(object: &Object<'_>, diagnostics: &mut Diagnostics) -> Body {
    if let Some(data) = get(object, "data")
        && matches!(&data.value, Value::Object(object) if object.is_empty())
    {
        diagnostics.report(StructureError::EmptyAlternate, data.span);
    }
    Body::Alternate {
        branches: branches(object, BranchOf::Alternate, diagnostics),
    }
}

fn command(object: &Object<'_>, diagnostics: &mut Diagnostics) -> Body {
    let boxed = flag(object, "boxed", true, diagnostics);
    let flags = Flags {
        boxed,
        generate: !flag(object, "gen", false, diagnostics),
        success_response: !flag(object, "success-response", false, diagnostics),
        allow_oob: flag(object, "allow-oob", true, diagnostics),
        allow_preconfig: flag(object, "allow-preconfig", true, diagnostics),
        coroutine: flag(object, "coroutine", true, diagnostics),
    };
    if let (true, Some(coroutine)) = (has(object, "allow-oob"), entry(object, "coroutine")) {
        diagnostics.report(StructureError::OobCoroutine, coroutine.span);
    }
    let data = arguments(object, boxed, diagnostics);
    let returns =
        get(object, "returns").and_then(|returns| members::type_ref(returns, diagnostics));
    Body::Command {
        data,
        returns,
        flags,
    }
}

/// Whether the flag is written. Its value must be `only`, the opposite of the default.
fn flag(
    object: &Object<'_>,
    flag: &'static str,
    only: bool,
    diagnostics: &mut Diagnostics,
) -> bool {
    let Some(given) = get(object, flag) else {
        return false;
    };
    if !matches!(given.value, Value::Bool(value) if value == only) {
        diagnostics.report(StructureError::FlagValue { flag, only }, given.span);
    }
    true
}

/// Members or type in the `data` of a command or event.
fn arguments(object: &Object<'_>, boxed: bool, diagnostics: &mut Diagnostics) -> Option<Data> {
    let given = get(object, "data");
    if !boxed {
        return members::data(given?, "`data`", None, diagnostics);
    }
    let Some(given) = given else {
        if let Some(boxed) = entry(object, "boxed") {
            diagnostics.report(StructureError::BoxedWithoutData, boxed.span);
        }
        return None;
    };
    members::type_name(given, "`data`", diagnostics).map(Data::Named)
}
