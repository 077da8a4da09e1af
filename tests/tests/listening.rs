//! Peers that connect to us.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Barrier;
use std::time::{Duration, Instant};

use async_std::stream::StreamExt;
use qapi_client::{Address, EndReason, Error, EventError, Protocol, RawEvent, Reconnect, Session};
use qapi_tests::{Qemu, QemuBuilder, Release, monitor_args, require, run};
use serde_json::Value;

fn folder() -> tempfile::TempDir {
    tempfile::Builder::new()
        .prefix("qapi-")
        .tempdir()
        .expect("a temporary folder can be made")
}

/// A QEMU that connects to us whenever it is not connected.
fn qemu(socket: &Path) -> Option<Qemu> {
    // Since 9.2 in milliseconds, before that in seconds.
    let reconnect = match Release::installed()?.version() {
        version if version >= (9, 2) => "reconnect-ms=50",
        _ => "reconnect=1",
    };
    let socket = socket.display();
    let socket = format!("path={socket},server=off,{reconnect}");
    QemuBuilder::bare()
        .args(monitor_args("out", &socket))
        .start()
}

#[test]
fn qemu_connects_to_us_again_and_again() {
    let folder = folder();
    let socket = folder.path().join("in");
    run(async {
        let listener = Session::builder().listen(&socket).await.unwrap();
        let vm = require!(qemu(&socket), "qemu-system-x86_64");
        for _ in 0..3 {
            let session = listener.accept().await.unwrap();
            let status = session
                .execute_raw("query-status", Value::Null)
                .await
                .unwrap();
            assert_eq!(status["status"], "prelaunch");
            session.close().await;
        }
        drop(vm);
        assert_eq!(listener.address(), &Address::Unix(socket.clone()));
        drop(listener);
        assert!(!socket.exists(), "the socket file goes with the listener");
    });
}

#[test]
fn a_session_that_listens_outlives_its_peer() {
    let folder = folder();
    let socket = folder.path().join("in");
    run(async {
        let policy = Reconnect::new().first_delay(Duration::from_millis(10));
        let listener = Session::builder()
            .reconnect(policy)
            .listen(&socket)
            .await
            .unwrap();
        let mut first = require!(qemu(&socket), "qemu-system-x86_64");
        let session = listener.accept_one().await.unwrap();
        let mut events = session.subscribe::<RawEvent>();
        session.execute_raw("cont", Value::Null).await.unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().name, "RESUME");

        first.kill();
        let _second = require!(qemu(&socket), "qemu-system-x86_64");
        let gap = events.next().await.unwrap().unwrap_err();
        assert!(matches!(gap, EventError::Gap { .. }), "{gap:?}");
        let status = session
            .execute_raw("query-status", Value::Null)
            .await
            .unwrap();
        assert_eq!(status["status"], "prelaunch", "another QEMU");
        session.execute_raw("cont", Value::Null).await.unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().name, "RESUME");
        session.close().await;
        let start = Instant::now();
        while socket.exists() {
            assert!(
                start.elapsed() < Duration::from_secs(10),
                "the listener goes with the session"
            );
            async_std::task::sleep(Duration::from_millis(2)).await;
        }
    });
}

#[test]
fn qemu_connects_over_tcp() {
    run(async {
        let listener = Session::builder().listen("tcp:127.0.0.1:0").await.unwrap();
        let Address::Tcp { port, .. } = *listener.address() else {
            panic!("{listener:?}");
        };
        assert_ne!(port, 0);
        let args = monitor_args("out", &format!("host=127.0.0.1,port={port},server=off"));
        let _vm = require!(QemuBuilder::bare().args(args).start(), "qemu-system-x86_64");
        let session = listener.accept_one().await.unwrap();
        assert!(session.greeting().version.major >= 7);
    });
}

