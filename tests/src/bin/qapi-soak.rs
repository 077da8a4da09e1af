//! `qapi-soak ADDRESS CALLERS SECONDS`: callers that do everything to a session at once, and a report about them.

use std::io;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    qapi_tests::run_soak(&arguments)
}
