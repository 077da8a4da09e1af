//! Commands that start jobs.
#![allow(deprecated, reason = "`drive-backup` starts a job like any other")]

use crate::command::Command;
use crate::qmp::commands;

/// Command that starts a job.
///
/// All commands of QEMU and of the storage daemon that start jobs implement this trait. Implement the trait for a
/// command of another expansion to start its jobs with [`Jobs::start`](super::Jobs::start).
pub trait JobCommand: Command {
    /// Makes the job stay until it is dismissed, and returns the id of the job. If the command has no `job-id`, sets
    /// the `job-id` to `free_id`, which no other job uses.
    fn prepare(&mut self, free_id: String) -> String;
}

/// Commands with the optional members `job-id` and `auto-dismiss`. `.0` marks a command that wraps another struct with
/// these members.
macro_rules! block_jobs {
    ($($command:ident $(. $members:tt)?),+ $(,)?) => {$(
        impl JobCommand for commands::$command {
            fn prepare(&mut self, free_id: String) -> String {
                self$(.$members)?.auto_dismiss = Some(false);
                self$(.$members)?.job_id.get_or_insert(free_id).clone()
            }
        }
    )+};
}

/// Commands with a required `job-id`. Their jobs always stay until they are dismissed.
macro_rules! jobs_with_id {
    ($($command:ident),+ $(,)?) => {$(
        impl JobCommand for commands::$command {
            fn prepare(&mut self, _free_id: String) -> String {
                self.job_id.clone()
            }
        }
    )+};
}

block_jobs! {
    BlockCommit,
    BlockStream,
    BlockdevBackup.0,
    BlockdevMirror,
    DriveBackup.0,
    DriveMirror.0,
}

jobs_with_id! {
    BlockdevCreate,
    SnapshotDelete,
    SnapshotLoad,
    SnapshotSave,
    XBlockdevAmend,
}
