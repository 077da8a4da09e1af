//! Saying aloud what could not be tested.

use std::io::Write;
use std::path::{Path, PathBuf};

/// Says that the running test is skipped, and why; `tests/run` repeats it in its last lines.
#[allow(
    clippy::print_stderr,
    reason = "a skipped test must be seen by whoever runs it"
)]
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

/// Takes the peer out of an `Option`, or skips the test aloud: `let vm = require!(Qemu::bare(), "qemu-system-x86_64");`.
#[macro_export]
macro_rules! require {
    ($peer:expr, $what:expr) => {
        match $peer {
            Some(peer) => peer,
            None => return $crate::skip(&format!("no {} here", $what)),
        }
    };
}

/// The folder that holds QEMU's own schemas by version (`10.2.2/qapi/qapi-schema.json`), if it is on this machine:
/// what `QAPI_QEMU_TREES` names, or `../shared/qemu` beside the workspace.
pub fn qemu_trees() -> Option<PathBuf> {
    let folder = match std::env::var_os("QAPI_QEMU_TREES") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/qemu"),
    };
    folder.is_dir().then_some(folder)
}
