//! How long reading a schema takes: QEMU 10.2's whole QMP schema with its documentation, and generated schemas of one,
//! ten and a hundred times the size. Absolute times depend on the machine; the ratios should not.

use std::fmt::Write;
use std::time::{Duration, Instant};

use qapi_parser::{Loader, Schema, load, parse_str};
use qapi_tests::qemu_trees;

/// The shortest of several runs, and what they made.
fn best<T>(runs: usize, mut run: impl FnMut() -> T) -> Duration {
    let timed = |_| {
        let start = Instant::now();
        let made = std::hint::black_box(run());
        let time = start.elapsed();
        drop(made);
        time
    };
    (0..runs).map(timed).min().expect("at least one run")
}

/// A schema of so many groups, each an enum, two structs, a union, an alternate, a command and an event, with
/// documentation.
fn generated(groups: usize) -> String {
    let mut text = String::new();
    for n in 0..groups {
        let next = (n + 1) % groups;
        write!(
            text,
            "##\n# @E{n}e:\n#\n# Values.\n#\n# @one: the first\n#\n# @two: the second\n#\n# Since: 1.{n}\n##\n\
             {{ 'enum': 'E{n}e', 'data': [ 'one', {{ 'name': 'two', 'if': 'CONFIG_{n}' }} ] }}\n\
             {{ 'struct': 'A{n}a', 'data': {{ 'a{n}': 'int', '*b': ['B{next}b'] }} }}\n\
             {{ 'struct': 'B{n}b', 'base': 'A{n}a', 'data': {{ 'c': 'str', '*d': 'U{next}u' }} }}\n\
             {{ 'union': 'U{n}u', 'base': {{ 'kind': 'E{n}e' }}, 'discriminator': 'kind',\n\
             \x20 'data': {{ 'one': 'A{n}a', 'two': 'B{n}b' }} }}\n\
             {{ 'alternate': 'L{n}l', 'data': {{ 'name': 'str', 'value': 'U{n}u' }} }}\n\
             ##\n# @query-{n}:\n#\n# Asks for it.\n#\n# @which: which one\n#\n# Returns: it\n#\n# Since: 1.{n}\n##\n\
             {{ 'command': 'query-{n}', 'data': {{ 'which': 'L{n}l' }}, 'returns': ['U{n}u'] }}\n\
             {{ 'event': 'EVENT_{n}', 'data': {{ 'it': 'B{n}b' }} }}\n"
        )
        .expect("a string grows");
    }
    text
}

fn definitions(schema: &Schema) -> usize {
    schema
        .modules()
        .map(|(_, module)| module.definitions.len())
        .sum()
}

#[allow(clippy::print_stdout, reason = "a bench shows its figures")]
fn main() {
    if let Some(trees) = qemu_trees() {
        let path = trees.join("10.2.2/qapi/qapi-schema.json");
        let bytes: usize = load(&path).map_or(0, |schema| {
            schema.sources().files().map(|(_, f)| f.text.len()).sum()
        });
        let loose = best(50, || load(&path).expect("a real schema"));
        let strict = best(50, || {
            Loader::new()
                .strict(true)
                .load(&path)
                .expect("a real schema")
        });
        println!("QEMU 10.2.2, {bytes} bytes with documentation: {loose:?}, strict {strict:?}");
    }
    let mut first = None;
    for factor in [1, 10, 100] {
        let text = generated(150 * factor);
        let runs = 100 / factor + 5;
        let count = definitions(&parse_str("generated", &text).expect("a generated schema"));
        let time = best(runs, || {
            parse_str("generated", &text).expect("a generated schema")
        });
        let each = time.as_secs_f64() / text.len() as f64;
        let ratio = each / *first.get_or_insert(each);
        println!(
            "{factor:>3}x: {count:>6} definitions, {:>8} bytes: {time:>10.3?}, {ratio:.2} per byte",
            text.len()
        );
    }
}
