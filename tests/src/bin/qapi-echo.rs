//! A peer for benches: greets, then answers every line on a unix socket with an empty success and the line's id.
//!
//! `qapi-echo SOCKET` serves one client after the other, as fast as it can; it ends with its standard input, so that it
//! never outlives the bench that started it.

use std::io::{self, Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};

const GREETING: &[u8] = b"{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 0, \"minor\": 0, \
\"major\": 10}, \"package\": \"echo\"}, \"capabilities\": [\"oob\"]}}\r\n";

fn main() -> io::Result<()> {
    let path = std::env::args()
        .nth(1)
        .ok_or_else(|| io::Error::other("usage: qapi-echo SOCKET"))?;
    let listener = UnixListener::bind(&path)?;
    std::thread::spawn(|| {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        std::process::exit(0);
    });
    for stream in listener.incoming() {
        // A client that cuts the connection is the next client's business only.
        let _ = serve(stream?);
    }
    Ok(())
}

/// Reads what is there, answers every whole line of it in one write, and keeps the rest.
fn serve(mut stream: UnixStream) -> io::Result<()> {
    stream.write_all(GREETING)?;
    let mut pending = Vec::new();
    let mut chunk = vec![0; 1 << 16];
    let mut out = Vec::new();
    loop {
        let read = stream.read(&mut chunk)?;
        if read == 0 {
            return Ok(());
        }
        pending.extend_from_slice(&chunk[..read]);
        out.clear();
        let mut done = 0;
        while let Some(end) = pending[done..].iter().position(|&byte| byte == b'\n') {
            answer(&pending[done..done + end], &mut out);
            done += end + 1;
        }
        pending.drain(..done);
        stream.write_all(&out)?;
    }
}

/// Copies the id, a number or a string without escapes, without reading the JSON around it.
fn answer(line: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"return\": {}");
    if let Some(at) = find(line, b"\"id\":") {
        let id = &line[at + 5..];
        let end = id
            .iter()
            .position(|byte| matches!(byte, b',' | b'}'))
            .unwrap_or(id.len());
        out.extend_from_slice(b", \"id\": ");
        out.extend_from_slice(&id[..end]);
    }
    out.extend_from_slice(b"}\r\n");
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack
        .windows(needle.len())
        .position(|window| window == needle)
}
