//! QEMU's own schema test cases: for each its generator's verdict, the place that it reports, and the model that it
//! reads from what it accepts.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use qapi_parser::{Error, Errors, Loader, Schema};
use qapi_tests::{qemu_trees, skip};

use crate::dump::Dump;

/// The place that QEMU reports.
#[derive(Debug)]
struct Expected {
    file: String,
    line: u32,
    column: Option<u32>,
}

/// The first `file:line:` or `file:line:column:` in the text of an `.err` file that is not an include chain or the
/// mention of a definition.
fn expected(text: &str) -> Option<Expected> {
    text.lines()
        .filter(|line| !line.starts_with("In file included"))
        .find_map(|line| {
            let mut parts = line.splitn(4, ':');
            let file = Path::new(parts.next()?).file_name()?.to_str()?.to_owned();
            let line = parts.next()?.parse().ok()?;
            Some(Expected {
                file,
                line,
                column: parts.next().and_then(|column| column.parse().ok()),
            })
        })
}

/// How exactly an error is where QEMU reports one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Agreement {
    /// The same line (and column, where QEMU gives one).
    Line,
    /// A line inside of the definition that QEMU reports by its first line.
    Inside,
}

fn agreement(errors: &Errors, error: &Error, expected: &Expected) -> Option<Agreement> {
    let agrees = |span| {
        let place = errors.sources().locate(span)?;
        let file = Path::new(place.file).file_name()?.to_str()? == expected.file;
        let column = expected.column.is_none_or(|column| column == place.column);
        (file && place.line == expected.line && column).then_some(())
    };
    if agrees(error.span).is_some() {
        return Some(Agreement::Line);
    }
    agrees(error.definition.as_ref()?.span).map(|()| Agreement::Inside)
}

/// What is wrong with our answer to a case.
fn judge(
    answer: &Result<Schema, Errors>,
    err: &str,
    out: &Path,
) -> Result<Option<Agreement>, String> {
    match (answer, expected(err)) {
        (Ok(schema), None) if err.is_empty() => {
            let wanted = Dump::parse(&fs::read_to_string(out).map_err(|error| error.to_string())?);
            let given = Dump::of(schema);
            if wanted == given {
                Ok(None)
            } else {
                Err(format!("wanted {wanted:#?}\ngiven {given:#?}"))
            }
        }
        (Ok(_), _) => Err(format!("accepted, but QEMU says: {err}")),
        (Err(errors), None) => Err(format!("refused:\n{errors}")),
        (Err(errors), Some(expected)) => {
            let first = errors
                .iter()
                .next()
                .and_then(|error| agreement(errors, error, &expected));
            first
                .map(Some)
                .ok_or_else(|| format!("QEMU says: {err}ours:\n{errors}"))
        }
    }
}

#[test]
#[allow(clippy::print_stdout, reason = "a test shows its figures")]
fn every_case_is_judged_as_by_qemu() {
    let Some(trees) = qemu_trees() else {
        return skip("QEMU's schema test cases are not here");
    };
    let folder = trees.join("10.2.2/tests/qapi-schema");
    let mut cases: Vec<_> = fs::read_dir(&folder)
        .expect("the folder of the cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.extension().is_some_and(|e| e == "json") && path.with_extension("err").exists()
        })
        .collect();
    cases.sort();
    let (mut inside, mut several, mut wrong) = (0, 0, String::new());
    for case in &cases {
        let err = fs::read_to_string(case.with_extension("err")).expect("a verdict");
        let answer = Loader::new().strict(true).load(case);
        several += usize::from(answer.as_ref().is_err_and(|errors| errors.iter().len() > 1));
        match judge(&answer, &err, &case.with_extension("out")) {
            Ok(agreement) => inside += usize::from(agreement == Some(Agreement::Inside)),
            Err(why) => writeln!(wrong, "== {}\n{why}\n", case.display()).expect("a string grows"),
        }
    }
    println!(
        "{} cases, {inside} more exact than QEMU's line, {several} with several errors",
        cases.len()
    );
    assert!(wrong.is_empty(), "{wrong}");
    assert_eq!(cases.len(), 209, "all cases of QEMU 10.2");
}

#[test]
fn a_main_file_that_is_not_there_is_an_error_of_its_own() {
    let errors = Loader::new()
        .load("missing-schema.json")
        .expect_err("it is not there");
    assert!(
        errors
            .to_string()
            .starts_with("cannot read `missing-schema.json`: "),
        "{errors}"
    );
}
