//! A session against a scripted peer: calls, replies, refusals, the end.

mod common;

use std::time::Duration;

use common::{Peer, pair, ready, ready_with, run, start};
use futures_util::future::join_all;
use futures_util::{FutureExt, StreamExt};
use qapi_client::{Cause, EndReason, Error, ErrorClass, EventError, Reconnect, Session};
use serde_json::{Value, json};

#[test]
fn a_command_gets_its_reply() {
    run(async {
        let (session, mut peer) = ready().await;
        assert_eq!(session.greeting().version.to_string(), "10.0.2");
        assert!(session.has_oob());
        let call = session.execute_raw("query-status", json!({"a": 1}));
        let (reply, ()) = futures_util::join!(call, async {
            let command = peer.command().await.unwrap();
            assert_eq!(command["arguments"], json!({"a": 1}));
            peer.reply(&command["id"], "{\"running\":true}").await;
        });
        assert_eq!(reply.unwrap(), json!({"running": true}));
    });
}

#[test]
fn events_may_come_before_the_greeting_and_before_the_first_reply() {
    run(async {
        let (session, mut peer) = start(Session::builder(), usize::MAX);
        let mut events = session.raw_events();
        let event = |name: &str| {
            format!(
                "{{\"timestamp\":{{\"seconds\":-1,\"microseconds\":-1}},\"event\":\"{name}\"}}\r\n"
            )
        };
        peer.send(event("EARLY")).await;
        peer.send(common::GREETING).await;
        let id = peer.expect("qmp_capabilities").await;
        peer.send(event("BETWEEN")).await;
        peer.reply(&id, "{}").await;
        session.ready().await.unwrap();
        for name in ["EARLY", "BETWEEN"] {
            let event = events.next().await.unwrap().unwrap();
            assert_eq!(
                (event.name.as_str(), event.timestamp.system_time()),
                (name, None)
            );
        }
    });
}

#[test]
fn a_refusal_costs_one_call() {
    run(async {
        let (session, mut peer) = ready().await;
        let (refused, ()) =
            futures_util::join!(session.execute_raw("nonsense", Value::Null), async {
                let id = peer.expect("nonsense").await;
                peer.refuse(&id, "BrandNew").await;
            });
        let error = refused.unwrap_err();
        assert_eq!(
            error.refusal().unwrap().class,
            ErrorClass::Other("BrandNew".to_owned())
        );
        assert_eq!(error.to_string(), "`nonsense` refused: BrandNew: no");
        let (reply, ()) = futures_util::join!(session.execute_raw("stop", Value::Null), async {
            let id = peer.expect("stop").await;
            peer.reply(&id, "{}").await;
        });
        assert_eq!(reply.unwrap(), json!({}));
    });
}

#[test]
fn at_most_seven_are_in_flight_and_out_of_band_overtakes() {
    run(async {
        let (session, mut peer) = ready().await;
        let calls = join_all((0..100).map(|n| session.execute_raw("slow", json!({"n": n}))));
        let calls = async_std::task::spawn(calls);
        let mut ids = Vec::new();
        for n in 0..7 {
            let command = peer.command().await.unwrap();
            assert_eq!(command["arguments"]["n"], n);
            ids.push(command["id"].clone());
        }
        let probe = async_std::task::spawn(session.execute_raw("query-yank", Value::Null).oob());
        let command = peer.command().await.unwrap();
        assert_eq!(command["exec-oob"], "query-yank");
        peer.reply(&command["id"], "[]").await;
        assert_eq!(probe.await.unwrap(), json!([]));
        for n in 7..107 {
            peer.reply(&ids.remove(0), &(n - 7).to_string()).await;
            if n < 100 {
                ids.push(peer.expect("slow").await);
            }
        }
        let replies: Vec<_> = calls.await.into_iter().map(Result::unwrap).collect();
        assert_eq!(replies, (0..100).map(Value::from).collect::<Vec<_>>());
    });
}

#[test]
fn ten_thousand_timeouts_with_late_replies_do_no_harm() {
    run(async {
        let (session, mut peer) = ready_with(Session::builder().oob(false)).await;
        let peer = async_std::task::spawn(async move {
            let mut late = Vec::new();
            while let Some(command) = peer.command().await {
                if command["execute"] == "late" {
                    late.push(command["id"].clone());
                } else {
                    for id in late.drain(..) {
                        peer.reply(&id, "\"late\"").await;
                    }
                    peer.reply(&command["id"], "\"own\"").await;
                }
            }
        });
        for _ in 0..10_000 {
            let error = session
                .execute_raw("late", Value::Null)
                .timeout(Duration::from_micros(1))
                .await
                .unwrap_err();
            assert!(error.is_timeout() && error.is_outcome_unknown(), "{error}");
            assert_eq!(
                session.execute_raw("prompt", Value::Null).await.unwrap(),
                "own"
            );
        }
        drop(session);
        peer.await;
    });
}

