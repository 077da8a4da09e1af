//! Migrates a running machine to a second QEMU on this host.
//!
//! ```console
//! $ cargo run --example migrate
//! ```

#![allow(clippy::print_stdout, reason = "a program that shows something")]

use std::time::Duration;

use qapi_client::qmp::{
    self, MigrationCapability, MigrationCapabilityStatus, MigrationStatus, commands, events,
};
use qapi_client::{Child, Error, Spawn};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

const LIMIT: Duration = Duration::from_secs(60);

#[async_std::main]
async fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let uri = format!("unix:{}", folder.path().join("migration").display());
    let source = start(&[]).await?;
    let target = start(&["-incoming", "defer"]).await?;
    target
        .migrate_incoming(commands::MigrateIncoming::new().uri(&uri))
        .await?;

    // Subscribed now: the target resumes as soon as it has everything.
    let resumed = target.wait_for(|_: &events::Resume| true, LIMIT);
    let ended = |event: &events::Migration| {
        use MigrationStatus::{Cancelled, Completed, Failed};
        matches!(event.status, Completed | Failed | Cancelled)
    };
    let end = source
        .migrate(commands::Migrate::new().uri(&uri))
        .and_event(ended)
        .timeout(LIMIT)
        .await?;
    let info = source.query_migrate().await?;
    if end.status != MigrationStatus::Completed {
        let reason = info.error_desc.unwrap_or_default();
        return Err(format!("migration {}: {reason}", end.status).into());
    }
    resumed.await?;
    println!(
        "migrated in {} ms, {} ms of them without a running machine",
        info.total_time.unwrap_or_default(),
        info.downtime.unwrap_or_default(),
    );
    println!("source: {}", source.query_status().await?.status);
    println!("target: {}", target.query_status().await?.status);
    source.close().await;
    target.close().await;
    Ok(folder.close()?)
}

/// Starts a machine that sends the events of migration.
async fn start(arguments: &[&str]) -> std::result::Result<Child<qmp::Client>, Error> {
    let machine = Spawn::qemu("qemu-system-x86_64")
        .args(["-machine", "q35", "-accel", "tcg", "-m", "64"])
        .args(["-nodefaults", "-display", "none"])
        .args(arguments);
    let vm = qmp::Client::spawn(machine).await?;
    let events = MigrationCapabilityStatus::new(MigrationCapability::Events, true);
    vm.migrate_set_capabilities([events]).await?;
    Ok(vm)
}
