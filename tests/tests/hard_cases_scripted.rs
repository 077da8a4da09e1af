//! Hard cases with scripted peers: late replies, unknown things, events out of turn, large replies, errors without ids,
//! leftovers. Those with real peers are in `hard_cases_real.rs`.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use async_std::prelude::*;
use async_std::task;
use qapi_client::testing::Reply;
use qapi_client::{Error, ErrorClass, EventError, Session};
use qapi_tests::probe::{Client, Mood, events};
use qapi_tests::{ScriptedPeer, probe_server, run};
use serde_json::{Value, json};

async fn connect(peer: &ScriptedPeer) -> Client {
    Client::connect(peer.address().as_str())
        .await
        .expect("the peer greets")
}

/// A small generator of numbers that look random; the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

#[test]
fn ten_thousand_timeouts_with_late_replies() {
    let folder = tempfile::tempdir().unwrap();
    let server = probe_server();
    let mut dice = Dice(1);
    let held = Arc::new(AtomicU64::new(0));
    let count = held.clone();
    server.on("echo", move |turn| {
        let value = turn.arguments()["value"].clone();
        match dice.roll(3) {
            0 => Reply::Return(value),
            _ => {
                count.fetch_add(1, Ordering::Relaxed);
                Reply::Hold(value)
            }
        }
    });
    run(async {
        let listening = server.listen(folder.path().join("peer")).await.unwrap();
        let client = Client::connect(listening.address().as_str()).await.unwrap();
        let (mut late, mut value) = (0, 0);
        while late < 10_000 {
            value += 1;
            match client.echo(value).timeout(Duration::from_micros(200)).await {
                Ok(returned) => assert_eq!(returned, value),
                Err(error) if error.is_timeout() => late += 1,
                Err(error) => panic!("{error}"),
            }
            if value % 5 == 0 {
                server.release();
            }
        }
        server.release();
        server.on("echo", |turn| turn.arguments()["value"].clone());
        for value in 0..100 {
            assert_eq!(client.echo(value).await.unwrap(), value);
        }
    });
    assert!(held.load(Ordering::Relaxed) > 5_000);
}

#[test]
fn unknown_things_cost_nothing() {
    let peer = ScriptedPeer::start(|_, client| {
        client.greet()?;
        let request = client.request()?;
        client.send("{\"timestamp\":{\"seconds\":-1,\"microseconds\":-1},\"event\":\"BRAND_NEW\",\"data\":{\"x\":[1]}}\r\n")?;
        client.send("{\"timestamp\":{\"seconds\":-1,\"microseconds\":-1},\"event\":\"MOOD\",\"data\":{\"mood\":\"odd\",\"more\":1}}\r\n")?;
        client.send("{\"event\":\"TICK\",\"timestamp\":{\"seconds\":1,\"microseconds\":2}}\r\n")?;
        client.succeed(&request, &json!({ "mood": "brand-new", "more": null }))?;
        let request = client.request()?;
        client.refuse(&request, "BrandNewError", "what?")?;
        let request = client.request()?;
        client.succeed(&request, &json!(["not", "a", "mood"]))?;
        let request = client.request()?;
        client.succeed(&request, &json!(7))?;
        client.wait_for_end()
    });
    run(async {
        let client = connect(&peer).await;
        let mut all = client.events();
        let info = client.query_mood().await.unwrap();
        assert_eq!(info.mood, Mood::Other("brand-new".into()));
        let first = all.next().await.unwrap().unwrap();
        assert!(matches!(first.event, events::Event::Other(ref raw) if raw.name == "BRAND_NEW"));
        let second = all.next().await.unwrap().unwrap();
        assert!(
            matches!(second.event, events::Event::Mood(ref mood) if mood.mood == Mood::Other("odd".into()))
        );
        assert!(matches!(
            all.next().await.unwrap().unwrap().event,
            events::Event::Tick(_)
        ));

        let error = client.query_mood().await.unwrap_err();
        assert_eq!(
            error.refusal().unwrap().class,
            ErrorClass::Other("BrandNewError".into())
        );
        let error = client.query_mood().await.unwrap_err();
        assert!(matches!(error, Error::Decode { .. }), "{error}");
        assert_eq!(client.echo(7).await.unwrap(), 7, "the session goes on");
    });
}

