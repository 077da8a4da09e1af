//! No log of any level shows an argument, or text from a peer or a child process.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

use std::io;
use std::pin::pin;
use std::process::Command;
use std::task::{Context, Waker};
use std::time::Duration;

use qapi_client::qmp::{self, events};
use qapi_client::{Child, Error, Protocol, Reconnect, Session, Spawn, qga};
use qapi_tests::{
    BARE_QEMU, CollectedLog, GREETING, MARKER, ScriptedClient, ScriptedPeer, find_program, require,
    run,
};
use serde_json::{Value, json};

const MS: Duration = Duration::from_millis(1);

/// Runs a test, and checks that no log line of the test contains the marker.
///
/// Tests in one process share its log. Therefore each secret contains the name of its test.
fn assert_quiet(test: &str, work: impl AsyncFnOnce(&str)) {
    let log = CollectedLog::install();
    let secret = format!("{MARKER}-{test}");
    run(work(&secret));
    let log = log.text();
    let leaks: Vec<_> = log.lines().filter(|line| line.contains(&secret)).collect();
    assert!(leaks.is_empty(), "{} lines: {leaks:#?}", leaks.len());
    assert!(!log.is_empty(), "logs are collected");
}

/// A peer that does something of its own with every command after the negotiation.
fn peer(
    reply: impl Fn(&mut ScriptedClient, &Value) -> io::Result<()> + Send + 'static,
) -> ScriptedPeer {
    ScriptedPeer::start(move |_, client| {
        client.greet()?;
        loop {
            let request = client.request()?;
            if request["exec-oob"].is_null() {
                reply(client, &request)?;
            } else {
                client.succeed(&request, &json!([]))?;
            }
        }
    })
}

/// Settings under which nothing takes long.
fn quick() -> qapi_client::Builder {
    Session::builder()
        .probe_deadline(50 * MS)
        .greeting_deadline(500 * MS)
        .close_deadline(50 * MS)
}

/// Gives a secret away in every way that a caller has: typed, untyped, dropped, timed out, and as a monitor's line.
async fn tell(address: &str, secret: &str) {
    let Ok(session) = quick().connect(address).await else {
        return;
    };
    let client = qmp::Client::from(session.clone());
    let _events = session.raw_events();
    let password = qmp::SetPasswordOptions::new(qmp::SetPasswordOptionsProtocol::Spice, secret);
    let _ = client.set_password(password).timeout(100 * MS).await;
    let arguments = json!({ "password": secret, "nested": [{ secret: secret }] });
    let raw = || session.execute_raw("set_password", arguments.clone());
    let _ = raw().timeout(100 * MS).await;
    let _ = raw().oob().timeout(100 * MS).await;
    let _ = raw().without_success_reply().timeout(100 * MS).await;
    {
        let mut dropped = pin!(raw());
        let _ = dropped
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()));
    }
    let line = session.human_monitor_command(format!("change vnc password {secret}"));
    let _ = line.timeout(100 * MS).await;
    let gone = client
        .device_del(secret)
        .and_event(|_: &events::Event| false);
    let _ = gone.timeout(100 * MS).await;
    let _ = client.query_status().timeout(100 * MS).await;
    session.close().await;
}

#[test]
fn calls_log_no_argument_and_no_reply() {
    assert_quiet("calls", async |secret| {
        // Ways to reply, all with the secret in them.
        type Reply = fn(&mut ScriptedClient, &Value, &str) -> io::Result<()>;
        let replies: [Reply; 9] = [
            |client, request, _| client.succeed(request, &request["arguments"]),
            |client, request, secret| client.refuse(request, "GenericError", secret),
            |client, request, secret| client.refuse(request, secret, "no"),
            // Of the wrong type.
            |client, request, secret| {
                client.succeed(request, &json!({ "status": 7, "running": secret }))
            },
            // Neither reply nor event.
            |client, request, _| client.send(&format!("{request}\r\n")),
            // Not even a message.
            |client, request, _| client.send(&request["arguments"].to_string()[1..]),
            |client, _, secret| client.send(&format!("{{\"error\": \"wrong: {secret}\"}}\r\n")),
            |client, _, secret| client.send(&format!("{{\"{secret}\": \"{secret}\", }}\r\n")),
            |_, _, _| Err(io::ErrorKind::UnexpectedEof.into()),
        ];
        for reply in replies {
            let owned = secret.to_owned();
            let peer = peer(move |client, request| reply(client, request, &owned));
            tell(&peer.address(), secret).await;
        }
        // Swallows everything.
        let silent = peer(|_, _| Ok(()));
        tell(&silent.address(), secret).await;
    });
}

