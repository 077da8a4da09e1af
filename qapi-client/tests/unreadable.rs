//! A reply or an event that cannot be read costs its call or itself, never the session.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

mod common;

use common::{Peer, ready, run, start};
use futures_util::future::{Either, select};
use futures_util::{StreamExt, join};
use qapi_client::{Error, EventError, Protocol, Session};
use serde_json::Value;

/// Values that are no JSON, or no text.
const BAD_VALUES: &[(&str, &[u8])] = &[
    ("invalid UTF-8", b"\"\xc3(\""),
    ("a byte that UTF-8 never has", b"\"\xfe\""),
    ("invalid UTF-8 in a member name", b"{\"\xc3(\":1}"),
    ("a raw NUL", b"\"a\0b\""),
    ("a raw tab", b"\"a\tb\""),
    ("a raw line feed", b"\"a\nb\""),
    ("NaN", b"NaN"),
    ("nan", b"nan"),
    ("inf", b"inf"),
    ("-inf", b"-inf"),
    ("Infinity", b"Infinity"),
    ("a leading zero", b"01"),
    ("a nested NaN", b"{\"a\":[1,{\"b\":NaN}]}"),
    ("a nested leading zero", b"{\"a\":[{\"b\":-01}]}"),
    ("a trailing comma", b"{\"a\":1,}"),
    ("a missing value", b"{\"a\":}"),
    ("a hexadecimal number", b"0x10"),
    ("an unknown escape", b"\"\\q\""),
];

/// Errors that do not follow the specification.
const BAD_ERRORS: &[(&str, &[u8])] = &[
    ("a string", b"\"no\""),
    ("null", b"null"),
    ("a number", b"7"),
    ("an array", b"[\"GenericError\",\"no\"]"),
    ("an empty object", b"{}"),
    ("a class that is a number", b"{\"class\":7,\"desc\":\"no\"}"),
    ("a class that is null", b"{\"class\":null,\"desc\":\"no\"}"),
    (
        "a desc that is null",
        b"{\"class\":\"GenericError\",\"desc\":null}",
    ),
    (
        "a desc that is an object",
        b"{\"class\":\"GenericError\",\"desc\":{}}",
    ),
    ("no desc", b"{\"class\":\"GenericError\"}"),
    ("no class", b"{\"desc\":\"no\"}"),
    (
        "a desc with a lone surrogate",
        b"{\"class\":\"GenericError\",\"desc\":\"x\\ud800y\"}",
    ),
    (
        "a class with a lone surrogate",
        b"{\"class\":\"\\udc00\",\"desc\":\"no\"}",
    ),
    (
        "a desc that is no UTF-8",
        b"{\"class\":\"GenericError\",\"desc\":\"x\xc3(y\"}",
    ),
    (
        "a desc with a raw tab",
        b"{\"class\":\"GenericError\",\"desc\":\"x\ty\"}",
    ),
];

/// Timestamps that do not follow the specification.
const BAD_TIMESTAMPS: &[(&str, &str)] = &[
    ("null", "null"),
    ("a string", "\"now\""),
    ("a number", "7"),
    ("an array", "[1,2]"),
    (
        "seconds that are a float",
        r#"{"seconds":1.5,"microseconds":0}"#,
    ),
    (
        "seconds that are null",
        r#"{"seconds":null,"microseconds":0}"#,
    ),
    (
        "seconds that are a string",
        r#"{"seconds":"1","microseconds":0}"#,
    ),
    (
        "seconds of 2^64-1",
        r#"{"seconds":18446744073709551615,"microseconds":0}"#,
    ),
    (
        "seconds beyond floats",
        r#"{"seconds":1e400,"microseconds":0}"#,
    ),
    (
        "microseconds of 2^64-1",
        r#"{"seconds":1,"microseconds":18446744073709551615}"#,
    ),
];

/// One reply: `member` is `return` or `error`, the id is before or after this member.
fn reply(member: &str, value: &[u8], id: &Value, id_first: bool) -> Vec<u8> {
    let (before, behind) = match id_first {
        true => (format!("{{\"id\":{id},\"{member}\":"), "}\r\n".to_owned()),
        false => (format!("{{\"{member}\":"), format!(",\"id\":{id}}}\r\n")),
    };
    [before.as_bytes(), value, behind.as_bytes()].concat()
}

/// A peer that replies to `bad` with `value`, and to everything else as it should.
async fn serve(mut peer: Peer, member: &str, value: &[u8], id_first: bool) {
    let mut waiting = Value::Null;
    while let Some(command) = peer.command().await {
        let id = &command["id"];
        match command["execute"].as_str().unwrap() {
            "before" => waiting = id.clone(),
            "bad" => {
                peer.send(reply(member, value, id, id_first)).await;
                peer.reply(&waiting, "1").await;
            }
            _ => peer.reply(id, "2").await,
        }
    }
}

/// Calls `bad` between two other calls; gives its error, or what went wrong with the others.
async fn call(session: &Session) -> Result<Error, String> {
    let before = session.execute_raw("before", Value::Null);
    let bad = session.execute_raw("bad", Value::Null);
    let (before, bad) = join!(before, bad);
    let after = session.execute_raw("after", Value::Null).await;
    for (name, reply, expected) in [("before", before, 1), ("after", after, 2)] {
        match reply {
            Ok(value) if value == expected => {}
            other => return Err(format!("the call {name}: {other:?}")),
        }
    }
    match bad {
        Ok(value) => Err(format!("it was read: {value}")),
        Err(error) => Ok(error),
    }
}

