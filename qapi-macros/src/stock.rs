//! Stock modules of the client, for tests.

use std::fs;
use std::path::{Path, PathBuf};

use crate::expand::{Root, build_model};
use crate::model::Expansion;
use crate::options::Options;

/// Folder of the client crate.
pub(crate) fn client() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../qapi-client")
}

/// Options of a stock module.
pub(crate) fn options(name: &str) -> Options {
    let module = fs::read_to_string(client().join(format!("src/stock/{name}.rs")));
    let module = module.expect("the client has the module");
    let (_, call) = module
        .split_once("qapi_schema! {")
        .expect("the module is an expansion");
    let options = call.trim_end().strip_suffix('}');
    syn::parse_str(options.expect("the module ends with the expansion")).expect("the options parse")
}

/// Model of a stock module.
pub(crate) fn expansion(name: &str) -> Expansion {
    let (expansion, _) = build_model(&options(name), &Root(client())).expect("the schema is right");
    expansion
}

/// Compares a file of the repository with the expected text. With `BLESS=1`, writes the text into the file.
pub(crate) fn check_file(file: &Path, expected: &str) {
    if std::env::var_os("BLESS").is_some() {
        fs::write(file, expected).expect("the file is writable");
        return;
    }
    let found = fs::read_to_string(file).unwrap_or_default();
    assert_eq!(
        found,
        expected,
        "{} is out of date (BLESS=1 writes it)",
        file.display()
    );
}
