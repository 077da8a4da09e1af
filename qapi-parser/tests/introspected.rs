//! Schemas from answers to `query-qmp-schema`: round trips, names, facts of a reference, mistakes.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use qapi_parser::{Config, Schema, SchemaInfo, SchemaMeta, from_introspection, parse_str, print};

/// Replaces the names of types by numbers, as QEMU does. The numbers follow the order of the elements.
fn masked(infos: &[SchemaInfo]) -> Vec<String> {
    let mut numbers: HashMap<&str, String> = HashMap::new();
    for info in infos {
        let is_root = matches!(
            info.meta,
            SchemaMeta::Command { .. } | SchemaMeta::Event(_) | SchemaMeta::Builtin(_)
        );
        if !is_root && !info.name.starts_with('[') {
            let number = numbers.len().to_string();
            numbers.entry(&info.name).or_insert(number);
        }
    }
    let mask = |name: &mut String| {
        let element = name
            .strip_prefix('[')
            .and_then(|name| name.strip_suffix(']'));
        match (numbers.get(&**name), element) {
            (Some(number), _) => *name = number.clone(),
            (None, Some(element)) => {
                let element = numbers.get(element).map_or(element, |number| number);
                *name = format!("[{element}]");
            }
            (None, None) => {}
        }
    };
    let masked = infos.iter().cloned().map(|mut info| {
        match &mut info.meta {
            SchemaMeta::Builtin(_) | SchemaMeta::Enum(_) => {}
            SchemaMeta::Array(ty) | SchemaMeta::Event(ty) => mask(ty),
            SchemaMeta::Object { members, variants } => {
                members.iter_mut().for_each(|member| mask(&mut member.ty));
                let variants = variants.iter_mut().flat_map(|(_, variants)| variants);
                variants.for_each(|(_, ty)| mask(ty));
            }
            SchemaMeta::Alternate(types) => types.iter_mut().for_each(mask),
            SchemaMeta::Command {
                arguments, returns, ..
            } => [arguments, returns].into_iter().for_each(mask),
            _ => panic!("a kind that this test does not know"),
        }
        if !matches!(info.meta, SchemaMeta::Command { .. } | SchemaMeta::Event(_)) {
            mask(&mut info.name);
        }
        info.to_string()
    });
    masked.collect()
}

/// Masked answer of a build in which no condition holds.
fn answer_of(schema: &Schema) -> Vec<String> {
    masked(&schema.introspect(&Config::new().close()))
}

fn json(answer: &[String]) -> String {
    format!("[{}]", answer.join(",\n"))
}

fn made(answer: &str, reference: Option<&Schema>) -> Schema {
    from_introspection("answer", answer, reference).unwrap_or_else(|errors| panic!("{errors}"))
}

/// Text of each definition, with its documentation comment.
fn definitions(schema: &Schema) -> BTreeSet<String> {
    let modules = print(schema);
    let text: Vec<&str> = modules.iter().map(|(_, text)| &**text).collect();
    let text = text.join("\n");
    let blocks = text.split("\n\n").map(|block| block.trim().to_owned());
    blocks
        .filter(|block| !block.is_empty() && !block.starts_with("{ 'pragma'"))
        .filter(|block| !block.starts_with("{ 'include'"))
        .collect()
}

fn text(schema: &Schema) -> String {
    print(schema).remove(0).1
}

const SAMPLE: &str = "
    { 'pragma': { 'member-name-exceptions': [ 'Odd' ], 'command-name-exceptions': [ 'set_odd' ],
                  'command-returns-exceptions': [ 'query-count' ] } }
    { 'enum': 'Colour', 'data': [ 'red', { 'name': 'green', 'features': [ 'unstable' ] } ], 'prefix': 'COL' }
    { 'struct': 'Common', 'data': { 'id': 'str', '*size': 'size' } }
    { 'struct': 'Lamp', 'base': 'Common', 'data': { 'colour': 'Colour', '*next': 'Lamp', 'levels': [ 'uint8' ] },
      'features': [ 'dimmable' ] }
    { 'struct': 'Odd', 'data': { 'Odd_one': 'int16' } }
    { 'enum': 'Kind', 'data': [ 'none', 'fixed', 'moving' ] }
    { 'struct': 'Fixed', 'data': { 'place': 'Place' } }
    { 'struct': 'Moving', 'data': { 'speed': 'number', 'places': [ 'Place' ] } }
    { 'alternate': 'Place', 'data': { 'colour': 'Colour', 'index': 'uint32', 'lamp': 'Lamp' } }
    { 'union': 'Mount', 'base': { 'kind': 'Kind', '*since': 'uint64' }, 'discriminator': 'kind',
      'data': { 'fixed': 'Fixed', 'moving': 'Moving' } }
    { 'struct': 'TaggedBase', 'data': { 'tag': 'Colour' } }
    { 'union': 'Tagged', 'base': 'TaggedBase', 'discriminator': 'tag', 'data': { 'red': 'Odd' } }
    ##
    # @query-lamps:
    #
    # Since: 1.2
    ##
    { 'command': 'query-lamps', 'returns': [ 'Lamp' ], 'allow-preconfig': true }
    { 'command': 'query-count', 'returns': 'uint32', 'coroutine': true }
    { 'command': 'mount', 'data': 'Mount', 'boxed': true, 'allow-oob': true }
    { 'command': 'set_odd', 'data': 'Odd' }
    { 'command': 'tag', 'data': { 'tagged': 'Tagged', '*ports': [ 'uint16' ], 'any': 'any' }, 'gen': false }
    { 'command': 'leave', 'success-response': false, 'features': [ 'deprecated' ] }
    { 'event': 'LAMP_ADDED', 'data': { 'lamp': 'Lamp', 'at': 'uint64', 'on': 'bool' } }
    { 'event': 'DARK' }
