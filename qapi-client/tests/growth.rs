//! What is given up leaves nothing behind, what waits costs nothing, and queues cost linear time.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]
#![cfg(all(feature = "async-std", target_os = "linux"))]

mod common;
mod sockets;

use std::pin::Pin;
use std::sync::{Arc, Weak};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use common::{Peer, pair, ready, run, within};
use futures_util::FutureExt;
use futures_util::future::join_all;
use qapi_client::{Protocol, Session, Spawn};
use serde_json::{Value, json};
use sockets::{SocketPeer, alone, cpu_time, is_slow_run, median, name, resident};

const MS: Duration = Duration::from_millis(1);
const MIB: usize = 1 << 20;

/// A waker whose life can be observed.
struct Observed;

impl Wake for Observed {
    fn wake(self: Arc<Self>) {}
}

/// Polls a future once and drops it. Gives its task's waker, as far as something still holds it.
fn give_up(future: impl Future) -> Weak<Observed> {
    let task = Arc::new(Observed);
    let waker = Waker::from(Arc::clone(&task));
    let mut future = Box::pin(future);
    assert!(
        future
            .as_mut()
            .poll(&mut Context::from_waker(&waker))
            .is_pending()
    );
    Arc::downgrade(&task)
}

/// How many wakers are still held.
fn held(tasks: &[Weak<Observed>]) -> usize {
    tasks.iter().filter(|task| task.strong_count() > 0).count()
}

#[test]
fn waits_that_were_given_up_leave_nothing() {
    let _alone = alone();
    run(async {
        let (session, _peer) = ready().await;
        let mut tasks: Vec<_> = (0..100).map(|_| give_up(session.closed())).collect();
        let (memory, start) = (resident(), cpu_time());
        tasks.extend((0..9_900).map(|_| give_up(session.closed())));
        let (memory, took) = (resident().saturating_sub(memory), cpu_time() - start);
        let left = held(&tasks);
        assert!(left <= 1, "{left} of 10000 wakers are still held");
        assert!(memory < MIB, "{memory} bytes more");
        assert!(took < 500 * MS, "{took:?} for 9,900 waits");

        // Other waits that were not given up are still woken.
        let closed = async_std::task::spawn({
            let session = session.clone();
            async move { session.closed().await }
        });
        session.close().await;
        within(5, closed).await;
    });
}

#[test]
fn waits_for_a_session_to_become_ready_leave_nothing() {
    let _alone = alone();
    run(async {
        let (near, _far) = pair(usize::MAX);
        let (session, _driver) = Session::builder().over(near);
        let tasks: Vec<_> = (0..1000).map(|_| give_up(session.ready())).collect();
        assert!(held(&tasks) <= 1, "{} of 1000 held", held(&tasks));
    });
}

#[test]
fn waits_for_the_exit_of_a_child_leave_nothing() {
    let _alone = alone();
    run(async {
        let mut sleep = std::process::Command::new("sleep");
        sleep.arg("60");
        let builder = Session::builder().protocol(Protocol::Bare);
        let child = builder.spawn(Spawn::new(sleep)).await.unwrap();
        let tasks: Vec<_> = (0..1000).map(|_| give_up(child.exited())).collect();
        let left = held(&tasks);
        drop(child);
        assert!(left <= 1, "{left} of 1000 wakers are still held");
    });
}

#[test]
fn timeouts_of_a_stuck_peer_leave_one_probe() {
    let _alone = alone();
    run(async {
        let (session, mut peer) = ready().await;
        // The peer reads, and answers nothing.
        let sent = async_std::task::spawn(async move {
            let mut sent = Vec::new();
            while let Some(command) = peer.command().await {
                sent.push(name(&command).to_owned());
            }
            sent
        });
        let late = |_| session.execute_raw("late", Value::Null).timeout(20 * MS);
        for result in join_all((0..995).map(late)).await {
            assert!(result.unwrap_err().is_timeout());
        }
        for n in 0..5 {
            let result = late(n).await;
            assert!(result.unwrap_err().is_timeout());
        }
        drop(session);
        let sent = sent.await;
        let probes = sent.iter().filter(|name| *name == "query-yank").count();
        assert!(probes <= 1, "{probes} probes, {} messages", sent.len());
    });
}

