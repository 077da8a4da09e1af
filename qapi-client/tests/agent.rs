//! The guest agent: its synchronisation, and messages that disturb the synchronisation.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

mod common;

use std::time::Duration;

use common::{Peer, run, start};
use futures_util::FutureExt;
use qapi_client::{Builder, Cause, EndReason, Error, Protocol, Session};
use serde_json::{Value, json};

const PARSE_ERROR: &str =
    "{\"error\": {\"class\": \"GenericError\", \"desc\": \"JSON parse error, stray '\\uFFFD'\"}}\n";

fn builder() -> Builder {
    Session::builder().protocol(Protocol::GuestAgent)
}

/// Reads a synchronisation; gives its number.
async fn expect_sync(peer: &mut Peer) -> u64 {
    let line = peer.line().await.expect("a synchronisation");
    let json = line.strip_prefix(b"\xFF").expect("0xFF first");
    let command: Value = serde_json::from_slice(json).unwrap();
    assert_eq!(command["execute"], "guest-sync-delimited");
    let number = command["arguments"]["id"].as_u64().unwrap();
    assert!(
        i64::try_from(number).is_ok(),
        "agents take no more than 63 bits"
    );
    number
}

/// Replies like an agent: first the error that the byte 0xFF causes, then the delimited number.
async fn answer_sync(peer: &mut Peer, number: u64) {
    peer.send(PARSE_ERROR).await;
    peer.send(b"\xFF").await;
    peer.send(format!("{{\"return\": {number}}}\n")).await;
}

async fn synchronise(peer: &mut Peer) -> u64 {
    let number = expect_sync(peer).await;
    answer_sync(peer, number).await;
    number
}

async fn ready(step: usize) -> (Session, Peer) {
    let (session, mut peer) = start(builder(), step);
    synchronise(&mut peer).await;
    session.ready().await.unwrap();
    (session, peer)
}

/// A command that works, on an agent that does not return ids.
async fn ping(session: &Session, peer: &mut Peer) {
    let (pong, ()) = futures_util::join!(session.execute_raw("guest-ping", Value::Null), async {
        peer.expect("guest-ping").await;
        peer.send("{\"return\": {\"pong\": 1}}\n").await;
    });
    assert_eq!(pong.unwrap(), json!({"pong": 1}));
}

#[test]
fn what_a_former_client_left_behind_is_passed_over() {
    run(async {
        for step in [1, 3, usize::MAX] {
            let (session, mut peer) = start(builder(), step);
            let number = expect_sync(&mut peer).await;
            let own = format!("{{\"return\": {number}}}\n");
            // A late reply, half a message, a late synchronisation, and our number without a delimiter.
            for left in [
                "{\"return\": {\"late\": 1}}\n",
                "login: ",
                "{\"return\": {\"half",
                "\u{fffd}",
            ] {
                peer.send(left).await;
            }
            peer.send(b"\xFF{\"return\": 7}\n").await;
            peer.send(&own).await;
            peer.send(PARSE_ERROR).await;
            peer.send(b"\xFF").await;
            peer.send(PARSE_ERROR).await;
            peer.send(&own).await;
            assert!(
                session.ready().now_or_never().is_none(),
                "an error stood between delimiter and number"
            );
            answer_sync(&mut peer, number).await;
            session.ready().await.unwrap();
            ping(&session, &mut peer).await;
        }
    });
}

#[test]
fn an_agent_that_is_not_there_is_told_at_the_deadline() {
    run(async {
        let (session, mut peer) = start(
            builder().greeting_deadline(Duration::from_millis(30)),
            usize::MAX,
        );
        let error = session.ready().await.unwrap_err();
        assert!(matches!(error, Error::NoAgent { .. }), "{error}");
        expect_sync(&mut peer).await;
        assert_eq!(peer.line().await, None, "closed");
    });
}

#[test]
fn a_synchronisation_that_was_eaten_is_repeated_with_another_number() {
    run(async {
        let (session, mut peer) = start(builder(), usize::MAX);
        let eaten = expect_sync(&mut peer).await;
        let second = expect_sync(&mut peer).await;
        assert_ne!(eaten, second);
        answer_sync(&mut peer, eaten).await;
        answer_sync(&mut peer, second).await;
        session.ready().await.unwrap();
        ping(&session, &mut peer).await;
    });
}

