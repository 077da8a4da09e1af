//! Skipped tests, and messages about them.

use std::io::Write;
use std::path::{Path, PathBuf};

/// Prints that the running test is skipped, with the reason. `tests/run` repeats the message at the end.
#[allow(clippy::print_stderr, reason = "a skipped test must be visible")]
pub fn skip(reason: &str) {
    let thread = std::thread::current();
    let name = std::env::var("NEXTEST_TEST_NAME")
        .ok()
        .or_else(|| thread.name().map(str::to_owned))
        .unwrap_or_default();
    eprintln!("skipped: {name}: {reason}");
    if let Some(path) = std::env::var_os("QAPI_TEST_SKIPS") {
        std::fs::File::options()
            .append(true)
            .create(true)
            .open(path)
            .and_then(|mut file| writeln!(file, "{name}: {reason}"))
            .expect("the list of skipped tests is written");
    }
}

/// Unwraps a peer from an `Option`, or skips the test with a message: `let vm = require!(Qemu::bare(),
/// "qemu-system-x86_64");`.
#[macro_export]
macro_rules! require {
    ($peer:expr, $what:expr) => {
        match $peer {
            Some(peer) => peer,
            None => return $crate::skip(&format!("no {} here", $what)),
        }
    };
}

/// Folder with QEMU's original schemas by version (`10.2.2/qapi/qapi-schema.json`), if it exists on this machine: the
/// value of `QAPI_QEMU_TREES`, or `../shared/qemu` next to the workspace.
pub fn qemu_trees() -> Option<PathBuf> {
    let folder = match std::env::var_os("QAPI_QEMU_TREES") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/qemu"),
    };
    folder.is_dir().then_some(folder)
}
