//! Spans of calls: names, ids, sizes and durations, never arguments.

use std::time::{Duration, Instant};

use tracing::field::Empty;
use tracing::{Level, Span, event, span};

use crate::error::{Cause, Error};
use crate::protocol::{CommandFlags, Reply};
use crate::session::link::Link;

/// Span of one call. The events of the span are `queued` (if the command must wait in the client), `on the wire` and
/// `done`.
#[derive(Debug)]
pub(super) struct Trace {
    span: Span,
    id: Option<u64>,
    submitted: Instant,
    sent_at: Option<Instant>,
}

impl Trace {
    pub(super) fn new(command: &str, flags: CommandFlags, bytes: usize) -> Self {
        let span = span!(
            target: "qapi_client",
            Level::DEBUG,
            "call",
            command,
            oob = flags.oob,
            descriptors = flags.descriptors,
            request_bytes = bytes,
            id = Empty,
            queued_us = Empty,
            wire_us = Empty,
            reply_bytes = Empty,
            outcome = Empty,
        );
        Self {
            span,
            id: None,
            submitted: Instant::now(),
            sent_at: None,
        }
    }

    /// Records the id of the submitted call, and whether its command was sent.
    pub(super) fn record_submitted(&mut self, link: &Link, id: u64) {
        if self.span.is_disabled() {
            return;
        }
        self.id = Some(id);
        self.span.record("id", id);
        self.record_poll(link);
        if self.sent_at.is_none() {
            event!(target: "qapi_client", parent: &self.span, Level::DEBUG, "queued");
        }
    }

    /// Records when the command was sent, if it was sent.
    pub(super) fn record_poll(&mut self, link: &Link) {
        if let (None, Some(id)) = (self.sent_at, self.id) {
            self.record_sent(link.query(|engine| engine.sent_at(id)));
        }
    }

    fn record_sent(&mut self, at: Option<Instant>) {
        if self.sent_at.is_none() && at.is_some() && self.id.is_some() {
            self.sent_at = at;
            event!(target: "qapi_client", parent: &self.span, Level::DEBUG, "on the wire");
        }
    }

    /// Records the result of the call.
    pub(super) fn record_result(mut self, sent_at: Option<Instant>, result: &Result<Reply, Error>) {
        self.record_sent(sent_at);
        let reply_bytes = result.as_ref().ok().map(|reply| reply.json().get().len());
        self.end_span(outcome(result), reply_bytes);
    }

    /// Records that the caller has dropped the call.
    pub(super) fn record_drop(self) {
        self.end_span("dropped", None);
    }

    fn end_span(&self, outcome: &'static str, reply_bytes: Option<usize>) {
        if self.id.is_none() {
            return;
        }
        let sent_at = self.sent_at.unwrap_or_else(Instant::now);
        let queued_us = micros(sent_at.duration_since(self.submitted));
        let wire_us = micros(sent_at.elapsed());
        self.span.record("queued_us", queued_us);
        self.span.record("outcome", outcome);
        if self.sent_at.is_some() {
            self.span.record("wire_us", wire_us);
        }
        if let Some(bytes) = reply_bytes {
            self.span.record("reply_bytes", bytes);
        }
        event!(target: "qapi_client", parent: &self.span, Level::DEBUG, queued_us, wire_us, outcome, "done");
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

/// Name of a result. The text of the peer is never shown, because it may quote arguments.
fn outcome(result: &Result<Reply, Error>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(Error::Refused { .. }) => "refused",
        Err(Error::NotSent { .. }) => "not sent",
        Err(Error::OutcomeUnknown {
            cause: Cause::TimedOut { .. },
            ..
        }) => "timed out",
        Err(_) => "unknown",
    }
}
