//! Robustness: no input makes the parser panic, recurse without bound or take more than linear time.
//!
//! The inputs of time tests are so large that quadratic cost would take many minutes. [`within`] ends such a test.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use qapi_parser::{
    ErrorKind, Errors, Loader, Memory, ReadError, Schema, SemanticError, SyntaxError, parse_str,
};

/// Runs a function with a deadline, and on a small stack that deep recursion overflows.
fn within<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, result) = mpsc::channel();
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    thread
        .spawn(move || done.send(run()))
        .expect("a thread starts");
    result
        .recv_timeout(Duration::from_secs(300))
        .expect("the parser ends in time, without panic")
}

/// Reads a text with and without strictness, and renders all errors and warnings.
fn read(text: &str) -> Result<Schema, Errors> {
    let loose = parse_str("main.json", text);
    let files = || Memory::from_iter([("main.json", text)]);
    let strict = Loader::new().strict(true).files(files()).load("main.json");
    match &loose {
        Ok(schema) => {
            schema
                .warnings()
                .iter()
                .for_each(|warning| drop(warning.render(schema.sources()).to_string()));
            assert_eq!(strict.is_ok(), schema.warnings().is_empty());
        }
        Err(errors) => {
            assert!(
                strict.is_err(),
                "a strict loader accepts what another refuses"
            );
            assert!(!errors.to_string().is_empty());
            for error in errors {
                let place = errors.sources().locate(error.span);
                assert_eq!(
                    place.is_none(),
                    error.kind == ErrorKind::TooMany,
                    "{error:?}"
                );
                assert!(errors.sources().text(error.span).len() <= text.len());
            }
        }
    }
    loose
}

fn refused(text: String) -> Errors {
    match within(move || read(&text)) {
        Ok(_) => panic!("the text is accepted"),
        Err(errors) => errors,
    }
}

fn accepted(text: String) -> Schema {
    within(move || read(&text)).unwrap_or_else(|errors| panic!("{errors}"))
}

/// Text of `count` definitions, each made from its number.
fn many(count: usize, mut definition: impl FnMut(usize) -> String) -> String {
    (0..count).fold(String::new(), |text, number| {
        text + &definition(number) + "\n"
    })
}

#[test]
fn nesting_of_brackets_has_a_limit() {
    for open in ["{'a':", "[", "{'a':[", "{'command':'a','if':{'not':"] {
        let errors = refused(open.repeat(1_000_000 / open.len()));
        let first = &errors.iter().next().expect("an error").kind;
        assert!(
            matches!(
                first,
                ErrorKind::Syntax(SyntaxError::TooDeep { .. } | SyntaxError::Unexpected { .. })
            ),
            "{first}"
        );
    }
    let deep = |depth: usize| {
        let condition = "{ 'not': ".repeat(depth) + "'CONFIG_A'" + &" }".repeat(depth);
        format!("{{ 'command': 'a', 'if': {condition} }}")
    };
    accepted(deep(90));
    refused(deep(101));
}

#[test]
fn nesting_of_includes_has_a_limit() {
    let files: Memory = (0..200)
        .map(|n| {
            (
                format!("{n}.json"),
                format!("{{ 'include': '{}.json' }}", n + 1),
            )
        })
        .chain([("200.json".to_owned(), String::new())])
        .collect();
    let errors = within(move || Loader::new().files(files).load("0.json")).expect_err("too deep");
    let is_depth =
        |kind: &ErrorKind| matches!(kind, ErrorKind::Read(ReadError::IncludeDepth { .. }));
    assert!(errors.iter().any(|error| is_depth(&error.kind)), "{errors}");
}

#[test]
fn a_file_that_is_not_utf8_is_refused_with_the_line() {
    let files = Memory::from_iter([("main.json", b"# one\n# two \xff\n".to_vec())]);
    let errors = Loader::new()
        .files(files)
        .load("main.json")
        .expect_err("no UTF-8");
    assert_eq!(
        errors.to_string(),
        "cannot read `main.json`: line 2 is not UTF-8\n"
    );
}

