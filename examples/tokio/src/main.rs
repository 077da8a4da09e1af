//! A program on tokio alone: the session runs over a stream of tokio. Any other runtime works the same way.
//!
//! Prints the status and the events of a running QEMU, and continues when that QEMU is restarted.
//!
//! ```console
//! $ cargo run -p qapi-example-tokio -- /run/vm.qmp
//! ```

use std::error::Error;
use std::io::Write;

use futures_util::StreamExt;
use qapi_client::{EventError, Reconnect, qmp};
use tokio::net::UnixStream;
use tokio_util::compat::TokioAsyncReadCompatExt;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("usage: qapi-example-tokio SOCKET")?;
    let connect = move || {
        let path = path.clone();
        async move { Ok(UnixStream::connect(path).await?.compat()) }
    };
    // For a single connection: `qmp::Client::builder().over(stream.compat())`.
    let (vm, driver) = qmp::Client::builder()
        .reconnect(Reconnect::new())
        .over_each(connect)
        .await?;
    // The driver moves the bytes of the session while it is polled.
    tokio::spawn(driver);
    vm.ready().await?;
    watch(&vm).await
}

async fn watch(vm: &qmp::Client) -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout();
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
