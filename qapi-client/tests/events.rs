//! Event streams: order, lag, filters, and calls that end with an event.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

mod common;

use std::time::Duration;

use common::{Peer, ready, ready_with, run};
use futures_util::{FutureExt, StreamExt};
use qapi_client::{
    Cause, Command, EndReason, Error, Event, EventError, Health, Occurred, RawEvent, Session,
};
use serde::Deserialize;
use serde_json::{Value, json};

const SECOND: Duration = Duration::from_secs(1);

#[derive(Debug, Deserialize, PartialEq)]
struct Count {
    n: u64,
}

impl Event for Count {
    const NAME: &'static str = "COUNT";
}

#[derive(serde::Serialize)]
struct Start {}

impl Command for Start {
    type Return = Value;
    const NAME: &'static str = "start";
}

fn event(name: &str, data: &str) -> String {
    format!(
        "{{\"timestamp\":{{\"seconds\":5,\"microseconds\":6}},\"event\":\"{name}\",\"data\":{data}}}\r\n"
    )
}

async fn count(peer: &mut Peer, numbers: std::ops::Range<u64>) {
    for n in numbers {
        peer.send(event("COUNT", &format!("{{\"n\":{n},\"new\":null}}")))
            .await;
    }
}

/// Sends a command and waits for the reply. After this, all earlier messages of the peer have been routed.
async fn settle(session: &Session, peer: &mut Peer) {
    let (reply, ()) = futures_util::join!(session.execute_raw("settle", Value::Null), async {
        let id = peer.expect("settle").await;
        peer.reply(&id, "{}").await;
    });
    reply.unwrap();
}

#[test]
fn each_subscriber_gets_what_it_wants_in_order() {
    run(async {
        let (session, mut peer) = ready().await;
        let mut all = session.raw_events();
        let mut counts = session.subscribe::<Count>();
        let mut even = session
            .subscribe::<Count>()
            .filter(|count| count.n % 2 == 0);
        count(&mut peer, 0..2).await;
        peer.send("{\"event\":\"STOP\",\"timestamp\":{\"seconds\":1,\"microseconds\":2}}")
            .await;
        count(&mut peer, 2..4).await;
        for name in ["COUNT", "COUNT", "STOP", "COUNT", "COUNT"] {
            assert_eq!(all.next().await.unwrap().unwrap().name, name);
        }
        for n in 0..4 {
            let event = counts.next().await.unwrap().unwrap();
            assert_eq!(
                (
                    event.n,
                    event.timestamp.seconds,
                    event.timestamp.microseconds
                ),
                (n, 5, 6)
            );
        }
        for n in [0, 2] {
            assert_eq!(even.next().await.unwrap().unwrap().n, n);
        }
        assert!(even.next().now_or_never().is_none());
    });
}

#[test]
fn a_slow_reader_learns_what_it_missed_and_delays_nobody() {
    run(async {
        let (session, mut peer) = ready_with(Session::builder().event_queue(3)).await;
        let mut slow = session.subscribe::<Count>();
        count(&mut peer, 0..10).await;
        settle(&session, &mut peer).await;
        let lag = slow.next().await.unwrap().unwrap_err();
        assert!(matches!(lag, EventError::Lagged { missed: 7 }), "{lag}");
        for n in 7..10 {
            assert_eq!(slow.next().await.unwrap().unwrap().n, n);
        }
        count(&mut peer, 10..11).await;
        assert_eq!(slow.next().await.unwrap().unwrap().n, 10);
    });
}

#[test]
fn an_event_that_does_not_fit_costs_itself_only() {
    run(async {
        let (session, mut peer) = ready().await;
        let mut counts = session.subscribe::<Count>();
        peer.send(event("COUNT", "{\"n\":\"many\"}")).await;
        count(&mut peer, 1..2).await;
        let error = counts.next().await.unwrap().unwrap_err();
        assert!(
            matches!(&error, EventError::Undecodable { name, .. } if name == "COUNT"),
            "{error}"
        );
        assert_eq!(counts.next().await.unwrap().unwrap().n, 1);
    });
}

