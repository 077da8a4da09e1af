//! Golden cases: what is said about a schema, word by word.
//!
//! A file holds cases: `=== title`, the text of `main.json`, further files each behind `--- name`, and behind `>>>` what
//! is expected: every error as it is shown, or every module as it is printed. `BLESS=1 cargo test --test golden` writes
//! down what is. Cases are strict unless their title ends in `(not strict)`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use qapi_parser::{Errors, Loader, Memory, Schema, print};

struct Case {
    title: String,
    /// Files by name, the main one first; then the lines of the case up to what is expected, as they are.
    files: Vec<(String, String)>,
    given: String,
    expected: String,
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut in_expected = false;
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("=== ") {
            let files = vec![("main.json".to_owned(), String::new())];
            let (given, expected) = Default::default();
            cases.push(Case {
                title: title.to_owned(),
                files,
                given,
                expected,
            });
            in_expected = false;
            continue;
        }
        let case = cases.last_mut().expect("a title comes first");
        if line == ">>>" {
            in_expected = true;
        } else if in_expected {
            case.expected.push_str(line);
            case.expected.push('\n');
        } else {
            case.given.push_str(line);
            case.given.push('\n');
            match line.strip_prefix("--- ") {
                Some(name) => case.files.push((name.to_owned(), String::new())),
                None => {
                    let (_, text) = case.files.last_mut().expect("the main file");
                    text.push_str(&unescape(line));
                    text.push('\n');
                }
            }
        }
    }
    cases
}

/// `<09>` stands for the character of that number, where it could not be seen.
fn unescape(line: &str) -> String {
    let mut text = line.to_owned();
    for code in ["07", "09", "7f", "e9"] {
        let character = char::from(u8::from_str_radix(code, 16).expect("hexadecimal"));
        text = text.replace(&format!("<{code}>"), &character.to_string());
    }
    text
}

fn read(case: &Case) -> Result<Schema, Errors> {
    let strict = !case.title.ends_with("(not strict)");
    let files: Memory = case
        .files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    Loader::new().strict(strict).files(files).load("main.json")
}

fn shown(answer: &Result<Schema, Errors>) -> String {
    let mut text = String::new();
    match answer {
        Ok(schema) => {
            for warning in schema.warnings() {
                writeln!(text, "warning: {}", warning.render(schema.sources()))
                    .expect("a string grows");
            }
            for (module, printed) in print(schema) {
                let rest = schema.modules().len() > 1;
                let name = if rest {
                    format!("--- {}\n", schema[module].name)
                } else {
                    String::new()
                };
                write!(text, "{name}{printed}").expect("a string grows");
            }
        }
        Err(errors) => write!(text, "{errors}").expect("a string grows"),
    }
    // Lines of one blank only would not survive editors.
    text.lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let entries = fs::read_dir(folder).expect("the folder of the cases");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files
}

#[test]
fn every_case_is_answered_word_by_word() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = String::new();
    for file in files() {
        let text = fs::read_to_string(&file).expect("cases");
        let mut blessed = String::new();
        for case in cases(&text) {
            let given = shown(&read(&case));
            if given.trim_end() != case.expected.trim_end() && !bless {
                let name = file.file_name().expect("a file").display();
                writeln!(
                    wrong,
                    "{name}: {}\nexpected:\n{}\ngiven:\n{given}",
                    case.title, case.expected
                )
                .expect("a string grows");
            }
            let source = case.given.trim_end();
            write!(
                blessed,
                "=== {}\n{source}\n>>>\n{}\n\n",
                case.title,
                given.trim_end()
            )
            .expect("a string grows");
        }
        if bless {
            fs::write(&file, blessed.trim_end().to_owned() + "\n").expect("the cases are written");
        }
    }
    assert!(wrong.is_empty(), "{wrong}\nif that is right: BLESS=1");
}

#[test]
fn there_are_two_refusals_for_each_acceptance() {
    let (mut accepted, mut refused) = (0, 0);
    for file in files() {
        for case in cases(&fs::read_to_string(&file).expect("cases")) {
            match read(&case) {
                Ok(_) => accepted += 1,
                Err(_) => refused += 1,
            }
        }
    }
    assert!(accepted >= 15, "{accepted} acceptances");
    assert!(
        refused >= 2 * accepted,
        "{refused} refusals for {accepted} acceptances"
    );
}

/// Every kind of error that the crate knows, by the name of its variant.
fn kinds() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/error");
    let source: String = ["kind", "name", "semantic", "documentation"]
        .iter()
        .map(|file| fs::read_to_string(folder.join(file).with_extension("rs")))
        .collect::<Result<_, _>>()
        .expect("the sources of the kinds");
    let mut kinds = Vec::new();
    let mut in_errors = false;
    for line in source.lines() {
        if let Some(name) = line.strip_prefix("pub enum ") {
            in_errors = name.contains("Error");
        }
        // In formatted source a variant is what starts with a capital letter after four spaces.
        let variant = line
            .strip_prefix("    ")
            .filter(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()));
        if let Some(variant) = variant.filter(|_| in_errors) {
            let end = variant.find(|c: char| !c.is_alphanumeric());
            kinds.push(variant[..end.unwrap_or(variant.len())].to_owned());
        }
        in_errors &= line != "}";
    }
    kinds
}

#[test]
fn every_kind_of_error_has_a_case() {
    // A case in files of the language cannot have these; other tests do.
    let elsewhere = [
        "TooMany",
        "NotUtf8",
        "TooLarge",
        "IncludeDepth",
        "TooDeep",
        "ContainsTooDeep",
    ];
    let mut seen = String::new();
    for file in files() {
        for case in cases(&fs::read_to_string(&file).expect("cases")) {
            if let Err(errors) = read(&case) {
                errors
                    .iter()
                    .for_each(|error| write!(seen, "{:?} ", error.kind).expect("it grows"));
            }
        }
    }
    let kinds = kinds();
    assert!(kinds.len() > 70, "{kinds:?}");
    let words: std::collections::HashSet<&str> =
        seen.split(|c: char| !c.is_alphanumeric()).collect();
    let missing: Vec<_> = kinds
        .iter()
        .filter(|kind| !words.contains(kind.as_str()))
        .collect();
    let missing: Vec<_> = missing
        .into_iter()
        .filter(|kind| !elsewhere.contains(&kind.as_str()))
        .collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}
