//! Reconnecting: limits count what happens, and back-off is reset only by a connection that has lasted.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

mod common;

use std::io;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use common::{End, Peer, pair, run, within};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use qapi_client::{Builder, EndReason, Protocol, Reconnect, Session};
use serde_json::Value;

const MS: Duration = Duration::from_millis(1);

/// Time that a connection of a failing peer lives: long enough to count as ready, too short to count as lasting.
const BLINK: Duration = Duration::from_millis(3);

/// Time after which a connection counts as lasting, and some more.
const LASTING: Duration = Duration::from_millis(1200);

/// Moments at which connections were made.
type Dialled = Arc<Mutex<Vec<Instant>>>;

/// A session whose connections `serve` serves; `serve` gets the number of the connection, from 0.
async fn start<F>(builder: Builder, serve: F) -> (Session, Dialled)
where
    F: Fn(usize, Peer) -> BoxFuture<'static, ()> + Send + 'static,
{
    let dialled = Dialled::default();
    let moments = Arc::clone(&dialled);
    let connect = move || {
        let mut moments = moments.lock().unwrap();
        let (near, far) = pair(usize::MAX);
        let served = AssertUnwindSafe(serve(moments.len(), Peer::new(far)));
        // A peer panics when the session leaves in the middle of its greeting, which is no fault here.
        async_std::task::spawn(served.catch_unwind());
        moments.push(Instant::now());
        async move { Ok::<End, io::Error>(near) }
    };
    let (session, driver) = builder.over_each(connect).await.unwrap();
    async_std::task::spawn(driver);
    (session, dialled)
}

/// Replies to every command.
async fn reply_to_all(mut peer: Peer) {
    while let Some(command) = peer.command().await {
        peer.reply(&command["id"], "{}").await;
    }
}

/// Greets, negotiates, and closes the connection after `last`.
async fn greet_and_close(mut peer: Peer, last: Duration) {
    peer.greet().await;
    // Everything that the client sends in this time is answered.
    let _ = async_std::future::timeout(last, reply_to_all(peer)).await;
}

/// The end of the session: reason, time it took, and how many connections there were.
async fn end_of(session: &Session, dialled: &Dialled) -> (EndReason, Duration, usize) {
    let start = Instant::now();
    let reason = within(15, session.closed()).await;
    (reason, start.elapsed(), dialled.lock().unwrap().len())
}

/// Checks that the session gave up after `attempts` connections beyond the first.
#[track_caller]
fn assert_gave_up(end: &(EndReason, Duration, usize), attempts: u32) {
    let (reason, _, connections) = end;
    let EndReason::GaveUp { attempts: told, .. } = reason else {
        panic!("{reason}");
    };
    let made = u32::try_from(connections - 1).unwrap();
    assert_eq!((made, *told), (attempts, attempts), "made, told");
}

#[test]
fn attempts_limit_a_peer_without_greeting_that_closes() {
    run(async {
        let policy = Reconnect::new().first_delay(5 * MS).attempts(3);
        let builder = Session::builder()
            .protocol(Protocol::Bare)
            .reconnect(policy);
        let (session, dialled) = start(builder, |nth, peer| {
            async move {
                let last = if nth == 0 { 50 * MS } else { BLINK };
                let _ = async_std::future::timeout(last, reply_to_all(peer)).await;
            }
            .boxed()
        })
        .await;
        session.execute_raw("any", Value::Null).await.unwrap();
        assert_gave_up(&end_of(&session, &dialled).await, 3);
    });
}

#[test]
fn attempts_limit_a_peer_that_negotiates_and_closes() {
    run(async {
        let policy = Reconnect::new().first_delay(5 * MS).attempts(4);
        let builder = Session::builder().reconnect(policy);
        let (session, dialled) =
            start(builder, |_, peer| greet_and_close(peer, BLINK).boxed()).await;
        assert_gave_up(&end_of(&session, &dialled).await, 4);
    });
}