#[test]
fn an_event_before_the_reply_completes_its_call() {
    run(async {
        let (session, mut peer) = ready().await;
        let call = session
            .execute(Start {})
            .and_event(|count: &Count| count.n == 2);
        let (completed, ()) = futures_util::join!(call, async {
            let id = peer.expect("start").await;
            count(&mut peer, 1..4).await;
            peer.reply(&id, "\"reply\"").await;
        });
        let completed = completed.unwrap();
        assert_eq!((completed.n, &completed.reply), (2, &json!("reply")));

        let call = session.execute(Start {}).and_event(|_: &RawEvent| true);
        let (completed, ()) = futures_util::join!(call, async {
            let id = peer.expect("start").await;
            peer.reply(&id, "\"reply\"").await;
            count(&mut peer, 7..8).await;
        });
        let Occurred { event, .. } = completed.unwrap().event;
        assert_eq!(event.name, "COUNT");
    });
}

#[test]
fn a_call_whose_event_does_not_come_says_that_it_was_run() {
    run(async {
        let (session, mut peer) = ready_with(Session::builder().event_queue(2)).await;
        let start = || {
            session
                .execute(Start {})
                .and_event(|count: &Count| count.n == 2)
        };

        let (refused, ()) = futures_util::join!(start(), async {
            let id = peer.expect("start").await;
            peer.refuse(&id, "GenericError").await;
        });
        assert!(refused.unwrap_err().refusal().is_some());

        let (late, ()) = futures_util::join!(start().timeout(Duration::from_millis(50)), async {
            let id = peer.expect("start").await;
            peer.reply(&id, "{}").await;
            let probe = peer.expect("query-yank").await;
            peer.reply(&probe, "[]").await;
        });
        let late = late.unwrap_err();
        assert_eq!(late.health(), Some(Health::Idle), "it was asked");
        assert!(
            matches!(
                late,
                Error::EventNotSeen {
                    cause: Cause::TimedOut { .. },
                    ..
                }
            ),
            "{late}"
        );

        let mut call = start();
        assert!((&mut call).now_or_never().is_none());
        let id = peer.expect("start").await;
        count(&mut peer, 2..9).await;
        peer.reply(&id, "{}").await;
        settle(&session, &mut peer).await;
        let missed = call.await;
        let missed = missed.unwrap_err();
        assert!(
            matches!(
                missed,
                Error::EventNotSeen {
                    cause: Cause::Lagged { missed: 5 },
                    ..
                }
            ),
            "{missed}"
        );

        let (gone, ()) = futures_util::join!(start(), async {
            let id = peer.expect("start").await;
            peer.reply(&id, "{}").await;
            drop(peer);
        });
        let gone = gone.unwrap_err();
        assert!(
            matches!(
                gone,
                Error::EventNotSeen {
                    cause: Cause::Ended(EndReason::Eof),
                    ..
                }
            ),
            "{gone}"
        );
    });
}

#[test]
fn an_awaited_event_that_does_not_fit_ends_the_wait_for_its_type_only() {
    run(async {
        let (session, mut peer) = ready().await;
        let is_undecodable = |error: &Error| {
            let Error::EventNotSeen { cause, .. } = error else {
                return false;
            };
            matches!(cause, Cause::Undecodable { name, .. } if name == "COUNT")
        };
        let typed = session.wait_for(|_: &Count| true, 10 * SECOND);
        let untyped = session.wait_for(|event: &RawEvent| event.name == "END", 10 * SECOND);
        let call = session.execute(Start {}).and_event(|_: &Count| true);
        let (called, ()) = futures_util::join!(call, async {
            let id = peer.expect("start").await;
            peer.reply(&id, "{}").await;
            peer.send(event("COUNT", "{\"n\":\"many\"}")).await;
            peer.send(event("END", "{}")).await;
        });
        let called = called.unwrap_err();
        assert_eq!(called.command(), Some("start"));
        assert!(is_undecodable(&called), "{called}");
        let typed = typed.await.unwrap_err();
        assert!(is_undecodable(&typed), "{typed}");
        assert_eq!(untyped.await.unwrap().name, "END");
    });
}

#[test]
fn ten_thousand_subscribers_that_left_leave_nothing() {
    run(async {
        let (session, mut peer) = ready().await;
        for _ in 0..10_000 {
            drop(session.raw_events());
        }
        let mut last = session.raw_events();
        count(&mut peer, 0..1).await;
        assert_eq!(last.next().await.unwrap().unwrap().name, "COUNT");
    });
}
