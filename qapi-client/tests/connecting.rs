//! Coming to a connection: crowded listeners, long paths, addresses that lead nowhere.

#![cfg(any(feature = "async-std", feature = "smol"))]
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

mod common;

use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::time::Duration;

use common::{GREETING, run};
use qapi_client::{Address, Error, Protocol, Session};
use rustix::net::{AddressFamily, SocketAddrUnix, SocketType, bind, listen, socket};

/// Listener with the shortest queue of waiting clients, like the listener of QEMU.
fn narrow_listener(path: &Path) -> UnixListener {
    let listener = socket(AddressFamily::UNIX, SocketType::STREAM, None).unwrap();
    bind(&listener, &SocketAddrUnix::new(path).unwrap()).unwrap();
    listen(&listener, 0).unwrap();
    UnixListener::from(listener)
}

/// Greets each client, and accepts the negotiation.
fn greet(listener: &UnixListener) -> UnixStream {
    let (mut stream, _) = listener.accept().unwrap();
    // The client may have gone while it waited.
    let _ = stream.write_all(GREETING.as_bytes());
    let mut chunk = [0; 512];
    if stream.read(&mut chunk).unwrap() > 0 {
        stream
            .write_all(b"{\"return\": {}, \"id\": 1}\r\n")
            .unwrap();
    }
    stream
}

#[test]
fn a_full_queue_of_clients_is_waited_for_and_told() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket");
        let listener = narrow_listener(&path);
        let first = UnixStream::connect(&path).unwrap();

        let builder = Session::builder().greeting_deadline(Duration::from_millis(60));
        let error = builder.connect(&path).await.unwrap_err();
        assert!(matches!(error, Error::Connect { .. }), "{error:?}");
        assert!(error.to_string().contains("busy"), "{error}");

        let session = async_std::task::spawn(Session::builder().connect(path.clone()));
        drop(first);
        let server = std::thread::spawn(move || [greet(&listener), greet(&listener)]);
        let session = session.await.unwrap();
        assert_eq!(session.greeting().version.major, 10);
        drop(session);
        drop(server.join().unwrap());
    });
}

#[test]
fn a_path_may_be_longer_than_a_socket_address() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("d".repeat(200));
        std::fs::create_dir(&deep).unwrap();
        // Bound under a short name, then moved to where no address reaches.
        let short = folder.path().join("s");
        let listener = UnixListener::bind(&short).unwrap();
        let long = deep.join("monitor.sock");
        std::fs::rename(&short, &long).unwrap();
        let server = std::thread::spawn(move || greet(&listener));
        let session = Session::connect(&long).await.unwrap();
        assert!(session.has_oob());
        drop(server.join().unwrap());
    });
}

#[test]
fn where_nobody_listens_the_error_names_the_address() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nobody");
        let error = Session::connect(&path).await.unwrap_err();
        assert!(error.to_string().contains("nobody"), "{error}");
        for address in ["tcp:127.0.0.1:1", "tcp:[::1]:1"] {
            let error = Session::connect(address).await.unwrap_err();
            assert!(
                matches!(error, Error::Connect { .. }) && error.to_string().contains(address),
                "{error}"
            );
        }
        let error = Session::connect("nowhere").await.unwrap_err();
        assert!(matches!(error, Error::Address(_)), "{error}");
    });
}

/// What the system's timer of a TCP socket waits for, by the port of its peer: 0 nothing, 2 to ask whether the peer is
/// there; and how long it still waits.
fn timer(peer: u16) -> (u32, Duration) {
    let list = std::fs::read_to_string("/proc/net/tcp").unwrap();
    let peer = format!("0100007F:{peer:04X}");
    let socket = list.lines().find(|line| {
        let state = line.split_whitespace().skip(2).collect::<Vec<_>>();
        state.starts_with(&[peer.as_str(), "01"])
    });
    let timer = socket.unwrap().split_whitespace().nth(5).unwrap();
    let (kind, ticks) = timer.split_once(':').unwrap();
    let ticks = u64::from_str_radix(ticks, 16).unwrap();
    let kind = kind.parse().unwrap();
    (kind, Duration::from_millis(ticks * 10))
}

#[test]
#[cfg(target_os = "linux")]
fn the_system_asks_for_a_tcp_peer_that_is_silent() {
    use std::net::{TcpListener, TcpStream};

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let address = format!("tcp:127.0.0.1:{port}");
    let bare = || Session::builder().protocol(Protocol::Bare);
    run(async {
        let session = bare().connect(&address).await.unwrap();
        let peer = listener.accept().unwrap();
        let (kind, left) = timer(port);
        assert_eq!(kind, 2);
        assert!(left <= Duration::from_secs(30), "{left:?}");
        drop((session, peer));

        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let address = format!("tcp:127.0.0.1:{port}");
        let session = bare().tcp_keepalive(None).connect(&address).await.unwrap();
        let peer = listener.accept().unwrap();
        assert_eq!(timer(port).0, 0);
        drop((session, peer));

        let listener = bare()
            .tcp_keepalive(Duration::from_secs(20))
            .listen("tcp:127.0.0.1:0")
            .await
            .unwrap();
        let Address::Tcp { port, .. } = *listener.address() else {
            panic!("{listener:?}");
        };
        let peer = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let session = listener.accept().await.unwrap();
        let (kind, left) = timer(peer.local_addr().unwrap().port());
        assert_eq!(kind, 2);
        assert!(left <= Duration::from_secs(10), "{left:?}");
        drop(session);

        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let session = bare().from_fd(stream).await.unwrap();
        assert_eq!(timer(port).0, 2, "taken over");
        drop(session);
    });
}
