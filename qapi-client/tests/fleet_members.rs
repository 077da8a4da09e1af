//! Fleets of sessions with scripted peers.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

mod common;

use std::collections::BTreeMap;
use std::future::{pending, poll_fn, ready};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant};

use common::{Peer, ready as connected, run, within};
use futures_core::Stream;
use futures_util::StreamExt;
use qapi_client::{Error, EventError, Fleet, FleetEvents, FleetItem, RawEvent};

const LONG: Duration = Duration::from_secs(60);

async fn event(peer: &mut Peer, name: &str) {
    peer.send(format!("{{\"event\": \"{name}\", \"data\": {{}}}}\r\n"))
        .await;
}

/// The next item in short: `web joined`, `web left`, `web failed`, `web EVENT` or the error.
async fn next(events: &mut FleetEvents<RawEvent>) -> String {
    let next = within(10, poll_fn(|cx| Pin::new(&mut *events).poll_next(cx))).await;
    let event = next.expect("a fleet's events never end");
    let what = match event.item {
        FleetItem::Joined => "joined".to_owned(),
        FleetItem::Left => "left".to_owned(),
        FleetItem::Failed(_) => "failed".to_owned(),
        FleetItem::Event(event) => event.event.name,
        FleetItem::Error(EventError::Closed(_)) => "closed".to_owned(),
        other => format!("{other:?}"),
    };
    format!("{} {what}", event.name)
}

/// What is there without waiting.
fn is_silent(events: &mut FleetEvents<RawEvent>) -> bool {
    let mut cx = std::task::Context::from_waker(Waker::noop());
    Pin::new(events).poll_next(&mut cx).is_pending()
}

#[test]
fn members_that_join_and_leave_are_items_of_the_stream() {
    run(async {
        let fleet = Fleet::new();
        let (web, mut web_peer) = connected().await;
        let (db, mut db_peer) = connected().await;
        fleet.add("web", web.clone());
        let mut events = fleet.subscribe::<RawEvent>();
        assert_eq!(next(&mut events).await, "web joined");
        event(&mut web_peer, "A").await;
        assert_eq!(next(&mut events).await, "web A");

        assert!(fleet.add("db", db).is_none());
        event(&mut db_peer, "B").await;
        assert_eq!(next(&mut events).await, "db joined");
        assert_eq!(next(&mut events).await, "db B");

        let db = fleet.remove("db").unwrap();
        assert!(fleet.remove("db").is_none(), "no second item");
        assert_eq!(next(&mut events).await, "db left");
        let mut own = db.raw_events();
        event(&mut db_peer, "C").await;
        assert_eq!(own.next().await.unwrap().unwrap().name, "C", "it has come");
        event(&mut web_peer, "D").await;
        assert_eq!(next(&mut events).await, "web D", "nothing of `db`");

        assert!(fleet.add("web", db).is_some(), "replaced");
        assert_eq!(next(&mut events).await, "web left");
        assert_eq!(next(&mut events).await, "web joined");
        event(&mut db_peer, "E").await;
        assert_eq!(next(&mut events).await, "web E", "of the new session");

        drop(db_peer);
        assert_eq!(next(&mut events).await, "web closed");
        assert_eq!(fleet.names(), [Arc::from("web")], "it stays a member");
        fleet.remove("web");
        assert_eq!(next(&mut events).await, "web left");
        assert!(is_silent(&mut events), "an empty fleet waits");
    });
}

#[test]
fn events_of_one_member_keep_their_order_and_starve_no_other() {
    run(async {
        let fleet = Fleet::new();
        let (loud, mut loud_peer) = connected().await;
        let (quiet, mut quiet_peer) = connected().await;
        fleet.add("loud", loud.clone());
        fleet.add("quiet", quiet.clone());
        let mut events = fleet.subscribe::<RawEvent>();
        for number in 0..500 {
            event(&mut loud_peer, &number.to_string()).await;
        }
        event(&mut quiet_peer, "Q").await;
        // A reply comes after the events before it.
        for (session, peer) in [(&loud, &mut loud_peer), (&quiet, &mut quiet_peer)] {
            let call = async_std::task::spawn({
                let session = session.clone();
                async move { session.execute_raw("stop", ().into()).await }
            });
            let id = peer.expect("stop").await;
            peer.reply(&id, "{}").await;
            call.await.unwrap();
        }
        assert_eq!(next(&mut events).await, "loud joined");
        assert_eq!(next(&mut events).await, "quiet joined");
        let mut loud = 0;
        let mut until_quiet = None;
        while loud < 500 || until_quiet.is_none() {
            match next(&mut events).await.as_str() {
                "quiet Q" => until_quiet = Some(loud),
                other => {
                    assert_eq!(other, format!("loud {loud}"));
                    loud += 1;
                }
            }
        }
        assert!(
            until_quiet.unwrap() < 10,
            "the flood went first: {until_quiet:?}"
        );
    });
}

