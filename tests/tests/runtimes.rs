//! Sessions on other runtimes than async-std: here the executor and the sockets of smol.

use std::time::Duration;

use qapi_client::{EventError, RawEvent, Reconnect, Session};
use qapi_tests::{DEADLINE, Qemu, ScriptedPeer, require};
use serde_json::{Value, json};
use smol::future::FutureExt;
use smol::net::unix::UnixStream;
use smol::stream::StreamExt;

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
