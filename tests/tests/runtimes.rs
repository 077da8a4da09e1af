//! Sessions on other runtimes than async-std: over sockets of smol and of tokio, and default clients in tokio programs.

use std::time::Duration;

use qapi_client::qmp::{self, RunState, events};
use qapi_client::{EventError, RawEvent, Reconnect, Session};
use qapi_tests::{DEADLINE, Qemu, ScriptedPeer, require};
use serde_json::{Value, json};
use smol::future::FutureExt;
use smol::net::unix::UnixStream;
use smol::stream::StreamExt;
use tokio_util::compat::TokioAsyncReadCompatExt;

/// Runs a test with a deadline and without async-std.
fn run(test: impl Future<Output = ()>) {
    smol::block_on(test.or(async {
        smol::Timer::after(DEADLINE).await;
        panic!("the test ends before its deadline");
    }));
}

#[test]
fn a_session_runs_over_a_stream_of_smol() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let stream = UnixStream::connect(vm.socket(0)).await.unwrap();
        let (session, driver) = Session::builder().over(stream);
        let driver = smol::spawn(driver);
        session.ready().await.unwrap();
        assert!(session.has_oob());
        let calls: Vec<_> = (0..20)
            .map(|_| {
                smol::spawn(
                    session
                        .execute_raw("query-status", Value::Null)
                        .timeout(DEADLINE),
                )
            })
            .collect();
        for call in calls {
            assert_eq!(call.await.unwrap()["status"], "prelaunch");
        }
        let mut events = session.subscribe::<RawEvent>();
        session.execute_raw("cont", Value::Null).await.unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().name, "RESUME");
        session.close().await;
        assert!(driver.await.is_local());
    });
}

#[test]
fn a_session_reconnects_over_streams_of_smol() {
    let peer = ScriptedPeer::start(|nth, client| {
        client.greet()?;
        let request = client.request()?;
        if nth > 0 {
            client.succeed(&request, &json!({"connection": nth}))?;
            client.request()?;
        }
        Ok(())
    });
    run(async {
        let policy = Reconnect::new()
            .first_delay(Duration::from_millis(10))
            .repeat_queries(true);
        let socket = peer.socket();
        let connect = move || UnixStream::connect(socket.clone());
        let builder = Session::builder().reconnect(policy);
        let (session, driver) = builder.over_each(connect).await.unwrap();
        smol::spawn(driver).detach();
        let mut events = session.subscribe::<RawEvent>();
        let reply = session
            .execute_raw("query-status", Value::Null)
            .await
            .unwrap();
        assert_eq!(
            reply["connection"], 1,
            "asked again on the second connection"
        );
        let gap = events.next().await.unwrap().unwrap_err();
        assert!(matches!(gap, EventError::Gap { .. }), "{gap:?}");
    });
}

/// Runs a test in a runtime of tokio, with a deadline.
fn run_in_tokio(runtime: &mut tokio::runtime::Builder, test: impl Future<Output = ()>) {
    let runtime = runtime.enable_all().build().expect("threads can start");
    runtime.block_on(async {
        let in_time = tokio::time::timeout(DEADLINE, test).await;
        in_time.expect("the test ends before its deadline");
    });
}

/// Commands from several tasks of tokio, an event, a timeout and the end.
async fn use_from_tasks(vm: qmp::Client) {
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(vm.query_status())).collect();
    for call in calls {
        let status = call.await.expect("no panic").expect("a reply");
        assert_eq!(status.status, RunState::Prelaunch);
    }
    let resumed = vm.cont().and_event(|_: &events::Resume| true);
    let resumed = tokio::spawn(resumed).await.expect("no panic");
    resumed.expect("the machine runs, and says so");
    let stopped = vm.wait_for(|_: &events::Stop| true, Duration::from_millis(20));
    let late = tokio::spawn(stopped).await.expect("no panic");
    assert!(late.is_err_and(|error| error.is_timeout()));
    vm.close().await;
    assert!(vm.closed().await.is_local());
}

#[test]
fn a_session_runs_over_a_stream_of_tokio() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run_in_tokio(&mut tokio::runtime::Builder::new_multi_thread(), async {
        let socket = vm.socket(0);
        let stream = tokio::net::UnixStream::connect(socket).await.unwrap();
        let (client, driver) = qmp::Client::builder().over(stream.compat());
        let driver = tokio::spawn(driver);
        client.ready().await.unwrap();
        use_from_tasks(client).await;
        assert!(driver.await.unwrap().is_local());
    });
}

#[test]
fn a_session_reconnects_over_streams_of_tokio() {
    let peer = ScriptedPeer::start(|nth, client| {
        client.greet()?;
        let request = client.request()?;
        if nth > 0 {
            client.succeed(&request, &json!({"connection": nth}))?;
            client.request()?;
        }
        Ok(())
    });
    run_in_tokio(&mut tokio::runtime::Builder::new_current_thread(), async {
        let policy = Reconnect::new()
            .first_delay(Duration::from_millis(10))
            .repeat_queries(true);
        let socket = peer.socket();
        let connect = move || {
            let stream = tokio::net::UnixStream::connect(socket.clone());
            async { Ok(stream.await?.compat()) }
        };
        let builder = Session::builder().reconnect(policy);
        let (session, driver) = builder.over_each(connect).await.unwrap();
        tokio::spawn(driver);
        let reply = session.execute_raw("query-status", Value::Null).await;
        assert_eq!(reply.unwrap()["connection"], 1, "sent again");
    });
}

#[test]
fn a_default_client_works_in_programs_of_tokio() {
    for mut runtime in [
        tokio::runtime::Builder::new_multi_thread(),
        tokio::runtime::Builder::new_current_thread(),
    ] {
        let vm = require!(Qemu::bare(), "qemu-system-x86_64");
        run_in_tokio(&mut runtime, async {
            let client = qmp::Client::connect(vm.socket(0)).await.unwrap();
            use_from_tasks(client).await;
        });
    }
}
