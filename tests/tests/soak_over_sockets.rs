//! A minute of callers, slow subscribers and cut connections: no reply is lost, none is mixed up.
//!
//! `QAPI_SOAK_SECONDS` makes it longer or shorter.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use async_std::prelude::*;
use async_std::task;
use qapi_client::testing::FakeServer;
use qapi_client::{Error, EventError, Reconnect};
use qapi_tests::probe::{Client, events};
use qapi_tests::{CutProxy, probe_server, within};
use serde_json::json;

const CALLERS: u64 = 8;

#[derive(Default)]
struct Counts {
    answered: AtomicU64,
    unknown: AtomicU64,
    not_sent: AtomicU64,
    timed_out: AtomicU64,
    lagged: AtomicU64,
    gaps: AtomicU64,
    done: AtomicBool,
}

fn seconds() -> u64 {
    let wanted = std::env::var("QAPI_SOAK_SECONDS").ok();
    wanted.and_then(|text| text.parse().ok()).unwrap_or(60)
}

/// Sends its own numbers, and checks that the replies contain exactly these numbers, even after cuts of the connection.
async fn call(client: Client, caller: u64, counts: Arc<Counts>) {
    let mut turn = 0;
    while !counts.done.load(Ordering::Relaxed) {
        turn += 1;
        let value = i64::try_from(caller << 40 | turn).expect("it fits");
        let mut call = client.echo(value);
        if turn % 97 == 0 {
            call = call.timeout(Duration::from_micros(50));
        }
        match call.await {
            Ok(returned) => {
                assert_eq!(returned, value, "somebody else's reply");
                counts.answered.fetch_add(1, Ordering::Relaxed);
            }
            Err(error) if error.is_timeout() => {
                counts.timed_out.fetch_add(1, Ordering::Relaxed);
            }
            Err(error) if error.is_outcome_unknown() => {
                counts.unknown.fetch_add(1, Ordering::Relaxed);
            }
            Err(Error::NotSent { .. }) => {
                counts.not_sent.fetch_add(1, Ordering::Relaxed);
                task::sleep(Duration::from_millis(1)).await;
            }
            Err(error) => panic!("{error}"),
        }
    }
}

/// Reads events slowly. The stream must report all missing events.
async fn watch(client: Client, pause: Duration, counts: Arc<Counts>) {
    let mut ticks = client.events();
    while let Some(item) = ticks.next().await {
        match item {
            Ok(event) => assert!(matches!(event.event, events::Event::Mood(_))),
            Err(EventError::Lagged { missed }) => {
                counts.lagged.fetch_add(missed, Ordering::Relaxed);
            }
            Err(EventError::Gap { .. }) => {
                counts.gaps.fetch_add(1, Ordering::Relaxed);
            }
            Err(EventError::Closed(_)) => {}
            Err(error) => panic!("{error}"),
        }
        task::sleep(pause).await;
    }
}

/// Events without end, and a cut every now and then.
async fn disturb(server: FakeServer, proxy: &CutProxy, until: Instant) -> u64 {
    let (mut cuts, mut round) = (0, 0u32);
    while Instant::now() < until {
        round += 1;
        for _ in 0..20 {
            server
                .emit("MOOD", json!({ "mood": "calm" }))
                .expect("it fits the schema");
        }
        if round.is_multiple_of(151) {
            cuts += proxy.cut() as u64;
        }
        task::sleep(Duration::from_millis(2)).await;
    }
    cuts
}

#[test]
fn a_minute_of_disturbance_loses_and_mixes_up_nothing() {
    let wanted = Duration::from_secs(seconds());
    let folder = tempfile::tempdir().unwrap();
    let counts = Arc::new(Counts::default());
    within(wanted + Duration::from_secs(60), async {
        let server = probe_server();
        let listening = server.listen(folder.path().join("peer")).await.unwrap();
        let proxy = CutProxy::start(&folder.path().join("peer"));
        let builder = Client::builder()
            .event_queue(64)
            .reconnect(Reconnect::new().first_delay(Duration::from_millis(10)));
        let client = builder.connect(proxy.address().as_str()).await.unwrap();

        let callers: Vec<_> = (0..CALLERS)
            .map(|caller| task::spawn(call(client.clone(), caller, counts.clone())))
            .collect();
        let watchers: Vec<_> = [0, 1, 20]
            .map(|pause| {
                task::spawn(watch(
                    client.clone(),
                    Duration::from_millis(pause),
                    counts.clone(),
                ))
            })
            .into();
        let cuts = disturb(server.clone(), &proxy, Instant::now() + wanted).await;
        counts.done.store(true, Ordering::Relaxed);
        for caller in callers {
            caller.await;
        }
        client.close().await;
        for watcher in watchers {
            watcher.await;
        }
        drop(listening);
        let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let answered = count(&counts.answered);
        assert!(cuts > 0 && count(&counts.gaps) > 0, "{cuts} cuts");
        assert!(count(&counts.lagged) > 0, "a slow reader lags");
        assert!(answered > 1_000 * seconds(), "{answered} answered");
        // A cut fails at most the calls on the wire, which are one call for each caller.
        assert!(
            count(&counts.unknown) <= cuts * CALLERS,
            "{} unknown",
            count(&counts.unknown)
        );
    });
}
