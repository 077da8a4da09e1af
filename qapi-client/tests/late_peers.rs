//! Health of a late peer: busy, stuck or gone.

mod common;

use std::time::{Duration, Instant};

use common::{Peer, ready, ready_with, run};
use qapi_client::{Cause, EndReason, Error, Health, Session};
use serde_json::Value;

const SHORT: Duration = Duration::from_millis(20);

/// Answers probes, and nothing else, for as long as the session lives.
async fn busy(mut peer: Peer) {
    while let Some(command) = peer.command().await {
        if command["exec-oob"] == "query-yank" {
            peer.reply(&command["id"], "[]").await;
        }
    }
}

#[test]
fn a_peer_that_answers_out_of_band_is_busy() {
    run(async {
        let (session, peer) = ready().await;
        let peer = async_std::task::spawn(busy(peer));
        let start = Instant::now();
        let error = session
            .execute_raw("pmemsave", Value::Null)
            .timeout(SHORT)
            .await
            .unwrap_err();
        assert!(
            start.elapsed() < Duration::from_millis(500),
            "{:?}",
            start.elapsed()
        );
        let Some(Health::Busy { since }) = error.health() else {
            panic!("{error}");
        };
        assert!(since >= SHORT && error.is_outcome_unknown(), "{error}");
        let health = session.health().await;
        assert!(
            matches!(health, Health::Busy { since } if since >= SHORT),
            "{health}"
        );
        drop(session);
        peer.await;
    });
}

#[test]
fn a_peer_that_answers_nothing_is_stuck() {
    run(async {
        let builder = Session::builder().probe_deadline(SHORT);
        let (session, mut peer) = ready_with(builder).await;
        assert_eq!(session.health().await, Health::Stuck);
        let id = peer.expect("query-yank").await;
        peer.reply(&id, "[]").await;
        let error = session
            .execute_raw("stop", Value::Null)
            .timeout(SHORT)
            .await
            .unwrap_err();
        assert_eq!(error.health(), Some(Health::Stuck), "{error}");
        // The late reply is discarded, and the session continues.
        for name in ["stop", "query-yank"] {
            let id = peer.expect(name).await;
            peer.reply(&id, "{}").await;
        }
        // Until the session has read that answer, a second probe would not be sent.
        let (reply, ()) = futures_util::join!(session.execute_raw("cont", Value::Null), async {
            let id = peer.expect("cont").await;
            peer.reply(&id, "{}").await;
        });
        assert!(reply.is_ok());
        let (health, ()) = futures_util::join!(session.health(), async {
            let id = peer.expect("query-yank").await;
            peer.refuse(&id, "CommandNotFound").await;
        });
        assert_eq!(health, Health::Idle, "a refusal is a sign of life");
    });
}

#[test]
fn a_peer_that_has_left_is_gone() {
    run(async {
        let (session, peer) = ready().await;
        let call = async_std::task::spawn(
            session
                .execute_raw("stop", Value::Null)
                .timeout(Duration::from_secs(9)),
        );
        drop(peer);
        let error = call.await.unwrap_err();
        assert!(
            matches!(error.end_reason(), Some(EndReason::Eof)),
            "{error}"
        );
        assert_eq!(session.health().await, Health::Gone);
    });
}

#[test]
fn without_out_of_band_nothing_is_known_and_a_timeout_is_final() {
    run(async {
        let builder = Session::builder()
            .oob(false)
            .while_busy(Duration::from_secs(9));
        let (session, mut peer) = ready_with(builder).await;
        assert_eq!(session.health().await, Health::Unknown);
        let error = session
            .execute_raw("stop", Value::Null)
            .timeout(SHORT)
            .await
            .unwrap_err();
        let Error::OutcomeUnknown {
            cause:
                Cause::TimedOut {
                    health: Health::Unknown,
                    after,
                    ..
                },
            ..
        } = error
        else {
            panic!("{error}");
        };
        assert!(
            after >= SHORT && after < Duration::from_secs(2),
            "{after:?}"
        );
        let refused = session
            .execute_raw("query-yank", Value::Null)
            .oob()
            .await
            .unwrap_err();
        assert!(matches!(refused, Error::Unsupported { .. }), "{refused}");
        peer.expect("stop").await;
    });
}

#[test]
fn a_call_waits_for_a_busy_peer_and_no_longer_than_it_says() {
    run(async {
        let builder = Session::builder().while_busy(Duration::from_millis(300));
        let (session, mut peer) = ready_with(builder).await;
        let call = async_std::task::spawn(session.execute_raw("slow", Value::Null).timeout(SHORT));
        let slow = peer.expect("slow").await;
        for _ in 0..2 {
            let id = peer.expect("query-yank").await;
            peer.reply(&id, "[]").await;
        }
        peer.reply(&slow, "\"done\"").await;
        assert_eq!(call.await.unwrap(), "done");

        let peer = async_std::task::spawn(busy(peer));
        let error = session
            .execute_raw("slower", Value::Null)
            .timeout(SHORT)
            .await
            .unwrap_err();
        let Some(Health::Busy { since }) = error.health() else {
            panic!("{error}");
        };
        assert!(since >= Duration::from_millis(300), "{since:?}");
        drop(session);
        peer.await;
    });
}
