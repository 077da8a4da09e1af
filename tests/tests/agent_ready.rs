//! Waiting for a guest agent.

use std::time::{Duration, Instant};

use qapi_client::{Error, Session};
use qapi_tests::{Guest, HostAgent, ScriptedPeer, require, run};
use serde_json::{Value, json};

#[test]
fn the_real_agent_is_ready() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    run(async {
        let session = Session::builder()
            .wait_ready(agent.address(), Duration::from_secs(20))
            .await
            .unwrap();
        session
            .execute_raw("guest-ping", Value::Null)
            .await
            .unwrap();
        let info = session
            .execute_raw("guest-info", Value::Null)
            .await
            .unwrap();
        assert!(info["version"].is_string());
        session.close().await;
    });
}

#[test]
fn an_agent_that_starts_late_is_waited_for() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("ga");
        let waiting = async_std::task::spawn(
            Session::builder().wait_ready(socket.clone(), Duration::from_secs(30)),
        );
        let listener = async_std::task::spawn_blocking(move || {
            let listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
            // The first two connections come to nothing.
            for _ in 0..2 {
                drop(listener.accept().unwrap());
            }
            let (mut stream, _) = listener.accept().unwrap();
            let mut reader = std::io::BufReader::new(stream.try_clone().unwrap());
            let mut line = Vec::new();
            std::io::BufRead::read_until(&mut reader, b'\n', &mut line).unwrap();
            let request: Value = serde_json::from_slice(&line[1..]).unwrap();
            let reply = json!({"return": request["arguments"]["id"]}).to_string();
            std::io::Write::write_all(
                &mut stream,
                b"{\"error\": {\"class\": \"GenericError\", \"desc\": \"stray\"}}\n\xff",
            )
            .unwrap();
            std::io::Write::write_all(&mut stream, reply.as_bytes()).unwrap();
            stream
        });
        waiting.await.unwrap();
        drop(listener.await);
    });
}

#[test]
fn no_agent_and_no_socket_are_told_apart() {
    // The peer reads all bytes and sends no reply, like a port whose guest has not booted.
    let mute = ScriptedPeer::start(|_, client| {
        loop {
            client.request()?;
        }
    });
    run(async {
        let patience = Duration::from_millis(300);
        let start = Instant::now();
        let error = Session::builder()
            .wait_ready(mute.address(), patience)
            .await
            .unwrap_err();
        assert!(
            matches!(error, Error::NoAgent { after } if after == patience),
            "{error:?}"
        );
        let error = Session::builder()
            .wait_ready("/no/such/socket", patience)
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Connect { .. }), "{error:?}");
        assert!(start.elapsed() < Duration::from_secs(10));
    });
}

#[test]
fn a_guest_that_boots_becomes_ready() {
    let guest = require!(Guest::start(), "tiny guest");
    run(async {
        let waiting = async_std::task::spawn(
            Session::builder().wait_ready(guest.agent_address(), Duration::from_secs(50)),
        );
        let vm = Session::connect(guest.address()).await.unwrap();
        vm.execute_raw("cont", Value::Null).await.unwrap();
        let agent = waiting.await.unwrap();
        agent.execute_raw("guest-ping", Value::Null).await.unwrap();
    });
}
