//! Calls that are polled in one place and finished in another, or held without being polled, delay no other call.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]
#![cfg(feature = "async-std")]

mod common;
mod sockets;

use std::pin::Pin;
use std::task::{Context, Waker};
use std::time::{Duration, Instant};

use common::run;
use qapi_client::{RawCall, Session};
use serde_json::Value;
use sockets::{SocketPeer, median};

const MS: Duration = Duration::from_millis(1);

/// Time that the peer takes for each reply.
const REPLY: Duration = Duration::from_millis(5);

/// A peer that takes [`REPLY`] for each reply, and a session with it.
async fn start() -> (SocketPeer, Session) {
    let peer = SocketPeer::start(|connection| {
        connection.greet()?;
        connection.reply_to_all(REPLY)
    });
    let session = peer.connect(Session::builder()).await;
    (peer, session)
}

/// A call that was polled once, with a waker that does nothing.
fn polled_once(session: &Session) -> RawCall {
    let mut call = session.execute_raw("slow", Value::Null);
    let polled = Pin::new(&mut call).poll(&mut Context::from_waker(Waker::noop()));
    assert!(polled.is_pending());
    call
}

#[test]
fn a_call_that_moves_to_another_task_is_not_late() {
    run(async {
        let (_peer, session) = start().await;
        let mut times = Vec::new();
        for _ in 0..30 {
            let start = Instant::now();
            let call = polled_once(&session);
            async_std::task::spawn(call).await.unwrap();
            times.push(start.elapsed());
        }
        let median = median(times);
        assert!(median < 10 * MS, "{median:?} with a peer of {REPLY:?}");
    });
}

#[test]
fn calls_beside_one_that_is_held_are_not_late() {
    run(async {
        let (_peer, session) = start().await;
        let mut times = Vec::new();
        for _ in 0..20 {
            // The reply to the held call comes first: twice the time of the peer.
            let held = polled_once(&session);
            let start = Instant::now();
            session.execute_raw("slow", Value::Null).await.unwrap();
            times.push(start.elapsed());
            drop(held);
        }
        let median = median(times);
        assert!(median < 20 * MS, "{median:?} with a peer of {REPLY:?}");
    });
}

#[test]
fn calls_behind_many_that_are_held_are_not_late() {
    run(async {
        let (_peer, session) = start().await;
        let (mut held, mut times) = (Vec::new(), Vec::new());
        for _ in 0..20 {
            held.push(polled_once(&session));
            let start = Instant::now();
            session.execute_raw("slow", Value::Null).await.unwrap();
            times.push(start.elapsed());
        }
        let median = median(times);
        assert!(median < 20 * MS, "{median:?} with a peer of {REPLY:?}");
        for call in held {
            call.await.unwrap();
        }
    });
}

#[test]
fn events_beside_a_call_that_is_held_are_not_late() {
    run(async {
        let peer = SocketPeer::start(|connection| {
            connection.greet()?;
            connection.command()?;
            loop {
                std::thread::sleep(REPLY);
                let event =
                    "{\"event\":\"TICK\",\"timestamp\":{\"seconds\":1,\"microseconds\":1}}\r\n";
                connection.send(event)?;
            }
        });
        let session = peer.connect(Session::builder()).await;
        let mut events = session.raw_events();
        let _held = polled_once(&session);
        let mut times = Vec::new();
        for _ in 0..30 {
            let start = Instant::now();
            let event = futures_util::StreamExt::next(&mut events).await;
            assert_eq!(event.unwrap().unwrap().name, "TICK");
            times.push(start.elapsed());
        }
        let longest = times.into_iter().max().unwrap();
        assert!(
            longest < 35 * MS,
            "{longest:?} with an event each {REPLY:?}"
        );
    });
}
