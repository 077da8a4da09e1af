//! Clients under attack, in separate processes, and the damage of the attack: memory, logs, error texts.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use qapi_client::{Error, Protocol, Session};
use serde_json::{Value, json};

use crate::report::report_of;

/// Number of simultaneous calls.
const CALLERS: usize = 40;

/// Time limit of each call. Every script replies or closes the connection.
const CALL: Duration = Duration::from_secs(60);

/// Text that hostile peers and child processes send. No log may contain this text.
pub const MARKER: &str = "hunter2";

/// Maximum size of a log. Beyond this size, only lines with the [`MARKER`] are kept, because the log must not affect
/// the measured memory.
const MOST_LOG: usize = 1 << 20;

/// Logger that collects messages of all levels.
#[derive(Debug)]
pub struct CollectedLog {
    lines: Mutex<String>,
}

static LOG: CollectedLog = CollectedLog {
    lines: Mutex::new(String::new()),
};

impl CollectedLog {
    /// Starts to collect the log of this process.
    pub fn install() -> &'static Self {
        // Another test in the same process may have installed the logger.
        let _ = log::set_logger(&LOG);
        log::set_max_level(log::LevelFilter::Trace);
        &LOG
    }

    /// Text of the log.
    pub fn text(&self) -> String {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.clone()
    }
}

impl log::Log for CollectedLog {
    fn enabled(&self, _metadata: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!(
            "{} {}: {}\n",
            record.level(),
            record.target(),
            record.args()
        );
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() < MOST_LOG || (lines.len() < 2 * MOST_LOG && line.contains(MARKER)) {
            lines.push_str(&line);
        }
    }

    fn flush(&self) {}
}

/// Damage of an attack on a client.
#[derive(Debug)]
pub struct Damage {
    /// Growth of the largest resident memory, in bytes.
    pub memory: usize,
    /// Log of the client.
    pub log: String,
    /// Length of the longest text of an error, in bytes.
    pub longest_text: usize,
    /// Number of calls that returned `true`.
    pub succeeded: u64,
    /// Texts of the errors, shortened.
    pub errors: Vec<String>,
}

impl Damage {
    /// Runs `program` (`qapi-attacked`) as a client of `address`, with or without a subscriber that never reads.
    ///
    /// # Errors
    /// The client crashed, did not end, or wrote no valid report.
    pub fn of(
        program: &str,
        address: &str,
        protocol: Protocol,
        subscribed: bool,
    ) -> Result<Self, String> {
        let (name, subscribed) = (format!("{protocol:?}"), subscribed.to_string());
        let report = report_of(program, &[address, &name, &subscribed], 2 * CALL)?;
        let number = |member: &str| report[member].as_u64().unwrap_or(u64::MAX);
        let size = |member| usize::try_from(number(member)).unwrap_or(usize::MAX);
        let errors = report["errors"].as_array().into_iter().flatten();
        Ok(Self {
            memory: size("memory"),
            log: report["log"].as_str().unwrap_or_default().to_owned(),
            longest_text: size("longest_text"),
            succeeded: number("succeeded"),
            errors: errors.map(Value::to_string).collect(),
        })
    }
}

/// Runs a client under attack: connects, subscribes, calls, and writes a report in one line of JSON.
///
/// # Errors
/// The arguments are wrong, or standard output cannot be written.
pub fn run_attacked(arguments: &[String]) -> io::Result<()> {
    let [address, protocol, subscribed] = arguments else {
        return Err(io::Error::other(
            "usage: qapi-attacked ADDRESS PROTOCOL SUBSCRIBED",
        ));
    };
    let protocol = [Protocol::Qmp, Protocol::GuestAgent, Protocol::Bare]
        .into_iter()
        .find(|known| format!("{known:?}") == *protocol)
        .ok_or_else(|| io::Error::other("no such protocol"))?;
    let log = CollectedLog::install();
    let before = peak_memory()?;
    let results = async_std::task::block_on(attack(address, protocol, subscribed == "true"));
    let memory = peak_memory()?.saturating_sub(before);
    let texts = results.iter().filter_map(|result| result.as_ref().err());
    let texts: Vec<String> = texts.map(|error| format!("{error} {error:?}")).collect();
    let longest = texts.iter().map(String::len).max().unwrap_or_default();
    let short = |text: &String| text.chars().take(200).collect::<String>();
    let report = json!({
        "memory": memory,
        "log": log.text(),
        "longest_text": longest,
        "succeeded": results.iter().filter(|result| matches!(result, Ok(true))).count(),
        "errors": texts.iter().take(3).map(short).collect::<Vec<_>>(),
    });
    writeln!(io::stdout(), "{report}")
}

/// Results of all calls of the client.
async fn attack(address: &str, protocol: Protocol, subscribed: bool) -> Vec<Result<bool, Error>> {
    let builder = Session::builder()
        .protocol(protocol)
        .greeting_deadline(Duration::from_secs(10))
        .close_deadline(Duration::from_millis(100));
    let session = match builder.connect(address).await {
        Ok(session) => session,
        Err(error) => return vec![Err(error)],
    };
    // This subscriber never reads.
    let _events = subscribed.then(|| session.raw_events());
    let calls: Vec<_> = (0..CALLERS)
        .map(|_| {
            let call = session.execute_raw("any", Value::Null).timeout(CALL);
            async_std::task::spawn(call.reply_as::<bool>())
        })
        .collect();
    let mut results = Vec::new();
    for call in calls {
        results.push(call.await);
    }
    session.close().await;
    results
}

/// Largest resident memory of this process so far, in bytes.
fn peak_memory() -> io::Result<usize> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let field = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|line| line.trim().strip_suffix(" kB"))
        .and_then(|text| text.trim().parse::<usize>().ok());
    field
        .map(|kib| kib * 1024)
        .ok_or_else(|| io::Error::other("no VmHWM"))
}