#[test]
fn what_never_left_is_told_from_what_may_have_taken_effect() {
    run(async {
        let (session, mut peer) = ready_with(Session::builder().in_flight(1)).await;
        let first = async_std::task::spawn(session.execute_raw("first", Value::Null));
        peer.expect("first").await;
        let queued = session
            .execute_raw("queued", Value::Null)
            .timeout(Duration::from_millis(10))
            .await;
        assert!(matches!(queued, Err(Error::NotSent { .. })), "{queued:?}");
        let queued = async_std::task::spawn(session.execute_raw("queued", Value::Null));
        async_std::task::sleep(Duration::from_millis(10)).await;
        drop(peer);
        let first = first.await.unwrap_err();
        assert!(
            matches!(
                first,
                Error::OutcomeUnknown {
                    cause: Cause::Ended(EndReason::Eof),
                    ..
                }
            ),
            "{first:?}"
        );
        let queued = queued.await.unwrap_err();
        assert!(
            matches!(
                queued,
                Error::NotSent {
                    cause: Cause::Ended(EndReason::Eof),
                    ..
                }
            ),
            "{queued:?}"
        );
        let later = session.execute_raw("later", Value::Null).await.unwrap_err();
        assert!(
            matches!(
                later,
                Error::NotSent {
                    cause: Cause::Ended(EndReason::Eof),
                    ..
                }
            ),
            "{later:?}"
        );
    });
}

#[test]
fn the_last_handle_closes_the_connection_though_a_stream_is_left() {
    run(async {
        let (session, mut peer) = ready().await;
        let mut events = session.raw_events();
        let clone = session.clone();
        drop(session);
        assert!(peer.line().now_or_never().is_none());
        drop(clone);
        let at_once = async_std::future::timeout(Duration::from_millis(100), peer.line());
        assert_eq!(at_once.await, Ok(None), "closed at once");
        let end = events.next().await.unwrap().unwrap_err();
        assert!(
            matches!(end, EventError::Closed(EndReason::Dropped)),
            "{end:?}"
        );
        assert!(events.next().await.is_none());
    });
}

#[test]
fn every_waiter_learns_the_same_reason() {
    run(async {
        let (session, peer) = ready().await;
        let mut events = session.raw_events();
        let closed = async_std::task::spawn({
            let session = session.clone();
            async move { session.closed().await }
        });
        drop(peer);
        assert!(matches!(closed.await, EndReason::Eof));
        assert!(matches!(
            events.next().await,
            Some(Err(EventError::Closed(EndReason::Eof)))
        ));
        assert!(matches!(
            session.raw_events().next().await,
            Some(Err(EventError::Closed(EndReason::Eof)))
        ));
        assert!(matches!(session.closed().await, EndReason::Eof));
    });
}

#[test]
fn closing_waits_for_what_is_on_its_way() {
    run(async {
        let (session, mut peer) = ready().await;
        let call = async_std::task::spawn(session.execute_raw("slow", Value::Null));
        let id = peer.expect("slow").await;
        let mut closing = Box::pin(session.close());
        assert!(
            closing.as_mut().now_or_never().is_none(),
            "a call is on its way"
        );
        let more = session.execute_raw("more", Value::Null).await;
        assert!(
            matches!(
                more,
                Err(Error::NotSent {
                    cause: Cause::Ended(EndReason::Closed),
                    ..
                })
            ),
            "{more:?}"
        );
        peer.reply(&id, "1").await;
        assert_eq!(call.await.unwrap(), 1);
        closing.await;
        assert!(matches!(session.closed().await, EndReason::Closed));
        assert_eq!(peer.command().await, None);
    });
}

#[test]
fn a_peer_that_does_not_greet_is_told_from_one_that_is_not_qmp() {
    run(async {
        let builder = Session::builder().greeting_deadline(Duration::from_millis(20));
        let (session, _peer) = start(builder.clone(), usize::MAX);
        let error = session.ready().await.unwrap_err();
        assert!(matches!(error, Error::NoGreeting { .. }), "{error:?}");
        assert!(error.to_string().contains("busy"));

        let (session, mut peer) = start(builder, usize::MAX);
        peer.send("SSH-2.0-OpenSSH_9.2\r\n").await;
        let error = session.ready().await.unwrap_err();
        assert!(
            matches!(error, Error::Ended(EndReason::Protocol(_))),
            "{error:?}"
        );
    });
}