/// Goes through all cases, each on a session of its own, and reports all that fail.
fn every_case(cases: &[(&str, &[u8])], member: &str, is_right: fn(&Error) -> bool) {
    let mut failed = Vec::new();
    for &(case, value) in cases {
        for id_first in [false, true] {
            let result = run(async {
                let (session, peer) = ready().await;
                let serve = Box::pin(serve(peer, member, value, id_first));
                match select(Box::pin(call(&session)), serve).await {
                    Either::Left((result, _)) => result,
                    Either::Right(((), call)) => call.await,
                }
            });
            match result {
                Ok(error) if is_right(&error) => {}
                Ok(error) => failed.push(format!("{case}: {error}")),
                Err(wrong) => failed.push(format!("{case}: {wrong}")),
            }
        }
    }
    let count = 2 * cases.len();
    assert!(
        failed.is_empty(),
        "{} of {count}: {failed:#?}",
        failed.len()
    );
}

#[test]
fn a_reply_that_is_no_json_costs_its_call() {
    every_case(
        BAD_VALUES,
        "return",
        |error| matches!(error, Error::Decode { command, .. } if command == "bad"),
    );
}

#[test]
fn a_refusal_that_cannot_be_read_costs_its_call() {
    every_case(BAD_ERRORS, "error", |error| {
        let told = matches!(error, Error::Refused { .. } | Error::Decode { .. });
        told && error.command() == Some("bad")
    });
}

/// Sends the event `ODD` as these bytes, and returns the faults of the session, if any.
///
/// The stream yields the event, or an error for an unreadable event. It yields all later events in both cases.
async fn after_event(event: Vec<u8>) -> Result<(), String> {
    let (session, mut peer) = ready().await;
    let mut events = session.raw_events();
    let (result, ()) = join!(session.execute_raw("next", Value::Null), async {
        let id = peer.expect("next").await;
        let reply = format!("{{\"return\": {{}}, \"id\": {id}}}\r\n");
        let next = r#"{"event":"NEXT","timestamp":{"seconds":1,"microseconds":1}}"#;
        peer.send([&event, reply.as_bytes(), next.as_bytes()].concat())
            .await;
    });
    result.map_err(|error| error.to_string())?;
    let mut odd = 0;
    loop {
        match events.next().await {
            Some(Ok(event)) if event.name == "NEXT" && odd <= 1 => return Ok(()),
            Some(Ok(event)) if event.name == "ODD" => odd += 1,
            Some(Err(EventError::Undecodable { name, .. })) if name == "ODD" => odd += 1,
            item => return Err(format!("{item:?} behind {odd} odd events")),
        }
    }
}

fn every_event(events: Vec<(&str, Vec<u8>)>) {
    let count = events.len();
    let check = |(case, event)| run(after_event(event)).map_err(|wrong| format!("{case}: {wrong}"));
    let failed: Vec<_> = events
        .into_iter()
        .map(check)
        .filter_map(Result::err)
        .collect();
    assert!(
        failed.is_empty(),
        "{} of {count}: {failed:#?}",
        failed.len()
    );
}

#[test]
fn an_event_with_a_timestamp_that_cannot_be_read_costs_no_session() {
    let event = |timestamp| format!("{{\"event\":\"ODD\",\"timestamp\":{timestamp}}}\r\n").into();
    let events = BAD_TIMESTAMPS.iter();
    every_event(events.map(|&(case, time)| (case, event(time))).collect());
}

#[test]
fn an_event_with_data_that_cannot_be_read_costs_no_session() {
    let (before, behind) = (
        &b"{\"event\":\"ODD\",\"data\":"[..],
        &b",\"timestamp\":{\"seconds\":1,\"microseconds\":2}}\r\n"[..],
    );
    let events = BAD_VALUES.iter();
    every_event(
        events
            .map(|&(case, value)| (case, [before, value, behind].concat()))
            .collect(),
    );
}

#[test]
fn an_agents_reply_that_cannot_be_read_costs_its_call() {
    for &(case, value) in BAD_VALUES {
        run(async {
            let builder = Session::builder().protocol(Protocol::GuestAgent);
            let (session, mut peer) = start(builder, usize::MAX);
            let calls = async {
                let bad = session.execute_raw("guest-bad", Value::Null).await;
                let after = session.execute_raw("guest-after", Value::Null).await;
                (bad, after)
            };
            let serve = async {
                // Lines of the agent start with the byte that resets its parser.
                while let Some(line) = peer.line().await {
                    let start = line.iter().take_while(|&&byte| byte == 0xff).count();
                    let command: Value = serde_json::from_slice(&line[start..]).unwrap();
                    let id = &command["id"];
                    let text = match command["execute"].as_str().unwrap() {
                        "guest-sync-delimited" => {
                            let id = &command["arguments"]["id"];
                            [b"\xff", format!("{{\"return\":{id}}}\n").as_bytes()].concat()
                        }
                        "guest-bad" => reply("return", value, id, false),
                        _ => reply("return", b"3", id, false),
                    };
                    peer.send(text).await;
                }
            };
            let both = select(Box::pin(calls), Box::pin(serve)).await;
            let Either::Left(((bad, after), _)) = both else {
                panic!("{case}: the session closed the connection");
            };
            let error = bad.expect_err(case);
            assert!(error.end_reason().is_none(), "{case}: {error}");
            assert_eq!(after.expect(case), 3);
        });
    }
}
