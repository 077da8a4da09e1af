//! Eight callers, readers that lag, and a server that cuts the connection now and then: no reply is lost or mixed up.
//!
//! `QAPI_SOAK_SECONDS` sets the duration. Default: a few seconds.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]
#![cfg(any(feature = "async-std", feature = "smol"))]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use common::{GREETING, within};
use futures_util::StreamExt;
use futures_util::future::join_all;
use qapi_client::{Error, Event, EventError, EventStream, Reconnect, Session};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug, Deserialize)]
struct Tick {
    connection: u64,
    n: u64,
}

impl Event for Tick {
    const NAME: &'static str = "TICK";
}

/// A random number of the moment.
fn random() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    std::collections::hash_map::RandomState::new()
        .build_hasher()
        .finish()
}

/// Serves one connection: each command gets its own token back, with events around it; ends after a random while.
fn serve(stream: &UnixStream, connection: u64, answered: &AtomicU64) -> std::io::Result<()> {
    let mut writer = stream.try_clone()?;
    writer.write_all(GREETING.as_bytes())?;
    let (mut left, mut n) = (2000 + random() % 20_000, 0);
    for line in BufReader::new(stream).lines() {
        let command: Value = serde_json::from_str(&line?)?;
        let id = &command["id"];
        let mut say = String::new();
        if command["execute"] == "qmp_capabilities" {
            say += &format!("{{\"return\": {{}}, \"id\": {id}}}\r\n");
        } else {
            for _ in 0..random() % 4 {
                let data = format!("{{\"connection\": {connection}, \"n\": {n}}}");
                say += &format!(
                    "{{\"event\": \"TICK\", \"data\": {data}, \"timestamp\": {{\"seconds\": 1, \"microseconds\": 1}}}}\r\n"
                );
                n += 1;
            }
            let token = &command["arguments"]["token"];
            if random().is_multiple_of(5) {
                say += &format!(
                    "{{\"id\": {id}, \"error\": {{\"class\": \"GenericError\", \"desc\": {token}}}}}\r\n"
                );
            } else {
                say += &format!("{{\"return\": {{\"token\": {token}}}, \"id\": {id}}}\r\n");
            }
            answered.fetch_add(1, Ordering::SeqCst);
        }
        let cut = left == 0;
        let len = if cut {
            random() as usize % say.len()
        } else {
            say.len()
        };
        writer.write_all(&say.as_bytes()[..len])?;
        if cut {
            break;
        }
        left -= 1;
    }
    Ok(())
}

/// Results of one caller.
#[derive(Debug, Default)]
struct Tally {
    answered: u64,
    unknown: u64,
}

async fn caller(session: Session, number: u64, end: Instant) -> Tally {
    let mut tally = Tally::default();
    let mut count = 0_u64;
    while Instant::now() < end {
        count += 1;
        let token = format!("{number}-{count}");
        let call = session.execute_raw(
            "work",
            json!({"token": token, "filler": "x".repeat(count as usize % 700)}),
        );
        if random().is_multiple_of(50) {
            // Some calls end early with a timeout. Their replies must not reach other callers.
            let _ = call.timeout(Duration::from_micros(random() % 300)).await;
            continue;
        }
        match call.await {
            Ok(reply) => assert_eq!(reply["token"], token),
            Err(Error::Refused { error, .. }) => assert_eq!(error.desc, token),
            Err(error) if error.is_outcome_unknown() => {
                tally.unknown += 1;
                continue;
            }
            Err(error) => panic!("{error:?}"),
        }
        tally.answered += 1;
    }
    tally
}

/// Reads to the end, now and then late; gives how many events came, were missed, and how many gaps there were.
async fn reader(mut events: EventStream<Tick>, pause: Option<Duration>) -> (u64, u64, u64) {
    let (mut came, mut missed, mut gaps) = (0, 0, 0);
    let mut last: Option<(u64, u64)> = None;
    let mut missed_since = 0;
    while let Some(item) = events.next().await {
        match item {
            Ok(tick) => {
                if let Some((connection, n)) = last
                    && connection == tick.connection
                {
                    assert_eq!(
                        tick.n,
                        n + 1 + missed_since,
                        "in order, and each missing one is counted"
                    );
                }
                last = Some((tick.connection, tick.n));
                missed_since = 0;
                came += 1;
            }
            Err(EventError::Lagged { missed: count }) => {
                missed += count;
                missed_since += count;
            }
            Err(EventError::Gap { .. }) => gaps += 1,
            Err(EventError::Closed(_)) => {}
            Err(error) => panic!("{error:?}"),
        }
        if let Some(pause) = pause
            && came % 500 == 0
        {
            async_std::task::sleep(pause).await;
        }
    }
    (came, missed, gaps)
}

#[test]
fn a_soak_loses_no_reply_and_mixes_none_up() {
    let seconds = std::env::var("QAPI_SOAK_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(4);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("socket");
    let listener = UnixListener::bind(&path).unwrap();
    let (cuts, answered) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    std::thread::spawn({
        let (cuts, answered) = (Arc::clone(&cuts), Arc::clone(&answered));
        move || {
            for (stream, connection) in listener.incoming().zip(0..) {
                // The session may have gone in the middle of a reply.
                let _ = serve(&stream.unwrap(), connection, &answered);
                cuts.fetch_add(1, Ordering::SeqCst);
            }
        }
    });
    async_std::task::block_on(within(seconds + 30, async {
        let policy = Reconnect::new()
            .first_delay(Duration::from_millis(1))
            .longest_delay(Duration::from_millis(20));
        let builder = Session::builder()
            .reconnect(policy)
            .event_queue(100)
            .oob(false);
        let session = builder.connect(&path).await.unwrap();
        let quick = async_std::task::spawn(reader(session.subscribe(), None));
        let slow =
            async_std::task::spawn(reader(session.subscribe(), Some(Duration::from_millis(30))));
        let end = Instant::now() + Duration::from_secs(seconds);
        let callers =
            (0..8).map(|number| async_std::task::spawn(caller(session.clone(), number, end)));
        let tallies = join_all(callers).await;
        session.close().await;
        let (quick, slow) = (quick.await, slow.await);
        let cuts = cuts.load(Ordering::SeqCst);
        let got: u64 = tallies.iter().map(|tally| tally.answered).sum();
        let unknown: u64 = tallies.iter().map(|tally| tally.unknown).sum();
        let said = answered.load(Ordering::SeqCst);
        assert!(
            got > 1000 && cuts >= 1,
            "{got} of {said} answered, {cuts} cuts, {quick:?}"
        );
        assert!(
            unknown <= 7 * (cuts + 1),
            "no more than were on the wire: {unknown} at {cuts} cuts"
        );
        assert!(slow.1 > 0, "the slow reader lagged");
        assert_eq!(
            slow.2 > 0,
            quick.2 > 0,
            "a stream that lags also reports the gap"
        );
    }));
}
