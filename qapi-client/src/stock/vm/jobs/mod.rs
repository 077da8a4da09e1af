//! Jobs: block operations that run in the background. Their results arrive after the reply to the command.

mod command;
mod control;
mod error;
mod job;
mod progress;
mod view;

pub use command::JobCommand;
pub use control::JobControl;
pub use error::{JobError, JobFailed};
pub use job::Job;
pub use progress::{JobProgress, JobWithProgress};
pub use view::Jobs;
