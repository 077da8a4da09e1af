//! Scripted peers on unix sockets, each served by threads, and figures of this process.

#![allow(dead_code, reason = "each test program uses its own part")]

use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use qapi_client::{Builder, Session};
use serde_json::Value;

/// Read timeout of every scripted peer: no thread outlives its test by more.
const LONGEST_SILENCE: Duration = Duration::from_secs(60);

/// A unix socket, each of whose connections is served by a script in a thread of its own.
pub(crate) struct SocketPeer {
    folder: tempfile::TempDir,
    connections: Arc<AtomicUsize>,
}

/// The peer's end of one connection.
pub(crate) struct Connection {
    pub(crate) reader: BufReader<UnixStream>,
}

impl SocketPeer {
    /// Serves every connection by `script`. An error of the script ends its connection.
    pub(crate) fn start<F>(script: F) -> Self
    where
        F: Fn(&mut Connection) -> io::Result<()> + Send + Sync + 'static,
    {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let listener = UnixListener::bind(folder.path().join("socket")).expect("a free path");
        let connections = Arc::new(AtomicUsize::new(0));
        let (counted, script) = (Arc::clone(&connections), Arc::new(script));
        // The thread ends with the process: it may wait for a client that never comes.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                counted.fetch_add(1, Ordering::SeqCst);
                let script = Arc::clone(&script);
                std::thread::spawn(move || {
                    let _ = stream.set_read_timeout(Some(LONGEST_SILENCE));
                    let reader = BufReader::new(stream);
                    // A client that leaves early is what many tests are about.
                    let _ = script(&mut Connection { reader });
                });
            }
        });
        Self {
            folder,
            connections,
        }
    }

    /// Path of the socket.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("socket")
    }

    /// Count of the connections so far.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// A session with these settings.
    pub(crate) async fn connect(&self, builder: Builder) -> Session {
        builder.connect(&self.path()).await.expect("a session")
    }
}

impl Connection {
    /// Greets and grants what the client asks for.
    pub(crate) fn greet(&mut self) -> io::Result<()> {
        self.send(super::common::GREETING)?;
        let command = self.command()?;
        self.reply(&command, "{}")
    }

    /// Reads the next command up to its last brace, as QEMU does.
    pub(crate) fn command(&mut self) -> io::Result<Value> {
        while let Some(0xff | b'\n') = self.reader.fill_buf()?.first() {
            self.reader.consume(1);
        }
        let mut commands = serde_json::Deserializer::from_reader(&mut self.reader).into_iter();
        let command = commands.next().ok_or(io::ErrorKind::UnexpectedEof)?;
        Ok(command?)
    }

    /// The next command, unless none comes within `wait`.
    pub(crate) fn command_within(&mut self, wait: Duration) -> io::Result<Option<Value>> {
        self.reader.get_ref().set_read_timeout(Some(wait))?;
        let command = self.command();
        self.reader
            .get_ref()
            .set_read_timeout(Some(LONGEST_SILENCE))?;
        match command {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(None),
            command => command.map(Some),
        }
    }

    /// Sends bytes as they are.
    pub(crate) fn send(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        self.reader.get_mut().write_all(bytes.as_ref())
    }

    /// Replies to a command with success; `result` is JSON.
    pub(crate) fn reply(&mut self, command: &Value, result: &str) -> io::Result<()> {
        let id = &command["id"];
        self.send(format!("{{\"return\": {result}, \"id\": {id}}}\r\n"))
    }

    /// Replies `{}` to every command, after `delay`.
    pub(crate) fn reply_to_all(&mut self, delay: Duration) -> io::Result<()> {
        loop {
            let command = self.command()?;
            std::thread::sleep(delay);
            self.reply(&command, "{}")?;
        }
    }

    /// Reads until the client leaves, and replies to nothing.
    pub(crate) fn swallow(&mut self) -> io::Result<()> {
        io::copy(&mut self.reader, &mut io::sink()).map(drop)
    }
}

/// Name of a command, whichever way it was sent.
pub(crate) fn name(command: &Value) -> &str {
    let name = command.get("execute").or(command.get("exec-oob"));
    name.and_then(Value::as_str).unwrap_or_default()
}

/// Lock of tests that measure this process: one at a time, where tests share a process.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Memory of this process that is resident now, in bytes.
pub(crate) fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").expect("Linux");
    let pages: usize = pages
        .split(' ')
        .nth(1)
        .and_then(|field| field.parse().ok())
        .expect("a number of pages");
    pages * 4096
}

/// Processor time that this process has spent.
pub(crate) fn cpu_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::try_from(time).expect("time passes forwards")
}

/// Median of some durations.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Whether tests run at their full length, which takes minutes: `QAPI_TESTS_SLOW=1`.
pub(crate) fn is_slow_run() -> bool {
    std::env::var("QAPI_TESTS_SLOW").is_ok_and(|value| value == "1")
}
