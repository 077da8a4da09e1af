//! Queries on a schema.

use std::collections::BTreeSet;

use qapi_parser::{
    Config, Definition, Loader, Memory, ModuleItem, Schema, SchemaMeta, Span, TypeKind, parse_str,
};

const SCHEMA: &str = "
{ 'enum': 'Kind', 'data': [ 'disk', { 'name': 'tape', 'if': 'CONFIG_TAPE' }, 'none' ] }
{ 'struct': 'Base', 'data': { 'id': 'str' } }
{ 'struct': 'Common', 'base': 'Base', 'data': { 'kind': 'Kind', '*size': { 'type': 'size', 'if': 'CONFIG_SIZE' } } }
{ 'struct': 'Disk', 'data': { 'sectors': 'uint64' } }
{ 'struct': 'Tape', 'data': { 'metres': 'int' }, 'if': 'CONFIG_TAPE' }
{ 'union': 'Device', 'base': 'Common', 'discriminator': 'kind',
  'data': { 'disk': 'Disk', 'tape': { 'type': 'Tape', 'if': 'CONFIG_TAPE' } } }
{ 'command': 'add', 'data': 'Device', 'boxed': true }
{ 'command': 'query', 'returns': [ 'Base' ], 'features': [ { 'name': 'fast', 'if': 'CONFIG_FAST' }, 'deprecated' ] }
{ 'command': 'rewind', 'data': { 'tape': 'Tape' }, 'if': { 'all': [ 'CONFIG_TAPE', { 'not': 'CONFIG_SIZE' } ] } }
{ 'event': 'ADDED', 'data': { 'id': 'str', '*parent': 'Base' } }
{ 'struct': 'Unused', 'data': {} }
";

fn schema() -> Schema {
    parse_str("s.json", SCHEMA).unwrap_or_else(|errors| panic!("{errors}"))
}

fn names(schema: &Schema, types: &BTreeSet<qapi_parser::TypeId>) -> Vec<String> {
    types.iter().map(|ty| schema[*ty].name.clone()).collect()
}

