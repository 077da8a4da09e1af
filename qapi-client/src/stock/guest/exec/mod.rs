//! Programs in the guest.

mod error;
mod output;
mod process;
mod program;

pub use error::ExecError;
pub use output::{ExitStatus, Output};
pub use process::Process;
pub use program::{CollectOutput, Exec};
