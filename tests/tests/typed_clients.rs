//! Every method that connects through a generated `Client` returns this `Client`.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

use std::os::unix::net::UnixStream;
use std::time::Duration;

use qapi_client::qmp::{self, RunState};
use qapi_client::{Builder, Child, EndReason, Session, Spawn, qga, qsd};
use qapi_tests::{
    BARE_QEMU, HostAgent, Qemu, QemuBuilder, find_program, monitor_args, require, run,
};

fn qemu() -> Option<Spawn> {
    Some(Spawn::qemu(find_program("qemu-system-x86_64")?).args(BARE_QEMU))
}

async fn is_paused(vm: &qmp::Client) {
    assert_eq!(vm.query_status().await.unwrap().status, RunState::Prelaunch);
}

#[test]
fn a_client_is_spawned_with_its_process() {
    let spawn = require!(qemu(), "qemu-system-x86_64");
    run(async {
        let vm: Child<qmp::Client> = qmp::Client::spawn(spawn).await.unwrap();
        is_paused(&vm).await;
        assert_eq!(vm.query_status().await.unwrap().status, RunState::Prelaunch);
        assert!(vm.id() > 0 && vm.greeting().version.major >= 7);
        let (client, session) = (vm.client().clone(), vm.session().clone());
        let exit = vm.close().await;
        assert!(exit.status.unwrap().success(), "{exit}");
        assert!(matches!(session.closed().await, EndReason::Exited(_)));
        client.query_status().await.unwrap_err();
    });
}

#[test]
fn the_storage_daemon_is_spawned_typed() {
    let program = require!(find_program("qemu-storage-daemon"), "qemu-storage-daemon");
    run(async {
        let builder = qsd::Client::builder().in_flight(1);
        let spawn = Spawn::storage_daemon(program);
        let daemon = builder.spawn(spawn).await.unwrap();
        assert!(daemon.query_named_block_nodes(()).await.unwrap().is_empty());
        daemon.quit().await.unwrap();
        assert!(daemon.exited().await.status.unwrap().success());
    });
}

#[test]
fn a_builder_connects_a_client() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let builder: Builder<qmp::Client> = qmp::Client::builder().oob(false);
        let client = builder.clone().connect(vm.address()).await.unwrap();
        is_paused(&client).await;
        assert!(!client.has_oob());
        client.close().await;

        let stream = UnixStream::connect(vm.socket(0)).unwrap();
        let client = builder.clone().from_fd(stream).await.unwrap();
        is_paused(&client).await;
        client.close().await;

        let stream = async_std::os::unix::net::UnixStream::connect(vm.socket(0));
        let (client, driver) = builder.over(stream.await.unwrap());
        async_std::task::spawn(driver);
        is_paused(&client).await;
    });
}

#[test]
fn a_listener_accepts_clients() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("in");
    run(async {
        let listener = qmp::Client::builder().listen(&socket).await.unwrap();
        let args = monitor_args("out", &format!("path={},server=off", socket.display()));
        let vm = require!(QemuBuilder::bare().args(args).start(), "qemu-system-x86_64");
        is_paused(&listener.accept().await.unwrap()).await;
        drop(vm);

        let args = monitor_args("out", &format!("path={},server=off", socket.display()));
        let _vm = require!(QemuBuilder::bare().args(args).start(), "qemu-system-x86_64");
        is_paused(&listener.accept_one().await.unwrap()).await;
        assert!(!socket.exists());
    });
}

#[test]
fn an_agent_is_waited_for_as_a_client() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    run(async {
        let builder = qga::Client::builder();
        let waiting = builder.wait_ready(agent.address(), Duration::from_secs(20));
        waiting.await.unwrap().guest_ping().await.unwrap();
    });
}

/// A client of the program's own.
#[derive(Debug)]
struct Machine(Session);

impl From<Session> for Machine {
    fn from(session: Session) -> Self {
        Self(session)
    }
}

#[test]
fn a_session_becomes_a_client_of_any_type() {
    let spawn = require!(qemu(), "qemu-system-x86_64");
    run(async {
        let builder = Session::builder().client::<Machine>();
        let vm = builder.spawn(spawn).await.unwrap();
        assert!(vm.0.greeting().version.major >= 7);
        assert!(format!("{vm:?}").contains("Child"));
    });
}
