//! Wrong answers to `query-qmp-schema`: each mistake is an error with its place, and nothing makes the parser panic.

use qapi_parser::{Config, Errors, Schema, from_introspection, parse_str, print};

fn text(schema: &Schema) -> String {
    print(schema).remove(0).1
}

/// Answer of a build of a schema, with the names of types.
fn answer_of(schema: &Schema) -> String {
    let infos = schema.introspect(&Config::new());
    let lines: Vec<String> = infos.iter().map(ToString::to_string).collect();
    format!("[{}]", lines.join(",\n"))
}

const SAMPLE: &str = "
    { 'enum': 'Colour', 'data': [ 'red', { 'name': 'green', 'features': [ 'unstable' ] } ] }
    { 'struct': 'Common', 'data': { 'id': 'str', '*size': 'size' } }
    { 'struct': 'Lamp', 'base': 'Common', 'data': { 'colour': 'Colour', '*next': 'Lamp', 'levels': [ 'uint8' ] } }
    { 'enum': 'Kind', 'data': [ 'none', 'fixed', 'moving' ] }
    { 'struct': 'Fixed', 'data': { 'place': 'Place' } }
    { 'struct': 'Moving', 'data': { 'speed': 'number', 'places': [ 'Place' ] } }
    { 'alternate': 'Place', 'data': { 'colour': 'Colour', 'index': 'uint32', 'lamp': 'Lamp' } }
    { 'union': 'Mount', 'base': { 'kind': 'Kind', '*since': 'uint64' }, 'discriminator': 'kind',
      'data': { 'fixed': 'Fixed', 'moving': 'Moving' } }
    { 'command': 'query-lamps', 'returns': [ 'Lamp' ] }
    { 'command': 'mount', 'data': 'Mount', 'boxed': true, 'allow-oob': true }
    { 'command': 'tag', 'data': { '*ports': [ 'uint16' ], 'any': 'any' }, 'features': [ 'deprecated' ] }
    { 'event': 'LAMP_ADDED', 'data': { 'lamp': 'Lamp', 'at': 'uint64', 'on': 'bool' } }
    { 'event': 'DARK' }
";

fn sample() -> Schema {
    parse_str("sample", SAMPLE).unwrap_or_else(|errors| panic!("{errors}"))
}

/// First line of the report on a wrong answer.
fn complaint(answer: &str) -> String {
    let errors: Errors = match from_introspection("answer", answer, None) {
        Ok(schema) => panic!("accepted: {answer}\n{}", text(&schema)),
        Err(errors) => errors,
    };
    errors
        .to_string()
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn mistakes_are_told_with_their_place() {
    let empty = r#"{"name":"0","meta-type":"object","members":[]}"#;
    let int = r#"{"name":"int","meta-type":"builtin","json-type":"int"}"#;
    let command = |arguments: &str, returns: &str| {
        format!(
            r#"{{"name":"go","meta-type":"command","arg-type":"{arguments}","ret-type":"{returns}"}}"#
        )
    };
    for (answer, expected) in [
        (
            String::new(),
            "1:1: expected `{`, `[`, a string, `true` or `false`, found the end of the file",
        ),
        (
            "[1]".into(),
            "1:2: unknown token `1`: expected a bracket, `:`, `,`, a string in double quotes, `true`, `false` or `null`",
        ),
        (
            "[] []".into(),
            "1:4: expected the end of the text, found `[`",
        ),
        (
            "['a']".into(),
            "1:2: unknown token `'a`: expected a bracket, `:`, `,`, a string in double quotes, `true`, `false` or `null`",
        ),
        (
            "{}".into(),
            "1:1: the answer must be an array, or an object with an array as `return`",
        ),
        ("[null]".into(), "1:2: an element must be an object"),
        ("[{}]".into(), "1:2: the object lacks the key `name`"),
        (
            r#"[{"name":"a","name":"b"}]"#.into(),
            "1:21: duplicate key `name`",
        ),
        (
            r#"[{"name":"a","meta-type":"class"}]"#.into(),
            "1:27: `meta-type` must be `builtin`, `enum`, `array`, `object`, `alternate`, `command` or `event`",
        ),
        (
            r#"[{"name":"a","meta-type":"builtin","json-type":"date"}]"#.into(),
            "1:49: `json-type` must be the JSON type of a built-in type: `string`, `number`, `int`, `boolean`, `null` or `value`",
        ),
        (format!("[{}]", command("0", "0")), "1:49: unknown type `0`"),
        (
            format!("[{},{empty}]", command("0", "1")),
            "1:64: unknown type `1`",
        ),
        (
            format!("[{},{empty},{int}]", command("int", "0")),
            "1:49: command data must be a struct or a union, not `int`",
        ),
        (
            format!("[{},{empty}]", command("go", "0")),
            "1:49: `go` is a command, not a type",
        ),
        (format!("[{empty},{empty}]"), "1:49: `0` is already defined"),
        (
            r#"[{"name":"[a]","meta-type":"array","element-type":"[a]"}]"#.into(),
            "1:52: array element must be no array, not `[a]`",
        ),
        (
            r#"[{"name":"a","meta-type":"object","members":[],"tag":"t","variants":[]}]"#.into(),
            "1:55: the discriminator `t` is not a member of the base",
        ),
        (
            r#"[{"name":"a","meta-type":"enum","members":[{"name":"b'c"}]}]"#.into(),
            "1:53: invalid name `b'c`",
        ),
        (
            r#"[{"name":"a b","meta-type":"event","arg-type":"0"}]"#.into(),
            "1:11: invalid name `a b`",
        ),
    ] {
        let complaint = complaint(&answer);
        let rest = complaint.strip_prefix("answer:").unwrap_or(&complaint);
        assert!(
            rest.starts_with(expected),
            "{answer}\n{complaint}\n{expected}"
        );
    }
}

#[test]
fn a_union_that_contains_itself_is_refused_in_the_printed_schema() {
    let complaint = complaint(
        r#"[{"name":"go","meta-type":"command","arg-type":"1","ret-type":"0"},
            {"name":"0","meta-type":"object","members":[]},
            {"name":"1","meta-type":"object","members":[{"name":"t","type":"2"}],"tag":"t",
             "variants":[{"case":"x","type":"1"}]},
            {"name":"2","meta-type":"enum","members":[{"name":"x"}]}]"#,
    );
    assert!(
        complaint.starts_with("introspected.json:")
            && complaint.contains("`GoArguments` contains itself"),
        "{complaint}"
    );
}

