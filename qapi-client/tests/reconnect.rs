//! Connections that are cut at any byte, and sessions that continue after this.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

mod common;

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use async_std::task::JoinHandle;
use common::{End, GREETING, Peer, pair, run};
use futures_util::StreamExt;
use futures_util::future::join_all;
use qapi_client::{
    Builder, Cause, EndReason, Error, EventError, Protocol, RawEvent, Reconnect, Session,
};
use serde_json::{Value, json};

const MS: Duration = Duration::from_millis(1);

fn at_once() -> Reconnect {
    Reconnect::new()
        .first_delay(Duration::ZERO)
        .longest_delay(MS)
}

/// A session whose connections are served by `serve`, which gets the number of earlier connections, and the driver of
/// the session.
async fn start<F, S>(builder: Builder, mut serve: F) -> (Session, JoinHandle<EndReason>)
where
    F: FnMut(usize, Peer) -> S + Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let mut count = 0;
    let connect = move || {
        let (near, far) = pair(usize::MAX);
        async_std::task::spawn(serve(count, Peer::new(far)));
        count += 1;
        async move { Ok::<End, io::Error>(near) }
    };
    let (session, driver) = builder.over_each(connect).await.unwrap();
    (session, async_std::task::spawn(driver))
}

/// As `start`, with the driver left to itself.
async fn session<F, S>(builder: Builder, serve: F) -> Session
where
    F: FnMut(usize, Peer) -> S + Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    start(builder, serve).await.0
}

/// A peer whose connection ends after so many bytes.
struct Cut {
    peer: Peer,
    left: usize,
}

impl Cut {
    /// Sends as much as may be sent; `None` where that is not all.
    async fn send(&mut self, text: &str) -> Option<()> {
        let count = text.len().min(self.left);
        self.peer.send(&text.as_bytes()[..count]).await;
        self.left -= count;
        (count == text.len()).then_some(())
    }

    /// A whole conversation, up to the cut. Counts the `work` that it is given.
    async fn converse(&mut self, nth: usize, worked: &AtomicUsize) -> Option<()> {
        let event = |name: &str| {
            let time = "{\"seconds\": 1, \"microseconds\": 0}";
            format!("{{\"event\": \"{name}{nth}\", \"timestamp\": {time}}}\r\n")
        };
        self.send(&event("EARLY")).await?;
        self.send(&GREETING.replace("\"micro\":2", &format!("\"micro\":{nth}")))
            .await?;
        while let Some(command) = self.peer.command().await {
            if command["execute"] == "work" {
                worked.fetch_add(1, Ordering::SeqCst);
                self.send(&event("WORKING")).await?;
            }
            let reply = json!({"return": {"nth": nth}, "id": command["id"]});
            self.send(&format!("{reply}\r\n")).await?;
        }
        None
    }
}

/// All bytes of the first connection, if it is not cut.
async fn whole_length() -> usize {
    let (sender, lengths) = async_std::channel::unbounded();
    let session = session(Session::builder(), move |nth, peer| {
        let sender = sender.clone();
        async move {
            let mut cut = Cut {
                peer,
                left: usize::MAX,
            };
            cut.converse(nth, &AtomicUsize::new(0)).await;
            sender.send(usize::MAX - cut.left).await.unwrap();
        }
    })
    .await;
    session.execute_raw("work", Value::Null).await.unwrap();
    drop(session);
    lengths.recv().await.unwrap()
}

#[test]
fn a_cut_at_any_byte_costs_one_call_at_most() {
    run(async {
        let whole = whole_length().await;
        assert!(whole > 200, "{whole}");
        for cut in 0..=whole {
            common::within(10, cut_at(cut)).await;
        }
    });
}