#[test]
fn ten_megabytes_of_one_token() {
    for unit in [
        "{}",
        "{'a':'b'}",
        "[]",
        "'a'",
        "'",
        "true",
        "#",
        "# \n",
        "##\n",
        "##\n# @a:\n##\n",
        "##\n#\n",
        "\n",
        "\r\n",
        " ",
        "\t",
        "ä",
        "\u{2028}",
        "}",
        ",",
        ":",
        "{",
        "\\",
        "{'command':'a'}\n",
        "{'include':'a'}\n",
        "{'pragma':{}}\n",
        "# @a: b\n",
        "'a':",
        "{'struct':'Foo','data':{'a':'Foo'}}\n",
        "\0",
        "{ 'command': 'one',\n",
    ] {
        // A debug build is slow, and a smaller text shows the same.
        let size = if cfg!(debug_assertions) {
            100_000
        } else {
            10_000_000
        };
        let text = unit.repeat(size / unit.len());
        within(move || drop(read(&text)));
    }
}

#[test]
fn one_comment_and_one_expression_of_megabytes() {
    let lines = |line: &str| line.repeat(500_000 / line.len());
    accepted(format!("##\n{}##\n", lines("# text text\n")));
    accepted(format!(
        "##\n# @a:\n{}##\n{{ 'command': 'a' }}",
        lines("# @b: text\n")
    ));
    accepted(format!(
        "##\n# @a:\n{}##\n{{ 'command': 'a' }}",
        lines("#\n# Since: 1\n")
    ));
    accepted(format!(
        "{{ 'enum': 'Foo', 'data': [ {} ] }}",
        many(100_000, |n| format!("'a{n}',")) + "'b'"
    ));
    refused(format!(
        "{{ 'struct': 'Foo', 'data': {{ {} 'b': 'int' }} }}",
        lines("'a': 'int',")
    ));
    accepted(format!(
        "{{ 'struct': 'Foo', 'data': {{ {} 'b': 'int' }} }}",
        many(100_000, |n| format!("'a{n}': 'int',"))
    ));
}

#[test]
fn a_hundred_thousand_definitions() {
    let schema = accepted(many(100_000, |n| {
        let next = (n + 1) % 100_000;
        format!("{{ 'struct': 'A{n}a', 'data': {{ '*a': 'A{next}a', 'b': [ 'A{next}a' ] }} }}")
    }));
    assert!(schema.types().len() > 200_000);
    let unknown = |n| format!("{{ 'struct': 'A{n}a', 'data': {{ 'a': 'B{n}b' }} }}");
    assert_eq!(refused(many(20_000, unknown)).iter().len(), 20_000);
    let errors = refused("{ 'command': 'a' }\n".repeat(20_000));
    assert_eq!(errors.iter().len(), 19_999);
    let errors = refused("[]".repeat(100_001));
    let last = errors.iter().last().map(|error| &error.kind);
    assert_eq!(
        (errors.iter().len(), last),
        (100_001, Some(&ErrorKind::TooMany))
    );
}

#[test]
fn long_chains_and_wide_bases() {
    let chain = |count: usize| {
        many(count, |n| {
            format!(
                "{{ 'struct': 'A{n}a', 'base': 'A{}a', 'data': {{ 'a{n}': 'int' }} }}",
                n + 1
            )
        }) + &format!("{{ 'struct': 'A{count}a', 'data': {{}} }}")
    };
    accepted(chain(60));
    let errors = refused(chain(20_000));
    let too_deep = |kind: &ErrorKind| {
        matches!(
            kind,
            ErrorKind::Semantic(SemanticError::ContainsTooDeep { .. })
        )
    };
    assert!(errors.iter().all(|error| too_deep(&error.kind)));
    let circle = many(20_000, |n| {
        format!(
            "{{ 'struct': 'A{n}a', 'base': 'A{}a', 'data': {{ 'a': 'int' }} }}",
            (n + 1) % 20_000
        )
    });
    assert_eq!(refused(circle).iter().len(), 1);

    let wide = format!(
        "{{ 'struct': 'Wide', 'data': {{ {} 'b': 'int' }} }}\n",
        many(20_000, |n| format!("'a{n}': 'int',"))
    );
    let derived = many(20_000, |n| {
        format!("{{ 'struct': 'A{n}a', 'base': 'Wide', 'data': {{ 'c': 'int' }} }}")
    });
    accepted(wide.clone() + &derived);
    let tag = "{ 'enum': 'Tag', 'data': [ 'one', 'two' ] }\n";
    let unions = many(20_000, |n| {
        format!(
            "{{ 'union': 'U{n}u', 'base': {{ 'tag': 'Tag' }}, 'discriminator': 'tag', 'data': {{ 'one': 'Wide', 'two': 'Wide' }} }}"
        )
    });
    accepted(tag.to_owned() + &wide + &unions);
}