#[test]
fn events_are_not_logged() {
    assert_quiet("events", async |secret| {
        let data = secret.to_owned();
        let peer = peer(move |client, request| {
            let time = json!({ "seconds": 1, "microseconds": 2 });
            for data in [
                json!(data),
                json!({ "device": { "a": data } }),
                json!({ "device": data }),
            ] {
                let event = json!({ "event": "DEVICE_DELETED", "data": data, "timestamp": time });
                client.send(&format!("{event}\r\n"))?;
            }
            let large = json!({ "event": "X", "data": { "a": data.repeat(1000) } });
            client.send(&format!("{large}\r\n"))?;
            client.succeed(request, &json!({}))
        });
        let builder = quick().message_limit(4096);
        let session = builder.connect(peer.address().as_str()).await.unwrap();
        let client = qmp::Client::from(session.clone());
        for _ in 0..2 {
            let all = client
                .device_del("disk0")
                .and_event(|_: &events::Event| false);
            let _ = all.timeout(50 * MS).await;
            let one = client
                .device_del("disk0")
                .and_event(|_: &events::DeviceDeleted| false);
            let _ = one.timeout(50 * MS).await;
        }
        let wanted = |_: &events::DeviceDeleted| false;
        let _ = session.wait_for(wanted, 50 * MS).await;
    });
}

#[test]
fn greetings_and_negotiations_are_not_logged() {
    assert_quiet("greetings", async |secret| {
        for text in [
            format!("login: {secret}\r\n"),
            format!("{{\"QMP\": \"{secret}\"}}\r\n"),
            format!("{{\"{secret}\": 1}}\r\n"),
            format!("{{\"error\": {{\"class\": \"{secret}\", \"desc\": \"{secret}\"}}}}\r\n"),
            format!(
                "{GREETING}{{\"error\": {{\"class\": \"{secret}\", \"desc\": \"{secret}\"}}}}\r\n"
            ),
            format!("{GREETING}{{\"error\": \"{secret}\"}}\r\n"),
        ] {
            let peer = ScriptedPeer::start(move |_, client| {
                client.send(&text)?;
                client.wait_for_end()
            });
            let error = quick().connect(peer.address().as_str()).await;
            error.expect_err("no greeting like this");
        }
    });
}

#[test]
fn attempts_to_reconnect_are_logged_without_what_was_said() {
    assert_quiet("attempts", async |secret| {
        let text = format!("HTTP/1.0 400 {secret}\r\n");
        let peer = ScriptedPeer::start(move |nth, client| {
            if nth > 0 {
                client.send(&text)?;
                return client.wait_for_end();
            }
            client.greet()
        });
        let policy = Reconnect::new().first_delay(5 * MS).attempts(3);
        let builder = quick().reconnect(policy);
        let session = builder.connect(peer.address().as_str()).await.unwrap();
        let reason = session.closed().await;
        assert!(!reason.is_local(), "{reason}");
    });
}

#[test]
fn what_a_guest_says_is_not_logged() {
    assert_quiet("agent", async |secret| {
        let text = secret.to_owned();
        let peer = ScriptedPeer::start(move |_, client| {
            client.send(&format!("login: {text}\r\n"))?;
            loop {
                let request = client.request()?;
                client.send(&format!("out-data: {text}\n{{\"{text}\": \"{text}\"}}\n"))?;
                if request["execute"] == "guest-sync-delimited" {
                    let id = &request["arguments"]["id"];
                    client.send_bytes(b"\xff")?;
                    client.send(&format!("{{\"return\": {id}}}\n"))?;
                } else {
                    client.refuse(&request, "GenericError", &text)?;
                }
            }
        });
        let builder = quick().protocol(Protocol::GuestAgent);
        let session = builder.connect(peer.address().as_str()).await.unwrap();
        let agent = qga::Client::from(session);
        for _ in 0..3 {
            let arguments = qga::commands::GuestSetUserPassword::new(false)
                .username("root")
                .password(secret);
            let call = agent.execute(arguments).timeout(100 * MS);
            let _ = call.await;
        }
    });
}

