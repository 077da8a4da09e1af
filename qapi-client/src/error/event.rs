//! What may stand in an event stream.

use super::end::EndReason;

/// What stands in an event stream where an event should be.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum EventError {
    /// The reader was slow, its queue was full, and this many events were dropped here. The stream goes on.
    #[error("{missed} events dropped since the reader was slow")]
    Lagged {
        /// How many.
        missed: u64,
    },
    /// The session lost its connection and found a new one; what happened in between is lost. The stream goes on.
    #[error("events may be missing: the connection was lost ({reason}) and found again")]
    Gap {
        /// Why the former connection ended.
        reason: EndReason,
    },
    /// The event does not fit the schema. The stream goes on.
    #[error("event `{name}` does not fit: {message}")]
    Undecodable {
        /// The event's name.
        name: String,
        /// The path into its data and what was wrong there.
        message: String,
    },
    /// The session ended. The last item of the stream.
    #[error(transparent)]
    Closed(#[from] EndReason),
}
