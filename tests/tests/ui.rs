//! Compile errors of `qapi_schema!`: they are at the right token, and their text says what to do.
//!
//! `TRYBUILD=overwrite` rewrites the expected errors.

use std::io;
use std::path::Path;

/// trybuild compiles the cases in a crate of its own, which paths are relative to.
fn link_schemas() -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(here.join("../target"), Into::into);
    let scratch = target.join("tests/trybuild/qapi-tests");
    std::fs::create_dir_all(&scratch)?;
    link(&here.join("tests/ui/schemas"), &scratch.join("schemas"))?;
    // Files that not even root can read.
    link("nowhere.json".as_ref(), &scratch.join("dangling.json"))?;
    link("looping.json".as_ref(), &scratch.join("looping.json"))
}

/// Makes a link, or keeps the link that an earlier run made.
fn link(target: &Path, link: &Path) -> io::Result<()> {
    if std::fs::read_link(link).is_ok_and(|found| found == target) {
        return Ok(());
    }
    match std::fs::remove_file(link) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => std::os::unix::fs::symlink(target, link),
    }
}

#[test]
fn compile_errors() {
    link_schemas().expect("the schemas can be linked into the scratch crate");
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*.rs");
}