#[test]
fn abandoned_out_of_band_calls_are_not_kept() {
    let _alone = alone();
    run(async {
        let peer = SocketPeer::start(|connection| {
            connection.greet()?;
            // The peer stops reading. The buffer of the socket becomes full.
            std::thread::sleep(Duration::from_secs(30));
            Ok(())
        });
        let session = peer.connect(Session::builder()).await;
        let arguments = json!({ "text": "x".repeat(MIB) });
        let abandon = || {
            let call = session.execute_raw("big", arguments.clone()).oob();
            assert!(call.now_or_never().is_none());
        };
        abandon();
        let before = resident();
        // Most of the time goes into writing the text as JSON.
        let count = if is_slow_run() { 300 } else { 60 };
        (0..count).for_each(|_| abandon());
        let kept = resident().saturating_sub(before);
        assert!(kept < 4 * MIB, "{kept} bytes kept");
    });
}

/// Serves a guest agent's end until the session closes.
async fn agent(mut peer: Peer) {
    while let Some(line) = peer.line().await {
        let start = line.iter().take_while(|&&byte| byte == 0xff).count();
        let command: Value = serde_json::from_slice(&line[start..]).unwrap();
        if name(&command) == "guest-sync-delimited" {
            peer.send(b"\xff").await;
            let id = &command["arguments"]["id"];
            peer.send(format!("{{\"return\":{id}}}\n")).await;
        } else {
            peer.reply(&command["id"], "{}").await;
        }
    }
}

/// Processor time of each of `count` calls that are given at once.
async fn cost_of_each(session: &Session, count: u32) -> Duration {
    let start = cpu_time();
    let calls = (0..count).map(|_| session.execute_raw("guest-ping", Value::Null));
    assert!(join_all(calls).await.iter().all(Result::is_ok));
    (cpu_time() - start) / count
}

#[test]
fn queued_calls_of_an_agent_cost_linear_time() {
    let _alone = alone();
    async_std::task::block_on(within(120, async {
        let (near, far) = pair(usize::MAX);
        let builder = Session::builder().protocol(Protocol::GuestAgent);
        let (session, driver) = builder.over(near);
        async_std::task::spawn(driver);
        let served = async_std::task::spawn(agent(Peer::new(far)));
        session.ready().await.unwrap();
        let mut few = Vec::new();
        for _ in 0..7 {
            few.push(cost_of_each(&session, 1_000).await);
        }
        let few = median(few);
        let count = if is_slow_run() { 40_000 } else { 20_000 };
        let many = cost_of_each(&session, count).await;
        let ratio = many.as_secs_f64() / few.as_secs_f64();
        assert!(
            ratio < 2.5,
            "{many:?} each of {count}, {few:?} each of 1000"
        );
        drop(session);
        served.await;
    }));
}

#[test]
fn pending_calls_cost_nothing_at_rest() {
    let _alone = alone();
    run(async {
        let mut sessions = Vec::new();
        for _ in 0..2_000 {
            let (session, mut peer) = ready().await;
            let mut call = Box::pin(session.execute_raw("late", Value::Null));
            let mut context = Context::from_waker(Waker::noop());
            assert_eq!(
                Pin::new(&mut call).poll(&mut context).map(drop),
                Poll::Pending
            );
            peer.expect("late").await;
            sessions.push((session, peer, call));
        }
        async_std::task::sleep(200 * MS).await;
        let start = cpu_time();
        async_std::task::sleep(1000 * MS).await;
        let spent = cpu_time() - start;
        assert!(spent < 10 * MS, "{spent:?} in a second");
    });
}