async fn cut_at(cut: usize) {
    let worked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&worked);
    let builder = Session::builder().reconnect(at_once().from_the_start(true));
    let session = session(builder, move |nth, peer| {
        let counted = Arc::clone(&counted);
        async move {
            let left = if nth == 0 { cut } else { usize::MAX };
            Cut { peer, left }.converse(nth, &counted).await;
        }
    })
    .await;
    // From the start, whenever that was.
    let mut events = session.events_since::<RawEvent>(SystemTime::UNIX_EPOCH);
    let first = session.execute_raw("work", Value::Null).await;
    if let Err(error) = &first {
        assert!(error.is_outcome_unknown(), "{cut}: {error:?}");
        assert!(
            matches!(error.end_reason(), Some(EndReason::Eof)),
            "{cut}: {error:?}"
        );
    }
    let next = session.execute_raw("next", Value::Null).await;
    // The cut may also stand between the two.
    let next = match next {
        Err(error) if error.is_outcome_unknown() && first.is_ok() => {
            session.execute_raw("next", Value::Null).await
        }
        next => next,
    };
    assert_eq!(next.unwrap()["nth"], 1, "{cut}");
    assert_eq!(
        session.greeting().version.micro,
        1,
        "that of the second connection"
    );
    let worked = worked.load(Ordering::SeqCst);
    assert!(worked <= 1, "{cut}: never sent twice");
    assert!(worked == 1 || first.is_err(), "{cut}: lost without a word");

    let mut names = Vec::new();
    while names.last().is_none_or(|name: &String| name != "EARLY1") {
        match events.next().await.unwrap() {
            Ok(event) => names.push(event.name.clone()),
            Err(EventError::Gap { .. }) => names.push("gap".to_owned()),
            Err(error) => panic!("{cut}: {error:?}"),
        }
    }
    let story = names.join(" ");
    let stories = [
        "EARLY1",
        "EARLY0 EARLY1",
        "EARLY0 gap EARLY1",
        "EARLY0 WORKING0 gap EARLY1",
    ];
    assert!(stories.contains(&story.as_str()), "{cut}: {story}");
}

#[test]
fn callers_survive_a_storm_of_cuts() {
    run(async {
        let worked = Arc::new(Mutex::new(BTreeMap::<u64, usize>::new()));
        let counted = Arc::clone(&worked);
        let builder = Session::builder().reconnect(at_once().repeat_queries(true));
        let session = session(builder, move |nth, mut peer| {
            let counted = Arc::clone(&counted);
            async move {
                peer.greet().await;
                // Each connection lives a little longer than the one before.
                for _ in 0..nth + 1 {
                    let Some(command) = peer.command().await else {
                        return;
                    };
                    let number = &command["arguments"]["number"];
                    if command["execute"] == "work" {
                        *counted
                            .lock()
                            .unwrap()
                            .entry(number.as_u64().unwrap())
                            .or_default() += 1;
                    }
                    peer.reply(&command["id"], &number.to_string()).await;
                }
                // Read and never answered.
                peer.command().await;
            }
        })
        .await;
        let callers = (0..8_u64).map(|caller| {
            let session = session.clone();
            async_std::task::spawn(async move {
                let mut unknown = Vec::new();
                for round in 0..100 {
                    let number = caller * 1000 + round;
                    let name = if round % 2 == 0 { "query-work" } else { "work" };
                    match session.execute_raw(name, json!({"number": number})).await {
                        Ok(reply) => assert_eq!(reply, number, "no reply is another's"),
                        Err(error) => {
                            assert!(error.is_outcome_unknown(), "{error:?}");
                            assert_eq!(name, "work", "queries are repeated");
                            unknown.push(number);
                        }
                    }
                }
                unknown
            })
        });
        let unknown: Vec<u64> = join_all(callers).await.concat();
        assert!(!unknown.is_empty(), "there were cuts");
        let worked = worked.lock().unwrap();
        assert!(
            worked.values().all(|times| *times == 1),
            "nothing is sent twice"
        );
        let silent =
            (0..8).flat_map(|caller| (0..50).map(move |half| caller * 1000 + 2 * half + 1));
        for number in silent {
            assert!(
                worked.contains_key(&number) || unknown.contains(&number),
                "{number} is lost"
            );
        }
    });
}

