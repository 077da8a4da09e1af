//! Prints the events of a running QEMU until it ends.
//!
//! ```console
//! $ cargo run --example events -- unix:/run/vm.qmp
//! ```

#![allow(clippy::print_stdout, reason = "a program that shows something")]

use async_std::prelude::*;
use qapi_client::qmp::{self, events::Event};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[async_std::main]
async fn main() -> Result<()> {
    let address = std::env::args().nth(1).ok_or("usage: events ADDRESS")?;
    let vm = qmp::Client::connect(address.as_str()).await?;
    let mut events = vm.events();
    while let Some(event) = events.next().await {
        match event {
            Ok(occurred) => match &occurred.event {
                Event::Shutdown(shutdown) => println!("shuts down: {}", shutdown.reason),
                Event::DeviceDeleted(gone) => println!("device gone: {:?}", gone.device),
                other => println!("{other:?}"),
            },
            // Lag, a gap, or the end with its reason: said in the stream, in place.
            Err(said) => println!("{said}"),
        }
    }
    Ok(())
}
