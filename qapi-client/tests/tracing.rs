//! Spans of calls: the fields that they record, and the secrets that they must not record.

#![cfg(feature = "tracing")]

mod common;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use common::{ready_with, run};
use futures_util::FutureExt;
use qapi_client::Session;
use serde_json::json;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Stores the fields of every span.
#[derive(Clone, Default)]
struct Recorder {
    spans: Arc<Mutex<Vec<Seen>>>,
}

#[derive(Clone, Debug, Default)]
struct Seen {
    fields: BTreeMap<String, String>,
    events: Vec<String>,
    closed: bool,
}

struct Fields<'a>(&'a mut BTreeMap<String, String>);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }
}

impl Recorder {
    fn with<T>(&self, id: &Id, change: impl FnOnce(&mut Seen) -> T) -> T {
        let mut spans = self
            .spans
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        let index = usize::try_from(id.into_u64() - 1).unwrap_or_default();
        change(&mut spans[index])
    }

    fn seen(&self) -> Vec<Seen> {
        self.spans
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
            .clone()
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "qapi_client"
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut spans = self
            .spans
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        let mut seen = Seen::default();
        attributes.record(&mut Fields(&mut seen.fields));
        spans.push(seen);
        Id::from_u64(spans.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        self.with(span, |seen| values.record(&mut Fields(&mut seen.fields)));
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = BTreeMap::new();
        event.record(&mut Fields(&mut fields));
        if let Some(span) = event.parent() {
            self.with(span, |seen| seen.events.push(fields["message"].clone()));
        }
    }

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}

    fn try_close(&self, id: Id) -> bool {
        self.with(&id, |seen| seen.closed = true);
        true
    }
}

#[test]
fn a_span_tells_how_a_call_went_and_never_its_arguments() {
    let recorder = Recorder::default();
    let _guard = tracing::subscriber::set_default(recorder.clone());
    run(async {
        let (session, mut peer) = ready_with(Session::builder().in_flight(1)).await;
        let call = |name: &str| session.execute_raw(name, json!({"password": "hunter2"}));
        let mut first = call("first");
        assert!((&mut first).now_or_never().is_none());
        let mut second = call("second");
        assert!((&mut second).now_or_never().is_none());

        let id = peer.expect("first").await;
        peer.reply(&id, "{\"secret\":\"hunter3\"}").await;
        first.await.unwrap();
        let id = peer.expect("second").await;
        peer.refuse(&id, "GenericError").await;
        second.await.unwrap_err();

        let late = call("late").timeout(Duration::from_millis(20));
        late.await.unwrap_err();
        let id = peer.expect("late").await;
        peer.expect("query-yank").await;
        let mut dropped = call("dropped");
        assert!((&mut dropped).now_or_never().is_none());
        drop(dropped);
        peer.reply(&id, "{}").await;
    });
    let seen = recorder.seen();
    let outcomes: Vec<_> = seen
        .iter()
        .map(|seen| {
            (
                seen.fields["command"].as_str(),
                seen.fields["outcome"].as_str(),
            )
        })
        .collect();
    let expected = [
        ("\"first\"", "\"ok\""),
        ("\"second\"", "\"refused\""),
        ("\"late\"", "\"timed out\""),
        ("\"dropped\"", "\"dropped\""),
    ];
    assert_eq!(outcomes, expected);
    assert_eq!(seen[0].events, ["on the wire", "done"]);
    assert_eq!(seen[1].events, ["queued", "on the wire", "done"]);
    assert_eq!(seen[3].events, ["queued", "done"], "it never left");
    assert_eq!(seen[0].fields["reply_bytes"], "20");
    assert!(seen[0].fields.contains_key("wire_us") && !seen[3].fields.contains_key("wire_us"));
    assert!(
        seen.iter()
            .all(|seen| seen.closed && seen.fields.contains_key("id"))
    );
    let all = format!("{seen:?}");
    assert!(!all.contains("hunter"), "{all}");
}