";

fn sample() -> Schema {
    parse_str("sample", SAMPLE).unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn a_schema_is_made_again_from_its_answer_and_itself() {
    let sample = sample();
    let again = made(&json(&answer_of(&sample)), Some(&sample));
    assert_eq!(definitions(&again), definitions(&sample));
    // The whole reply is read like the array in it.
    let reply = format!(
        "{{ \"return\": {}, \"id\": \"7\" }}",
        json(&answer_of(&sample))
    );
    assert_eq!(text(&made(&reply, Some(&sample))), text(&again));
}

#[test]
fn a_schema_without_reference_gives_the_same_answer() {
    let sample = sample();
    let again = made(&json(&answer_of(&sample)), None);
    assert_eq!(answer_of(&again), answer_of(&sample));
}

/// Schemas of the monitor, the guest agent and the storage daemon.
fn stock_schemas() -> impl Iterator<Item = (&'static str, Schema)> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/qemu");
    let folders = ["qapi", "qga", "storage-daemon/qapi"];
    folders.into_iter().map(move |folder| {
        let schema = qapi_parser::load(here.join(folder).join("qapi-schema.json"));
        (folder, schema.unwrap_or_else(|errors| panic!("{errors}")))
    })
}

#[test]
fn stock_schemas_are_made_again_from_their_answers() {
    for (folder, schema) in stock_schemas() {
        let built = schema.with_config(&Config::new().close());
        let answer = answer_of(&built);
        let again = made(&json(&answer), Some(&schema));
        assert_eq!(answer_of(&again), answer, "{folder}");
        let (ours, theirs) = (definitions(&again), definitions(&built));
        let different: Vec<_> = ours.difference(&theirs).collect();
        assert!(different.is_empty(), "{folder}: {different:#?}");
        let used = built.reachable(
            built.commands().map(|(id, _)| id),
            built.events().map(|(id, _)| id),
        );
        let defined = used.iter().filter(|ty| definition_name(&built, **ty));
        let expected = built.commands().len() + built.events().len() + defined.count();
        assert_eq!(ours.len(), expected, "{folder}");
    }
}

/// Whether a type has a definition in a schema file.
fn definition_name(schema: &Schema, ty: qapi_parser::TypeId) -> bool {
    let defined = qapi_parser::Definition::Type(ty);
    schema
        .modules()
        .any(|(_, module)| module.definitions.contains(&defined))
}

#[test]
fn stock_schemas_without_reference_give_the_same_answers() {
    for (folder, schema) in stock_schemas() {
        let answer = answer_of(&schema.with_config(&Config::new().close()));
        let again = made(&json(&answer), None);
        assert_eq!(answer_of(&again), answer, "{folder}");
    }
}

#[test]
fn types_without_a_name_are_named_after_their_first_use() {
    let sample = sample();
    let again = made(&json(&answer_of(&sample)), None);
    let names: Vec<&str> = again
        .types()
        .filter(|(id, _)| definition_name(&again, *id))
        .map(|(_, ty)| &*ty.name)
        .collect();
    assert_eq!(
        names,
        [
            "QueryLampsResult",
            "QueryLampsResultColour",
            "MountArguments",
            "MountArgumentsKind",
            "MountArgumentsFixed",
            "MountArgumentsMoving",
            "MountArgumentsFixedPlace",
            "SetOddArguments",
            "TagTagged",
        ]
    );
    let text = text(&again);
    for expected in [
        "'data': 'MountArguments',\n  'boxed': true",
        "{ 'alternate': 'MountArgumentsFixedPlace',\n  'data': {\n    'enum': 'QueryLampsResultColour',\n    'integer': 'int',\n    \
         'object': 'QueryLampsResult' } }",
        "{ 'command': 'tag',\n  'data': {\n    'tagged': 'TagTagged',\n    '*ports': [ 'int' ],\n    'any': 'any' } }",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

#[test]
fn names_from_places_are_valid_and_differ() {
    let schema = parse_str(
        "clashes",
        "{ 'pragma': { 'member-name-exceptions': [ 'Aa' ] } }
         { 'struct': 'Aa', 'data': { 'b': 'Bb', 'B': 'Cc', 'list': 'Dd' } }
         { 'struct': 'Bb', 'data': { 'x': 'int' } }
         { 'struct': 'Cc', 'data': { 'y': 'int' } }
         { 'struct': 'Dd', 'data': { 'z': 'int' } }
         { 'struct': 'Ee', 'data': {} }
         { 'command': 'x', 'data': { 'a': 'Aa', 'y': 'Ee' } }
         { 'command': 'nothing' }",
    );
    let schema = schema.unwrap_or_else(|errors| panic!("{errors}"));
    let text = text(&made(&json(&answer_of(&schema)), None));
    for name in [
        "'XAType'",
        "'XATypeB'",
        "'XATypeB2'",
        "'XATypeListType'",
        "'XYType'",
    ] {
        assert!(
            text.contains(&format!("'struct': {name}")),
            "{name}\n{text}"
        );
    }
}

#[test]
fn an_answer_with_names_keeps_them() {
    let sample = sample();
    let infos = sample.introspect(&Config::new());
    let lines: Vec<String> = infos.iter().map(ToString::to_string).collect();
    let again = made(&json(&lines), None);
    for name in ["Lamp", "Colour", "Mount", "Place", "Tagged", "Odd"] {
        assert!(again.find_type(name).is_some(), "{name}\n{}", text(&again));
    }
    assert_eq!(answer_of(&again), answer_of(&sample));
}

#[test]
fn a_type_keeps_its_name_if_members_come_and_go() {
    let old = "{ 'struct': 'Info', 'data': { 'a': 'uint8', 'b': 'str', 'c': 'str' } }
         { 'command': 'query-info', 'returns': 'Info' }
         { 'command': 'query-more', 'returns': 'Info' }";
    let old = parse_str("old", old).unwrap_or_else(|errors| panic!("{errors}"));
    let new = "{ 'struct': 'New', 'data': { 'a': 'uint8', 'b': 'str', '*d': 'uint8' } }
         { 'struct': 'Other', 'data': { 'a': 'bool', 'x': 'str', 'y': 'str', 'z': 'str' } }
         { 'command': 'query-info', 'returns': 'New' }
         { 'command': 'query-more', 'returns': 'Other' }";
    let new = parse_str("new", new).unwrap_or_else(|errors| panic!("{errors}"));
    let made = made(&json(&answer_of(&new)), Some(&old));
    assert_eq!(
        text(&made),
        "{ 'struct': 'Info',\n  'data': {\n    'a': 'uint8',\n    'b': 'str',\n    '*d': 'int' } }\n\n\
         { 'command': 'query-info',\n  'returns': 'Info' }\n\n\
         { 'struct': 'QueryMoreResult',\n  'data': {\n    'a': 'bool',\n    'x': 'str',\n    'y': 'str',\n    'z': 'str' } }\n\n\
         { 'command': 'query-more',\n  'returns': 'QueryMoreResult' }\n"
    );
}

#[test]
fn a_base_stays_only_where_its_members_do() {
    let old = "{ 'struct': 'Base', 'data': { 'id': 'uint8', 'size': 'size' } }
         { 'struct': 'One', 'base': 'Base', 'data': { 'one': 'str' } }
         { 'struct': 'Two', 'base': 'Base', 'data': { 'two': 'str' } }
         { 'command': 'one', 'returns': 'One' }
         { 'command': 'two', 'returns': 'Two' }";
    let old = parse_str("old", old).unwrap_or_else(|errors| panic!("{errors}"));
    let new = "{ 'struct': 'One', 'data': { 'id': 'uint8', 'size': 'size', 'one': 'str' } }
         { 'struct': 'Two', 'data': { 'id': 'uint8', 'two': 'str' } }
         { 'command': 'one', 'returns': 'One' }
         { 'command': 'two', 'returns': 'Two' }";
    let new = parse_str("new", new).unwrap_or_else(|errors| panic!("{errors}"));
    let text = text(&made(&json(&answer_of(&new)), Some(&old)));
    for expected in [
        "{ 'struct': 'One',\n  'base': 'Base',\n  'data': {\n    'one': 'str' } }",
        "{ 'struct': 'Two',\n  'data': {\n    'id': 'uint8',\n    'two': 'str' } }",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}
