//! The least that can be done: blocking reads and writes on the socket, no ids, no JSON parser.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

/// A monitor spoken to by hand. It tells tests what a peer really says, and benches what a client costs.
#[derive(Debug)]
pub struct RawQmp {
    stream: UnixStream,
    buffer: Vec<u8>,
}

impl RawQmp {
    /// Connects, reads the greeting and negotiates without capabilities.
    ///
    /// # Errors
    /// Those of the socket.
    pub fn connect(socket: &Path) -> io::Result<Self> {
        Self::negotiate(socket, r#"{"execute":"qmp_capabilities"}"#)
    }

    /// Connects, reads the greeting and negotiates out-of-band execution, as a session does unless told otherwise.
    ///
    /// # Errors
    /// Those of the socket.
    pub fn connect_oob(socket: &Path) -> io::Result<Self> {
        let ask = r#"{"execute":"qmp_capabilities","arguments":{"enable":["oob"]}}"#;
        Self::negotiate(socket, ask)
    }

    fn negotiate(socket: &Path, ask: &str) -> io::Result<Self> {
        let mut raw = Self::connect_silent(socket)?;
        raw.line()?;
        raw.ask(&format!("{ask}\n"))?;
        Ok(raw)
    }

    /// Connects and says nothing: for peers without a greeting.
    ///
    /// # Errors
    /// Those of the socket.
    pub fn connect_silent(socket: &Path) -> io::Result<Self> {
        let stream = UnixStream::connect(socket)?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(1 << 16),
        })
    }

    /// Sends one line and reads one line.
    ///
    /// # Errors
    /// Those of the socket; the end of the stream is one.
    pub fn ask(&mut self, line: &str) -> io::Result<&[u8]> {
        self.stream.write_all(line.as_bytes())?;
        self.line()
    }

    /// Sends bytes as they are.
    ///
    /// # Errors
    /// Those of the socket.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes)
    }

    /// Reads up to the next end of line, which has to be the last byte that has arrived.
    ///
    /// # Errors
    /// Those of the socket; the end of the stream is one.
    pub fn line(&mut self) -> io::Result<&[u8]> {
        self.buffer.clear();
        let mut chunk = [0; 4096];
        loop {
            let read = self.stream.read(&mut chunk)?;
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.buffer.extend_from_slice(&chunk[..read]);
            if self.buffer.last() == Some(&b'\n') {
                return Ok(&self.buffer);
            }
        }
    }

    /// Asks `query-status` that many times, one after the other, numbered like the commands of any client.
    ///
    /// QEMU reads its monitor byte by byte, each with several system calls, so that only commands of the same length
    /// compare.
    ///
    /// # Errors
    /// Those of the socket.
    pub fn ping_pong(&mut self, times: usize) -> io::Result<()> {
        for id in 1..=times {
            self.ask(&format!("{{\"execute\":\"query-status\",\"id\":{id}}}\n"))?;
        }
        Ok(())
    }
}
