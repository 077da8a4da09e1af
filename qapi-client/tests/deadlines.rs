//! A timeout, with its probe, ends at the time that the user set, and not before all bytes that have arrived were read.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

mod common;

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use common::{Peer, pair, ready, ready_with, run};
use futures_util::future::join_all;
use futures_util::join;
use qapi_client::{Cause, Error, Session};
use serde_json::{Value, json};

const MS: Duration = Duration::from_millis(1);

/// Longest overrun of a deadline that a machine with two busy cores may cause.
const BUSY_MACHINE: Duration = Duration::from_millis(150);

/// Deadline in the error.
fn told(error: &Error) -> Duration {
    match error {
        Error::OutcomeUnknown {
            cause: Cause::TimedOut { after, .. },
            ..
        }
        | Error::NotSent {
            cause: Cause::TimedOut { after, .. },
            ..
        } => *after,
        error => panic!("{error}"),
    }
}

/// Calls a peer that never answers, and checks the time that the timeout took.
async fn time_out(session: &Session, after: Duration) -> Duration {
    let start = Instant::now();
    let error = session
        .execute_raw("late", Value::Null)
        .timeout(after)
        .await
        .unwrap_err();
    let took = start.elapsed();
    assert_eq!(told(&error), after, "as it was set: {error}");
    assert!(
        (after..after + BUSY_MACHINE).contains(&took),
        "{after:?} took {took:?}"
    );
    took
}

#[test]
fn a_timeout_is_kept_though_a_silent_peer_is_probed() {
    run(async {
        let (session, _peer) = ready().await;
        let mut took = Vec::new();
        for _ in 0..20 {
            took.push(time_out(&session, 20 * MS).await);
        }
        took.sort();
        assert!(took[10] < 40 * MS, "{took:?}");
    });
}

#[test]
fn a_timeout_is_kept_where_many_calls_wait() {
    run(async {
        let (session, _peer) = ready().await;
        let took = join_all((1..=100).map(|n| time_out(&session, n * MS))).await;
        assert_eq!(took.len(), 100);
    });
}

#[test]
fn a_timeout_is_kept_where_the_peer_answers_the_probe_late() {
    run(async {
        let (session, mut peer) = ready().await;
        let script = async {
            peer.expect("late").await;
            if let Ok(id) = async_std::future::timeout(300 * MS, peer.expect("query-yank")).await {
                async_std::task::sleep(300 * MS).await;
                peer.reply(&id, "{}").await;
            }
        };
        join!(script, time_out(&session, 50 * MS));
    });
}

#[test]
fn a_timeout_without_out_of_band_is_told_as_it_was_set() {
    run(async {
        let (session, _peer) = ready_with(Session::builder().oob(false)).await;
        time_out(&session, 20 * MS).await;
    });
}

#[test]
fn a_timeout_of_nothing_ends_at_once() {
    run(async {
        let (session, _peer) = ready().await;
        time_out(&session, Duration::ZERO).await;
    });
}

/// Polls a future once, with a waker that does nothing.
fn poll_once<F: Future + Unpin>(future: &mut F) -> Poll<F::Output> {
    pin!(future).poll(&mut Context::from_waker(Waker::noop()))
}

/// A session whose executor stops before `count` replies arrive and continues after their deadline: the results of the
/// calls, each of which is polled before the driver where `calls_first`.
fn starve(count: usize, oob: bool, calls_first: bool) -> Vec<Result<Value, Error>> {
    run(async {
        let (near, far) = pair(usize::MAX);
        let (session, driver) = Session::builder().oob(oob).over(near);
        let mut peer = Peer::new(far);
        let mut driver = Box::pin(driver);
        // The driver is polled by hand, so that nothing reads while the executor is stopped.
        let greet = peer.greet();
        let ready = async { join!(greet, session.ready()).1 };
        match futures_util::future::select(Box::pin(ready), &mut driver).await {
            futures_util::future::Either::Left((ready, _)) => ready.unwrap(),
            futures_util::future::Either::Right((end, _)) => panic!("{end}"),
        }

        let call = || session.execute_raw("slow", Value::Null).timeout(30 * MS);
        let mut calls: Vec<_> = (0..count).map(|_| call()).collect();
        for call in &mut calls {
            assert!(poll_once(call).is_pending());
        }
        assert!(poll_once(&mut driver).is_pending());
        for n in 0..count {
            let id = peer.expect("slow").await;
            peer.reply(&id, &n.to_string()).await;
        }
        std::thread::sleep(60 * MS);

        if !calls_first {
            assert!(poll_once(&mut driver).is_pending());
        }
        let all = join_all(calls);
        match futures_util::future::select(all, driver).await {
            futures_util::future::Either::Left((results, _)) => results,
            futures_util::future::Either::Right((end, _)) => panic!("{end}"),
        }
    })
}

#[test]
fn what_has_arrived_is_read_before_a_call_gives_up() {
    for count in [1, 2, 7] {
        for (oob, calls_first) in [(true, true), (true, false), (false, true), (false, false)] {
            let results = starve(count, oob, calls_first);
            let failed = results.iter().filter(|result| result.is_err()).count();
            assert_eq!(
                failed, 0,
                "of {count}, oob: {oob}, calls first: {calls_first}: {results:?}"
            );
            for (n, result) in results.into_iter().enumerate() {
                assert_eq!(result.unwrap(), json!(n));
            }
        }
    }
}
