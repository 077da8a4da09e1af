//! Errors in an event stream.

use super::end::EndReason;

/// Item of an event stream that is not an event.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum EventError {
    /// The queue of the stream was full, and events were dropped here. The stream continues.
    #[error("the event queue was full, and {missed} events were dropped")]
    Lagged {
        /// Number of events dropped.
        missed: u64,
    },
    /// The session lost its connection and has a new connection. Events that occurred while there was no connection are
    /// lost. The stream continues.
    #[error("events may be missing: the session had no connection for a time ({reason})")]
    Gap {
        /// Reason why the connection was lost.
        reason: EndReason,
    },
    /// The event does not fit the schema. The stream continues.
    #[error("event `{name}` does not fit: {message}")]
    Undecodable {
        /// Name of the event.
        name: String,
        /// Path into the data of the event, and the mismatch.
        message: String,
    },
    /// The session ended. This is the last item of the stream.
    #[error(transparent)]
    Closed(#[from] EndReason),
}
