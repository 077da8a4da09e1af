//! Another runtime than async-std: any stream of `futures-io` will do, and any executor that polls the driver.
//!
//! Asks a running QEMU for its status and prints the events that follow. Restart that QEMU, and it goes on:
//!
//!     cargo run -p qapi-example-smol -- /run/vm.qmp

use std::error::Error;
use std::io::Write;

use qapi_client::{EventError, Reconnect, Session, qmp};
use smol::net::unix::UnixStream;
use smol::stream::StreamExt;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("usage: qapi-example-smol SOCKET")?;
    smol::block_on(watch(path))
}

async fn watch(path: String) -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout();
    let connect = move || UnixStream::connect(path.clone());
    // For a single connection: `Session::builder().over(UnixStream::connect(path).await?)`.
    let (session, driver) = Session::builder()
        .reconnect(Reconnect::new())
        .over_each(connect)
        .await?;
    smol::spawn(driver).detach();
    session.ready().await?;

    let vm = qmp::Client::from(session);
    let mut events = vm.events();
    writeln!(
        out,
        "QEMU {}: {:?}",
        vm.greeting().version,
        vm.query_status().await?.status
    )?;
    while let Some(item) = events.next().await {
        match item {
            Ok(event) => writeln!(out, "{:?}", event.event)?,
            Err(EventError::Gap { reason }) => {
                writeln!(
                    out,
                    "{reason}, and found again: {:?}",
                    vm.query_status().await?.status
                )?;
            }
            Err(error) => writeln!(out, "{error}")?,
        }
    }
    Ok(())
}
