//! Back up a disk, and follow the job.
//!
//! Long block operations are jobs. The command starts the job and returns; the result arrives later.
//! [`Jobs`](crate::vm::Jobs) starts a job and waits for its result.
//!
//! ```toml
//! [dependencies]
//! qapi-client = { version = "0.1", features = ["qmp"] }
//! async-std = "1"
//! ```
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use qapi_client::qmp::{self, BlockdevOptions, BlockdevOptionsFile, MirrorSyncMode, commands};
//! use qapi_client::vm::JobError;
//!
//! let vm = qmp::Client::connect("unix:/run/vm.qmp").await?;
//! let target = BlockdevOptionsFile::new("/backup/disk0.raw");    // an existing file, as large as the disk
//! vm.blockdev_add(BlockdevOptions::file(target).node_name("target0")).await?;
//!
//! let backup = commands::BlockdevBackup::new(MirrorSyncMode::Full).device("disk0").target("target0");
//! let job = vm.jobs().start(backup).await?;
//! match job.on_progress(|p| println!("{:.0} %", 100.0 * p.ratio())).finish().await {
//!     Ok(()) => println!("done"),
//!     Err(JobError::Failed(failed)) => println!("{failed}"),     // for instance: no space left on device
//!     Err(error) => return Err(error.into()),
//! }
//! vm.blockdev_del("target0").await?;
//! # Ok(())
//! # }
//! ```
//!
//! The subscription to the events of the job starts before the job, so that its end cannot be missed. QEMU has no event
//! for progress. `on_progress` therefore queries the job twice a second; [`Job::finish`] alone waits for events.
//!
//! [`Job::control`] gives a handle for other tasks: pause, speed, [`cancel`](crate::vm::JobControl::cancel). Dropping a
//! [`Job`] does not stop the job in QEMU.
//!
//! A mirror does not end by itself. [`Job::ready`] waits until both disks are equal; then
//! [`complete`](crate::vm::JobControl::complete) switches to the target, or
//! [`complete_without_switch`](crate::vm::JobControl::complete_without_switch) keeps the source.
//!
//! After a restart of your program, [`Jobs::adopt`](crate::vm::Jobs::adopt) follows a job by its id. Choose the id yourself
//! then: `.job_id("backup-disk0")` on the command.
//!
//! [`Job`]: crate::vm::Job
//! [`Job::control`]: crate::vm::Job::control
//! [`Job::finish`]: crate::vm::Job::finish
//! [`Job::ready`]: crate::vm::Job::ready
