//! Subscriptions that start with past events and continue with new events.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

mod common;

use std::time::{Duration, SystemTime};

use common::{Peer, ready, ready_with, run};
use futures_util::StreamExt;
use qapi_client::{Cause, EndReason, Error, EventError, EventStream, RawEvent, Session, Timestamp};
use serde_json::Value;

async fn happen(peer: &mut Peer, name: &str, seconds: i64) {
    let time = format!("{{\"seconds\": {seconds}, \"microseconds\": 0}}");
    peer.send(format!(
        "{{\"event\": \"{name}\", \"timestamp\": {time}}}\r\n"
    ))
    .await;
}

fn since(session: &Session, seconds: u64) -> EventStream<RawEvent> {
    session.events_since(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
}

/// Waits until the session has read all messages of the peer.
async fn settled(session: &Session, peer: &mut Peer) {
    let (reply, ()) = futures_util::join!(session.execute_raw("settle", Value::Null), async {
        let id = peer.expect("settle").await;
        peer.reply(&id, "{}").await;
    });
    reply.unwrap();
}

#[test]
fn the_past_goes_on_as_the_present() {
    run(async {
        let (session, mut peer) = ready().await;
        for (name, seconds) in [("A", 10), ("B", 20), ("C", 30)] {
            happen(&mut peer, name, seconds).await;
        }
        settled(&session, &mut peer).await;
        let mut events = since(&session, 20);
        let mut live = session.raw_events();
        happen(&mut peer, "D", 40).await;
        for name in ["B", "C", "D"] {
            assert_eq!(events.next().await.unwrap().unwrap().name, name);
        }
        assert_eq!(live.next().await.unwrap().unwrap().name, "D");

        drop(peer);
        let reason = session.closed().await;
        assert!(matches!(reason, EndReason::Eof));
        let mut late = since(&session, 40);
        assert_eq!(
            late.next().await.unwrap().unwrap().name,
            "D",
            "also after the end"
        );
        let end = late.next().await.unwrap().unwrap_err();
        assert!(matches!(end, EventError::Closed(EndReason::Eof)));
        assert!(late.next().await.is_none());
    });
}

#[test]
fn what_is_forgotten_is_told() {
    run(async {
        let (session, mut peer) = ready_with(Session::builder().event_history(2)).await;
        for seconds in 1..=5 {
            happen(&mut peer, "TICK", seconds).await;
        }
        settled(&session, &mut peer).await;
        let mut events = since(&session, 2);
        let first = events.next().await.unwrap();
        assert!(
            matches!(first, Err(EventError::Lagged { missed: 3 })),
            "{first:?}"
        );
        for seconds in [4, 5] {
            assert_eq!(
                events.next().await.unwrap().unwrap().timestamp.seconds,
                seconds
            );
        }
        let mut covered = since(&session, 4);
        assert_eq!(covered.next().await.unwrap().unwrap().timestamp.seconds, 4);

        let (session, mut peer) = ready_with(Session::builder().event_history(0)).await;
        happen(&mut peer, "PAST", 1).await;
        settled(&session, &mut peer).await;
        let mut events = since(&session, 0);
        happen(&mut peer, "NOW", 2).await;
        assert_eq!(events.next().await.unwrap().unwrap().name, "NOW");
    });
}

#[test]
fn an_event_is_waited_for_with_a_deadline() {
    run(async {
        let (session, mut peer) = ready().await;
        let second = Duration::from_secs(1);
        let wanted = session.wait_for(|event: &RawEvent| event.name == "WANTED", 10 * second);
        happen(&mut peer, "OTHER", 1).await;
        happen(&mut peer, "WANTED", 2).await;
        settled(&session, &mut peer).await;
        let wanted = wanted.await.unwrap();
        assert_eq!(
            wanted.timestamp,
            Timestamp::from(SystemTime::UNIX_EPOCH + 2 * second)
        );

        let never = |_: &RawEvent| false;
        let error = session.wait_for(never, second / 20).await.unwrap_err();
        assert!(
            matches!(error, Error::EventNotSeen { .. }) && error.is_timeout(),
            "{error:?}"
        );

        let ended = session.wait_for(never, 10 * second);
        drop(peer);
        let error = ended.await.unwrap_err();
        assert!(
            matches!(error.end_reason(), Some(EndReason::Eof)),
            "{error:?}"
        );
    });
}

#[test]
fn a_wait_that_may_have_missed_its_event_says_so() {
    run(async {
        let (session, mut peer) = ready_with(Session::builder().event_queue(2)).await;
        let never = |_: &RawEvent| false;
        let wait = session.wait_for(never, Duration::from_secs(10));
        for seconds in 1..=5 {
            happen(&mut peer, "TICK", seconds).await;
        }
        settled(&session, &mut peer).await;
        let error = wait.await.unwrap_err();
        assert!(
            matches!(
                error,
                Error::EventNotSeen {
                    command: None,
                    cause: Cause::Lagged { missed: 3 }
                }
            ),
            "{error:?}"
        );
    });
}
