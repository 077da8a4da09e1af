//! What is over leaves nothing behind: descriptors, threads and memory are counted.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]
#![cfg(all(any(feature = "async-std", feature = "smol"), target_os = "linux"))]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::time::Duration;

use common::{GREETING, run};
use qapi_client::Session;
use serde_json::Value;

/// What this process holds.
#[derive(Debug)]
struct Held {
    descriptors: usize,
    threads: usize,
    memory: usize,
}

impl Held {
    fn now() -> Self {
        let count = |folder: &str| std::fs::read_dir(folder).unwrap().count();
        let pages = std::fs::read_to_string("/proc/self/statm").unwrap();
        let resident: usize = pages.split(' ').nth(1).unwrap().parse().unwrap();
        Self {
            descriptors: count("/proc/self/fd"),
            threads: count("/proc/self/task"),
            memory: resident * 4096,
        }
    }
}

/// Answers `late` before the next command that is not `late`, and everything else at once.
fn serve(stream: UnixStream) {
    let mut writer = stream.try_clone().unwrap();
    if writer.write_all(GREETING.as_bytes()).is_err() {
        return;
    }
    let mut late = Vec::new();
    for line in BufReader::new(stream).lines() {
        let Ok(command) = line.map(|line| serde_json::from_str::<Value>(&line).unwrap()) else {
            return;
        };
        late.push(command["id"].clone());
        if command["execute"] == "late" {
            continue;
        }
        let mut replies = Vec::new();
        for id in late.drain(..) {
            write!(
                replies,
                "{{\"return\": \"{}\", \"id\": {id}}}\r\n",
                "x".repeat(100)
            )
            .unwrap();
        }
        if writer.write_all(&replies).is_err() {
            return;
        }
    }
}

/// A server for any number of sessions, one after the other.
fn listen(path: &Path) {
    let listener = UnixListener::bind(path).unwrap();
    std::thread::spawn(move || {
        listener
            .incoming()
            .for_each(|stream| serve(stream.unwrap()))
    });
}

async fn timeouts(session: &Session, count: usize) {
    for n in 0..count {
        let late = session
            .execute_raw("late", Value::Null)
            .timeout(Duration::from_micros(20));
        assert!(late.await.unwrap_err().is_timeout());
        if n % 5 == 0 {
            session.execute_raw("prompt", Value::Null).await.unwrap();
        }
    }
    session.execute_raw("prompt", Value::Null).await.unwrap();
}

#[test]
fn ten_thousand_timeouts_and_a_thousand_sessions_leave_nothing() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket");
        listen(&path);
        let builder = Session::builder().oob(false);
        let session = builder.clone().connect(&path).await.unwrap();
        timeouts(&session, 2000).await;
        let before = Held::now();
        timeouts(&session, 10_000).await;
        let after = Held::now();
        assert_eq!(after.descriptors, before.descriptors);
        assert!(after.threads <= before.threads, "{before:?} {after:?}");
        assert!(
            after.memory < before.memory + (1 << 20),
            "{before:?} {after:?}"
        );
        drop(session);

        for _ in 0..1000 {
            let session = builder.clone().connect(&path).await.unwrap();
            let events = session.raw_events();
            session.execute_raw("prompt", Value::Null).await.unwrap();
            drop((events, session));
        }
        let end = Held::now();
        // The server may not have seen yet that the last client has left.
        assert!(
            end.descriptors <= before.descriptors + 2,
            "{before:?} {end:?}"
        );
        assert!(end.threads <= before.threads, "{before:?} {end:?}");
        assert!(end.memory < after.memory + (1 << 20), "{after:?} {end:?}");
    });
}
