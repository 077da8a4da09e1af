//! Runs a program in a guest, through its agent: its output is ours, and so is its exit code.
//!
//! ```console
//! $ cargo run --example guest-exec -- unix:/run/vm.qga uname -a
//! ```

#![allow(clippy::print_stderr, reason = "a program that shows something")]

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use qapi_client::guest::ExitStatus;
use qapi_client::qga;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// A program that runs longer is left alone, and its process id is shown.
const LIMIT: Duration = Duration::from_secs(60);

#[async_std::main]
async fn main() -> Result<ExitCode> {
    let mut words = std::env::args().skip(1);
    let (Some(address), Some(program)) = (words.next(), words.next()) else {
        return Err("usage: guest-exec ADDRESS PROGRAM [ARGUMENT]...".into());
    };
    let agent = qga::Client::connect(address.as_str()).await?;
    eprintln!("{}", agent.os().await?);

    let out = agent
        .exec(program)
        .args(words)
        .output()
        .within(LIMIT)
        .await?;
    std::io::stdout().write_all(&out.stdout)?;
    std::io::stderr().write_all(&out.stderr)?;
    if out.stdout_truncated || out.stderr_truncated {
        eprintln!("the agent has dropped the rest of the output");
    }
    Ok(match out.status {
        ExitStatus::Code(code) => ExitCode::from(u8::try_from(code).unwrap_or(u8::MAX)),
        status => {
            eprintln!("{status}");
            ExitCode::FAILURE
        }
    })
}