#[test]
fn a_stream_that_is_never_read_holds_nothing_of_those_who_left() {
    run(async {
        let fleet = Fleet::new();
        let mut events = fleet.subscribe::<RawEvent>();
        let (session, _peer) = connected().await;
        for round in 0..1000 {
            fleet.add(format!("vm{round}"), session.clone());
            fleet.remove(&format!("vm{round}"));
        }
        fleet.add("last", session);
        drop(fleet);
        assert_eq!(next(&mut events).await, "last joined");
        assert_eq!(
            next(&mut events).await,
            "last closed",
            "an unread item is no handle"
        );
    });
}

#[test]
fn a_change_wakes_the_reader() {
    run(async {
        let fleet = Fleet::new();
        let mut events = fleet.subscribe::<RawEvent>();
        assert!(is_silent(&mut events));
        let reader = async_std::task::spawn(async move { next(&mut events).await });
        let (session, _peer) = connected().await;
        fleet.add("web", session);
        assert_eq!(reader.await, "web joined");
    });
}

#[test]
fn only_members_that_are_woken_are_polled() {
    const COUNT: usize = 1000;
    run(async {
        let fleet = Fleet::new();
        let (session, _peer) = connected().await;
        for number in 0..COUNT {
            fleet.add(format!("{number:04}"), session.clone());
        }
        let polls = Arc::new(AtomicUsize::new(0));
        let wakers: Arc<Mutex<BTreeMap<String, Waker>>> = Arc::default();
        let mut replies = fleet.call_each(
            |name, _| {
                let (name, polls, wakers) = (name.to_owned(), polls.clone(), wakers.clone());
                let mut polled = false;
                poll_fn(move |cx| {
                    polls.fetch_add(1, Ordering::SeqCst);
                    if std::mem::replace(&mut polled, true) {
                        return Poll::Ready(Ok(()));
                    }
                    let waker = cx.waker().clone();
                    wakers.lock().unwrap().insert(name.clone(), waker);
                    Poll::Pending
                })
            },
            LONG,
        );
        for woken in ["0700", "0003", "0999"] {
            // Polls until all is quiet: a set may let others run in between.
            let mut cx = std::task::Context::from_waker(Waker::noop());
            while polls.load(Ordering::SeqCst) < COUNT {
                assert!(Pin::new(&mut replies).poll_next(&mut cx).is_pending());
            }
            let before = polls.load(Ordering::SeqCst);
            wakers.lock().unwrap().remove(woken).unwrap().wake();
            let reply = poll_fn(|cx| Pin::new(&mut replies).poll_next(cx)).await;
            assert_eq!(&*reply.unwrap().name, woken);
            assert_eq!(polls.load(Ordering::SeqCst), before + 1);
        }
    });
}

#[test]
fn replies_come_as_they_arrive_and_the_late_at_their_deadline() {
    run(async {
        let fleet = Fleet::new();
        let (session, _peer) = connected().await;
        for name in ["fast", "none", "slow"] {
            fleet.add(name, session.clone());
        }
        let deadline = Duration::from_millis(200);
        let start = Instant::now();
        let mut replies = fleet.call_each(
            |name, _| -> Pin<Box<dyn Future<Output = Result<u8, Error>> + Send>> {
                match name {
                    "fast" => Box::pin(ready(Ok(1))),
                    "slow" => Box::pin(async {
                        async_std::task::sleep(Duration::from_millis(50)).await;
                        Ok(2)
                    }),
                    _ => Box::pin(pending()),
                }
            },
            deadline,
        );
        let mut order = Vec::new();
        while let Some(reply) = poll_fn(|cx| Pin::new(&mut replies).poll_next(cx)).await {
            let late = matches!(&reply.reply, Err(Error::TimedOut { after }) if *after == deadline);
            order.push((reply.name.to_string(), reply.reply.ok(), late));
        }
        let expected = [
            ("fast", Some(1), false),
            ("slow", Some(2), false),
            ("none", None, true),
        ];
        assert_eq!(
            order,
            expected.map(|(name, reply, late)| (name.to_owned(), reply, late))
        );
        assert!(start.elapsed() >= deadline);
    });
}