#[test]
fn members_of_bases_come_first() {
    let schema = schema();
    let members = |name: &str| {
        let ty = schema.find_type(name).unwrap();
        schema
            .members(ty)
            .iter()
            .map(|member| member.name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(members("Common"), ["id", "kind", "size"]);
    assert_eq!(members("Device"), ["id", "kind", "size"]);
    assert_eq!(members("q_obj_ADDED-arg"), ["id", "parent"]);
    assert!(members("Kind").is_empty() && members("str").is_empty());
}

#[test]
fn a_branch_is_found_by_its_value() {
    let schema = schema();
    let device = schema.find_type("Device").unwrap();
    let branch = |value: &str| schema.branch(device, value).map(|ty| &*schema[ty].name);
    assert_eq!(branch("disk"), Some("Disk"));
    assert_eq!((branch("none"), branch("no such value")), (None, None));
    assert_eq!(
        schema.branch(schema.find_type("Disk").unwrap(), "disk"),
        None
    );
}

#[test]
fn usage_follows_from_commands_and_events() {
    let schema = schema();
    let usage = |name: &str| {
        let usage = schema.usage(schema.find_type(name).unwrap());
        (usage.arguments, usage.results, usage.events)
    };
    assert_eq!(usage("Base"), (true, true, true));
    assert_eq!(usage("Tape"), (true, false, false));
    assert_eq!(usage("BaseList"), (false, true, false));
    assert_eq!(usage("Unused"), (false, false, false));
}

#[test]
fn only_needed_types_are_reachable() {
    let schema = schema();
    let Some(Definition::Command(query)) = schema.find("query") else {
        panic!("a command")
    };
    let Some(Definition::Event(added)) = schema.find("ADDED") else {
        panic!("an event")
    };
    assert_eq!(
        names(&schema, &schema.reachable([query], [])),
        ["str", "Base", "BaseList"]
    );
    assert_eq!(
        names(&schema, &schema.reachable([], [added])),
        ["str", "Base", "q_obj_ADDED-arg"]
    );
    assert!(schema.reachable([], []).is_empty());
}

#[test]
fn items_with_a_false_condition_are_removed() {
    let whole = schema();
    let built = whole.with_config(&Config::new().close());
    for name in ["Tape", "rewind", "q_obj_rewind-arg"] {
        assert!(
            whole.find(name).is_some() && built.find(name).is_none(),
            "{name}"
        );
    }
    let device = built.find_type("Device").unwrap();
    assert_eq!(
        built
            .members(device)
            .iter()
            .map(|m| &*m.name)
            .collect::<Vec<_>>(),
        ["id", "kind"]
    );
    assert_eq!(built.branch(device, "tape"), None);
    let TypeKind::Union(union) = &built[device].kind else {
        panic!("a union")
    };
    let TypeKind::Enum(kind) = &built[union.tag].kind else {
        panic!("an enum")
    };
    assert_eq!(
        kind.values.iter().map(|v| &*v.name).collect::<Vec<_>>(),
        ["disk", "none"]
    );
    let Some(Definition::Command(query)) = built.find("query") else {
        panic!("a command")
    };
    assert_eq!(
        built[query]
            .features
            .iter()
            .map(|f| &*f.name)
            .collect::<Vec<_>>(),
        ["deprecated"]
    );
}

#[test]
fn true_conditions_are_removed_and_open_ones_stay() {
    let built = schema().with_config(&Config::new().define("CONFIG_TAPE"));
    let tape = built.find_type("Tape").unwrap();
    assert_eq!(built[tape].condition, None);
    let Some(Definition::Command(rewind)) = built.find("rewind") else {
        panic!("a command")
    };
    assert!(built[rewind].condition.is_some());
    let common = built.find_type("Common").unwrap();
    assert!(
        built
            .members(common)
            .iter()
            .any(|member| member.condition.is_some())
    );
}

#[test]
fn introspection_has_a_variant_for_every_value() {
    let schema = schema();
    let infos = schema.introspect(&Config::new().define("CONFIG_TAPE").close());
    let device = infos.iter().find(|info| info.name == "Device").unwrap();
    let SchemaMeta::Object {
        members,
        variants: Some((tag, variants)),
    } = &device.meta
    else {
        panic!("a union")
    };
    assert_eq!(
        members.iter().map(|m| &*m.name).collect::<Vec<_>>(),
        ["id", "kind"]
    );
    let variants: Vec<_> = variants.iter().map(|(case, ty)| (&**case, &**ty)).collect();
    assert_eq!(
        (&**tag, variants),
        (
            "kind",
            vec![("disk", "Disk"), ("tape", "Tape"), ("none", "q_empty")]
        )
    );
    assert!(
        infos.iter().all(|info| info.name != "Unused"),
        "nothing uses it"
    );
}

#[test]
fn spans_cover_the_names() {
    let schema = schema();
    let text = |span: Span| schema.sources().text(span);
    for (_, ty) in schema.types().filter(|(_, ty)| ty.span != Span::BUILTIN) {
        let written = ty
            .name
            .trim_start_matches("q_obj_")
            .trim_end_matches("-arg");
        assert_eq!(text(ty.span), written);
    }
    for (_, command) in schema.commands() {
        assert_eq!(text(command.span), command.name);
        assert!(
            command
                .features
                .iter()
                .all(|feature| text(feature.span) == feature.name)
        );
    }
    let common = schema.find_type("Common").unwrap();
    assert!(
        schema
            .members(common)
            .iter()
            .all(|member| text(member.span) == member.name)
    );
    assert_eq!(schema.sources().locate(Span::BUILTIN), None);
}

#[test]
fn modules_list_definitions_and_includes() {
    let files = Memory::from_iter([
        (
            "sub/main.json",
            "{ 'command': 'one' } { 'include': '../other.json' } { 'event': 'TWO' }",
        ),
        ("other.json", "{ 'struct': 'Three', 'data': {} }"),
    ]);
    let schema = Loader::new().files(files).load("sub/main.json").unwrap();
    let modules: Vec<_> = schema.modules().collect();
    let names: Vec<_> = modules.iter().map(|(_, module)| &*module.name).collect();
    assert_eq!(names, ["main.json", "../other.json"]);
    let (other, main) = (modules[1].0, modules[0].1);
    assert!(matches!(
        main.items[..],
        [ModuleItem::Definition(_), ModuleItem::Include(included), ModuleItem::Definition(_)] if included == other
    ));
    assert_eq!(main.includes, [other]);
    assert_eq!(modules[1].1.definitions, [schema.find("Three").unwrap()]);
    let three = schema.find_type("Three").unwrap();
    let place = schema.sources().locate(schema[three].span).unwrap();
    assert_eq!(place.to_string(), "other.json:1:14");
    let chain: Vec<_> = schema.sources().include_chain(schema[three].span).collect();
    assert_eq!(
        schema.sources().locate(chain[0]).unwrap().to_string(),
        "sub/main.json:1:36"
    );
}

#[test]
fn documentation_is_split_into_sections_without_indentation() {
    let schema = parse_str(
        "s.json",
        "##\n# @one:\n#\n# Over\n# view.\n#\n# @a: first\n#     second\n#\n#       third (since 2.1)\n#\n# Features:\n#\n\
         # @fast: yes\n#\n# Returns: it\n#\n# .. note:: this\n#\n# TODO: that\n#\n# Since: 1.5\n##\n\
         { 'command': 'one', 'data': { 'a': 'int' }, 'returns': [ 'Foo' ], 'features': [ 'fast' ] }\n\
         { 'struct': 'Foo', 'data': {} }\n",
    )
    .unwrap();
    assert!(schema.warnings().is_empty());
    let (_, command) = schema.commands().next().unwrap();
    let doc = command.doc.as_ref().unwrap();
    assert_eq!(doc.body, "Over\nview.");
    assert_eq!(doc.members[0].text, "first\nsecond\n\n  third (since 2.1)");
    assert_eq!(doc.members[0].since(), Some("2.1"));
    assert_eq!(
        (&*doc.features[0].name, &*doc.features[0].text),
        ("fast", "yes")
    );
    assert_eq!(
        (doc.returns.as_deref(), doc.version()),
        (Some("it"), Some("1.5"))
    );
    let sections: Vec<_> = doc
        .sections
        .iter()
        .map(|s| (s.tag.as_deref(), &*s.text))
        .collect();
    assert_eq!(sections, [(None, ".. note:: this"), (Some("TODO"), "that")]);
}

#[test]
fn printed_documentation_describes_existing_members_only() {
    // A loader that is not strict accepts the description of a member that does not exist.
    let text = "##\n# @Box:\n#\n# @width: (since 2.1)\n#\n# @ghost: (since 2.2)\n#\n# Since: 2.0\n##\n\
                { 'struct': 'Box', 'data': { 'width': 'int' } }\n";
    let schema = parse_str("box.json", text).unwrap();
    assert_eq!(schema.warnings().len(), 1);
    let (_, printed) = qapi_parser::print(&schema).remove(0);
    assert!(printed.contains("@width"), "{printed}");
    assert!(!printed.contains("ghost"), "{printed}");
    let files = Memory::from_iter([("box.json", printed)]);
    let again = Loader::new()
        .strict(true)
        .files(files)
        .load("box.json")
        .unwrap();
    assert!(again.warnings().is_empty());
}

#[test]
fn a_missing_main_file_is_an_error_without_place() {
    let errors = Loader::new().load("missing-schema.json").unwrap_err();
    let text = errors.to_string();
    assert!(
        text.starts_with("cannot read `missing-schema.json`: "),
        "{text}"
    );
    let error = errors.iter().next().expect("an error");
    assert_eq!((error.span, errors.iter().len()), (Span::BUILTIN, 1));
}
