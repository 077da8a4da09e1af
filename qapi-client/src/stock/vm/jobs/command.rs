//! Commands that start jobs.
#![allow(deprecated, reason = "`drive-backup` starts a job like any other")]

use crate::command::Command;
use crate::qmp::commands;

/// Command that starts a job.
///
/// All such commands of QEMU and of the storage daemon implement it. Implement it for the commands of another expansion
/// to give them to [`Jobs::start`](super::Jobs::start).
pub trait JobCommand: Command {
    /// Makes the job wait for its dismissal after it has concluded, and returns the id of the job. Sets `unused` as the
    /// id if the command has no id.
    fn prepare(&mut self, unused: String) -> String;
}

/// Commands with an optional `job-id` and with `auto-dismiss`; a wrapper's are in its field `0`.
macro_rules! block_jobs {
    ($($command:ident $(. $members:tt)?),+ $(,)?) => {$(
        impl JobCommand for commands::$command {
            fn prepare(&mut self, unused: String) -> String {
                self$(.$members)?.auto_dismiss = Some(false);
                self$(.$members)?.job_id.get_or_insert(unused).clone()
            }
        }
    )+};
}

/// Commands with a required `job-id`, whose jobs always wait for their dismissal.
macro_rules! jobs_with_id {
    ($($command:ident),+ $(,)?) => {$(
        impl JobCommand for commands::$command {
            fn prepare(&mut self, _unused: String) -> String {
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
