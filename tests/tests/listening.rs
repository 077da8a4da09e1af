//! Peers that connect to us.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use async_std::stream::StreamExt;
use qapi_client::{Address, EndReason, Error, EventError, RawEvent, Reconnect, Session};
use qapi_tests::{Qemu, QemuBuilder, Release, monitor_args, require, run};
use serde_json::Value;

fn folder() -> tempfile::TempDir {
    tempfile::Builder::new()
        .prefix("qapi-")
        .tempdir()
        .expect("a temporary folder can be made")
}

/// A QEMU that connects to us whenever it is not connected.
fn qemu(socket: &std::path::Path) -> Option<Qemu> {
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
        let session = listener.into_session().await.unwrap();
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
        let session = listener.into_session().await.unwrap();
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
        let silent = std::os::unix::net::UnixStream::connect(&socket).unwrap();
        let error = listener.accept().await.unwrap_err();
        assert!(matches!(error, Error::NoGreeting { .. }), "{error:?}");
        drop(silent);
        let gone = std::os::unix::net::UnixStream::connect(&socket).unwrap();
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
        drop(std::os::unix::net::UnixListener::bind(&socket).unwrap());
        assert!(socket.exists());
        let listener = Session::builder().listen(&socket).await.unwrap();
        let error = Session::builder().listen(&socket).await.unwrap_err();
        assert!(matches!(error, Error::Listen { .. }), "{error:?}");
        assert!(error.to_string().contains("in use"), "{error}");

        let file: PathBuf = folder.path().join("file");
        std::fs::write(&file, "precious").unwrap();
        Session::builder().listen(&file).await.unwrap_err();
        assert_eq!(std::fs::read(&file).unwrap(), b"precious");
        Session::builder()
            .listen("/no/such/folder/in")
            .await
            .unwrap_err();
        drop(listener);
    });
}
