//! Events: bounded queues, the history, and the streams that users read.

mod history;
mod queue;
mod stream;
mod subscribers;

pub(crate) use queue::StreamItem;
pub use stream::EventStream;
pub(crate) use subscribers::{EventName, Subscribers};