#[cfg(any(feature = "async-std", feature = "smol"))]
mod dialling {
    use std::io::{BufRead, BufReader, Write};
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::path::Path;
    use std::thread::{self, JoinHandle};

    use async_std::io::ReadExt;
    use async_std::os::unix::net;
    use qapi_client::{Reconnect, Session};

    use super::*;
    use crate::common::GREETING;

    /// A monitor that greets, and sends two events with the reply to the negotiation.
    fn monitor(path: &Path) -> JoinHandle<UnixStream> {
        let listener = UnixListener::bind(path).unwrap();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            stream.write_all(GREETING.as_bytes()).unwrap();
            let mut line = String::new();
            BufReader::new(&stream).read_line(&mut line).unwrap();
            let command: serde_json::Value = serde_json::from_str(&line).unwrap();
            let id = &command["id"];
            let text = format!(
                "{{\"return\": {{}}, \"id\": {id}}}\r\n{{\"event\": \"A\"}}\r\n{{\"event\": \"B\"}}\r\n"
            );
            stream.write_all(text.as_bytes()).unwrap();
            stream
        })
    }

    fn patient() -> qapi_client::Builder {
        let policy = Reconnect::new()
            .from_the_start(true)
            .first_delay(Duration::from_millis(10))
            .longest_delay(Duration::from_millis(20));
        Session::builder().reconnect(policy)
    }

    #[test]
    fn a_member_joins_when_its_monitor_appears_and_no_event_is_lost() {
        run(async {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("web.qmp");
            let fleet = Fleet::new();
            let mut events = fleet.subscribe::<RawEvent>();
            fleet.dial_with("web", path.as_path(), patient()).unwrap();
            // Time for an attempt that fails. The assertions below also hold without such an attempt.
            async_std::task::sleep(Duration::from_millis(50)).await;
            assert!(is_silent(&mut events));
            assert!(fleet.is_empty(), "no member yet");
            let peer = monitor(&path);
            assert_eq!(next(&mut events).await, "web joined");
            assert!(fleet.get("web").is_some());
            assert_eq!(next(&mut events).await, "web A");
            assert_eq!(next(&mut events).await, "web B");
            drop(peer.join().unwrap());
        });
    }

    #[test]
    fn the_default_settings_wait_for_a_monitor() {
        run(async {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("web.qmp");
            let fleet = Fleet::new();
            let mut events = fleet.subscribe::<RawEvent>();
            assert!(fleet.dial("web", "no address").is_err());
            fleet.dial("web", path.as_path()).unwrap();
            let peer = monitor(&path);
            assert_eq!(next(&mut events).await, "web joined");
            drop(peer.join().unwrap());
        });
    }

    #[test]
    fn a_dial_that_gives_up_says_why() {
        run(async {
            let folder = tempfile::tempdir().unwrap();
            let fleet = Fleet::new();
            let mut events = fleet.subscribe::<RawEvent>();
            let path = folder.path().join("nobody.qmp");
            fleet
                .dial_with("web", path.as_path(), Session::builder())
                .unwrap();
            assert_eq!(next(&mut events).await, "web failed");
            assert!(fleet.is_empty());
        });
    }

    #[test]
    fn what_stops_a_dial_closes_its_connection() {
        run(async {
            for stop in ["remove", "add", "dial", "drop"] {
                let folder = tempfile::tempdir().unwrap();
                let path = folder.path().join("silent.qmp");
                let listener = net::UnixListener::bind(&path).await.unwrap();
                let fleet = Fleet::new();
                let mut events = fleet.subscribe::<RawEvent>();
                fleet.dial_with("web", path.as_path(), patient()).unwrap();
                let (mut client, _) = listener.accept().await.unwrap();
                let (session, _peer) = connected().await;
                match stop {
                    "remove" => assert!(fleet.remove("web").is_none()),
                    "add" => assert!(fleet.add("web", session).is_none()),
                    "dial" => {
                        let nobody = folder.path().join("nobody.qmp");
                        fleet.dial_with("web", nobody, patient()).unwrap();
                    }
                    _ => drop(fleet),
                }
                assert_eq!(client.read(&mut [0]).await.unwrap(), 0, "{stop}");
                if stop == "add" {
                    assert_eq!(next(&mut events).await, "web joined");
                } else {
                    assert!(is_silent(&mut events), "{stop}");
                }
            }
        });
    }
}