#[test]
fn one_silent_peer_costs_the_listener_nothing() {
    let folder = folder();
    let socket = folder.path().join("in");
    run(async {
        let builder = Session::builder().greeting_deadline(Duration::from_millis(50));
        let listener = builder.listen(&socket).await.unwrap();
        let silent = UnixStream::connect(&socket).unwrap();
        let error = listener.accept().await.unwrap_err();
        assert!(matches!(error, Error::NoGreeting { .. }), "{error:?}");
        drop(silent);
        let gone = UnixStream::connect(&socket).unwrap();
        drop(gone);
        let error = listener.accept().await.unwrap_err();
        assert!(
            matches!(error.end_reason(), Some(EndReason::Eof | EndReason::Io(_))),
            "{error:?}"
        );
        let _vm = require!(qemu(&socket), "qemu-system-x86_64");
        loop {
            // A small deadline for a QEMU under load; it comes again.
            if let Ok(session) = listener.accept().await {
                assert!(session.greeting().version.major >= 7);
                break;
            }
        }
    });
}

#[test]
fn a_left_over_socket_is_replaced_and_a_live_one_is_not() {
    let folder = folder();
    let socket = folder.path().join("in");
    run(async {
        // Dropped by the standard library, a listener leaves its file.
        drop(UnixListener::bind(&socket).unwrap());
        assert!(socket.exists());
        let listener = Session::builder().listen(&socket).await.unwrap();
        let error = Session::builder().listen(&socket).await.unwrap_err();
        assert!(matches!(error, Error::Listen { .. }), "{error:?}");
        assert!(error.to_string().contains("in use"), "{error}");

        let file: PathBuf = folder.path().join("file");
        fs::write(&file, "precious").unwrap();
        Session::builder().listen(&file).await.unwrap_err();
        assert_eq!(fs::read(&file).unwrap(), b"precious");
        Session::builder()
            .listen("/no/such/folder/in")
            .await
            .unwrap_err();
        drop(listener);
    });
}

/// The permissions of a file.
fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[test]
fn a_socket_file_is_private_whatever_the_umask() {
    let folder = folder();
    let socket = folder.path().join("in");
    run(async {
        // The umask is the whole process's: this test only ever lets more through, for a moment.
        let before = rustix::process::umask(rustix::fs::Mode::empty());
        let private = Session::builder().listen(&socket).await;
        rustix::process::umask(before);
        let private = private.unwrap();
        assert_eq!(mode(&socket), 0o600);
        drop(private);
        let shared = Session::builder().listen_mode(0o666).listen(&socket).await;
        assert_eq!(mode(&socket), 0o666, "a umask takes nothing away");
        drop(shared.unwrap());
    });
}

#[test]
fn a_path_that_is_longer_than_a_socket_address_can_be_listened_at() {
    let folder = folder();
    let deep = folder.path().join("d".repeat(120));
    fs::create_dir(&deep).unwrap();
    let socket = deep.join("s".repeat(90));
    // Neither side has to greet.
    let bare = || Session::builder().protocol(Protocol::Bare);
    run(async {
        // In the second round a socket was left over there.
        for round in 0..2 {
            let listener = bare().listen(&socket).await.unwrap();
            assert_eq!(listener.address(), &Address::Unix(socket.clone()));
            assert_eq!(mode(&socket), 0o600);
            let error = Session::builder().listen(&socket).await.unwrap_err();
            assert!(error.to_string().contains("in use"), "{error}");
            let connecting = bare().connect(&socket);
            let (accepted, connected) = futures_util::join!(listener.accept(), connecting);
            accepted.unwrap();
            connected.unwrap();
            drop(listener);
            assert!(!socket.exists());
            if round == 0 {
                let short = folder.path().join("short");
                drop(UnixListener::bind(&short).unwrap());
                fs::rename(&short, &socket).unwrap();
            }
        }
        let missing = folder.path().join("m".repeat(200)).join("in");
        let error = Session::builder().listen(&missing).await.unwrap_err();
        assert!(matches!(error, Error::Listen { .. }), "{error:?}");
    });
}

