//! Simplest QMP client: blocking reads and writes on the socket, without ids and without a JSON parser.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

/// Raw connection to a monitor. Tests use it to see the exact bytes of a peer, and benches to compare CPU time.
#[derive(Debug)]
pub struct RawQmp {
    stream: UnixStream,
    buffer: Vec<u8>,
}

impl RawQmp {
    /// Connects, reads the greeting and negotiates without capabilities.
    ///
    /// # Errors
    /// The errors of the socket.
    pub fn connect(socket: &Path) -> io::Result<Self> {
        Self::negotiate(socket, r#"{"execute":"qmp_capabilities"}"#)
    }

    /// Connects, reads the greeting and negotiates out-of-band execution, as a session does by default.
    ///
    /// # Errors
    /// The errors of the socket.
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

    /// Connects to a peer without a greeting, and sends nothing.
    ///
    /// # Errors
    /// The errors of the socket.
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
    /// The errors of the socket. The end of the stream is an error too.
    pub fn ask(&mut self, line: &str) -> io::Result<&[u8]> {
        self.stream.write_all(line.as_bytes())?;
        self.line()
    }

    /// Sends bytes.
    ///
    /// # Errors
    /// The errors of the socket.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes)
    }

    /// Reads one line. No bytes may follow the line.
    ///
    /// # Errors
    /// The errors of the socket. The end of the stream is an error too.
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

    /// Sends `query-status` `times` times, one after the other. The commands have ids, like those of other clients.
    ///
    /// QEMU reads each byte with several system calls, so only commands of the same length can be compared.
    ///
    /// # Errors
    /// The errors of the socket.
    pub fn ping_pong(&mut self, times: usize) -> io::Result<()> {
        for id in 1..=times {
            self.ask(&format!("{{\"execute\":\"query-status\",\"id\":{id}}}\n"))?;
        }
        Ok(())
    }
}
