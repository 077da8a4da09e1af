//! Sessions that reconnect after they have lost their connection.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use async_std::stream::StreamExt;
use qapi_client::{Cause, EndReason, Error, EventError, RawEvent, Reconnect, Session, Spawn};
use qapi_tests::{BARE_QEMU, ScriptedPeer, find_program, listening_monitor_args, require, run};
use serde_json::{Value, json};

const MS: Duration = Duration::from_millis(1);

fn quickly() -> Reconnect {
    Reconnect::new()
        .first_delay(10 * MS)
        .longest_delay(100 * MS)
}

/// A QEMU whose second monitor, beside the one of who spawns it, listens at `socket`.
fn listening_qemu(program: &Path, socket: &Path) -> Spawn {
    Spawn::qemu(program)
        .args(BARE_QEMU)
        .args(listening_monitor_args("m", socket))
}

fn named(event: &str) -> String {
    json!({"event": event, "timestamp": {"seconds": 1, "microseconds": 2}}).to_string() + "\r\n"
}

#[test]
fn what_was_sent_is_unknown_and_what_was_not_is_sent_later() {
    let (seen, requests) = mpsc::channel();
    let peer = ScriptedPeer::start(move |nth, client| {
        client.greet()?;
        if nth == 0 {
            client.send(&named("FIRST"))?;
            // Read and not answered; the others wait in the client.
            let request = client.request()?;
            seen.send((nth, request["execute"].to_string())).unwrap();
            return Ok(());
        }
        client.send(&named("SECOND"))?;
        loop {
            let request = client.request()?;
            seen.send((nth, request["execute"].to_string())).unwrap();
            client.succeed(&request, &json!({}))?;
        }
    });
    run(async {
        let builder = Session::builder().in_flight(1).reconnect(quickly());
        let session = builder.connect(peer.address()).await.unwrap();
        let mut events = session.subscribe::<RawEvent>();
        // The second call waits in the client, because only one command may be on the wire.
        let (sent, waiting) = futures_util::join!(
            session.execute_raw("system_reset", Value::Null),
            session.execute_raw("stop", Value::Null),
        );
        let error = sent.unwrap_err();
        assert!(error.is_outcome_unknown(), "{error:?}");
        assert!(
            matches!(error.end_reason(), Some(EndReason::Eof)),
            "{error:?}"
        );
        waiting.unwrap();
        session.execute_raw("cont", Value::Null).await.unwrap();

        let requests: Vec<_> = requests.try_iter().collect();
        let story = [
            (0, "\"system_reset\"".to_owned()),
            (1, "\"stop\"".to_owned()),
            (1, "\"cont\"".to_owned()),
        ];
        assert_eq!(requests, story);

        let mut names = Vec::new();
        while names.last().map(String::as_str) != Some("SECOND") {
            names.push(match events.next().await.unwrap() {
                Ok(event) => event.name.clone(),
                Err(EventError::Gap { .. }) => "gap".to_owned(),
                Err(error) => panic!("{error:?}"),
            });
        }
        let gap = names.iter().position(|name| name == "gap").unwrap();
        assert_eq!(
            names[gap..],
            ["gap", "SECOND"],
            "the gap stands before what comes after it"
        );
        assert!(names[..gap].iter().all(|name| name == "FIRST"));
    });
}

#[test]
fn queries_are_repeated_if_asked_for() {
    for repeat in [true, false] {
        let peer = ScriptedPeer::start(|nth, client| {
            client.greet()?;
            let request = client.request()?;
            if nth < 2 {
                return Ok(());
            }
            client.succeed(&request, &json!({"connection": nth}))?;
            client.request().map(drop)
        });
        run(async {
            let builder = Session::builder().reconnect(quickly().repeat_queries(repeat));
            let session = builder.connect(peer.address()).await.unwrap();
            let result = session.execute_raw("query-status", Value::Null).await;
            if repeat {
                assert_eq!(result.unwrap()["connection"], 2);
            } else {
                assert!(result.unwrap_err().is_outcome_unknown());
            }
        });
    }
}

#[test]
fn a_limit_ends_the_session_for_all() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("once");
    let listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        io::Write::write_all(&mut stream, qapi_tests::GREETING.as_bytes()).unwrap();
        let mut reader = io::BufReader::new(stream);
        let mut line = String::new();
        io::BufRead::read_line(&mut reader, &mut line).unwrap();
        let request: Value = serde_json::from_str(&line).unwrap();
        let reply = json!({"return": {}, "id": request["id"]}).to_string();
        io::Write::write_all(reader.get_mut(), reply.as_bytes()).unwrap();
        // Nobody listens any more once the client has come this far.
        drop(listener);
        io::BufRead::read_line(&mut reader, &mut line).unwrap();
    });
    run(async {
        let builder = Session::builder().reconnect(quickly().attempts(3));
        let session = builder.connect(&socket).await.unwrap();
        let mut events = session.subscribe::<RawEvent>();
        session.execute_raw("go", Value::Null).await.unwrap_err();
        let reason = session.closed().await;
        let EndReason::GaveUp { attempts, .. } = &reason else {
            panic!("{reason:?}");
        };
        assert_eq!(*attempts, 3);
        assert!(reason.to_string().contains("3 attempts"), "{reason}");
        let error = session.execute_raw("stop", Value::Null).await.unwrap_err();
        assert!(
            matches!(
                error,
                Error::NotSent {
                    cause: Cause::Ended(EndReason::GaveUp { .. }),
                    ..
                }
            ),
            "{error:?}"
        );
        let last = events.next().await.unwrap().unwrap_err();
        assert!(
            matches!(last, EventError::Closed(EndReason::GaveUp { .. })),
            "{last:?}"
        );
        assert!(events.next().await.is_none());
    });
    server.join().unwrap();
}