#[test]
fn attempts_limit_a_peer_that_closes_before_its_greeting() {
    run(async {
        let policy = Reconnect::new().first_delay(5 * MS).attempts(3);
        let builder = Session::builder().reconnect(policy);
        let (session, dialled) = start(builder, |nth, peer| {
            async move {
                if nth == 0 {
                    greet_and_close(peer, 50 * MS).await;
                }
            }
            .boxed()
        })
        .await;
        assert_gave_up(&end_of(&session, &dialled).await, 3);
    });
}

#[test]
fn giving_up_cuts_an_attempt_short() {
    run(async {
        let policy = Reconnect::new().give_up_after(1000 * MS);
        let builder = Session::builder()
            .greeting_deadline(5000 * MS)
            .reconnect(policy);
        let (session, _) = start(builder, |nth, mut peer| {
            async move {
                if nth == 0 {
                    greet_and_close(peer, 50 * MS).await;
                } else {
                    // The peer is silent. It reads all bytes, and sends nothing.
                    while peer.line().await.is_some() {}
                }
            }
            .boxed()
        })
        .await;
        session.ready().await.unwrap();
        let start = Instant::now();
        let reason = within(15, session.closed()).await;
        let took = start.elapsed();
        assert!(matches!(reason, EndReason::GaveUp { .. }), "{reason}");
        assert!(
            (900 * MS..1200 * MS).contains(&took),
            "gave up after {took:?}"
        );
    });
}

#[test]
fn giving_up_holds_for_a_peer_that_negotiates_and_closes() {
    run(async {
        let policy = Reconnect::new()
            .first_delay(10 * MS)
            .give_up_after(500 * MS);
        let builder = Session::builder().reconnect(policy);
        let (session, dialled) =
            start(builder, |_, peer| greet_and_close(peer, BLINK).boxed()).await;
        let (reason, took, _) = end_of(&session, &dialled).await;
        assert!(matches!(reason, EndReason::GaveUp { .. }), "{reason}");
        assert!(took < 700 * MS, "gave up after {took:?}");
    });
}

/// How many connections a second brings where each is closed right after the negotiation.
async fn dials_in_a_second(policy: Reconnect) -> usize {
    let builder = Session::builder().reconnect(policy);
    let (session, dialled) = start(builder, |_, peer| greet_and_close(peer, BLINK).boxed()).await;
    async_std::task::sleep(1000 * MS).await;
    drop(session);
    dialled.lock().unwrap().len()
}

#[test]
fn a_peer_that_negotiates_and_closes_is_not_dialled_in_a_loop() {
    let dialled = run(dials_in_a_second(
        Reconnect::new().first_delay(Duration::ZERO),
    ));
    assert!((2..=50).contains(&dialled), "{dialled} connections");
}

#[test]
fn delays_grow_while_no_connection_lasts() {
    // 20, 40, 80, 160, 320 and 640 ms, each up to a quarter shorter.
    let dialled = run(dials_in_a_second(Reconnect::new().first_delay(20 * MS)));
    assert!((4..=8).contains(&dialled), "{dialled} connections");
}

#[test]
fn a_connection_that_has_lasted_resets_the_delays() {
    run(async {
        let policy = Reconnect::new()
            .first_delay(20 * MS)
            .longest_delay(300 * MS);
        let builder = Session::builder().reconnect(policy);
        // Number 5 lasts: it is ready for more than a second.
        let (session, dialled) = start(builder, |nth, peer| {
            let last = if nth == 5 { LASTING } else { BLINK };
            greet_and_close(peer, last).boxed()
        })
        .await;
        let over = async {
            while dialled.lock().unwrap().len() < 7 {
                async_std::task::sleep(5 * MS).await;
            }
        };
        within(10, over).await;
        drop(session);
        let moments = dialled.lock().unwrap().clone();
        let gap = |nth: usize| moments[nth] - moments[nth - 1];
        assert!(gap(4) >= 110 * MS, "160 ms at the fourth: {:?}", gap(4));
        let lasting = gap(6).saturating_sub(LASTING);
        assert!(lasting <= 90 * MS, "20 ms after a lasting one: {lasting:?}");
    });
}
