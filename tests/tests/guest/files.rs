//! Files in the guest, with a scripted agent.

use std::io;
use std::time::Duration;

use futures_util::{AsyncReadExt, AsyncWriteExt};
use qapi_client::guest::FileError;
use qapi_tests::run;
use serde_json::{Value, json};

use crate::scripted_agent::Reply::{self, HangUp, Refuse, Return, Silence};
use crate::scripted_agent::ScriptedAgent;

/// An agent that opens each file as handle 7, and asks `other` about all commands but open, flush and close.
fn agent(mut other: impl FnMut(&Value) -> Reply + Send + 'static) -> ScriptedAgent {
    ScriptedAgent::start(move |_, command| match command["execute"].as_str() {
        Some("guest-file-open") => Return(json!(7)),
        Some("guest-file-flush" | "guest-file-close") => Return(json!({})),
        _ => other(command),
    })
}

fn written(count: i64) -> Reply {
    Return(json!({ "count": count, "eof": false }))
}

fn read(base64: &str, eof: bool) -> Reply {
    Return(json!({ "count": 0, "buf-b64": base64, "eof": eof }))
}

#[test]
fn a_whole_file_costs_the_bare_commands() {
    let mut replies = vec![read("aGVs", false), read("bG8=", true)].into_iter();
    let agent = agent(move |_| replies.next().unwrap_or(HangUp));
    run(async {
        let bytes = agent.client().await.read("/etc/hostname").await.unwrap();
        assert_eq!(bytes, b"hello");
    });
    let (open, read, close) = ("guest-file-open", "guest-file-read", "guest-file-close");
    assert_eq!(agent.names(), [open, read, read, close]);
    let arguments = |nth: usize| agent.commands()[nth]["arguments"].clone();
    assert_eq!(
        arguments(0),
        json!({ "path": "/etc/hostname", "mode": "r" })
    );
    assert_eq!(arguments(1), json!({ "handle": 7, "count": 256 << 10 }));

    let agent = self::agent(|_| written(5));
    run(async {
        agent.client().await.write("/f", "hello").await.unwrap();
    });
    assert_eq!(agent.names(), [open, "guest-file-write", close]);
    let arguments = agent.commands()[1]["arguments"].clone();
    assert_eq!(arguments, json!({ "handle": 7, "buf-b64": "aGVsbG8=" }));
}

#[test]
fn bytes_that_the_agent_did_not_write_are_sent_again() {
    let mut counts = [3, 2].into_iter();
    let agent = agent(move |_| counts.next().map_or(HangUp, written));
    run(async {
        agent.client().await.write("/f", "hello").await.unwrap();
    });
    let (write, close) = ("guest-file-write", "guest-file-close");
    assert_eq!(agent.names(), ["guest-file-open", write, write, close]);
    assert_eq!(agent.commands()[2]["arguments"]["buf-b64"], "bG8=");
}

#[test]
fn counts_that_cannot_be_are_errors() {
    for count in [0, -1, 6] {
        let agent = agent(move |_| written(count));
        run(async {
            let error = agent.client().await.write("/f", "hello").await.unwrap_err();
            let expected = FileError::Miscounted {
                sent: 5,
                written: count,
            };
            assert_eq!(error.to_string(), expected.to_string());
        });
    }
}

#[test]
fn the_error_of_a_write_is_that_of_the_next_operation() {
    let agent = agent(|_| Refuse("GenericError"));
    run(async {
        let mut file = agent.client().await.open("/f", "w").await.unwrap();
        assert_eq!(file.write(b"hello").await.unwrap(), 5, "accepted");
        let error = file.flush().await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::Other);
        assert!(
            error.to_string().contains("`guest-file-write` refused"),
            "{error}"
        );
        file.flush().await.expect("an error is told once");
        assert_eq!(file.write(b"hello").await.unwrap(), 5);
        assert!(file.close().await.is_err());
        agent.wait_for("guest-file-close").await;
    });
}

#[test]
fn the_end_of_the_connection_has_its_own_kind() {
    let agent = agent(|_| HangUp);
    run(async {
        let mut file = agent.client().await.open("/f", "r").await.unwrap();
        let error = file.read(&mut [0; 8]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotConnected, "{error}");
    });
}

#[test]
fn a_dropped_file_is_closed() {
    let agent = agent(|_| written(5));
    run(async {
        let client = agent.client().await;
        drop(client.open("/f", "r").await.unwrap());
        client.guest_file_flush(7).await.unwrap();
        assert_eq!(agent.names()[1..], ["guest-file-close", "guest-file-flush"]);
        assert_eq!(agent.commands()[1]["arguments"], json!({ "handle": 7 }));
    });
}

#[test]
fn a_file_dropped_with_the_last_handle_of_the_session_is_closed() {
    let agent = agent(|_| written(5));
    run(async {
        let file = agent.client().await.open("/f", "r").await.unwrap();
        drop(file);
        agent.wait_for("guest-file-close").await;
    });
}

#[test]
fn a_file_is_dropped_at_once_while_the_agent_is_silent() {
    let agent = agent(|_| Silence);
    run(async {
        let client = agent.client().await;
        let mut file = client.open("/f", "r+").await.unwrap();
        let mut bytes = [0; 8];
        let reading = async_std::future::timeout(Duration::from_millis(50), file.read(&mut bytes));
        assert!(reading.await.is_err());
        drop(file);
        agent.wait_for("guest-file-close").await;
        client
            .guest_file_flush(8)
            .await
            .expect("the session is as before");
    });
}

#[test]
fn a_dropped_read_loses_no_bytes() {
    let mut replies = vec![Silence, read("aGVsbG8=", true)].into_iter();
    let (release, released) = std::sync::mpsc::channel::<()>();
    let agent = agent(move |_| {
        released.recv().unwrap();
        replies.next_back().unwrap_or(HangUp)
    });
    run(async {
        let mut file = agent.client().await.open("/f", "r").await.unwrap();
        let mut small = [0; 2];
        let reading = async_std::future::timeout(Duration::from_millis(50), file.read(&mut small));
        assert!(reading.await.is_err());
        release.send(()).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).await.unwrap();
        assert_eq!(bytes, b"hello");
    });
}
