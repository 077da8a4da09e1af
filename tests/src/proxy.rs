//! A connection that can be cut.

use std::io;
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::TempDir;

/// A unix socket that forwards to another one, until it is cut.
#[derive(Debug)]
pub struct CutProxy {
    folder: TempDir,
    open: Arc<Mutex<Vec<UnixStream>>>,
}

impl CutProxy {
    /// Forwards every client to the socket.
    pub fn start(target: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let listener = UnixListener::bind(folder.path().join("proxy")).expect("the socket is free");
        let open = Arc::new(Mutex::new(Vec::new()));
        let (target, streams) = (target.to_owned(), open.clone());
        // The threads end with the connections, or with the process.
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                // A target that is gone is what the client is to find out.
                if let Ok(server) = UnixStream::connect(&target) {
                    let _ = forward(client, server, &streams);
                }
            }
        });
        Self { folder, open }
    }

    /// Its socket.
    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("proxy")
    }

    /// Its address: `unix:/path`.
    pub fn address(&self) -> String {
        format!("unix:{}", self.socket().display())
    }

    /// Cuts every connection, wherever its bytes are, and tells how many there were.
    pub fn cut(&self) -> usize {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let streams = std::mem::take(&mut *open);
        for stream in &streams {
            // One that has ended by itself is cut already.
            let _ = stream.shutdown(Shutdown::Both);
        }
        streams.len() / 2
    }
}

fn forward(
    client: UnixStream,
    server: UnixStream,
    open: &Mutex<Vec<UnixStream>>,
) -> io::Result<()> {
    let (mut client2, mut server2) = (client.try_clone()?, server.try_clone()?);
    let mut streams = open.lock().unwrap_or_else(PoisonError::into_inner);
    streams.extend([client.try_clone()?, server.try_clone()?]);
    drop(streams);
    let (mut client, mut server) = (client, server);
    std::thread::spawn(move || {
        let _ = io::copy(&mut client, &mut server);
        let _ = server.shutdown(Shutdown::Both);
    });
    std::thread::spawn(move || {
        let _ = io::copy(&mut server2, &mut client2);
        let _ = client2.shutdown(Shutdown::Both);
    });
    Ok(())
}
