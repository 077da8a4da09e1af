//! Prints the events of a running QEMU until it ends.
//!
//! ```console
//! $ cargo run --example events -- unix:/run/vm.qmp
//! ```

use std::io::{self, Write};

use async_std::prelude::*;
use qapi_client::qmp::{self, events::Event};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[async_std::main]
async fn main() -> Result<()> {
    let address = std::env::args().nth(1).ok_or("usage: events ADDRESS")?;
    let vm = qmp::Client::connect(address.as_str()).await?;
    let mut events = vm.events();
    while let Some(event) = events.next().await {
        let mut out = io::stdout().lock();
        let written = match event {
            Ok(occurred) => match &occurred.event {
                Event::Shutdown(shutdown) => writeln!(out, "shuts down: {}", shutdown.reason),
                Event::DeviceDeleted(gone) => writeln!(out, "device gone: {:?}", gone.device),
                other => writeln!(out, "{other:?}"),
            },
            // The stream has an item for lag, for a gap, and for the end of the session.
            Err(said) => writeln!(out, "{said}"),
        };
        match written {
            // The reader of the output has closed the pipe, as in `| head`.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => break,
            result => result?,
        }
    }
    Ok(())
}