#[test]
fn of_two_that_listen_at_a_left_over_socket_one_wins() {
    let folder = folder();
    let socket = folder.path().join("in");
    let listen = |barrier: &Barrier| {
        barrier.wait();
        async_std::task::block_on(Session::builder().listen(&socket))
    };
    let deadline = Instant::now() + Duration::from_secs(60);
    for round in 0..3000 {
        // In every third round nothing was left over: the winner must not be disturbed between `bind` and `listen`.
        if round % 3 > 0 {
            drop(UnixListener::bind(&socket).unwrap());
        }
        let barrier = Barrier::new(2);
        let results = std::thread::scope(|scope| {
            let both = [(); 2].map(|()| scope.spawn(|| listen(&barrier)));
            both.map(|one| one.join().unwrap())
        });
        let winners = results.iter().filter(|result| result.is_ok()).count();
        assert_eq!(winners, 1, "round {round}: {results:?}");
        UnixStream::connect(&socket).expect("the winner is reached");
        drop(results);
        assert!(!socket.exists(), "and takes its file away");
        assert!(Instant::now() < deadline, "round {round}");
    }
}

#[test]
fn a_live_listener_with_a_full_queue_is_not_waited_for() {
    let folder = folder();
    let socket = folder.path().join("in");
    let live = narrow_listener(&socket);
    let waiting: Vec<_> = std::iter::from_fn(|| connect_now(&socket))
        .take(64)
        .collect();
    assert!(waiting.len() < 64, "the queue is full");
    run(async {
        let start = Instant::now();
        let error = Session::builder().listen(&socket).await.unwrap_err();
        assert!(error.to_string().contains("in use"), "{error}");
        assert!(start.elapsed() < Duration::from_secs(1));
    });
    drop(live);
}

/// A listener that lets few wait.
fn narrow_listener(path: &Path) -> UnixListener {
    use rustix::net::{AddressFamily, SocketAddrUnix, SocketType, bind, listen, socket};
    let listener = socket(AddressFamily::UNIX, SocketType::STREAM, None).unwrap();
    bind(&listener, &SocketAddrUnix::new(path).unwrap()).unwrap();
    listen(&listener, 0).unwrap();
    UnixListener::from(listener)
}

/// A connection, if there is room for it in the queue of the listener.
fn connect_now(path: &Path) -> Option<std::os::fd::OwnedFd> {
    use rustix::net::{
        AddressFamily, SocketAddrUnix, SocketFlags, SocketType, connect, socket_with,
    };
    let flags = SocketFlags::NONBLOCK;
    let client = socket_with(AddressFamily::UNIX, SocketType::STREAM, flags, None).unwrap();
    connect(&client, &SocketAddrUnix::new(path).unwrap()).ok()?;
    Some(client)
}

#[test]
fn a_folder_that_is_locked_for_long_is_an_error() {
    let folder = folder();
    let lock = fs::File::open(folder.path()).unwrap();
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::LockExclusive).unwrap();
    run(async {
        let listening = Session::builder().listen(folder.path().join("in"));
        let error = listening.await.unwrap_err();
        assert!(error.to_string().contains("locked"), "{error}");
        drop(lock);
        let listening = Session::builder().listen(folder.path().join("in"));
        drop(listening.await.unwrap());
    });
}

#[test]
fn qemu_connects_to_an_abstract_socket_and_listens_at_one() {
    let name = format!("qapi-test-{}", std::process::id());
    run(async {
        let address = format!("unix-abstract:{name}");
        let listener = Session::builder().listen(&address).await.unwrap();
        assert_eq!(listener.address().to_string(), address);
        let error = Session::builder().listen(&address).await.unwrap_err();
        assert!(error.to_string().contains("in use"), "{error}");

        let socket = format!("path={name},abstract=on,server=off");
        let args = monitor_args("out", &socket);
        let _vm = require!(QemuBuilder::bare().args(args).start(), "qemu-system-x86_64");
        let session = listener.accept_one().await.unwrap();
        assert!(session.greeting().version.major >= 7);
        let error = Session::connect(&address).await.unwrap_err();
        assert!(matches!(error, Error::Connect { .. }), "{error:?}");

        let socket = format!("path={name},abstract=on,server=on,wait=off");
        let args = monitor_args("in", &socket);
        let _vm = require!(QemuBuilder::bare().args(args).start(), "qemu-system-x86_64");
        let session = Session::connect(&address).await.unwrap();
        let null = fs::File::open("/dev/null").unwrap();
        let getfd = session.execute_raw("getfd", serde_json::json!({"fdname": "null"}));
        getfd.with_fd(null).await.unwrap();
    });
}
