//! In place of the spans of calls, where the feature `tracing` is off: nothing.

use super::exchange::Reply;
use super::shared::{Core, Shared};
use crate::error::Error;
use crate::protocol::Manner;

#[derive(Debug)]
pub(super) struct Trace;

impl Trace {
    pub(super) fn new(_command: &str, _manner: Manner, _bytes: usize) -> Self {
        Self
    }

    pub(super) fn submitted(&mut self, _core: &mut Core, _id: u64) {}

    pub(super) fn started(&mut self, _shared: &Shared) {}

    pub(super) fn polled(&mut self, _shared: &Shared) {}

    pub(super) fn done(self, _shared: &Shared, _result: &Result<Reply, Error>) {}

    pub(super) fn dropped(self, _shared: &Shared) {}
}