/// A small generator of numbers. The same seed always gives the same numbers.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// Exchanges one string of an answer for another one, or moves, repeats and drops some of the words.
fn mutated(answer: &str, numbers: &mut Numbers) -> String {
    if numbers.below(2) == 0 {
        let mut strings: Vec<&str> = answer.split('"').collect();
        let half = strings.len() / 2;
        let (at, other) = (numbers.below(half), numbers.below(half));
        strings[2 * at + 1] = strings[2 * other + 1];
        return strings.join("\"");
    }
    let mut words: Vec<&str> = answer
        .split_inclusive(['"', ',', '{', '}', '[', ']'])
        .collect();
    for _ in 0..=numbers.below(3) {
        let (at, other) = (numbers.below(words.len()), numbers.below(words.len()));
        match numbers.below(4) {
            0 => words.swap(at, other),
            1 => words[at] = words[other],
            2 => drop(words.remove(at)),
            _ => words.insert(at, words[other]),
        }
    }
    words.concat()
}

#[test]
fn no_mutated_answer_makes_the_parser_panic() {
    let sample = sample();
    let answer = answer_of(&sample);
    let (mut numbers, mut accepted) = (Numbers(0x5eed), 0);
    for round in 0..1000 {
        let answer = mutated(&answer, &mut numbers);
        let reference = Some(&sample).filter(|_| round % 2 == 0);
        match from_introspection("answer", &answer, reference) {
            Ok(schema) => {
                accepted += 1;
                let again = parse_str("again", &text(&schema));
                assert!(again.is_ok(), "{answer}");
            }
            Err(errors) => assert!(!errors.to_string().is_empty()),
        }
    }
    assert!(
        (50..950).contains(&accepted),
        "{accepted} answers were accepted"
    );
}

#[test]
fn large_and_deep_answers_take_linear_time_and_no_stack() {
    let count = if cfg!(debug_assertions) {
        5_000
    } else {
        50_000
    };
    let chain = (0..count).map(|n| {
        let members = format!(r#"[{{"name":"a","type":"{}"}}]"#, (n + 1) % count);
        format!(r#"{{"name":"{n}","meta-type":"object","members":{members}}}"#)
    });
    let command = r#"{"name":"go","meta-type":"command","arg-type":"0","ret-type":"0"}"#;
    let lines: Vec<String> = [command.to_owned()].into_iter().chain(chain).collect();
    let schema = from_introspection("answer", &format!("[{}]", lines.join(",")), None);
    let schema = schema.unwrap_or_else(|errors| panic!("{errors}"));
    assert_eq!(schema.introspect(&Config::new()).len(), lines.len());

    let errors = from_introspection("answer", &"[".repeat(1_000_000), None).expect_err("too deep");
    assert!(
        errors
            .to_string()
            .contains("nested more than 100 levels deep"),
        "{errors}"
    );
}
