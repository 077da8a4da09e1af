//! Scripted peer: the test decides every byte that the peer sends.

use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

/// Greeting of a QEMU.
pub const GREETING: &str = "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 2, \"minor\": 0, \
\"major\": 10}, \"package\": \"\"}, \"capabilities\": [\"oob\"]}}\r\n";

/// Thread that serves a unix socket with a script, one client after the other.
#[derive(Debug)]
pub struct ScriptedPeer {
    folder: TempDir,
}

/// End of a connection on the side of the peer.
#[derive(Debug)]
pub struct ScriptedClient {
    reader: BufReader<UnixStream>,
}

impl ScriptedPeer {
    /// Starts a peer that runs the script for every client. `nth` is the number of the client, from zero. An error ends
    /// only the connection to this client.
    pub fn start(
        mut script: impl FnMut(usize, &mut ScriptedClient) -> io::Result<()> + Send + 'static,
    ) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let listener = UnixListener::bind(folder.path().join("peer")).expect("the socket is free");
        // The thread ends with the process, because it may wait for a client that never connects.
        std::thread::spawn(move || {
            for (nth, stream) in listener.incoming().flatten().enumerate() {
                // The timeout is longer than any test, and ends a thread that would read forever.
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

    /// Path of the socket.
    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("peer")
    }

    /// Address of the socket: `unix:/path`.
    pub fn address(&self) -> String {
        format!("unix:{}", self.socket().display())
    }
}

impl ScriptedClient {
    /// Sends the greeting and replies to the negotiation.
    ///
    /// # Errors
    /// The errors of the socket.
    pub fn greet(&mut self) -> io::Result<()> {
        self.send(GREETING)?;
        let request = self.request()?;
        self.succeed(&request, &Value::Object(serde_json::Map::new()))
    }

    /// Reads the next request up to its last brace, as QEMU does. Skips the byte that resets the parser of an agent.
    ///
    /// # Errors
    /// The errors of the socket. The end of the stream is an error too.
    pub fn request(&mut self) -> io::Result<Value> {
        while let Some(0xff | b'\n') = self.reader.fill_buf()?.first() {
            self.reader.consume(1);
        }
        let mut requests = serde_json::Deserializer::from_reader(&mut self.reader).into_iter();
        let request = requests.next().ok_or(io::ErrorKind::UnexpectedEof)?;
        Ok(request?)
    }

    /// Sends a text.
    ///
    /// # Errors
    /// The errors of the socket.
    pub fn send(&mut self, text: &str) -> io::Result<()> {
        self.send_bytes(text.as_bytes())
    }

    /// Sends bytes.
    ///
    /// # Errors
    /// The errors of the socket.
    pub fn send_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.reader.get_mut().write_all(bytes)
    }

    /// Replies to a request with success.
    ///
    /// # Errors
    /// The errors of the socket.
    pub fn succeed(&mut self, request: &Value, value: &Value) -> io::Result<()> {
        let id = &request["id"];
        self.send(&format!("{{\"return\": {value}, \"id\": {id}}}\r\n"))
    }

    /// Replies to a request with an error.
    ///
    /// # Errors
    /// The errors of the socket.
    pub fn refuse(&mut self, request: &Value, class: &str, desc: &str) -> io::Result<()> {
        let (id, error) = (
            &request["id"],
            serde_json::json!({ "class": class, "desc": desc }),
        );
        self.send(&format!("{{\"id\": {id}, \"error\": {error}}}\r\n"))
    }

    /// Waits until the client closes the connection, and ignores all bytes until then.
    ///
    /// # Errors
    /// The errors of the socket.
    pub fn wait_for_end(&mut self) -> io::Result<()> {
        io::copy(&mut self.reader, &mut io::sink()).map(drop)
    }
}
