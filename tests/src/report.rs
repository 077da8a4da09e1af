//! Reports of test programs, as one line of JSON.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// Runs a program to its end, and returns its report.
///
/// # Errors
/// The program crashed, did not end, or wrote no valid report.
pub fn report_of(program: &str, arguments: &[&str], deadline: Duration) -> Result<Value, String> {
    let child = Command::new(program)
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{program} does not start: {error}"))?;
    let said = wait(child, deadline)?;
    serde_json::from_str(&said).map_err(|error| format!("{program} reports: {error}: {said}"))
}

/// Waits for the end of the program, and returns its output.
fn wait(mut child: Child, deadline: Duration) -> Result<String, String> {
    let start = Instant::now();
    let mut stdout = child.stdout.take().expect("it is piped");
    let reader = std::thread::spawn(move || {
        let mut said = String::new();
        stdout.read_to_string(&mut said).map(|_| said)
    });
    let status = loop {
        match child.try_wait().expect("it is a child") {
            Some(status) => break status,
            None if start.elapsed() > deadline => {
                let _ = child.kill();
                let _ = child.wait();
                return Err("it is stuck".to_owned());
            }
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    if !status.success() {
        let mut said = String::new();
        let mut stderr = child.stderr.take().expect("it is piped");
        let _ = stderr.read_to_string(&mut said);
        return Err(format!("it failed: {status}: {said}"));
    }
    let said = reader.join().expect("reading does not panic");
    said.map_err(|error| error.to_string())
}
