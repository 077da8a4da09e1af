//! The example `schema-check`, run on files in a temporary folder.

use std::fs;

#[allow(dead_code, reason = "`main` starts the program, not the test")]
#[path = "../examples/schema-check.rs"]
mod schema_check;

/// Documentation that QEMU 10.2 refuses: two sentences too close, twice, and a member without description.
const OLD_STYLE: &str = "\
##
# @Lamp:
#
# A lamp. It shines.
#
# Not in the sun. Why should it?
##
{ 'struct': 'Lamp', 'data': { 'watts': 'int' } }
";

/// The exit status and the output of the program for one file.
fn check(flags: &[&str], text: &str) -> (u8, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("lamp.json");
    fs::write(&path, text).expect("a file in the temporary folder");
    let path = path.to_str().expect("a path in UTF-8");
    let arguments: Vec<String> = flags
        .iter()
        .chain([&path])
        .map(ToString::to_string)
        .collect();
    let mut out = Vec::new();
    let status = schema_check::check(&arguments, &mut out).expect("a vector takes all output");
    let out = String::from_utf8(out).expect("output in UTF-8");
    (status, out.replace(path, "lamp.json"))
}

#[test]
fn warnings_are_counted_by_kind() {
    let (status, out) = check(&[], OLD_STYLE);
    assert_eq!(status, 0);
    assert_eq!(
        out,
        "lamp.json: 0 commands, 0 events, 18 types\n\
         3 warnings; --warnings lists them\n\
         \u{20}     2 one space between sentences\n\
         \u{20}     1 member, value, branch or feature without description\n"
    );
}

#[test]
fn a_flag_lists_every_warning() {
    let (status, out) = check(&["--warnings"], OLD_STYLE);
    assert_eq!(status, 0);
    assert_eq!(out.matches("warning: ").count(), 3, "{out}");
    assert!(out.contains("warning: lamp.json:4:10: sentences"), "{out}");
    assert!(
        out.contains("\n3 warnings\n      2 one space between sentences\n"),
        "{out}"
    );
}

#[test]
fn strictness_makes_warnings_errors() {
    let (status, out) = check(&["--strict"], OLD_STYLE);
    assert_eq!(status, 1);
    assert!(
        out.starts_with("lamp.json:4:10: sentences must be separated"),
        "{out}"
    );
}

#[test]
fn a_schema_without_warnings_has_no_counts() {
    let (status, out) = check(&[], "{ 'event': 'SHONE' }");
    assert_eq!(
        (status, &*out),
        (0, "lamp.json: 0 commands, 1 events, 17 types\n")
    );
}

#[test]
fn errors_are_listed_with_their_place() {
    let (status, out) = check(&[], "{ 'event': 'SHONE', 'data': 'Lmp' }");
    assert_eq!(status, 1);
    assert!(
        out.starts_with("lamp.json:1:30: unknown type `Lmp`\n"),
        "{out}"
    );
}

#[test]
fn help_and_wrong_arguments_print_the_usage() {
    let mut usage = Vec::new();
    let help = ["--help".to_owned()];
    let status = schema_check::check(&help, &mut usage).expect("a vector takes all output");
    let usage = String::from_utf8(usage).expect("output in UTF-8");
    assert_eq!(status, 0);
    assert!(
        usage.contains("--warnings") && usage.contains("--strict"),
        "{usage}"
    );
    for arguments in [vec![], vec!["--all".to_owned(), "lamp.json".to_owned()]] {
        let mut out = Vec::new();
        let status = schema_check::check(&arguments, &mut out).expect("a vector takes all output");
        assert_eq!(
            (status, out),
            (2, usage.clone().into_bytes()),
            "{arguments:?}"
        );
    }
}
