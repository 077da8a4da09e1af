//! Schemas that take over what a newer schema adds.

use std::path::Path;

use qapi_parser::{Extended, Schema, extend, parse_str, print};

fn schema(text: &str) -> Schema {
    parse_str("schema.json", text).unwrap_or_else(|errors| panic!("{errors}"))
}

fn extended(old: &str, new: &str) -> Extended {
    extend(&schema(old), &schema(new), "9.9").unwrap_or_else(|errors| panic!("{errors}"))
}

fn text(schema: &Schema) -> String {
    print(schema).remove(0).1
}

#[test]
fn every_kind_of_addition_is_documented_and_listed() {
    let old = "
        { 'enum': 'Kind', 'data': [ 'a', 'b' ] }
        { 'struct': 'Base', 'data': { 'id': 'str' } }
        { 'struct': 'Info', 'base': 'Base', 'data': { 'size': 'uint64' } }
        { 'union': 'Options', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': { 'a': 'Info' } }
        { 'command': 'set', 'data': 'Options', 'boxed': true }
        { 'command': 'query', 'data': { 'id': 'str' }, 'returns': [ 'Info' ] }
        { 'command': 'stop' }
        { 'event': 'STOP' }";
    let new = "
        { 'pragma': { 'command-name-exceptions': [ 'go_on' ] } }
        { 'enum': 'Kind', 'data': [ { 'name': 'a', 'features': [ 'unstable' ] }, 'b', 'c' ] }
        { 'struct': 'Base', 'data': { 'id': 'str', '*node': 'str' } }
        { 'struct': 'Info', 'base': 'Base', 'data': { '*size': 'uint64', 'parts': [ 'Part' ] }, 'features': [ 'quick' ] }
        { 'struct': 'Part', 'data': { 'at': 'uint8', '*next': 'Part' } }
        { 'union': 'Options', 'base': { 'kind': 'Kind', 'force': 'bool' }, 'discriminator': 'kind',
          'data': { 'a': 'Info', 'c': 'Part' } }
        { 'command': 'set', 'data': 'Options', 'boxed': true, 'features': [ 'deprecated' ], 'allow-oob': true }
        { 'command': 'query', 'data': { 'id': { 'type': 'str', 'features': [ 'unstable' ] }, 'flat': 'bool' },
          'returns': [ 'Info' ] }
        { 'command': 'stop', 'data': { 'why': 'str' } }
        { 'command': 'go_on', 'data': { 'kind': 'Kind' } }
        { 'event': 'STOP', 'data': { 'why': 'str' } }
        { 'event': 'GONE' }";
    let both = extended(old, new);
    let mut additions = both.additions;
    additions.sort();
    assert_eq!(
        additions,
        [
            "command go_on",
            "command query: feature unstable",
            "command query: member flat",
            "command set: feature deprecated",
            "command stop: member why",
            "event GONE",
            "event STOP: member why",
            "type Base: member node",
            "type Info: feature quick",
            "type Info: member parts",
            "type Kind: feature unstable",
            "type Kind: value c",
            "type Options: branch c",
            "type Options: member force",
            "type Part",
        ]
    );
    assert_eq!(both.conflicts, [""; 0]);
    let text = text(&both.schema);
    for expected in [
        "##\n# @Part:\n#\n# Since: 9.9\n##\n{ 'struct': 'Part',\n  'data': {\n    'at': 'uint8',\n    '*next': 'Part' } }",
        "# @parts: (since 9.9)\n#\n# Features:\n#\n# @quick: (since 9.9)\n##\n{ 'struct': 'Info',\n  'base': 'Base',\n  \
         'data': {\n    '*size': 'uint64',\n    '*parts': [ 'Part' ] },\n  'features': [ 'quick' ] }",
        "'base': {\n    'kind': 'Kind',\n    '*force': 'bool' }",
        "{ 'command': 'stop',\n  'data': {\n    '*why': 'str' } }",
        "'boxed': true,\n  'allow-oob': true,\n  'features': [ 'deprecated' ]",
        "'command-name-exceptions': [\n    'go_on' ]",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    // The result has everything of the newer schema.
    let again = extend(&both.schema, &schema(new), "10.0").expect("both fit");
    assert_eq!((again.additions, again.conflicts), (vec![], vec![]));
}

#[test]
fn an_alternate_replaces_a_type_that_it_takes_as_well() {
    let old = "{ 'command': 'set', 'data': { 'name': 'str', 'count': 'int' } }";
    let new = "{ 'alternate': 'StrOrNull', 'data': { 's': 'str', 'n': 'null' } }
               { 'command': 'set', 'data': { 'name': 'StrOrNull', 'count': 'str' } }";
    let both = extended(old, new);
    assert_eq!(
        both.additions,
        [
            "command set: member name: StrOrNull replaces str",
            "type StrOrNull"
        ]
    );
    assert_eq!(
        both.conflicts,
        ["command set: member count is int here and str there"]
    );
    let text = text(&both.schema);
    assert!(
        text.contains("'name': 'StrOrNull',\n    'count': 'int'"),
        "{text}"
    );
}

#[test]
fn types_are_united_where_they_are_used_whatever_their_names() {
    let old =
        "{ 'struct': 'Old', 'data': { 'a': 'int' } } { 'command': 'query', 'returns': 'Old' }";
    let new = "{ 'struct': 'New', 'data': { 'a': 'int', 'b': 'int' } } { 'command': 'query', 'returns': 'New' }";
    let both = extended(old, new);
    assert_eq!(both.additions, ["type Old: member b"]);
    assert_eq!(both.schema.find("New"), None);
}

#[test]
fn one_name_for_two_things_is_a_conflict() {
    let both = extended(
        "{ 'struct': 'Aa', 'data': {} } { 'event': 'GO_ON' }",
        "{ 'command': 'x', 'data': { 'a': 'Aa' } } { 'enum': 'Aa', 'data': [ 'y' ] } { 'event': 'GO_ON' }",
    );
    assert_eq!(both.additions, ["command x"]);
    assert_eq!(
        both.conflicts,
        ["type Aa is a struct here and an enum there"]
    );
}

#[test]
fn a_stock_schema_adds_nothing_to_itself() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/qemu");
    for folder in ["qapi", "qga", "storage-daemon/qapi"] {
        let schema = qapi_parser::load(here.join(folder).join("qapi-schema.json"));
        let schema = schema.unwrap_or_else(|errors| panic!("{errors}"));
        let both = extend(&schema, &schema, "9.9").unwrap_or_else(|errors| panic!("{errors}"));
        assert_eq!(
            (both.additions, both.conflicts),
            (vec![], vec![]),
            "{folder}"
        );
        for ((module, before), (_, after)) in print(&schema).into_iter().zip(print(&both.schema)) {
            assert_eq!(before, after, "{}", schema[module].name);
        }
    }
}

#[test]
fn what_the_newer_schema_lacks_stays() {
    let old = "
        { 'command': 'set', 'data': { 'id': 'str', '*size': 'int' } }
        { 'command': 'gone', 'data': { 'id': 'str' } }
        { 'event': 'SET', 'data': { 'id': 'str' } }";
    let both = extended(
        old,
        "{ 'command': 'set', 'data': { 'id': 'str' } } { 'event': 'SET' }",
    );
    assert_eq!((both.additions, both.conflicts), (vec![], vec![]));
    assert_eq!(text(&both.schema), text(&schema(old)));
}
