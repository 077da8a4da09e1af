//! A peer whose every byte the test decides.

use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

/// A greeting as QEMU sends it.
pub const GREETING: &str = "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 2, \"minor\": 0, \
\"major\": 10}, \"package\": \"\"}, \"capabilities\": [\"oob\"]}}\r\n";

/// A thread that serves a unix socket, one client after the other, by a script of the test.
#[derive(Debug)]
pub struct ScriptedPeer {
    folder: TempDir,
}

/// The peer's end of a connection.
#[derive(Debug)]
pub struct ScriptedClient {
    reader: BufReader<UnixStream>,
}

impl ScriptedPeer {
    /// Serves every client by the script; `nth` counts them from zero. An error ends that client only.
    pub fn start(
        mut script: impl FnMut(usize, &mut ScriptedClient) -> io::Result<()> + Send + 'static,
    ) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let listener = UnixListener::bind(folder.path().join("peer")).expect("the socket is free");
        // The thread ends with the process: it may be waiting for a client that never comes.
        std::thread::spawn(move || {
            for (nth, stream) in listener.incoming().flatten().enumerate() {
                // No test waits longer, and none leaves a thread behind that still reads.
                let _ = stream.set_read_timeout(Some(Duration::from_secs(60)));
                let _ = stream.set_write_timeout(Some(Duration::from_secs(60)));
                let mut client = ScriptedClient {
                    reader: BufReader::new(stream),
                };
                let _ = script(nth, &mut client);
            }
        });
        Self { folder }
    }

    /// Its socket.
    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("peer")
    }

    /// Its address: `unix:/path`.
    pub fn address(&self) -> String {
        format!("unix:{}", self.socket().display())
    }
}

impl ScriptedClient {
    /// Greets and lets the client negotiate.
    ///
    /// # Errors
    /// Those of the socket.
    pub fn greet(&mut self) -> io::Result<()> {
        self.send(GREETING)?;
        let request = self.request()?;
        self.succeed(&request, &Value::Object(serde_json::Map::new()))
    }

    /// Reads the next request up to its last brace, as QEMU does. The byte that resets an agent's parser is skipped.
    ///
    /// # Errors
    /// Those of the socket; the end of the stream is one.
    pub fn request(&mut self) -> io::Result<Value> {
        while let Some(0xff | b'\n') = self.reader.fill_buf()?.first() {
            self.reader.consume(1);
        }
        let mut requests = serde_json::Deserializer::from_reader(&mut self.reader).into_iter();
        let request = requests.next().ok_or(io::ErrorKind::UnexpectedEof)?;
        Ok(request?)
    }

    /// Sends text as it is.
    ///
    /// # Errors
    /// Those of the socket.
    pub fn send(&mut self, text: &str) -> io::Result<()> {
        self.send_bytes(text.as_bytes())
    }

    /// Sends bytes as they are.
    ///
    /// # Errors
    /// Those of the socket.
    pub fn send_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.reader.get_mut().write_all(bytes)
    }

    /// Answers a request with success.
    ///
    /// # Errors
    /// Those of the socket.
    pub fn succeed(&mut self, request: &Value, value: &Value) -> io::Result<()> {
        let id = &request["id"];
        self.send(&format!("{{\"return\": {value}, \"id\": {id}}}\r\n"))
    }

    /// Answers a request with an error.
    ///
    /// # Errors
    /// Those of the socket.
    pub fn refuse(&mut self, request: &Value, class: &str, desc: &str) -> io::Result<()> {
        let (id, error) = (
            &request["id"],
            serde_json::json!({ "class": class, "desc": desc }),
        );
        self.send(&format!("{{\"id\": {id}, \"error\": {error}}}\r\n"))
    }

    /// Waits until the client has closed the connection, whatever it still sends.
    ///
    /// # Errors
    /// Those of the socket.
    pub fn wait_for_end(&mut self) -> io::Result<()> {
        io::copy(&mut self.reader, &mut io::sink()).map(drop)
    }
}
