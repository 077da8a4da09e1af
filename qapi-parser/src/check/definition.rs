//! The six kinds of definition, each with its keys (QAPI language, from "Enumeration types" to "Events").

use super::data::{self, BranchOf};
use super::directive::condition;
use super::{get, has, keys, name, names, string, wrong_form};
use crate::ast::{Body, Data, Definition, Flags, Name};
use crate::doc::ParsedDoc;
use crate::error::{
    Context, DefinitionKind, DocError, Error, ErrorKind, Note, Sink, StructureError,
};
use crate::hint;
use crate::parser::{Entry, Object, Value, lose_names};
use crate::source::Span;

/// Checks one definition. `None` if not even its kind and name are known.
pub(super) fn check(
    object: &Object<'_>,
    span: Span,
    doc: Option<Box<ParsedDoc>>,
    sink: &mut Sink,
) -> Option<Definition> {
    let (kind, entry) = kind(object, span, sink)?;
    let Some(text) = string(&entry.value) else {
        wrong_form(
            format!("`{kind}`"),
            "a string as its name",
            entry.value.span,
            sink,
        );
        return None;
    };
    let before = sink.len();
    sink.enter(Some(Context {
        kind,
        name: text.to_owned(),
        span,
    }));
    let name = name(text, entry.value.span);
    names::definition(kind, text, name.span, sink);
    check_symbol(doc.as_deref(), text, sink);
    let (required, optional) = allowed(kind);
    keys(
        object,
        span,
        &format!("{kind} `{text}`"),
        required,
        optional,
        sink,
    );
    let condition = condition::of(object, sink);
    let features = data::features(object, sink);
    let body = body(kind, object, &name, sink);
    let lost = |error: &Error| matches!(error.kind, ErrorKind::Structure(_));
    let broken = sink.iter().skip(before).any(lost);
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

/// What is defined, and the entry that says so.
fn kind<'o, 't>(
    object: &'o Object<'t>,
    span: Span,
    sink: &mut Sink,
) -> Option<(DefinitionKind, &'o Entry<'t>)> {
    let found = |kind: DefinitionKind| Some((kind, super::entry(object, kind.keyword())?));
    let mut kinds = DefinitionKind::ALL.into_iter().filter_map(found);
    let first = kinds.next();
    if let Some((_, second)) = kinds.next() {
        sink.report(StructureError::NoDefinition, second.span);
        lose_names(object, sink);
        return None;
    }
    if first.is_none() {
        sink.push(no_definition(object, span));
        lose_names(object, sink);
    }
    first
}

/// The error that no key says what is defined; one may have been meant to.
fn no_definition(object: &Object<'_>, span: Span) -> Error {
    let keywords = || DefinitionKind::ALL.into_iter().map(DefinitionKind::keyword);
    let near = object.iter().take(MANY).find_map(|entry| {
        let keyword = hint::nearest(&entry.key, keywords().chain(["include", "pragma"]))?;
        let note = Note::DidYouMean(keyword.to_owned());
        Some(Error::new(StructureError::NoDefinition, entry.span).note(note))
    });
    let expected = Note::Expected(keywords().collect());
    near.unwrap_or_else(|| Error::new(StructureError::NoDefinition, span).note(expected))
}

/// No definition has so many keys.
const MANY: usize = 20;

type Keys = &'static [&'static str];

/// The keys that a definition must have, and those that it may have.
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

fn check_symbol(doc: Option<&ParsedDoc>, name: &str, sink: &mut Sink) {
    if let Some((symbol, span)) = doc.and_then(|doc| doc.symbol.as_ref())
        && symbol != name
        && !symbol.is_empty()
    {
        sink.report(
            DocError::OtherDefinition {
                name: symbol.clone(),
            },
            *span,
        );
    }
}

fn body(kind: DefinitionKind, object: &Object<'_>, name: &Name, sink: &mut Sink) -> Option<Body> {
    let owner = &name.text;
    Some(match kind {
        DefinitionKind::Enum => enumeration(object, owner, sink),
        DefinitionKind::Struct => {
            let base = get(object, "base").and_then(|base| data::type_name(base, "`base`", sink));
            let members = match get(object, "data") {
                Some(members) => match &members.value {
                    Value::Object(object) => data::members(object, Some(owner), sink),
                    _ => {
                        wrong_form("`data`", "an object of members", members.span, sink);
                        Vec::new()
                    }
                },
                None => Vec::new(),
            };
            Body::Struct { base, members }
        }
        DefinitionKind::Union => union(object, name, sink),
        DefinitionKind::Alternate => alternate(object, sink),
        DefinitionKind::Command => command(object, sink),
        DefinitionKind::Event => {
            let boxed = flag(object, "boxed", true, sink);
            Body::Event {
                data: arguments(object, boxed, sink),
                boxed,
            }
        }
    })
}