#[test]
fn dropping_closes_at_once_and_the_end_ends_streams() {
    let (sender, ended) = mpsc::channel();
    let peer = ScriptedPeer::start(move |nth, client| {
        client.greet()?;
        if nth == 0 {
            client.wait_for_end()?;
            let _ = sender.send(Instant::now());
        }
        Ok(())
    });
    run(async {
        let client = connect(&peer).await;
        let second = client.clone();
        let stream = client.events();
        drop(client);
        assert!(
            ended.recv_timeout(Duration::from_millis(50)).is_err(),
            "one handle is left"
        );
        let dropped = Instant::now();
        drop(second);
        let end = task::spawn_blocking(move || ended.recv_timeout(Duration::from_secs(10))).await;
        let took = end.expect("the peer sees the end").duration_since(dropped);
        assert!(took < Duration::from_millis(100), "{took:?}");
        drop(stream);

        let client = connect(&peer).await;
        let mut all = client.events();
        let mut ticks = client.subscribe::<events::Tick>();
        assert!(matches!(all.next().await, Some(Err(EventError::Closed(_)))));
        assert!(matches!(
            ticks.next().await,
            Some(Err(EventError::Closed(_)))
        ));
        assert!(all.next().await.is_none());
        assert!(ticks.next().await.is_none());
        assert!(!client.closed().await.is_local());
        assert!(client.echo(1).await.is_err());
    });
}

#[test]
fn events_before_greeting_and_negotiation() {
    let tick = "{\"event\":\"TICK\",\"timestamp\":{\"seconds\":1,\"microseconds\":2}}\r\n";
    let peer = ScriptedPeer::start(move |_, client| {
        client.send(tick)?;
        client.send(qapi_tests::GREETING)?;
        client.send(tick)?;
        let request = client.request()?;
        client.send(tick)?;
        client.succeed(&request, &json!({}))?;
        let request = client.request()?;
        client.send(tick)?;
        client.succeed(&request, &json!(5))?;
        client.wait_for_end()
    });
    run(async {
        let client = connect(&peer).await;
        let mut ticks = client.subscribe::<events::Tick>();
        assert_eq!(client.echo(5).await.unwrap(), 5);
        assert!(ticks.next().await.unwrap().is_ok());
    });
}

#[test]
fn large_replies_in_small_pieces_stay_linear() {
    for (size, piece) in [(256 << 10, 1), (5 << 20, 4096), (12 << 20, 65536)] {
        let peer = ScriptedPeer::start(move |_, client| {
            client.greet()?;
            let request = client.request()?;
            let reply = json!({ "return": "x".repeat(size), "id": request["id"] }).to_string();
            for bytes in reply.as_bytes().chunks(piece) {
                client.send_bytes(bytes)?;
            }
            client.wait_for_end()
        });
        run(async {
            let client = Client::builder()
                .message_limit(16 << 20)
                .connect(peer.address().as_str())
                .await
                .unwrap();
            let text = client.blob(size as u64).await.unwrap();
            assert_eq!(text.len(), size);
        });
    }
}

#[test]
fn errors_complete_calls_and_bare_events_arrive() {
    let peer = ScriptedPeer::start(|_, client| {
        client.greet()?;
        loop {
            let request = client.request()?;
            client.send(
                "{\"event\":\"TICK\",\"timestamp\":{\"seconds\":1,\"microseconds\":2}}\r\n",
            )?;
            client.refuse(&request, "GenericError", "no")?;
        }
    });
    run(async {
        let client = connect(&peer).await;
        let mut ticks = client.subscribe::<events::Tick>();
        for _ in 0..10 {
            let error = client.echo(1).await.unwrap_err();
            assert_eq!(error.refusal().unwrap().desc, "no");
            assert!(ticks.next().await.unwrap().is_ok());
        }
    });
}

