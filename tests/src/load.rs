//! Load on a real QEMU: callers with many kinds of call on one session.

use std::fmt;
use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use async_std::{future, task};
use qapi_client::{Cause, Error, RawCall, Session};
use serde_json::{Value, json};

use crate::qemu::QemuBuilder;
use crate::releases::Release;

/// Maximum time of a call under load. A longer call counts as stuck.
const STUCK: Duration = Duration::from_secs(20);

/// Counts of the outcomes of calls.
#[derive(Debug, Default)]
pub struct Counts {
    /// Calls that received their own reply.
    pub answered: AtomicU64,
    /// Calls that received the reply of another call.
    pub mixed: AtomicU64,
    /// Calls that did not end.
    pub stuck: AtomicU64,
    /// Descriptors that QEMU received.
    pub descriptors: AtomicU64,
    /// Calls whose deadline passed.
    pub timed_out: AtomicU64,
    /// Calls that the caller dropped.
    pub dropped: AtomicU64,
    /// Calls whose connection was lost before or after sending.
    pub lost: AtomicU64,
    /// Calls with an unexpected error.
    pub failed: AtomicU64,
    first_failure: OnceLock<String>,
}

impl Counts {
    /// Whether every reply reached its own call, every call ended, and no error was unexpected.
    pub fn are_right(&self) -> bool {
        [&self.mixed, &self.stuck, &self.failed]
            .iter()
            .all(|count| count.load(Relaxed) == 0)
    }

    fn increment(counter: &AtomicU64) {
        counter.fetch_add(1, Relaxed);
    }

    fn record_failure(&self, error: &Error) {
        Self::increment(&self.failed);
        self.first_failure.get_or_init(|| error.to_string());
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            answered,
            mixed,
            stuck,
            descriptors,
            timed_out,
            dropped,
            lost,
            failed,
            first_failure,
        } = self;
        for (count, what) in [
            (answered, "answered"),
            (mixed, "mixed"),
            (stuck, "stuck"),
            (descriptors, "descriptors"),
            (timed_out, "timed out"),
            (dropped, "dropped"),
            (lost, "lost"),
            (failed, "failed"),
        ] {
            write!(f, "{} {what}, ", count.load(Relaxed))?;
        }
        write!(f, "first failure: {first_failure:?}")
    }
}

/// Bare QEMUs of all releases on this machine, with their names. Prints a skip message if there is none.
pub fn bare_qemus() -> Vec<(String, QemuBuilder)> {
    Release::all()
        .iter()
        .map(|release| (release.to_string(), QemuBuilder::bare().release(release)))
        .collect()
}

/// Runs `callers` callers until the time `until`, or until QEMU has ended.
pub async fn load(session: &Session, callers: u64, until: Instant) -> Arc<Counts> {
    let counts = Arc::new(Counts::default());
    let callers: Vec<_> = (0..callers)
        .map(|number| {
            let caller = Caller {
                session: session.clone(),
                counts: Arc::clone(&counts),
                number,
                turn: 0,
            };
            task::spawn(caller.run(until))
        })
        .collect();
    for caller in callers {
        caller.await;
    }
    counts
}

struct Caller {
    session: Session,
    counts: Arc<Counts>,
    number: u64,
    turn: u64,
}

impl Caller {
    async fn run(mut self, until: Instant) {
        while Instant::now() < until {
            self.turn += 1;
            let turn = future::timeout(STUCK, self.take_turn());
            match turn.await {
                Err(_) => Counts::increment(&self.counts.stuck),
                Ok(Ok(())) => {}
                Ok(Err(error)) => {
                    let ended = future::timeout(Duration::ZERO, self.session.closed())
                        .await
                        .is_ok();
                    if !self.is_expected(&error) && !ended {
                        self.counts.record_failure(&error);
                    }
                    if ended {
                        return;
                    }
                    // A new connection needs some time.
                    task::sleep(Duration::from_millis(1)).await;
                }
            }
        }
    }

    /// Makes a call of a random kind.
    async fn take_turn(&self) -> Result<(), Error> {
        let random = random();
        let pause = Duration::from_micros(random / 16 % 8000);
        match random % 10 {
            0..=2 => self.check_reply(self.echo().await),
            3 => self.drop_after(pause).await,
            4 => self.drop_after(Duration::ZERO).await,
            5 => self.check_reply(self.echo().timeout(pause).await),
            6 => self.call_out_of_band().await,
            7 => {
                let _ = future::timeout(pause, self.session.health()).await;
                Ok(())
            }
            8 => self.pass_descriptor().await,
            _ => self.poll_and_move().await,
        }
    }

    fn unique_value(&self) -> u64 {
        self.number * 1_000_000_000 + self.turn
    }

    /// Creates a call whose reply is a unique number.
    fn echo(&self) -> RawCall<String> {
        let line = format!("print /d {}", self.unique_value());
        self.session.human_monitor_command(line)
    }

    fn check_reply(&self, reply: Result<String, Error>) -> Result<(), Error> {
        match reply?.trim() == self.unique_value().to_string() {
            true => Counts::increment(&self.counts.answered),
            false => Counts::increment(&self.counts.mixed),
        }
        Ok(())
    }

    async fn drop_after(&self, pause: Duration) -> Result<(), Error> {
        match future::timeout(pause, self.echo()).await {
            Ok(reply) => self.check_reply(reply),
            Err(_) => {
                Counts::increment(&self.counts.dropped);
                Ok(())
            }
        }
    }

    async fn call_out_of_band(&self) -> Result<(), Error> {
        let reply = self.session.execute_raw("query-yank", Value::Null);
        match reply.oob().await?.is_array() {
            true => Counts::increment(&self.counts.answered),
            false => Counts::increment(&self.counts.mixed),
        }
        Ok(())
    }

    /// Adds a descriptor to a set that only this caller uses, and removes the descriptor.
    async fn pass_descriptor(&self) -> Result<(), Error> {
        let set = json!({ "fdset-id": self.number });
        let null = File::open("/dev/null").expect("it can be opened");
        let call = self.session.execute_raw("add-fd", set.clone());
        let reply = call.with_fd(null).await?;
        match reply["fdset-id"] == self.number {
            true => Counts::increment(&self.counts.descriptors),
            false => Counts::increment(&self.counts.mixed),
        }
        self.session.execute_raw("remove-fd", set).await.map(drop)
    }

    /// Polls a call in this task, and awaits the call in another task.
    async fn poll_and_move(&self) -> Result<(), Error> {
        let mut call = self.echo();
        let polled = Pin::new(&mut call).poll(&mut Context::from_waker(Waker::noop()));
        let reply = match polled {
            Poll::Ready(reply) => reply,
            Poll::Pending => task::spawn(call).await,
        };
        self.check_reply(reply)
    }

    /// Counts an error if a lost connection or a timeout explains it. Returns whether the error was counted.
    fn is_expected(&self, error: &Error) -> bool {
        let count = match error {
            error if error.is_timeout() => &self.counts.timed_out,
            Error::OutcomeUnknown {
                cause: Cause::Ended(_),
                ..
            }
            | Error::NotSent { .. } => &self.counts.lost,
            // The set was removed by an earlier call whose connection was lost.
            Error::Refused { command, .. } if command == "remove-fd" => &self.counts.lost,
            _ => return false,
        };
        Counts::increment(count);
        true
    }
}

/// Random number.
fn random() -> u64 {
    RandomState::new().hash_one(())
}
