//! Limits of the memory and the error texts that a peer can cause: events, history, greetings, errors.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]
#![cfg(feature = "async-std")]

mod common;
mod sockets;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, IoSlice};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd};
use std::time::SystemTime;

use common::run;
use futures_util::future::join_all;
use futures_util::{FutureExt, StreamExt};
use qapi_client::{Builder, Error, EventError, EventStream, Protocol, RawEvent, Session};
use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags, sendmsg};
use serde_json::Value;
use sockets::{Connection, SocketPeer, alone, name};

const MIB: usize = 1 << 20;

/// Length of the longest error text. It has an excerpt of the peer's message, and the size of the message.
const LONGEST_TEXT: usize = 8192;

/// The default bounds in bytes of the events of one stream, and of the history.
const QUEUE: usize = 8 * MIB;
const HISTORY: usize = 4 * MIB;

/// Settings with other bounds in bytes of queues and history.
fn bounded(builder: Builder, queue: usize, history: usize) -> Builder {
    builder
        .event_queue_bytes(queue)
        .event_history_bytes(history)
}

/// An event whose data is a string of `size` bytes.
fn event(size: usize) -> String {
    let data = "x".repeat(size);
    let time = "{\"seconds\":1,\"microseconds\":1}";
    format!("{{\"event\":\"BIG\",\"data\":{{\"x\":\"{data}\"}},\"timestamp\":{time}}}\r\n")
}

/// A peer that sends `count` events of `size` bytes when it is asked for `events`, and then its reply.
fn send_events(peer: &mut Connection, count: usize, size: usize) -> io::Result<()> {
    peer.greet()?;
    loop {
        let command = peer.command()?;
        if name(&command) == "events" {
            for _ in 0..count {
                peer.send(event(size))?;
            }
        }
        peer.reply(&command, "{}")?;
    }
}

/// What a stream holds now: events, their bytes, and events that were dropped.
fn held(mut events: EventStream<RawEvent>) -> (usize, usize, usize) {
    let (mut count, mut bytes, mut missed) = (0, 0, 0);
    while let Some(item) = events.next().now_or_never() {
        match item.unwrap() {
            Ok(event) => {
                count += 1;
                bytes += event.data.as_ref().unwrap().get().len();
            }
            Err(EventError::Lagged { missed: more }) => missed += usize::try_from(more).unwrap(),
            Err(error) => panic!("{error}"),
        }
    }
    (count, bytes, missed)
}

/// Sends `count` events of `size` bytes to a slow subscriber and to the history, and gives what each holds.
fn flood(builder: Builder, count: usize, size: usize) -> [(usize, usize, usize); 2] {
    run(async {
        let peer = SocketPeer::start(move |connection| send_events(connection, count, size));
        let session = peer.connect(builder).await;
        let slow = session.raw_events();
        session.execute_raw("events", Value::Null).await.unwrap();
        let since = session.events_since::<RawEvent>(SystemTime::UNIX_EPOCH);
        [held(slow), held(since)]
    })
}

#[track_caller]
fn assert_bounded(what: &str, found: (usize, usize, usize), sent: usize, bound: usize) {
    let (count, bytes, missed) = found;
    assert!(bytes <= bound, "the {what} holds {bytes} bytes of {bound}");
    assert_eq!(count + missed, sent, "the {what} counts each dropped event");
    assert!(count > 0, "the {what} keeps the newest");
}

#[test]
fn queues_and_history_are_bounded_in_bytes() {
    let [queue, history] = flood(Session::builder(), 20, MIB);
    assert_bounded("queue", queue, 20, QUEUE);
    assert_bounded("history", history, 20, HISTORY);
}

#[test]
fn the_bounds_can_be_set() {
    let builder = bounded(Session::builder(), MIB, MIB / 2);
    let [queue, history] = flood(builder, 40, MIB / 16);
    assert_bounded("queue", queue, 40, MIB);
    assert_bounded("history", history, 40, MIB / 2);
}

#[test]
fn many_small_events_are_bounded_by_their_count() {
    let [queue, history] = flood(Session::builder(), 3000, 10);
    assert_eq!((queue.0, queue.2), (1024, 1976));
    assert_eq!((history.0, history.2), (128, 2872));
}

/// Runs a guest agent that sends `extra` before each reply.
fn agent(peer: &mut Connection, extra: &str) -> io::Result<()> {
    loop {
        let command = peer.command()?;
        if name(&command) == "guest-sync-delimited" {
            let id = &command["arguments"]["id"];
            peer.send([b"\xff", format!("{{\"return\":{id}}}\n").as_bytes()].concat())?;
        } else {
            peer.send(extra)?;
            peer.reply(&command, "{}")?;
        }
    }
}

#[test]
fn events_of_an_agent_are_dropped() {
    run(async {
        let peer = SocketPeer::start(|connection| agent(connection, &event(1000)));
        let builder = Session::builder().protocol(Protocol::GuestAgent);
        let session = peer.connect(builder).await;
        let events = session.raw_events();
        for _ in 0..5 {
            session
                .execute_raw("guest-ping", Value::Null)
                .await
                .unwrap();
        }
        assert_eq!(held(events), (0, 0, 0));
        let since = session.events_since::<RawEvent>(SystemTime::UNIX_EPOCH);
        assert_eq!(held(since), (0, 0, 0));
    });
}

/// Checks that neither text of an error is longer than an excerpt.
#[track_caller]
fn assert_short(error: &Error) {
    let (text, debug) = (error.to_string(), format!("{error:?}"));
    let longest = text.len().max(debug.len());
    assert!(longest <= LONGEST_TEXT, "a text of {longest} bytes");
}

