//! Faults at every byte of a conversation: pauses, cuts while reading, cuts while writing.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

mod common;

use std::time::Duration;

use common::{GREETING, Peer, run, start, within};
use futures_util::StreamExt;
use futures_util::future::join_all;
use qapi_client::{
    Builder, Cause, EndReason, Error, EventError, EventStream, Protocol, RawEvent, Session,
};
use serde_json::{Value, json};

/// Peer that takes part in a conversation of three commands, and causes a fault at one byte of the conversation.
struct Script {
    peer: Peer,
    /// How many bytes are left until then; none once it has happened.
    left: Option<usize>,
    cut: bool,
}

impl Script {
    /// Sends, with a pause at the byte; `None` once the connection was cut there.
    async fn say(&mut self, text: &str) -> Option<()> {
        let left = match self.left {
            Some(left) if left < text.len() => left,
            left => {
                self.left = left.map(|left| left - text.len());
                self.peer.send(text).await;
                return Some(());
            }
        };
        let (first, second) = text.as_bytes().split_at(left);
        self.left = None;
        self.peer.send(first).await;
        for _ in 0..3 {
            async_std::task::yield_now().await;
        }
        if self.cut {
            return None;
        }
        self.peer.send(second).await;
        Some(())
    }

    /// The whole conversation. True if its end was reached before the byte.
    async fn run(mut self) -> Option<bool> {
        let event = |name: &str| {
            format!(
                "{{\"timestamp\": {{\"seconds\": 1, \"microseconds\": 2}}, \"event\": \"{name}\"}}\r\n"
            )
        };
        self.say(&event("EARLY")).await?;
        self.say(GREETING).await?;
        let id = self.peer.expect("qmp_capabilities").await;
        self.say(&event("BETWEEN")).await?;
        self.say(&format!("{{\"return\": {{}}, \"id\": {id}}}\r\n"))
            .await?;
        let mut ids = Vec::new();
        for name in ["one", "two", "three"] {
            ids.push(self.peer.expect(name).await);
        }
        let [one, two, three] = &ids[..] else {
            panic!("three ids")
        };
        self.say(&event("BEFORE")).await?;
        let pretty = "{\r\n    \"return\": {\r\n        \"text\": \"}{\\\"\\\\ \\u00e9\"\r\n    },\r\n    \"id\": ";
        self.say(&format!("{pretty}{one}\r\n}}\r\n")).await?;
        self.say(&format!(
            "{{\"id\": {two}, \"error\": {{\"class\": \"GenericError\", \"desc\": \"no\"}}}}\r\n"
        ))
        .await?;
        self.say("{\"return\": {}, \"id\": 77}\r\n").await?;
        self.say(&event("AFTER")).await?;
        self.say(&format!(
            "{{\"return\": [1, {{\"a\": null}}], \"id\": {three}}}"
        ))
        .await?;
        let before_the_byte = self.left.is_some();
        // Not dropped before the session is, which would be a cut.
        self.peer.line().await;
        Some(before_the_byte)
    }
}

/// The three calls, and all events up to the end.
async fn converse(
    session: Session,
    mut events: EventStream<RawEvent>,
) -> (Vec<Result<Value, Error>>, Vec<String>, EndReason) {
    let calls =
        join_all(["one", "two", "three"].map(|name| session.execute_raw(name, Value::Null)));
    let results = calls.await;
    drop(session);
    let mut names = Vec::new();
    loop {
        match events.next().await.expect("the end is an item") {
            Ok(event) => names.push(event.event.name),
            Err(EventError::Closed(reason)) => {
                assert!(
                    events.next().await.is_none(),
                    "the stream ends behind its end"
                );
                return (results, names, reason);
            }
            Err(error) => panic!("{error}"),
        }
    }
}

/// Results of the session and of the peer.
async fn conversation(
    left: usize,
    cut: bool,
) -> (
    (Vec<Result<Value, Error>>, Vec<String>, EndReason),
    Option<bool>,
) {
    let (session, peer) = start(Session::builder(), usize::MAX);
    // Before the peer sends its first byte.
    let events = session.raw_events();
    let session = async_std::task::spawn(converse(session, events));
    let peer = async_std::task::spawn(
        Script {
            peer,
            left: Some(left),
            cut,
        }
        .run(),
    );
    within(5, async { (session.await, peer.await) }).await
}

#[test]
fn a_pause_at_any_byte_changes_nothing() {
    run(async {
        for at in 0.. {
            let ((results, names, reason), end) = conversation(at, false).await;
            let [one, two, three] = &results[..] else {
                panic!("three calls")
            };
            assert_eq!(
                one.as_ref().unwrap(),
                &json!({"text": "}{\"\\ é"}),
                "paused at {at}"
            );
            assert!(is_refusal(two), "paused at {at}");
            assert_eq!(
                three.as_ref().unwrap(),
                &json!([1, {"a": null}]),
                "paused at {at}"
            );
            assert_eq!(
                names,
                ["EARLY", "BETWEEN", "BEFORE", "AFTER"],
                "paused at {at}"
            );
            assert!(matches!(reason, EndReason::Dropped));
            if end == Some(true) {
                assert!(at > 500, "the whole conversation is more than {at} bytes");
                break;
            }
        }
    });
}