fn enumeration(object: &Object<'_>, owner: &str, sink: &mut Sink) -> Body {
    let values = match get(object, "data") {
        Some(values) => match &values.value {
            Value::Array(items) => data::values(items, owner, sink),
            _ => {
                wrong_form("`data`", "an array of values", values.span, sink);
                Vec::new()
            }
        },
        None => Vec::new(),
    };
    let prefix = get(object, "prefix").and_then(|prefix| {
        let text = string(prefix);
        if text.is_none() {
            wrong_form("`prefix`", "a string", prefix.span, sink);
        }
        text.map(str::to_owned)
    });
    Body::Enum { values, prefix }
}

fn union(object: &Object<'_>, union: &Name, sink: &mut Sink) -> Body {
    let base =
        get(object, "base").and_then(|base| data::data(base, "`base`", Some(&union.text), sink));
    let discriminator = get(object, "discriminator").and_then(|discriminator| {
        let text = string(discriminator);
        if text.is_none() {
            wrong_form("`discriminator`", "a string", discriminator.span, sink);
        }
        text.map(|text| name(text, discriminator.span))
    });
    Body::Union {
        base: base.unwrap_or(Data::Members(Vec::new())),
        discriminator: discriminator.unwrap_or_else(|| name("", union.span)),
        branches: branches(object, BranchOf::Union, sink),
    }
}

fn branches(object: &Object<'_>, of: BranchOf, sink: &mut Sink) -> Vec<crate::ast::Branch> {
    let Some(branches) = get(object, "data") else {
        return Vec::new();
    };
    match &branches.value {
        Value::Object(object) => data::branches(object, of, sink),
        _ => {
            wrong_form("`data`", "an object of branches", branches.span, sink);
            Vec::new()
        }
    }
}

fn alternate(object: &Object<'_>, sink: &mut Sink) -> Body {
    if let Some(data) = get(object, "data")
        && matches!(&data.value, Value::Object(object) if object.is_empty())
    {
        sink.report(
            StructureError::Empty {
                what: "`data`".to_owned(),
            },
            data.span,
        );
    }
    Body::Alternate {
        branches: branches(object, BranchOf::Alternate, sink),
    }
}

fn command(object: &Object<'_>, sink: &mut Sink) -> Body {
    let boxed = flag(object, "boxed", true, sink);
    let flags = Flags {
        boxed,
        generate: !flag(object, "gen", false, sink),
        success_response: !flag(object, "success-response", false, sink),
        allow_oob: flag(object, "allow-oob", true, sink),
        allow_preconfig: flag(object, "allow-preconfig", true, sink),
        coroutine: flag(object, "coroutine", true, sink),
    };
    if let (true, Some(coroutine)) = (has(object, "allow-oob"), super::entry(object, "coroutine")) {
        sink.report(StructureError::OobCoroutine, coroutine.span);
    }
    let data = arguments(object, boxed, sink);
    let returns = get(object, "returns").and_then(|returns| data::type_ref(returns, sink));
    Body::Command {
        data,
        returns,
        flags,
    }
}

/// Whether the flag is given, which is allowed as `only` one of the two.
fn flag(object: &Object<'_>, flag: &'static str, only: bool, sink: &mut Sink) -> bool {
    let Some(given) = get(object, flag) else {
        return false;
    };
    if !matches!(given.value, Value::Bool(value) if value == only) {
        sink.report(StructureError::FlagValue { flag, only }, given.span);
    }
    true
}

/// The `data` of a command or event.
fn arguments(object: &Object<'_>, boxed: bool, sink: &mut Sink) -> Option<Data> {
    let given = get(object, "data");
    if !boxed {
        return data::data(given?, "`data`", None, sink);
    }
    let Some(given) = given else {
        if let Some(boxed) = super::entry(object, "boxed") {
            sink.report(StructureError::BoxedWithoutData, boxed.span);
        }
        return None;
    };
    data::type_name(given, "`data`", sink).map(Data::Named)
}
