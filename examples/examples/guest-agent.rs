//! Asks a guest agent what it runs on, and runs a program in the guest.
//!
//! ```console
//! $ cargo run --example guest-agent -- unix:/run/vm.qga
//! ```

#![allow(clippy::print_stdout, reason = "a program that shows something")]

use std::time::Duration;

use qapi_client::qga::{self, commands};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[async_std::main]
async fn main() -> Result<()> {
    let address = std::env::args()
        .nth(1)
        .ok_or("usage: guest-agent ADDRESS")?;
    let guest = qga::Client::connect(address.as_str()).await?;
    let info = guest.guest_info().timeout(Duration::from_secs(5)).await?;
    println!("agent {}", info.version);
    let system = guest.guest_get_osinfo().await?;
    println!("runs on {}", system.pretty_name.as_deref().unwrap_or("?"));

    let uname = commands::GuestExec::new("uname").arg(vec!["-a".to_owned()]);
    let process = guest.guest_exec(uname).await?;
    println!("uname is process {} of the guest", process.pid);
    Ok(())
}