/// A shell that runs a script with the secret as its argument.
fn shell(script: &str, secret: &str) -> Spawn {
    let mut command = Command::new("sh");
    command.args(["-c", script, "sh", secret]);
    Spawn::new(command)
}

#[test]
fn what_children_say_is_not_logged() {
    assert_quiet("children", async |secret| {
        for script in [
            "echo \"bad option: password=$1\" >&2; exit 1",
            "echo \"bad option: password=$1\" >&2; kill -9 $$",
            "echo \"$1\" >&2; sleep 0.1; exit 0",
        ] {
            for protocol in [Protocol::Qmp, Protocol::Bare] {
                let child = quick().protocol(protocol).spawn(shell(script, secret));
                if let Ok(child) = child.await {
                    let _ = async_std::future::timeout(1000 * MS, child.exited()).await;
                }
            }
        }
        let mut missing = Command::new("/nonexistent/program");
        missing.arg(secret);
        let error = quick().spawn(Spawn::new(missing)).await;
        assert!(matches!(error, Err(Error::Spawn { .. })));
    });
}

/// QEMU with an object that holds a secret; `good` is whether QEMU takes its arguments.
async fn spawn_qemu(secret: &str, good: bool) -> Result<Child, Error> {
    let member = if good { "data" } else { "dat" };
    let object = format!("secret,id=s0,{member}={secret}");
    let qemu = Spawn::qemu("qemu-system-x86_64").args(BARE_QEMU);
    quick()
        .greeting_deadline(Duration::from_secs(20))
        .spawn(qemu.args(["-object", &object]))
        .await
}

#[test]
fn what_a_real_qemu_was_given_is_not_logged() {
    require!(find_program("qemu-system-x86_64"), "qemu-system-x86_64");
    assert_quiet("qemu", async |secret| {
        let error = spawn_qemu(secret, false).await;
        error.expect_err("no such property");
        let child = spawn_qemu(secret, true).await.unwrap();
        let session = child.session().clone();
        let vnc = session.execute_raw("change-vnc-password", json!({ "password": secret }));
        vnc.await.expect_err("there is no VNC");
        let set = json!({ "qom-type": "secret", "id": "s1", "data": secret });
        session.execute_raw("object-add", set).await.unwrap();
        let line = session.human_monitor_command(format!("object_add secret,id=s2,dat={secret}"));
        line.await.unwrap();
        child.close().await;
    });
}

#[test]
fn handles_show_no_argument() {
    let secret = format!("{MARKER}-debug");
    run(async {
        let peer = peer(|_, _| Ok(()));
        let session = quick().connect(peer.address().as_str()).await.unwrap();
        let client = qmp::Client::from(session.clone());
        let password =
            qmp::SetPasswordOptions::new(qmp::SetPasswordOptionsProtocol::Spice, secret.as_str());
        let call = client.set_password(password);
        let raw = session.execute_raw("set_password", json!({ "password": secret }));
        let event = client
            .device_del(secret.as_str())
            .and_event(|_: &events::DeviceDeleted| true);
        for text in [
            format!("{call:?} {call:#?}"),
            format!("{raw:?} {raw:#?}"),
            format!("{event:?} {event:#?}"),
            format!("{session:?} {session:#?}"),
        ] {
            assert!(!text.contains(&secret), "{text}");
        }
    });
}

#[test]
fn programs_to_start_show_no_argument() {
    let secret = format!("{MARKER}-debug");
    let object = format!("secret,id=s0,data={secret}");
    let spawn = Spawn::qemu("qemu-system-x86_64").args(["-object", object.as_str()]);
    let text = format!("{spawn:?} {spawn:#?}");
    assert!(!text.contains(&secret), "{text}");
}

#[test]
fn arguments_that_the_schema_calls_secret_are_not_shown() {
    let secret = format!("{MARKER}-debug");
    let spice = qmp::SetPasswordOptionsProtocol::Spice;
    for text in [
        format!("{:?}", qmp::SetPasswordOptions::new(spice, secret.as_str())),
        format!(
            "{:?}",
            qmp::commands::ChangeVncPassword::new(secret.as_str())
        ),
        format!(
            "{:?}",
            qga::commands::GuestSetUserPassword::new(false)
                .username("root")
                .password(secret.as_str())
        ),
    ] {
        assert!(!text.contains(&secret), "{text}");
    }
}
