//! `qapi-soak ADDRESS CALLERS SECONDS`: runs callers with many kinds of call on one session, and prints a report.

use std::io;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    qapi_tests::run_soak(&arguments)
}
