//! Echo server for benches: sends a greeting, and then replies to every line with an empty object and the id of the
//! line.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

const GREETING: &[u8] = b"{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 0, \"minor\": 0, \
\"major\": 10}, \"package\": \"echo\"}, \"capabilities\": [\"oob\"]}}\r\n";

/// Echo server in a separate process. Dropping the value kills the process.
#[derive(Debug)]
pub struct EchoServer {
    child: Child,
    folder: TempDir,
}

impl EchoServer {
    /// Starts `program` with `arguments` and the path of the socket. The program must call [`serve_echo`].
    ///
    /// # Panics
    /// The program does not start.
    pub fn start(program: &Path, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let mut child = Command::new(program)
            .args(arguments)
            .arg(folder.path().join("echo"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the echo server starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("it is piped");
        BufReader::new(stdout)
            .read_line(&mut line)
            .expect("the echo server says that it listens");
        Self { child, folder }
    }

    /// Path of the socket.
    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("echo")
    }

    /// Address of the socket: `unix:/path`.
    pub fn address(&self) -> String {
        format!("unix:{}", self.socket().display())
    }
}

impl Drop for EchoServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves one client after the other on a new unix socket. Writes a line to standard output when the socket listens,
/// and ends at the end of standard input, so that the server never lives longer than the test.
///
/// # Errors
/// The socket cannot be bound.
pub fn serve_echo(path: &Path) -> io::Result<()> {
    let listener = UnixListener::bind(path)?;
    writeln!(io::stdout(), "listening")?;
    std::thread::spawn(|| {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        std::process::exit(0);
    });
    for stream in listener.incoming() {
        // An error of one client does not affect the next client.
        let _ = serve(stream?);
    }
    Ok(())
}

/// Replies to all complete lines of a read in one write, and keeps the incomplete rest.
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

/// Copies the id without parsing the JSON. The id is a number or a string without escapes.
fn answer(line: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"return\": {}");
    if let Some(at) = find_bytes(line, b"\"id\":") {
        let id = &line[at + 5..];
        let end = id.iter().position(|byte| matches!(byte, b',' | b'}'));
        out.extend_from_slice(b", \"id\": ");
        out.extend_from_slice(&id[..end.unwrap_or(id.len())]);
    }
    out.extend_from_slice(b"}\r\n");
}

fn find_bytes(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack
        .windows(needle.len())
        .position(|window| window == needle)
}
