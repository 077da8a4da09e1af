//! Backs a disk up into a node of its own, with a progress bar. Ctrl-D, or a line on stdin, cancels the backup.
//!
//! ```console
//! $ cargo run --example backup -- unix:/run/vm.qmp disk0 target0
//! ```

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that shows something"
)]

use async_std::io::{self, ReadExt};
use async_std::task;
use qapi_client::qmp::{self, MirrorSyncMode, commands};
use qapi_client::vm::{Job, JobControl, JobError, JobProgress};

/// Width of the progress bar, in characters.
const WIDTH: u64 = 40;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> Result<()> {
    task::block_on(run())
}

async fn run() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(address), Some(disk), Some(target)) =
        (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("usage: backup ADDRESS NODE TARGET-NODE".into());
    };
    let vm = qmp::Client::connect(address.as_str()).await?;
    let backup = commands::BlockdevBackup::new(MirrorSyncMode::Full)
        .device(disk)
        .target(target);
    let job = vm.jobs().start(backup).await?;
    task::spawn(cancel_on_input(job.control()));
    println!("\n{}", follow(job).await?);
    Ok(())
}

/// Shows the progress of a backup, and says how it ended.
pub(crate) async fn follow(job: Job) -> Result<&'static str> {
    match job.on_progress(|progress| show(&progress)).finish().await {
        Ok(()) => Ok("done"),
        Err(JobError::Cancelled { .. }) => Ok("cancelled: the target is not a backup"),
        Err(error) => Err(error.into()),
    }
}

fn show(progress: &JobProgress) {
    let steps = progress.current.saturating_mul(WIDTH) / progress.total.max(1);
    let bar: String = (0..WIDTH)
        .map(|i| if i < steps { '#' } else { ' ' })
        .collect();
    print!("\r[{bar}] {} of {} bytes", progress.current, progress.total);
    // A bar that is not shown yet is no reason to stop.
    let _ = std::io::Write::flush(&mut std::io::stdout());
}

/// Cancels the job as soon as anything is typed.
async fn cancel_on_input(job: JobControl) {
    if io::stdin().read(&mut [0; 1]).await.is_ok()
        && let Err(error) = job.cancel().await
    {
        eprintln!("not cancelled: {error}");
    }
}
