//! Spans of calls: names, ids, sizes and durations, never arguments.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use tracing::field::Empty;
use tracing::{Level, Span, event, span};

use super::exchange::Reply;
use super::shared::{Core, Shared};
use crate::error::{Cause, Error};
use crate::protocol::Manner;

/// When the bytes of the calls that are traced left, by id.
#[derive(Debug, Default)]
pub(super) struct Departures(HashMap<u64, Option<Instant>>);

impl Departures {
    /// These have left now, or are about to.
    pub(super) fn left(&mut self, ids: impl Iterator<Item = u64>) {
        for id in ids {
            if let Some(departure) = self.0.get_mut(&id) {
                *departure = Some(Instant::now());
            }
        }
    }
}

/// The span of one call. Events in it: `queued` if it has to wait in the client, `on the wire`, `done`.
#[derive(Debug)]
pub(super) struct Trace {
    span: Span,
    id: Option<u64>,
    submitted: Instant,
    departure: Option<Instant>,
}

impl Trace {
    pub(super) fn new(command: &str, manner: Manner, bytes: usize) -> Self {
        let span = span!(
            target: "qapi_client",
            Level::DEBUG,
            "call",
            command,
            oob = manner.oob,
            descriptors = manner.descriptors,
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
            departure: None,
        }
    }

    /// It has got its id. To be called while `core` is locked, and so without a word.
    pub(super) fn submitted(&mut self, core: &mut Core, id: u64) {
        if !self.span.is_disabled() {
            core.departures.0.insert(id, None);
            self.id = Some(id);
        }
    }

    /// Looks whether it has left.
    fn look(&mut self, shared: &Shared) {
        if self.departure.is_none()
            && let Some(id) = self.id
        {
            self.departure = shared.core().departures.0.get(&id).copied().flatten();
        }
    }

    /// Says where it stands.
    pub(super) fn started(&mut self, shared: &Shared) {
        let Some(id) = self.id else { return };
        self.look(shared);
        self.span.record("id", id);
        match self.departure {
            Some(_) => self.say_left(),
            None => event!(target: "qapi_client", parent: &self.span, Level::DEBUG, "queued"),
        }
    }

    /// Says that it has left, if it has only now.
    pub(super) fn polled(&mut self, shared: &Shared) {
        if self.departure.is_none() {
            self.look(shared);
            if self.departure.is_some() {
                self.say_left();
            }
        }
    }

    fn say_left(&self) {
        event!(target: "qapi_client", parent: &self.span, Level::DEBUG, "on the wire");
    }

    /// Says how it ended.
    pub(super) fn done(mut self, shared: &Shared, result: &Result<Reply, Error>) {
        self.polled(shared);
        let reply_bytes = result.as_ref().ok().map(|reply| reply.json().get().len());
        self.end(shared, outcome(result), reply_bytes);
    }

    /// Says that its caller has gone.
    pub(super) fn dropped(mut self, shared: &Shared) {
        self.polled(shared);
        self.end(shared, "dropped", None);
    }

    fn end(&self, shared: &Shared, outcome: &'static str, reply_bytes: Option<usize>) {
        let Some(id) = self.id else { return };
        shared.core().departures.0.remove(&id);
        let departure = self.departure.unwrap_or_else(Instant::now);
        let queued_us = micros(departure.duration_since(self.submitted));
        let wire_us = micros(departure.elapsed());
        self.span.record("queued_us", queued_us);
        self.span.record("outcome", outcome);
        if self.departure.is_some() {
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

/// A result in a word. Not what the peer said: it may quote arguments.
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
