//! `qapi-echo SOCKET`: the echo server of the benches.

use std::io;
use std::path::PathBuf;

fn main() -> io::Result<()> {
    match std::env::args_os().nth(1) {
        Some(path) => qapi_tests::serve_echo(&PathBuf::from(path)),
        None => Err(io::Error::other("usage: qapi-echo SOCKET")),
    }
}