#[test]
fn a_peer_without_greeting_is_found_again_too() {
    run(async {
        let builder = Session::builder()
            .protocol(Protocol::Bare)
            .reconnect(at_once());
        let session = session(builder, |nth, mut peer| async move {
            let id = peer.expect("who").await;
            if nth > 0 {
                peer.reply(&id, &nth.to_string()).await;
                peer.command().await;
            }
        })
        .await;
        let mut events = session.raw_events();
        let error = session.execute_raw("who", Value::Null).await.unwrap_err();
        assert!(error.is_outcome_unknown(), "{error:?}");
        assert_eq!(session.execute_raw("who", Value::Null).await.unwrap(), 1);
        let gap = events.next().await.unwrap().unwrap_err();
        assert!(
            matches!(
                gap,
                EventError::Gap {
                    reason: EndReason::Eof
                }
            ),
            "{gap:?}"
        );
    });
}

#[test]
fn an_agent_is_synchronised_with_on_each_connection() {
    run(async {
        let builder = Session::builder()
            .protocol(Protocol::GuestAgent)
            .reconnect(at_once());
        let session = session(builder, |nth, mut peer| async move {
            // What a former client left behind comes first.
            peer.send("{\"return\": 12345}\n").await;
            let line = peer.line().await.unwrap();
            assert_eq!(line[0], 0xFF);
            let sync: Value = serde_json::from_slice(&line[1..]).unwrap();
            let number = &sync["arguments"]["id"];
            peer.send(b"\xff").await;
            peer.send(format!("{{\"return\": {number}}}\n")).await;
            // An old agent returns no ids.
            while let Some(command) = peer.command().await {
                if command["execute"] == "guest-ping" && nth == 0 {
                    return;
                }
                peer.send(format!("{{\"return\": {nth}}}\n")).await;
            }
        })
        .await;
        assert_eq!(
            session
                .execute_raw("guest-info", Value::Null)
                .await
                .unwrap(),
            0
        );
        let error = session
            .execute_raw("guest-ping", Value::Null)
            .await
            .unwrap_err();
        assert!(error.is_outcome_unknown(), "{error:?}");
        assert_eq!(
            session
                .execute_raw("guest-ping", Value::Null)
                .await
                .unwrap(),
            1
        );
    });
}

#[test]
fn an_event_that_went_with_its_connection_is_not_waited_for() {
    run(async {
        let session = session(
            Session::builder().reconnect(at_once()),
            |nth, mut peer| async move {
                peer.greet().await;
                if nth == 0 {
                    let id = peer.expect("device_del").await;
                    peer.reply(&id, "{}").await;
                } else {
                    peer.command().await;
                }
            },
        )
        .await;
        session.ready().await.unwrap();
        let error = session.wait_for(|_: &RawEvent| true, Duration::from_secs(10));
        session
            .execute_raw("device_del", Value::Null)
            .await
            .unwrap();
        let error = error.await.unwrap_err();
        assert!(
            matches!(
                error,
                Error::EventNotSeen {
                    cause: Cause::Gap { .. },
                    ..
                }
            ),
            "{error:?}"
        );
    });
}

#[test]
fn what_this_side_ends_stays_ended() {
    run(async {
        let connections = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&connections);
        let builder = Session::builder().reconnect(at_once());
        let (session, driver) = start(builder, move |_, mut peer| {
            counted.fetch_add(1, Ordering::SeqCst);
            async move {
                peer.greet().await;
                peer.command().await;
            }
        })
        .await;
        session.ready().await.unwrap();
        session.close().await;
        assert!(matches!(session.closed().await, EndReason::Closed));
        // It connects no more, since it is gone.
        assert!(matches!(driver.await, EndReason::Closed));
        assert_eq!(connections.load(Ordering::SeqCst), 1);
    });
}
