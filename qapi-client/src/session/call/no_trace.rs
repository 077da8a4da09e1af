//! Spans of calls without the feature `tracing`: all methods do nothing.

use std::time::Instant;

use crate::error::Error;
use crate::protocol::{CommandFlags, Reply};
use crate::session::link::Link;

#[derive(Debug)]
pub(super) struct Trace;

impl Trace {
    pub(super) fn new(_command: &str, _flags: CommandFlags, _bytes: usize) -> Self {
        Self
    }

    pub(super) fn record_submitted(&mut self, _link: &Link, _id: u64) {}

    pub(super) fn record_poll(&mut self, _link: &Link) {}

    pub(super) fn record_result(self, _sent_at: Option<Instant>, _result: &Result<Reply, Error>) {}

    pub(super) fn record_drop(self) {}
}