#[test]
fn unions_within_unions_cost_linear_time() {
    let tag = "{ 'enum': 'Tag', 'data': [ 'one', 'two' ] }\n{ 'struct': 'End', 'data': {} }\n";
    let unions = many(40, |n| {
        let next = if n == 39 {
            "End".to_owned()
        } else {
            format!("U{}u", n + 1)
        };
        format!(
            "{{ 'union': 'U{n}u', 'base': {{ 'tag{n}': 'Tag' }}, 'discriminator': 'tag{n}', 'data': {{ 'one': '{next}', 'two': '{next}' }} }}"
        )
    });
    accepted(tag.to_owned() + &unions);
}

/// Pseudorandom numbers, the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).expect("the limit is a usize")
    }
}

#[test]
fn random_bytes() {
    let mut numbers = Numbers(1);
    for _ in 0..2_000 {
        let bytes: Vec<u8> = (0..numbers.below(200))
            .map(|_| numbers.below(256) as u8)
            .collect();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let _ = read(&text);
        let files = Memory::from_iter([("main.json", bytes)]);
        let _ = Loader::new().files(files).load("main.json");
    }
}

#[test]
fn random_words() {
    let words = [
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "'command'",
        "'struct'",
        "'data'",
        "'enum'",
        "'union'",
        "'base'",
        "'discriminator'",
        "'if'",
        "'features'",
        "'Foo'",
        "'foo'",
        "'*foo'",
        "'int'",
        "true",
        "false",
        "\n",
        "##\n",
        "# @foo:\n",
        "# text\n",
        "# Since: 1\n",
        "'alternate'",
        "'type'",
        "'all'",
        "'not'",
        "'boxed'",
        "'CONFIG_A'",
        "é",
        "\r\n",
        "#\n",
        "# Features:\n",
    ];
    let mut numbers = Numbers(2);
    for _ in 0..5_000 {
        let mut text = String::new();
        for _ in 0..numbers.below(60) {
            text.push_str(words[numbers.below(words.len())]);
        }
        let _ = read(&text);
    }
}

/// Some schemas of the project: a sample with its prose, and modules of QEMU's schema.
fn real() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let names = [
        "thermostat.json",
        "qemu/qapi/machine.json",
        "qemu/qapi/sockets.json",
        "qemu/qapi/job.json",
    ];
    names
        .iter()
        .map(|name| fs::read_to_string(folder.join(name)).expect("a committed schema"))
        .collect()
}

#[test]
fn mutated_schemas() {
    let mut numbers = Numbers(3);
    let texts = real();
    for _ in 0..1_000 {
        let mut text = texts[numbers.below(texts.len())].clone();
        text.truncate(6_000);
        for _ in 0..=numbers.below(4) {
            mutate(&mut text, &mut numbers);
        }
        let _ = read(&text);
    }
}

fn mutate(text: &mut String, numbers: &mut Numbers) {
    let mut place = |text: &str| numbers.below(text.len() + 1);
    let (one, other) = (place(text), place(text));
    let (from, to) = (one.min(other), one.max(other).min(one.min(other) + 40));
    let piece = text[from..to].to_owned();
    match numbers.below(5) {
        0 => text.replace_range(from..to, ""),
        1 => text.insert_str(from, &piece),
        2 => text.insert(one, "{}[]:,'#\n@* _-".as_bytes()[numbers.below(14)] as char),
        3 => text.truncate(one),
        _ => text.insert_str(other, &piece),
    }
}

#[test]
fn every_prefix_of_a_schema() {
    let mut text = real().swap_remove(0);
    text.truncate(1_500);
    for end in 0..text.len() {
        let _ = read(&text[..end]);
    }
}

#[test]
fn many_errors_in_one_line_are_located_in_linear_time() {
    let mut text = String::new();
    for _ in 0..20_000 {
        write!(text, "{{ 'comand': 'a' }} ").expect("a string grows");
    }
    let errors = refused(text);
    assert_eq!(errors.iter().len(), 20_000);
    let last = errors.iter().last().expect("an error");
    let place = errors.sources().locate(last.span).expect("a place");
    assert_eq!((place.line, place.column), (1, 19_999 * 18 + 4));
}
