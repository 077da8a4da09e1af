//! Deadlines of a client that was stopped, and of a client whose QEMU is stopped.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use qapi_client::{Cause, Error, Session};
use qapi_tests::{Qemu, ScriptedPeer, is_slow_run, require, run};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

const MS: Duration = Duration::from_millis(1);

/// Deadline of the calls of a client that is stopped.
const DEADLINE: Duration = Duration::from_millis(400);

/// A peer that replies to probes at once, and to calls one after the other, `after` its start in all.
fn late_peer(calls: u32, after: Duration) -> ScriptedPeer {
    ScriptedPeer::start(move |_, peer| {
        peer.greet()?;
        loop {
            let request = peer.request()?;
            if request["execute"] == "late" {
                std::thread::sleep(after / calls);
            }
            peer.succeed(&request, &json!({}))?;
        }
    })
}

/// A client that was stopped past the deadline of its calls. Dropped, it is killed.
struct Client {
    child: Child,
    stdout: BufReader<ChildStdout>,
}

impl Client {
    fn start(address: &str, oob: bool, calls: u32) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_qapi-late"))
            .args([address, &oob.to_string(), &calls.to_string()])
            .arg(DEADLINE.as_millis().to_string())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the client starts");
        let stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        Self { child, stdout }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stdout.read_line(&mut line).expect("the client speaks");
        line.trim().to_owned()
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).expect("the client lives");
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Stops a client with so many calls past their deadline; gives what fails though the replies have arrived.
fn failed_after_stop(oob: bool, calls: u32) -> Vec<String> {
    let peer = late_peer(calls, 150 * MS);
    let mut client = Client::start(&peer.address(), oob, calls);
    assert_eq!(client.line(), "sent");
    client.signal(Signal::STOP);
    std::thread::sleep(2 * DEADLINE);
    client.signal(Signal::CONT);
    let results = (0..calls).map(|_| client.line());
    results.filter(|result| result != "ok").collect()
}

/// Stops clients with one and with five calls; reports what fails.
fn stop_clients(oob: bool) {
    let rounds = if is_slow_run() { 12 } else { 3 };
    // At once, since the clients mostly sleep.
    let clients: Vec<_> = (0..rounds)
        .flat_map(|_| [1, 5])
        .map(|calls| std::thread::spawn(move || failed_after_stop(oob, calls)))
        .collect();
    let failed: Vec<_> = clients
        .into_iter()
        .flat_map(|client| client.join().unwrap())
        .collect();
    let (count, all) = (failed.len(), 6 * rounds);
    assert!(failed.is_empty(), "{count} of {all}: {failed:#?}");
}

#[test]
fn a_client_that_was_stopped_reads_what_has_arrived() {
    stop_clients(false);
}

#[test]
fn a_client_with_out_of_band_that_was_stopped_reads_what_has_arrived() {
    stop_clients(true);
}

/// Times that so many calls with a timeout take.
async fn time_out(session: Session, timeout: Duration, calls: usize) -> Vec<Duration> {
    let mut took = Vec::new();
    for _ in 0..calls {
        let start = Instant::now();
        let call = session.execute_raw("query-status", Value::Null);
        let error = call.timeout(timeout).await.expect_err("QEMU is stopped");
        took.push(start.elapsed());
        let (Error::OutcomeUnknown { cause, .. } | Error::NotSent { cause, .. }) = &error else {
            panic!("{error}");
        };
        let Cause::TimedOut { after, .. } = cause else {
            panic!("{error}");
        };
        assert_eq!(*after, timeout, "as it was set");
        let last = took.last().copied().unwrap_or_default();
        assert!(last < 500 * MS, "a timeout of {timeout:?} took {last:?}");
    }
    took
}

#[test]
fn timeouts_of_a_stopped_qemu_are_kept_to_the_millisecond() {
    let qemu = require!(Qemu::bare(), "qemu-system-x86_64");
    // Other tests keep the processors busy, unless the run is a slow one.
    let (callers, calls, median, late) = match is_slow_run() {
        true => (1, 1_000, 25 * MS, 40 * MS),
        false => (4, 50, 35 * MS, 100 * MS),
    };
    let mut took = run(async {
        let session = Session::connect(qemu.address()).await.unwrap();
        let status = session.execute_raw("query-status", Value::Null);
        status.await.unwrap();
        qemu.freeze();
        let callers: Vec<_> = (0..callers)
            .map(|_| async_std::task::spawn(time_out(session.clone(), 20 * MS, calls)))
            .collect();
        let mut took = Vec::new();
        for caller in callers {
            took.extend(caller.await);
        }
        qemu.resume();
        took
    });
    took.sort();
    let found = (took[took.len() / 2], took[took.len() * 99 / 100]);
    assert!(
        found.0 <= median && found.1 <= late,
        "median and 99th percentile of timeouts of 20 ms: {found:?}"
    );
}