#[test]
fn after_a_timeout_late_replies_do_not_pass_for_others() {
    run(async {
        let (session, mut peer) = ready(usize::MAX).await;
        for _ in 0..100 {
            let call = session
                .execute_raw("guest-exec", Value::Null)
                .timeout(Duration::from_millis(1));
            let error = call.await.unwrap_err();
            assert!(error.is_timeout() && error.is_outcome_unknown(), "{error}");
            peer.expect("guest-exec").await;
            let next = async_std::task::spawn(session.execute_raw("guest-info", Value::Null));
            let number = expect_sync(&mut peer).await;
            // Without id, as old agents do.
            peer.send("{\"return\": {\"pid\": 1}}\n").await;
            answer_sync(&mut peer, number).await;
            peer.expect("guest-info").await;
            peer.send("{\"return\": \"info\"}\n").await;
            assert_eq!(next.await.unwrap(), "info");
        }
    });
}

#[test]
fn a_dropped_call_is_followed_by_a_synchronisation_and_numbers_are_never_reused() {
    run(async {
        let (session, mut peer) = ready(usize::MAX).await;
        let mut numbers = std::collections::HashSet::new();
        for _ in 0..50 {
            let mut call = session.execute_raw("guest-ping", Value::Null);
            assert!((&mut call).now_or_never().is_none());
            peer.expect("guest-ping").await;
            drop(call);
            assert!(numbers.insert(synchronise(&mut peer).await));
        }
        ping(&session, &mut peer).await;
    });
}

#[test]
fn garbage_in_a_reply_costs_its_call_and_no_other() {
    run(async {
        let (session, mut peer) = ready(usize::MAX).await;
        let call = async_std::task::spawn(session.execute_raw("guest-get-osinfo", Value::Null));
        let queued = async_std::task::spawn({
            let session = session.clone();
            async move {
                async_std::task::sleep(Duration::from_millis(20)).await;
                session.execute_raw("guest-ping", Value::Null).await
            }
        });
        peer.expect("guest-get-osinfo").await;
        peer.send("{\"return\": nonsense}\n").await;
        synchronise(&mut peer).await;
        let error = call.await.unwrap_err();
        assert!(
            matches!(
                error,
                Error::OutcomeUnknown {
                    cause: Cause::Skipped,
                    ..
                }
            ),
            "{error}"
        );
        peer.expect("guest-ping").await;
        peer.send("{\"return\": {}}\n").await;
        assert_eq!(queued.await.unwrap(), json!({}));
    });
}

#[test]
fn one_command_at_a_time_so_that_agents_need_no_ids() {
    run(async {
        let (session, mut peer) = ready(1).await;
        let calls = (0..20).map(|n| session.execute_raw("guest-file-read", json!({"handle": n})));
        let calls = async_std::task::spawn(futures_util::future::join_all(calls));
        for n in 0..20 {
            let command = peer.command().await.unwrap();
            assert_eq!(command["arguments"]["handle"], n);
            assert!(peer.line().now_or_never().is_none(), "the next one waits");
            peer.send(format!("{{\"return\": {n}}}\n")).await;
        }
        let replies: Vec<_> = calls.await.into_iter().map(Result::unwrap).collect();
        assert_eq!(replies, (0..20).map(Value::from).collect::<Vec<_>>());
    });
}

#[test]
fn a_command_without_success_reply_completes_or_is_refused() {
    run(async {
        let (session, mut peer) = ready(usize::MAX).await;
        let shutdown = || {
            session
                .execute_raw("guest-shutdown", Value::Null)
                .without_success_reply()
        };

        let (refused, ()) = futures_util::join!(shutdown(), async {
            peer.expect("guest-shutdown").await;
            peer.send("{\"error\": {\"class\": \"GenericError\", \"desc\": \"no\"}}\n")
                .await;
        });
        assert!(refused.unwrap_err().refusal().is_some());

        let (settled, ()) =
            futures_util::join!(shutdown().timeout(Duration::from_millis(20)), async {
                peer.expect("guest-shutdown").await;
                synchronise(&mut peer).await;
            });
        assert_eq!(settled.unwrap(), json!({}));
        ping(&session, &mut peer).await;

        let call = async_std::task::spawn(shutdown());
        peer.expect("guest-shutdown").await;
        drop(peer);
        assert_eq!(
            call.await.unwrap(),
            json!({}),
            "the agent left, as it was told to"
        );
        assert!(matches!(session.closed().await, EndReason::Eof));
    });
}

#[test]
fn commands_given_while_synchronising_wait_and_may_be_given_up() {
    run(async {
        let (session, mut peer) = start(builder(), usize::MAX);
        let given_up = session
            .execute_raw("guest-ping", Value::Null)
            .timeout(Duration::from_millis(5))
            .await;
        assert!(
            matches!(given_up, Err(Error::NotSent { .. })),
            "{given_up:?}"
        );
        let call = async_std::task::spawn(session.execute_raw("guest-info", Value::Null));
        synchronise(&mut peer).await;
        peer.expect("guest-info").await;
        peer.send("{\"return\": 1}\n").await;
        assert_eq!(call.await.unwrap(), 1);
    });
}