#[test]
fn an_error_without_id_is_given_to_the_only_call() {
    let peer = ScriptedPeer::start(|_, client| {
        client.greet()?;
        client.request()?;
        client.send(
            "{\"error\": {\"class\": \"GenericError\", \"desc\": \"JSON parse error\"}}\r\n",
        )?;
        let request = client.request()?;
        client.succeed(&request, &json!(2))?;
        client.wait_for_end()
    });
    run(async {
        let client = connect(&peer).await;
        let error = client.echo(1).await.unwrap_err();
        assert_eq!(error.refusal().unwrap().desc, "JSON parse error");
        assert_eq!(client.echo(2).await.unwrap(), 2);
    });
}

#[test]
fn out_of_band_overtakes_a_hundred_calls() {
    let folder = tempfile::tempdir().unwrap();
    let server = probe_server();
    server.on("echo", |turn| {
        Reply::Hold(turn.arguments()["value"].clone())
    });
    run(async {
        let listening = server.listen(folder.path().join("peer")).await.unwrap();
        let client = Client::connect(listening.address().as_str()).await.unwrap();
        let calls: Vec<_> = (0..100)
            .map(|value| task::spawn(client.echo(value)))
            .collect();
        client
            .query_yank()
            .oob()
            .await
            .expect("answered while nothing else is");
        server.on("echo", |turn| turn.arguments()["value"].clone());
        let releasing = task::spawn({
            let server = server.clone();
            async move {
                loop {
                    server.release();
                    task::sleep(Duration::from_millis(1)).await;
                }
            }
        });
        for (value, call) in calls.into_iter().enumerate() {
            assert_eq!(call.await.unwrap(), value as i64);
        }
        releasing.cancel().await;
    });
}

#[test]
fn a_busy_monitor_is_told_at_the_greeting_deadline() {
    let silent = ScriptedPeer::start(|_, client| client.wait_for_end());
    run(async {
        let deadline = Duration::from_millis(200);
        let start = Instant::now();
        let connecting = Session::builder().greeting_deadline(deadline);
        let error = connecting
            .connect(silent.address().as_str())
            .await
            .unwrap_err();
        assert!(
            matches!(error, Error::NoGreeting { after } if after == deadline),
            "{error}"
        );
        assert!(start.elapsed() < Duration::from_secs(2));
    });
}

#[test]
fn an_agent_without_ids_and_with_leftovers() {
    let peer = ScriptedPeer::start(|_, client| {
        // What a previous client left unanswered comes first, then an agent that echoes no id.
        client.send("{\"return\": {}}\n{\"return\": 12345}\n")?;
        loop {
            let request = client.request()?;
            answer_without_id(client, &request)?;
        }
    });
    run(async {
        let client = qapi_client::qga::Client::connect(peer.address().as_str())
            .await
            .unwrap();
        for _ in 0..20 {
            client.guest_ping().await.unwrap();
            assert_eq!(client.guest_get_time().await.unwrap(), 42);
        }
    });
}

fn answer_without_id(
    client: &mut qapi_tests::ScriptedClient,
    request: &Value,
) -> std::io::Result<()> {
    let id = &request["arguments"]["id"];
    match request["execute"].as_str() {
        Some("guest-sync-delimited") => {
            client.send_bytes(b"\xff")?;
            client.send(&format!("{{\"return\": {id}}}\n"))
        }
        Some("guest-sync") => client.send(&format!("{{\"return\": {id}}}\n")),
        Some("guest-get-time") => client.send("{\"return\": 42}\n"),
        _ => client.send("{\"return\": {}}\n"),
    }
}