/// The error of a call whose reply is made by `reply` from the id.
fn error_of(reply: impl Fn(&Value) -> String + Send + Sync + 'static) -> Error {
    run(async {
        let peer = SocketPeer::start(move |connection| {
            connection.greet()?;
            let command = connection.command()?;
            connection.send(reply(&command["id"]))?;
            connection.swallow()
        });
        let session = peer.connect(Session::builder()).await;
        let call = session.execute_raw("any", Value::Null);
        call.reply_as::<BTreeMap<String, u64>>().await.unwrap_err()
    })
}

/// A mebibyte of text.
fn giant() -> String {
    "x".repeat(MIB)
}

#[test]
fn decode_errors_are_short() {
    for reply in [
        format!("\"{}\"", giant()),
        format!("{{\"a\":\"{}\"}}", giant()),
        format!("{{\"{}\":null}}", giant()),
        format!("{{\"{}\":{{\"{}\":1}}}}", giant(), giant()),
    ] {
        let error = error_of(move |id| format!("{{\"return\":{reply},\"id\":{id}}}\r\n"));
        assert!(matches!(error, Error::Decode { .. }), "a decode error");
        assert_short(&error);
    }
}

#[test]
fn refusals_are_short() {
    let class = |class: String, desc: String| {
        move |id: &Value| {
            let error = format!("{{\"class\":\"{class}\",\"desc\":\"{desc}\"}}");
            format!("{{\"error\":{error},\"id\":{id}}}\r\n")
        }
    };
    assert_short(&error_of(class("GenericError".to_owned(), giant())));
    assert_short(&error_of(class(giant(), "no".to_owned())));
}

#[test]
fn malformed_messages_leave_short_errors() {
    for message in [
        format!("{{\"error\":\"{}\"}}\r\n", giant()),
        format!("{{\"event\":{{\"{}\":1}}}}\r\n", giant()),
        format!("{{\"{}\":1}}\r\n", giant()),
        giant(),
        format!("]{}", giant()),
    ] {
        assert_short(&error_of(move |_| message.clone()));
    }
}

#[test]
fn all_waiters_share_one_short_reason() {
    run(async {
        let peer = SocketPeer::start(|connection| {
            connection.greet()?;
            connection.command()?;
            connection.send(format!("{{\"error\":\"{}\"}}\r\n", giant()))?;
            connection.swallow()
        });
        let session = peer.connect(Session::builder()).await;
        let calls = (0..40).map(|_| session.execute_raw("any", Value::Null));
        for result in join_all(calls).await {
            assert_short(&result.unwrap_err());
        }
        let reason = session.closed().await.to_string();
        assert!(reason.len() <= LONGEST_TEXT, "{} bytes", reason.len());
    });
}

/// Connects to a peer with that greeting; gives the bytes that the session keeps of it.
fn greeting(greeting: String) -> usize {
    run(async {
        let peer = SocketPeer::start(move |connection| {
            connection.send(&greeting)?;
            let command = connection.command()?;
            connection.reply(&command, "{}")?;
            connection.swallow()
        });
        match Session::builder().connect(&peer.path()).await {
            Ok(session) => {
                let greeting = session.greeting();
                let names = greeting.capabilities.iter();
                names.map(|name| name.len() + 24).sum::<usize>() + greeting.version.package.len()
            }
            Err(error) => {
                assert_short(&error);
                0
            }
        }
    })
}

#[test]
fn greetings_are_bounded() {
    let with = |package: &str, capabilities: &str| {
        let version = format!(
            "{{\"qemu\":{{\"micro\":0,\"minor\":0,\"major\":10}},\"package\":\"{package}\"}}"
        );
        greeting(format!(
            "{{\"QMP\":{{\"version\":{version},\"capabilities\":[{capabilities}]}}}}\r\n"
        ))
    };
    let many = "\"a\",".repeat(100_000) + "\"oob\"";
    let numbers = "0,".repeat(MIB) + "\"oob\"";
    for (what, kept) in [
        ("package", with(&giant(), "\"oob\"")),
        ("many capabilities", with("", &many)),
        ("numbers as capabilities", with("", &numbers)),
        ("capability", with("", &format!("\"{}\",\"oob\"", giant()))),
    ] {
        assert!(kept <= 64 * 1024, "a giant {what}: {kept} bytes kept");
    }
}

#[test]
fn descriptors_that_a_peer_sends_are_not_kept() {
    let _alone = alone();
    run(async {
        let peer = SocketPeer::start(|connection| {
            connection.greet()?;
            let null = File::open("/dev/null")?;
            loop {
                let command = connection.command()?;
                send_with_descriptors(connection, b"{\"event\":\"X\"}\r\n", &[null.as_fd(); 50])?;
                connection.reply(&command, "{}")?;
            }
        });
        let session = peer.connect(Session::builder()).await;
        session.execute_raw("any", Value::Null).await.unwrap();
        let before = open_descriptors();
        for _ in 0..20 {
            session.execute_raw("any", Value::Null).await.unwrap();
        }
        // The peer is a thread of this process, with its own.
        assert!(open_descriptors() <= before + 50, "{before}");
    });
}

fn open_descriptors() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}

fn send_with_descriptors(
    peer: &mut Connection,
    bytes: &[u8],
    descriptors: &[BorrowedFd<'_>],
) -> io::Result<()> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(50))];
    let mut control = SendAncillaryBuffer::new(&mut space);
    assert!(control.push(SendAncillaryMessage::ScmRights(descriptors)));
    let bytes = [IoSlice::new(bytes)];
    let stream = peer.reader.get_ref();
    sendmsg(stream, &bytes, &mut control, SendFlags::empty())?;
    Ok(())
}
