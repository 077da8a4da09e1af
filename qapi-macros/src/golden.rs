//! Golden tests: expansions of `tests/golden/*.json` are compared with `tests/golden/*.rs`.
//!
//! `BLESS=1` rewrites the expected files. The crate `qapi-tests` compiles them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::emit;
use crate::expand::{Root, build_model};
use crate::options::Options;

fn golden_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// Expands a schema. The line `# options: ..` in the schema has the options of the macro.
fn expansion(name: &str) -> String {
    let file = golden_folder().join(format!("{name}.json"));
    let schema = fs::read_to_string(&file).expect("the schema is readable");
    let options = schema
        .lines()
        .find_map(|line| line.strip_prefix("# options: "))
        .unwrap_or("");
    let options: Options = syn::parse_str(&format!("{:?}, {options}", format!("{name}.json")))
        .expect("the options parse");
    let (expansion, _) =
        build_model(&options, &Root(golden_folder())).expect("the schema is right");
    let text = emit::client_import("::qapi_client") + &emit::expansion(&expansion);
    prettyplease::unparse(&syn::parse_file(&text).expect("the expansion is Rust"))
}

fn check_golden(name: &str) {
    let found = expansion(name);
    let file = golden_folder().join(format!("{name}.rs"));
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, &found).expect("the expectation is writable");
        return;
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    let differs = found
        .lines()
        .zip(expected.lines())
        .position(|(found, expected)| found != expected);
    if let Some(line) = differs.or((found != expected).then(|| expected.lines().count())) {
        panic!(
            "the expansion of {name}.json differs from {} at line {}:\n  found: {}\n  (BLESS=1 accepts it)",
            file.display(),
            line + 1,
            found.lines().nth(line).unwrap_or("the end"),
        );
    }
}

macro_rules! golden {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            check_golden(stringify!($name));
        })*

        #[test]
        fn every_schema_is_listed() {
            let mut listed = vec![$(stringify!($name)),*];
            listed.sort_unstable();
            let mut there: Vec<String> = fs::read_dir(golden_folder())
                .expect("the golden_folder is readable")
                .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
                .filter_map(|name| name.strip_suffix(".json").map(str::to_owned))
                .collect();
            there.sort_unstable();
            assert_eq!(listed, there);
        }
    };
}

golden! {
    structs enums unions alternates recursion names commands events conditions features selection since docs scales
    notes documented lender borrower needs
}