#[test]
fn an_error_without_id_reaches_the_only_one_it_can_belong_to() {
    run(async {
        let (session, mut peer) = ready().await;
        let stray = "{\"error\":{\"class\":\"GenericError\",\"desc\":\"JSON parse error\"}}\r\n";
        let (only, ()) = futures_util::join!(session.execute_raw("only", Value::Null), async {
            peer.expect("only").await;
            peer.send(stray).await;
            peer.send(stray).await;
        });
        assert!(only.unwrap_err().refusal().is_some());

        let [mut a, mut b, mut c] =
            ["a", "b", "c"].map(|name| session.execute_raw(name, Value::Null));
        for call in [&mut a, &mut b, &mut c] {
            assert!(call.now_or_never().is_none());
        }
        let mut ids = Vec::new();
        for name in ["a", "b", "c"] {
            ids.push(peer.expect(name).await);
        }
        peer.send(stray).await;
        peer.reply(&ids[0], "0").await;
        peer.reply(&ids[2], "2").await;
        assert_eq!((a.await.unwrap(), c.await.unwrap()), (json!(0), json!(2)));
        assert_eq!(
            b.await.unwrap_err().refusal().unwrap().desc,
            "JSON parse error"
        );
    });
}

#[test]
fn a_call_that_is_held_and_not_polled_holds_up_nobody() {
    run(async {
        let (session, mut peer) = ready().await;
        let mut held = session.execute_raw("held", Value::Null);
        // The call is alone on the wire, so that it would read its own reply.
        assert!((&mut held).now_or_never().is_none());
        let id = peer.expect("held").await;
        let mut events = session.raw_events();
        peer.send("{\"event\":\"STOP\",\"timestamp\":{\"seconds\":1,\"microseconds\":2}}")
            .await;
        let event = async_std::future::timeout(Duration::from_secs(1), events.next());
        assert_eq!(event.await.expect("in time").unwrap().unwrap().name, "STOP");
        peer.reply(&id, "7").await;
        assert_eq!(held.await.unwrap(), 7);
    });
}

#[test]
fn a_session_ends_with_its_driver_and_the_driver_with_its_session() {
    run(async {
        let (near, _far) = pair(usize::MAX);
        let (session, driver) = Session::builder().over(near);
        let call = async_std::task::spawn(session.execute_raw("stop", Value::Null));
        drop(driver);
        let error = call.await.unwrap_err();
        assert!(
            matches!(error.end_reason(), Some(EndReason::DriverDropped)),
            "{error}"
        );
        assert!(matches!(
            session.ready().await,
            Err(Error::Ended(EndReason::DriverDropped))
        ));

        let (near, far) = pair(usize::MAX);
        let (session, driver) = Session::builder().over(near);
        drop(session);
        assert!(matches!(driver.await, EndReason::Dropped));
        assert_eq!(Peer::new(far).line().await, None);
    });
}

#[test]
fn closing_ends_with_the_last_reply() {
    run(async {
        let builder = Session::builder().close_deadline(Duration::from_secs(60));
        let (session, mut peer) = ready_with(builder).await;
        let mut call = session.execute_raw("slow", Value::Null);
        assert!((&mut call).now_or_never().is_none());
        let id = peer.expect("slow").await;
        let (reply, (), ()) = futures_util::join!(call, session.close(), async {
            peer.reply(&id, "7").await;
        });
        assert_eq!(reply.unwrap(), 7);
    });
}

#[test]
fn a_session_that_was_closed_while_it_dialled_stays_closed() {
    run(async {
        let (near, far) = pair(usize::MAX);
        let (sender, second) = async_std::channel::bounded::<common::End>(1);
        let mut first = Some(near);
        let connect = move || {
            let (first, second) = (first.take(), second.clone());
            async move {
                match first {
                    Some(first) => Ok(first),
                    None => Ok(second.recv().await.unwrap()),
                }
            }
        };
        let builder = Session::builder().reconnect(Reconnect::new().first_delay(Duration::ZERO));
        let (session, driver) = builder.over_each(connect).await.unwrap();
        let driver = async_std::task::spawn(driver);
        let mut peer = Peer::new(far);
        peer.greet().await;
        session.ready().await.unwrap();
        drop(peer);
        // The driver is dialling by now, or will be: either way the session ends.
        async_std::task::yield_now().await;
        session.close().await;
        let (near, far) = pair(usize::MAX);
        // The driver may have ended already, and its dialer with it.
        sender.send(near).await.ok();
        assert!(matches!(driver.await, EndReason::Closed));
        drop(sender);
        drop(far);
        assert!(matches!(session.closed().await, EndReason::Closed));
        let late = session.execute_raw("late", Value::Null).await.unwrap_err();
        assert!(matches!(late, Error::NotSent { .. }), "{late}");
    });
}
