//! Watches many virtual machines: connects to each machine when it starts, and reconnects when it restarts.
//!
//! ```console
//! $ cargo run --example fleet -- web=unix:/run/web.qmp db=unix:/run/db.qmp
//! ```

use std::io::{self, Write};

use async_std::prelude::*;
use qapi_client::qmp::events::Event;
use qapi_client::{Fleet, FleetItem};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[async_std::main]
async fn main() -> Result<()> {
    let fleet = Fleet::new();
    let mut events = fleet.subscribe::<Event>();
    for machine in std::env::args().skip(1) {
        let (name, address) = machine
            .split_once('=')
            .ok_or("usage: fleet NAME=ADDRESS...")?;
        fleet.dial(name, address)?;
    }
    while let Some(event) = events.next().await {
        let mut out = io::stdout().lock();
        let name = &event.name;
        let written = match event.item {
            FleetItem::Joined => writeln!(out, "{name}: connected"),
            FleetItem::Event(event) => writeln!(out, "{name}: {:?}", event.event),
            // Lag, a gap after a lost connection, or the end of the session.
            FleetItem::Error(error) => writeln!(out, "{name}: {error}"),
            other => writeln!(out, "{name}: {other:?}"),
        };
        match written {
            // The reader of the output has closed the pipe, as in `| head`.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => break,
            result => result?,
        }
    }
    Ok(())
}
