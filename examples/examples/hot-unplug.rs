//! Unplugs a device: asks the guest, and falls back to a reset of the machine if the guest does not answer.
//!
//! ```console
//! $ cargo run --example hot-unplug -- unix:/run/vm.qmp disk1 30
//! ```

#![allow(clippy::print_stdout, reason = "a program that shows something")]

use std::time::Duration;

use qapi_client::qmp;
use qapi_client::vm::DeviceError;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> Result<()> {
    async_std::task::block_on(run())
}

async fn run() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(address), Some(id)) = (arguments.next(), arguments.next()) else {
        return Err("usage: hot-unplug ADDRESS DEVICE [SECONDS]".into());
    };
    let seconds = arguments.next().map_or(Ok(30), |text| text.parse())?;
    let vm = qmp::Client::connect(address.as_str()).await?;
    println!("{}", unplug(&vm, &id, Duration::from_secs(seconds)).await?);
    Ok(())
}

/// Unplugs a device, and says how.
pub(crate) async fn unplug(vm: &qmp::Client, id: &str, within: Duration) -> Result<String> {
    // The removal is subscribed to its events until it is dropped: nothing is missed between the two waits.
    let mut removal = vm.devices().device(id).remove().request().await?;
    match removal.wait(within).await {
        Ok(()) => Ok(format!("the guest has given up `{id}`")),
        Err(DeviceError::TimedOut { .. }) => {
            vm.power().reset().await?;
            removal.wait(within).await?;
            Ok(format!("`{id}` went with a reset of the machine"))
        }
        Err(error) => Err(error.into()),
    }
}
