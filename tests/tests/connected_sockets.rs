//! Sockets that are already connected: inherited sockets, and ends of a socket pair.

use std::net::{TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
use std::process::Stdio;

use qapi_client::{EndReason, Error, Session};
use qapi_tests::{BARE_QEMU, QemuBuilder, find_program, monitor_args, require, run};
use serde_json::{Value, json};

#[test]
fn one_end_of_a_pair_carries_commands_and_descriptors() {
    let program = require!(find_program("qemu-system-x86_64"), "qemu-system-x86_64");
    let (ours, its) = UnixStream::pair().unwrap();
    let mut child = std::process::Command::new(program)
        .args(BARE_QEMU)
        .args(monitor_args("m", "fd=0"))
        .stdin(Stdio::from(OwnedFd::from(its)))
        .spawn()
        .unwrap();
    run(async {
        let session = Session::builder().from_fd(ours).await.unwrap();
        assert!(session.greeting().version.major >= 7);
        let null = std::fs::File::open("/dev/null").unwrap();
        let getfd = session.execute_raw("getfd", json!({"fdname": "null"}));
        getfd.with_fd(null).await.unwrap();
        session
            .execute_raw("closefd", json!({"fdname": "null"}))
            .await
            .unwrap();
        session.execute_raw("quit", Value::Null).await.unwrap();
    });
    assert!(child.wait().unwrap().success());
}

#[test]
fn connected_sockets_of_both_families_are_taken() {
    let vm = require!(QemuBuilder::bare().tcp().start(), "qemu-system-x86_64");
    run(async {
        let unix = UnixStream::connect(vm.socket(0)).unwrap();
        let session = Session::builder().from_fd(unix).await.unwrap();
        session
            .execute_raw("query-status", Value::Null)
            .await
            .unwrap();

        let address = vm.tcp_address();
        let tcp = TcpStream::connect(address.strip_prefix("tcp:").unwrap()).unwrap();
        let session = Session::builder().from_fd(tcp).await.unwrap();
        session
            .execute_raw("query-status", Value::Null)
            .await
            .unwrap();
        let null = std::fs::File::open("/dev/null").unwrap();
        let getfd = session
            .execute_raw("getfd", json!({"fdname": "null"}))
            .with_fd(null);
        let error = getfd.await.unwrap_err();
        assert!(matches!(error, Error::Unsupported { .. }), "{error:?}");
    });
}

#[test]
fn what_is_no_connected_stream_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let refused: [OwnedFd; 4] = [
        std::fs::File::open("/dev/null").unwrap().into(),
        UnixDatagram::pair().unwrap().0.into(),
        UnixListener::bind(folder.path().join("in")).unwrap().into(),
        TcpListener::bind("127.0.0.1:0").unwrap().into(),
    ];
    run(async {
        for descriptor in refused {
            let error = Session::builder().from_fd(descriptor).await.unwrap_err();
            assert!(matches!(error, Error::Ended(EndReason::Io(_))), "{error:?}");
        }
    });
}