#[test]
fn a_cut_at_any_byte_fails_every_waiter_with_the_same_reason() {
    run(async {
        for at in 0.. {
            let ((results, _, reason), end) = conversation(at, true).await;
            if end == Some(true) {
                break;
            }
            // If all were answered before the cut it is the last handle that went.
            let all_answered = results
                .iter()
                .all(|result| result.is_ok() || is_refusal(result));
            assert!(
                matches!(reason, EndReason::Eof) || all_answered,
                "cut at {at}: {reason}"
            );
            for result in results {
                let fair = match &result {
                    Ok(_) | Err(Error::Refused { .. }) => true,
                    Err(Error::OutcomeUnknown {
                        cause: Cause::Ended(EndReason::Eof),
                        ..
                    }) => true,
                    Err(Error::NotSent {
                        cause: Cause::Ended(EndReason::Eof),
                        ..
                    }) => true,
                    Err(_) => false,
                };
                assert!(fair, "cut at {at}: {result:?}");
            }
        }
    });
}

fn is_refusal(result: &Result<Value, Error>) -> bool {
    result
        .as_ref()
        .is_err_and(|error| error.refusal().is_some())
}

#[test]
fn a_cut_while_writing_tells_what_may_have_been_run() {
    run(async {
        for at in 0..100 {
            let builder = Session::builder().protocol(Protocol::Bare);
            let (session, mut peer) = start(builder, 1);
            let calls = ["one", "two"]
                .map(|name| async_std::task::spawn(session.execute_raw(name, json!({"a": at}))));
            let mut seen = 0;
            while seen < at && peer.byte().await.is_some() {
                seen += 1;
                if seen >= 2 * "{\"execute\":\"two\",\"arguments\":{\"a\":9},\"id\":2}\n".len() {
                    break;
                }
            }
            drop(peer);
            for call in calls {
                let error = within(5, call).await.unwrap_err();
                let fair = error.is_outcome_unknown() || matches!(error, Error::NotSent { .. });
                assert!(
                    fair && error.end_reason().is_some(),
                    "cut at {at}: {error:?}"
                );
            }
        }
    });
}

#[test]
fn a_dropped_call_never_tears_its_bytes() {
    run(async {
        for keep in 0..60 {
            let (session, mut peer) = start(Session::builder().protocol(Protocol::Bare), 1);
            let mut call =
                Box::pin(session.execute_raw("dropped", json!({"text": "x".repeat(20)})));
            assert!(futures_util::FutureExt::now_or_never(&mut call).is_none());
            for _ in 0..keep {
                peer.byte().await.expect("the command goes on leaving");
            }
            drop(call);
            peer.rest_of_line().await;
            let (reply, ()) =
                futures_util::join!(session.execute_raw("next", Value::Null), async {
                    let id = peer.expect("next").await;
                    peer.reply(&id, "{}").await;
                });
            assert_eq!(reply.unwrap(), json!({}), "dropped after {keep} bytes");
        }
    });
}

/// A reply of so many bytes in 1-byte pieces.
async fn big_reply(builder: Builder, size: usize, step: usize) -> Result<Value, Error> {
    let (session, mut peer) = start(builder.protocol(Protocol::Bare), step);
    let text = "x".repeat(size);
    let (reply, ()) = futures_util::join!(session.execute_raw("big", Value::Null), async {
        let id = peer.expect("big").await;
        peer.reply(&id, &format!("[\"{text}\"]")).await;
    });
    let (next, ()) = futures_util::join!(session.execute_raw("next", Value::Null), async {
        let id = peer.expect("next").await;
        peer.reply(&id, "1").await;
    });
    assert_eq!(next.unwrap(), 1, "the session goes on");
    reply
}

#[test]
fn big_replies_arrive_whole_and_those_beyond_the_limit_fail_one_call() {
    run(async {
        for size in [256 << 10, 5 << 20, 12 << 20] {
            let reply = big_reply(Session::builder(), size, usize::MAX)
                .await
                .unwrap();
            assert_eq!(reply[0].as_str().unwrap().len(), size);
        }
        let reply = big_reply(Session::builder(), 1 << 20, 1).await.unwrap();
        assert_eq!(reply[0].as_str().unwrap().len(), 1 << 20);
        for step in [1000, usize::MAX] {
            let error = big_reply(Session::builder().message_limit(1 << 16), 1 << 20, step)
                .await
                .unwrap_err();
            let Error::OutcomeUnknown {
                cause: Cause::Oversized { size },
                ..
            } = error
            else {
                panic!("{error}");
            };
            assert!(size > 1 << 20);
        }
    });
}

#[test]
fn deeply_nested_replies_fail_one_call() {
    run(async {
        let (session, mut peer) = start(Session::builder().protocol(Protocol::Bare), usize::MAX);
        for depth in [100, 500, 1023, 1024, 100_000] {
            let nested = "[".repeat(depth) + &"]".repeat(depth);
            let (reply, ()) =
                futures_util::join!(session.execute_raw("deep", Value::Null), async {
                    let id = peer.expect("deep").await;
                    peer.reply(&id, &nested).await;
                });
            let fair = match depth {
                // The message around the value adds one level.
                ..=1023 => reply.is_ok(),
                _ => matches!(
                    reply,
                    Err(Error::OutcomeUnknown {
                        cause: Cause::Oversized { .. },
                        ..
                    })
                ),
            };
            assert!(fair, "{depth} deep: {:?}", reply.map(|_| ()));
        }
    });
}

#[test]
fn a_peer_that_does_not_read_blocks_no_deadline() {
    run(async {
        let (session, _peer) = start(Session::builder().protocol(Protocol::Bare), usize::MAX);
        let big = json!({"text": "x".repeat(3 << 20)});
        let stuck = session
            .execute_raw("big", big)
            .timeout(Duration::from_millis(50))
            .await
            .unwrap_err();
        assert!(stuck.is_outcome_unknown(), "{stuck}");
        let later = session
            .execute_raw("small", Value::Null)
            .timeout(Duration::from_millis(50))
            .await;
        assert!(later.unwrap_err().is_timeout());
    });
}
