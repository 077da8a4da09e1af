//! Many sessions in one process.

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_std::stream::StreamExt;
use qapi_client::{EventError, Fleet, FleetEvents, FleetItem, Health, RawEvent, Session, qmp};
use qapi_tests::{Qemu, StorageDaemon, require, run};
use serde_json::Value;

/// Returns the next event or error. Skips sessions that join or leave.
async fn next(events: &mut FleetEvents<RawEvent>) -> (Arc<str>, Result<String, EventError>) {
    loop {
        let event = events.next().await.expect("a fleet's events never end");
        match event.item {
            FleetItem::Event(sent) => return (event.name, Ok(sent.event.name)),
            FleetItem::Error(error) => return (event.name, Err(error)),
            _ => {}
        }
    }
}

#[test]
fn a_stuck_machine_delays_nobody() {
    run(async {
        let fleet = Fleet::new();
        let mut machines = Vec::new();
        for name in ["a", "b", "c"] {
            let vm = require!(Qemu::bare(), "qemu-system-x86_64");
            fleet.add(name, Session::connect(vm.address()).await.unwrap());
            machines.push(vm);
        }
        machines[1].freeze();
        let deadline = Duration::from_secs(2);
        let start = Instant::now();
        let mut replies = fleet.call_each(
            |_, vm| vm.execute_raw("query-status", Value::Null),
            deadline,
        );
        let mut seen = Vec::new();
        while let Some(reply) = replies.next().await {
            match reply.reply {
                Ok(status) => {
                    assert_eq!(status["status"], "prelaunch");
                    assert!(
                        start.elapsed() < deadline,
                        "{} waited for another",
                        reply.name
                    );
                }
                Err(error) => assert!(error.is_timeout(), "{error:?}"),
            }
            seen.push(reply.name);
        }
        assert_eq!(&*seen[2], "b", "the stuck one comes last");
        let took = start.elapsed();
        assert!(
            took >= deadline && took < deadline + Duration::from_secs(5),
            "{took:?}"
        );

        // The error of a typed command has more details.
        let mut late = fleet
            .execute_all(qmp::commands::QueryStatus::new(), deadline)
            .all()
            .await;
        let error = late.remove("b").unwrap().unwrap_err();
        assert!(error.is_outcome_unknown(), "{error:?}");
        assert_eq!(error.health(), Some(Health::Stuck));
        assert!(late.values().all(Result::is_ok), "{late:?}");

        machines[1].resume();
        let all = fleet
            .call_each(
                |_, vm| vm.execute_raw("query-name", Value::Null),
                Duration::from_secs(20),
            )
            .all()
            .await;
        assert_eq!(all.len(), 3);
        assert!(all.values().all(Result::is_ok), "{all:?}");
    });
}

#[test]
fn events_follow_what_is_added_and_removed() {
    run(async {
        let first = require!(Qemu::bare(), "qemu-system-x86_64");
        let second = require!(Qemu::bare(), "qemu-system-x86_64");
        let fleet = Fleet::new();
        let early = Session::connect(first.address()).await.unwrap();
        fleet.add("early", early.clone());
        let mut events = fleet.subscribe::<RawEvent>();
        early.execute_raw("cont", Value::Null).await.unwrap();
        assert_eq!(next(&mut events).await.1.unwrap(), "RESUME");

        let late = Session::connect(second.address()).await.unwrap();
        assert!(fleet.add("late", late.clone()).is_none());
        late.execute_raw("cont", Value::Null).await.unwrap();
        let (name, event) = next(&mut events).await;
        assert_eq!((&*name, event.unwrap().as_str()), ("late", "RESUME"));

        late.execute_raw("stop", Value::Null).await.unwrap();
        assert!(fleet.remove("late").is_some());
        assert!(fleet.remove("late").is_none());
        early.execute_raw("stop", Value::Null).await.unwrap();
        let (name, event) = next(&mut events).await;
        assert_eq!(
            (&*name, event.unwrap().as_str()),
            ("early", "STOP"),
            "nothing of what was removed"
        );
        assert_eq!(fleet.names(), [Arc::from("early")]);
        assert!(fleet.get("late").is_none());
    });
}

#[test]
fn the_end_of_one_is_no_end_of_the_fleet() {
    run(async {
        let mut machine = require!(Qemu::bare(), "qemu-system-x86_64");
        let daemon = require!(StorageDaemon::start(), "qemu-storage-daemon");
        let fleet = Fleet::new();
        fleet.add(
            "machine",
            Session::connect(machine.address()).await.unwrap(),
        );
        fleet.add("daemon", Session::connect(daemon.address()).await.unwrap());
        let mut events = fleet.subscribe::<RawEvent>();
        machine.kill();
        let (name, event) = next(&mut events).await;
        assert_eq!(&*name, "machine");
        assert!(matches!(event, Err(EventError::Closed(_))));

        let replies = fleet.call_each(
            |_, peer| peer.execute_raw("query-version", Value::Null),
            Duration::from_secs(20),
        );
        let replies = replies.all().await;
        assert!(
            replies["machine"]
                .as_ref()
                .unwrap_err()
                .end_reason()
                .is_some()
        );
        assert!(replies["daemon"].is_ok());

        // The same name again, with a new machine behind it.
        let again = require!(Qemu::bare(), "qemu-system-x86_64");
        let session = Session::connect(again.address()).await.unwrap();
        assert!(
            fleet.add("machine", session.clone()).is_some(),
            "the former one"
        );
        session.execute_raw("cont", Value::Null).await.unwrap();
        let (name, event) = next(&mut events).await;
        assert_eq!((&*name, event.unwrap().as_str()), ("machine", "RESUME"));
    });
}

#[test]
fn a_reader_that_never_looks_keeps_nothing_alive() {
    run(async {
        let daemon = require!(StorageDaemon::start(), "qemu-storage-daemon");
        let session = Session::connect(daemon.address()).await.unwrap();
        let fleet = Fleet::new();
        let mut events = fleet.subscribe::<RawEvent>();
        for round in 0..1000 {
            fleet.add(format!("peer{round}"), session.clone());
            fleet.remove(&format!("peer{round}"));
        }
        fleet.add("left", session.clone());
        drop(session);
        drop(fleet);
        let (name, event) = next(&mut events).await;
        assert_eq!(&*name, "left");
        assert!(
            matches!(event, Err(EventError::Closed(_))),
            "the fleet held its last handle"
        );
    });
}

#[test]
fn an_empty_fleet_answers_at_once() {
    run(async {
        let fleet = Fleet::new();
        assert!(fleet.is_empty());
        let replies = fleet.call_each(
            |_, vm| vm.execute_raw("query-status", Value::Null),
            Duration::ZERO,
        );
        assert!(replies.all().await.is_empty());
    });
}
