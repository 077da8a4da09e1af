//! Several block commands, all or nothing.
//!
//! `transaction` runs a list of actions at the same time for the guest, for instance snapshots of two disks, or a
//! backup with the bitmap that the next backup starts from. If one action fails, QEMU undoes the others.
//!
//! ```toml
//! [dependencies]
//! qapi-client = { version = "0.1", features = ["qmp"] }
//! async-std = "1"
//! ```
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use qapi_client::qmp::{self, BlockDirtyBitmapAdd, BlockdevBackup, MirrorSyncMode, TransactionAction};
//!
//! let vm = qmp::Client::connect("unix:/run/vm.qmp").await?;
//! let backup = BlockdevBackup::new(MirrorSyncMode::Full).device("disk0").target("target0").job_id("backup0");
//! let bitmap = BlockDirtyBitmapAdd::new().node("disk0").name("since-backup0");
//! vm.transaction([
//!     TransactionAction::block_dirty_bitmap_add(bitmap),
//!     TransactionAction::blockdev_backup(backup),
//! ])
//! .await?;
//! vm.jobs().adopt("backup0").await?.finish().await?;
//! # Ok(())
//! # }
//! ```
//!
//! A [`TransactionAction`](crate::qmp::TransactionAction) has one constructor for each action. Its argument is the type
//! that the command of this name takes.
//!
//! The reply arrives when all actions have started. The jobs of a transaction continue, and end one by one. Follow the
//! jobs by the ids that you gave them, as [the page on jobs](super::jobs) shows.
//! [`ActionCompletionMode::Grouped`](crate::qmp::ActionCompletionMode::Grouped) in the `properties` of the command
//! cancels all jobs if one of them fails.