#[test]
fn a_session_that_looks_for_a_connection_can_be_closed_and_dropped() {
    let one_connection = || {
        ScriptedPeer::start(|nth, client| {
            if nth == 0 {
                client.greet()
            } else {
                client.request().map(drop)
            }
        })
    };
    run(async {
        let (first, second) = (one_connection(), one_connection());
        let policy = Reconnect::new()
            .first_delay(Duration::from_secs(3600))
            .longest_delay(Duration::from_secs(3600));
        let builder = Session::builder().reconnect(policy);
        let session = builder.clone().connect(first.address()).await.unwrap();
        let late = session
            .execute_raw("query-status", Value::Null)
            .timeout(300 * MS)
            .await
            .unwrap_err();
        assert!(late.is_timeout() || late.is_outcome_unknown(), "{late:?}");
        let start = Instant::now();
        session.close().await;
        assert!(matches!(session.closed().await, EndReason::Closed));
        assert!(start.elapsed() < Duration::from_secs(5));

        let session = builder.connect(second.address()).await.unwrap();
        let mut events = session.subscribe::<RawEvent>();
        drop(session);
        let last = events.next().await.unwrap().unwrap_err();
        assert!(
            matches!(last, EventError::Closed(EndReason::Dropped)),
            "{last:?}"
        );
    });
}

#[test]
fn the_first_connection_may_be_waited_for() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let socket: PathBuf = folder.path().join("late");
        let error = Session::builder()
            .reconnect(quickly())
            .connect(&socket)
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Connect { .. }), "{error:?}");
        let impatient = quickly().from_the_start(true).give_up_after(50 * MS);
        let error = Session::builder()
            .reconnect(impatient)
            .connect(&socket)
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Connect { .. }), "{error:?}");

        let program = require!(find_program("qemu-system-x86_64"), "qemu-system-x86_64");
        let patient = quickly()
            .from_the_start(true)
            .give_up_after(Duration::from_secs(30));
        let connecting = async_std::task::spawn(
            Session::builder()
                .reconnect(patient)
                .connect(socket.clone()),
        );
        let spawn = listening_qemu(&program, &socket);
        let vm = Session::builder().spawn(spawn).await.unwrap();
        let session = connecting.await.unwrap();
        assert_eq!(
            session.greeting().version.to_string(),
            vm.greeting().version.to_string()
        );
    });
}

#[test]
fn subscriptions_outlive_a_restart_of_qemu() {
    let program = require!(find_program("qemu-system-x86_64"), "qemu-system-x86_64");
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("m");
    let start = || Session::builder().spawn(listening_qemu(&program, &socket));
    run(async {
        let first = start().await.unwrap();
        let session = Session::builder()
            .reconnect(quickly())
            .connect(&socket)
            .await
            .unwrap();
        let mut events = session.subscribe::<RawEvent>();
        session.execute_raw("cont", Value::Null).await.unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().name, "RESUME");

        first.kill();
        first.exited().await;
        let second = start().await.unwrap();
        let gap = events.next().await.unwrap().unwrap_err();
        assert!(matches!(gap, EventError::Gap { .. }), "{gap:?}");
        let status = session
            .execute_raw("query-status", Value::Null)
            .await
            .unwrap();
        assert_eq!(status["status"], "prelaunch", "asked of the new one");
        assert!(session.has_oob(), "negotiated anew");
        session
            .execute_raw("yank", json!({"instances": []}))
            .oob()
            .await
            .unwrap();
        session.execute_raw("cont", Value::Null).await.unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().name, "RESUME");
        second.close().await;
        session.close().await;
    });
}

#[test]
fn a_peer_that_is_busy_at_reconnect_is_tried_until_it_answers() {
    let peer = ScriptedPeer::start(|nth, client| {
        match nth {
            0 => {
                client.greet()?;
                client.request()?;
            }
            // Accepted, but busy with another client.
            1 | 2 => return client.request().map(drop),
            _ => {
                client.greet()?;
                let request = client.request()?;
                client.succeed(&request, &json!({"connection": nth}))?;
                client.request()?;
            }
        }
        Ok(())
    });
    run(async {
        let builder = Session::builder()
            .greeting_deadline(200 * MS)
            .reconnect(quickly());
        let session = builder.connect(peer.address()).await.unwrap();
        let mut events = session.subscribe::<RawEvent>();
        session.execute_raw("go", Value::Null).await.unwrap_err();
        let gap = events.next().await.unwrap().unwrap_err();
        assert!(
            matches!(
                gap,
                EventError::Gap {
                    reason: EndReason::Eof
                }
            ),
            "{gap:?}"
        );
        let reply = session
            .execute_raw("query-status", Value::Null)
            .await
            .unwrap();
        assert_eq!(reply["connection"], 3);
        drop(session);
        let next = events.next().await.unwrap().unwrap_err();
        assert!(
            matches!(next, EventError::Closed(EndReason::Dropped)),
            "one gap, whatever it took: {next:?}"
        );
    });
}
