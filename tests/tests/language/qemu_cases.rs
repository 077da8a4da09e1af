//! QEMU's own schema test cases: the parser accepts and refuses the same schemas as QEMU's generator, reports the first
//! error in the same place, and reads the same model from an accepted schema.
//!
//! Each case is a test of the name that it has in QEMU. The cases are data outside the repository; without them one test
//! says that it is skipped.
//!
//! ```console
//! $ cargo test -p qapi-tests --test qemu_cases                 # all cases
//! $ cargo test -p qapi-tests --test qemu_cases alternate-any   # one case
//! ```

mod dump;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use libtest_mimic::{Arguments, Failed, Trial};
use qapi_parser::{Error, Errors, Loader, Schema};
use qapi_tests::{qemu_trees, skip};

use crate::dump::Dump;

/// Number of cases in QEMU 10.2.
const CASES: usize = 209;

fn main() -> ExitCode {
    let trials = match qemu_trees() {
        Some(trees) => trials(&trees.join("10.2.2/tests/qapi-schema")),
        None => vec![Trial::test("qemu_cases", || skip_aloud("qemu_cases"))],
    };
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// Skips the test `name`. The thread has the name of the test, as [`skip`] expects.
fn skip_aloud(name: &str) -> Result<(), Failed> {
    let thread = thread::Builder::new().name(name.to_owned());
    let skipped = thread.spawn(|| skip("QEMU's schema test cases are not here"))?;
    skipped.join().map_err(|_| "the skip panicked".into())
}

fn trials(folder: &Path) -> Vec<Trial> {
    let cases = cases(folder);
    let count = cases.len();
    let mut trials: Vec<Trial> = cases
        .into_iter()
        .map(|case| {
            let name = case.file_stem().expect("a file").display().to_string();
            Trial::test(name, move || compare(&case))
        })
        .collect();
    trials.push(Trial::test("all-cases-are-here", move || {
        assert_eq!(count, CASES, "cases of QEMU 10.2");
        Ok(())
    }));
    trials
}

/// Main files of all cases: the schemas with a verdict beside them.
fn cases(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of the cases");
    let paths = entries.map(|entry| entry.expect("an entry of the folder").path());
    let is_case = |path: &PathBuf| {
        path.extension().is_some_and(|end| end == "json") && path.with_extension("err").exists()
    };
    let mut cases: Vec<_> = paths.filter(is_case).collect();
    cases.sort();
    cases
}

/// Compares the parser's result for a case with QEMU's.
fn compare(case: &Path) -> Result<(), Failed> {
    let verdict = fs::read_to_string(case.with_extension("err"))?;
    match (Loader::new().strict(true).load(case), expected(&verdict)) {
        (Ok(schema), None) if verdict.is_empty() => compare_model(case, &schema),
        (Ok(_), _) => Err(format!("accepted, but QEMU says:\n{verdict}").into()),
        (Err(errors), Some(expected)) if is_at(&errors, &expected) => Ok(()),
        (Err(errors), _) => {
            Err(format!("QEMU says:\n{verdict}\nthe parser says:\n{errors}").into())
        }
    }
}

fn compare_model(case: &Path, schema: &Schema) -> Result<(), Failed> {
    let expected = parse_out(&fs::read_to_string(case.with_extension("out"))?);
    let found = Dump::of(schema);
    if expected == found {
        return Ok(());
    }
    Err(format!("expected {expected:#?}\nfound {found:#?}").into())
}

/// Reads the text of an `.out` file.
fn parse_out(text: &str) -> Dump {
    let is_doc = |line: &&str| line.starts_with("doc symbol=") || *line == "doc freeform";
    let definitions: Vec<&str> = text.lines().take_while(|line| !is_doc(line)).collect();
    let mut blocks = Vec::new();
    for line in &definitions {
        if line.starts_with(' ') {
            let block: &mut String = blocks
                .last_mut()
                .expect("a block starts without indentation");
            block.push_str(line);
            block.push('\n');
        } else {
            blocks.push(format!("{line}\n"));
        }
    }
    let mut docs: Vec<Vec<String>> = Vec::new();
    for line in text.lines().skip(definitions.len()) {
        let sections = ["    body=", "    arg=", "    feature=", "    section="];
        if is_doc(&line) {
            docs.push(vec![line.to_owned()]);
        } else if sections.iter().any(|section| line.starts_with(section)) {
            docs.last_mut()
                .expect("a doc comes first")
                .push(line.trim().to_owned());
        } else if !line.trim().is_empty() {
            let section = docs
                .last_mut()
                .and_then(|doc| doc.last_mut())
                .expect("a section");
            section.push('\n');
            section.push_str(line.trim());
        }
    }
    Dump::new(blocks, docs)
}

/// Place of an error in a verdict of QEMU.
#[derive(Debug)]
struct Expected {
    file: String,
    line: u32,
    column: Option<u32>,
}

/// Finds the first `file:line:` or `file:line:column:` in a verdict, after the chain of includes.
fn expected(verdict: &str) -> Option<Expected> {
    let is_include = |line: &&str| line.starts_with("In file included");
    let mut lines = verdict.lines().filter(|line| !is_include(line));
    lines.find_map(|line| {
        let mut parts = line.splitn(4, ':');
        let file = Path::new(parts.next()?).file_name()?.to_str()?.to_owned();
        let line = parts.next()?.parse().ok()?;
        let column = parts.next().and_then(|column| column.parse().ok());
        Some(Expected { file, line, column })
    })
}

/// Whether the first error is in the expected place. QEMU reports many errors at the first line of the definition, where
/// the parser reports the line itself: then the definition is in the expected place.
fn is_at(errors: &Errors, expected: &Expected) -> bool {
    let agrees = |span| {
        let place = errors.sources().locate(span)?;
        let file = Path::new(place.file).file_name()?.to_str()? == expected.file;
        let column = expected.column.is_none_or(|column| column == place.column);
        Some(file && place.line == expected.line && column)
    };
    let at_error = |error: &Error| agrees(error.span).unwrap_or(false);
    let in_definition = |error: &Error| {
        let definition = error.definition.as_ref();
        definition
            .and_then(|definition| agrees(definition.span))
            .unwrap_or(false)
    };
    let first = errors.iter().next();
    first.is_some_and(|error| at_error(error) || in_definition(error))
}
