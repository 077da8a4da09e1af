//! Power: shutdown until the end of the process, reset, pause, resume, and waits for a run state.

mod ending;
mod error;
mod exit;
mod life;
mod shutdown;
mod view;

pub use error::PowerError;
pub use exit::{Exit, ShutdownStep};
pub use shutdown::Shutdown;
pub use view::Power;
