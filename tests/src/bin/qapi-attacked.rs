//! `qapi-attacked ADDRESS PROTOCOL SUBSCRIBED`: a client of a hostile peer, which reports its memory, its log and its errors.

use std::io;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    qapi_tests::run_attacked(&arguments)
}
