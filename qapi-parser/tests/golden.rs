//! Golden cases: the whole output of the parser for a schema, compared word by word.
//!
//! Each file `golden/TOPIC/NAME.case` is a test `TOPIC/NAME`. The file holds the text of `main.json`, then each further
//! file after a line `--- name`, and after a line `>>>` the expected output: the errors, or the warnings and the printed
//! modules. The loader is strict unless the file name ends in `.loose.case`. `<07>` stands for the character with that
//! number in hexadecimal.
//!
//! ```console
//! $ cargo test -p qapi-parser --test golden                         # all cases
//! $ cargo test -p qapi-parser --test golden syntax/double-quotes    # one case
//! $ BLESS=1 cargo test -p qapi-parser --test golden                 # writes the present output into the files
//! ```

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use qapi_parser::{Errors, Loader, Memory, Schema, print};

fn main() -> ExitCode {
    let paths = paths();
    let mut trials: Vec<Trial> = paths
        .iter()
        .cloned()
        .map(|path| Trial::test(name(&path), move || run(&path)))
        .collect();
    let all = paths.clone();
    trials.push(Trial::test("cases/twice-as-many-refused", move || {
        twice_as_many_refused(&all)
    }));
    trials.push(Trial::test("cases/every-kind-of-error", move || {
        every_kind_of_error(&paths)
    }));
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// Files of all cases.
fn paths() -> Vec<PathBuf> {
    let entries = |folder: &Path| {
        let entries = fs::read_dir(folder).expect("the folder of the cases");
        let paths = entries.map(|entry| entry.expect("an entry of the folder").path());
        paths.collect::<Vec<_>>()
    };
    let mut paths: Vec<_> = entries(&folder())
        .iter()
        .flat_map(|topic| entries(topic))
        .collect();
    paths.sort();
    paths
}

/// Name of the test of a case: `topic/case`.
fn name(path: &Path) -> String {
    let path = path.strip_prefix(folder()).expect("a path in the folder");
    let name = path.with_extension("").display().to_string();
    name.replace(std::path::MAIN_SEPARATOR, "/")
}

struct Case {
    strict: bool,
    /// Lines before the expected output, as they are in the file.
    input: String,
    expected: String,
}

impl Case {
    fn load(path: &Path) -> Self {
        let text = fs::read_to_string(path).expect("a case");
        let (input, expected) = text.split_once(">>>\n").expect("a line `>>>`");
        Self {
            strict: !name(path).ends_with(".loose"),
            input: input.to_owned(),
            expected: expected.to_owned(),
        }
    }

    fn read(&self) -> Result<Schema, Errors> {
        let mut files = vec![("main.json", String::new())];
        for line in self.input.lines() {
            if let Some(name) = line.strip_prefix("--- ") {
                files.push((name, String::new()));
            } else {
                let (_, text) = files.last_mut().expect("the main file");
                text.push_str(&unescaped(line));
                text.push('\n');
            }
        }
        let files: Memory = files.into_iter().collect();
        let loader = Loader::new().strict(self.strict).files(files);
        loader.load("main.json")
    }
}

fn unescaped(line: &str) -> String {
    let mut text = line.to_owned();
    for code in ["07", "09", "7f", "e9"] {
        let character = char::from(u8::from_str_radix(code, 16).expect("a hexadecimal number"));
        text = text.replace(&format!("<{code}>"), &character.to_string());
    }
    text
}

/// Compares the output for a case with the expected one, or writes it into the file.
fn run(path: &Path) -> Result<(), Failed> {
    let case = Case::load(path);
    let output = output(&case.read());
    if std::env::var_os("BLESS").is_some() {
        let text = format!("{}>>>\n{output}", case.input);
        return Ok(fs::write(path, text)?);
    }
    if output == case.expected {
        return Ok(());
    }
    let expected = &case.expected;
    Err(format!("expected:\n{expected}\nfound:\n{output}\nBLESS=1 accepts the new output").into())
}

/// Errors, or warnings and printed modules.
fn output(result: &Result<Schema, Errors>) -> String {
    let text = match result {
        Ok(schema) => accepted(schema).expect("writing to a string cannot fail"),
        Err(errors) => errors.to_string(),
    };
    // Editors remove blanks at the end of a line and blank lines at the end of a file.
    let lines = text.trim_end().lines();
    lines.map(|line| format!("{}\n", line.trim_end())).collect()
}

fn accepted(schema: &Schema) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    for warning in schema.warnings() {
        writeln!(text, "warning: {}", warning.render(schema.sources()))?;
    }
    for (module, printed) in print(schema) {
        if schema.modules().len() > 1 {
            writeln!(text, "--- {}", schema[module].name)?;
        }
        text.push_str(&printed);
    }
    Ok(text)
}

/// A parser is judged by what it refuses.
fn twice_as_many_refused(paths: &[PathBuf]) -> Result<(), Failed> {
    let results = paths.iter().map(|path| Case::load(path).read());
    let (accepted, refused): (Vec<_>, Vec<_>) = results.partition(Result::is_ok);
    let (accepted, refused) = (accepted.len(), refused.len());
    if accepted >= 15 && refused >= 2 * accepted {
        return Ok(());
    }
    Err(format!("{accepted} cases are accepted, {refused} are refused").into())
}

/// Kinds of error that no case can have: they need large, deep or unreadable files, or an answer to `query-qmp-schema`.
/// `tests/robust.rs`, `tests/introspected_mistakes.rs` and the unit tests have them.
const IN_OTHER_TESTS: [&str; 7] = [
    "TooMany",
    "NotUtf8",
    "TooLarge",
    "IncludeDepth",
    "TooDeep",
    "ContainsTooDeep",
    "UnknownJsonToken",
];

fn every_kind_of_error(paths: &[PathBuf]) -> Result<(), Failed> {
    let mut found = String::new();
    for path in paths {
        if let Err(errors) = Case::load(path).read() {
            for error in &errors {
                write!(found, "{:?} ", error.kind)?;
            }
        }
    }
    let found: HashSet<&str> = found.split(|c: char| !c.is_alphanumeric()).collect();
    let kinds = kinds();
    assert!(kinds.len() > 70, "{kinds:?}");
    let is_missing = |kind: &&str| !found.contains(kind) && !IN_OTHER_TESTS.contains(kind);
    let missing: Vec<&str> = kinds
        .iter()
        .map(String::as_str)
        .filter(is_missing)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!("no case has the errors {missing:?}").into())
}

/// Names of the variants of all error enums, from the formatted source.
fn kinds() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/error");
    let mut kinds = Vec::new();
    for file in ["kind", "name", "semantic", "documentation"] {
        let path = folder.join(file).with_extension("rs");
        let source = fs::read_to_string(path).expect("the source of the errors");
        let mut in_errors = false;
        for line in source.lines() {
            if let Some(name) = line.strip_prefix("pub enum ") {
                in_errors = name.contains("Error");
            }
            // A line of a variant starts with four spaces and a capital letter.
            let variant = line.strip_prefix("    ").filter(|_| in_errors);
            if let Some(variant) = variant
                && variant.starts_with(|c: char| c.is_ascii_uppercase())
            {
                let end = variant.find(|c: char| !c.is_alphanumeric());
                kinds.push(variant[..end.unwrap_or(variant.len())].to_owned());
            }
            in_errors &= line != "}";
        }
    }
    kinds
}
