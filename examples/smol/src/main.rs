//! A program on smol, with the feature `smol` of the client.
//!
//! Prints the status and the events of a running QEMU, and continues when that QEMU is restarted.
//!
//! ```console
//! $ cargo run -p qapi-example-smol -- /run/vm.qmp
//! ```

use std::error::Error;
use std::io::Write;

use qapi_client::{EventError, Reconnect, qmp};
use smol::stream::StreamExt;

fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args()
        .nth(1)
        .ok_or("usage: qapi-example-smol ADDRESS")?;
    smol::block_on(watch(&address))
}

async fn watch(address: &str) -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout();
    let policy = Reconnect::new();
    let vm = qmp::Client::builder()
        .reconnect(policy)
        .connect(address)
        .await?;
    let mut events = vm.events();
    let status = vm.query_status().await?.status;
    writeln!(out, "QEMU {}: {status}", vm.greeting().version)?;
    while let Some(item) = events.next().await {
        match item {
            Ok(event) => writeln!(out, "{:?}", event.event)?,
            Err(EventError::Gap { reason }) => {
                let status = vm.query_status().await?.status;
                writeln!(out, "connected again, after {reason}: {status}")?;
            }
            Err(error) => writeln!(out, "{error}")?,
        }
    }
    Ok(())
}
