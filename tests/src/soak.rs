//! Soak test of a session in a separate process, which measures memory and descriptors.

use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use qapi_client::{Reconnect, Session};
use serde_json::{Value, json};

use crate::load::load;

/// Runs callers on an address for some seconds, and writes a report in one line of JSON.
///
/// # Errors
/// The arguments are wrong, standard output cannot be written, or the session cannot connect.
pub fn run_soak(arguments: &[String]) -> io::Result<()> {
    let [address, callers, seconds] = arguments else {
        return Err(io::Error::other("usage: qapi-soak ADDRESS CALLERS SECONDS"));
    };
    let number = |text: &String| text.parse::<u64>().map_err(io::Error::other);
    let (callers, seconds) = (number(callers)?, number(seconds)?);
    let report = async_std::task::block_on(soak(address, callers, seconds))?;
    writeln!(io::stdout(), "{report}")
}

async fn soak(address: &str, callers: u64, seconds: u64) -> io::Result<Value> {
    let policy = Reconnect::new().first_delay(Duration::from_millis(5));
    let session = Session::builder().reconnect(policy).connect(address);
    let session = session.await.map_err(io::Error::other)?;
    // The first calls start threads and fill pools.
    let warm = Instant::now() + Duration::from_millis(500);
    load(&session, callers, warm).await;
    let before = open_descriptors()?;
    let until = Instant::now() + Duration::from_secs(seconds);
    let counts = load(&session, callers, until).await;
    let resident = resident()?;
    let number = |count: &AtomicU64| count.load(Relaxed);
    let report = json!({
        "counts": counts.to_string(),
        "right": counts.are_right(),
        "answered": number(&counts.answered),
        "descriptors_passed": number(&counts.descriptors),
        "lost": number(&counts.lost),
        "resident": resident,
        "descriptors_before": before,
        "descriptors_after": open_descriptors()?,
    });
    session.close().await;
    Ok(report)
}

/// Resident memory of this process, in bytes.
fn resident() -> io::Result<usize> {
    let pages = std::fs::read_to_string("/proc/self/statm")?;
    let pages = pages.split(' ').nth(1).and_then(|text| text.parse().ok());
    pages
        .map(|pages: usize| pages * 4096)
        .ok_or_else(|| io::Error::other("no size"))
}

fn open_descriptors() -> io::Result<usize> {
    Ok(std::fs::read_dir("/proc/self/fd")?.count())
}
