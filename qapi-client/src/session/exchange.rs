//! One command on its way: submitted, awaited, given up. Not generic, so that it is compiled once.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;
use std::os::fd::OwnedFd;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use serde::Serialize;
use serde_json::value::RawValue;

use crate::error::{Cause, EndReason, Error, Health};
use crate::protocol::{Abandoned, Answer, Manner, Request};
use crate::session::Session;
use crate::session::probe::{Finding, Probe};
use crate::session::trace::Trace;
use crate::time::Sleep;

/// How long to wait for the refusal of a command that has no success reply.
const SETTLE: Duration = Duration::from_secs(1);

thread_local! {
    /// Where commands are encoded before they are submitted.
    static SCRATCH: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// What a caller may set on a call.
#[derive(Debug, Default)]
pub(super) struct Options {
    pub(super) timeout: Option<Duration>,
    pub(super) oob: bool,
    pub(super) silent: bool,
    pub(super) descriptors: Vec<OwnedFd>,
}

/// What a command that succeeded has returned.
#[derive(Debug)]
pub(super) enum Reply {
    Json(Box<RawValue>),
    /// It has no success reply.
    Silent,
}

impl Reply {
    /// What stands in `return`.
    pub(super) fn json(&self) -> &RawValue {
        match self {
            Self::Json(json) => json,
            Self::Silent => serde_json::from_str("{}").expect("an empty object is JSON"),
        }
    }
}

/// One command on its way.
pub(super) struct Exchange {
    session: Session,
    name: Cow<'static, str>,
    pub(super) options: Options,
    id: Option<u64>,
    limit: Option<Limit>,
    trace: Option<Trace>,
}

/// How long a caller waits.
struct Limit {
    sleep: Pin<Box<Sleep>>,
    /// What the caller asked for.
    after: Duration,
    since: Instant,
    /// Set at the deadline: is the peer busy, or dead?
    probe: Option<Probe>,
}

impl Limit {
    fn new(after: Duration) -> Self {
        Self {
            sleep: Box::pin(Sleep::new(after)),
            after,
            since: Instant::now(),
            probe: None,
        }
    }
}

impl Exchange {
    pub(super) fn new(session: Session, name: Cow<'static, str>, options: Options) -> Self {
        Self {
            session,
            name,
            options,
            id: None,
            limit: None,
            trace: None,
        }
    }

    pub(super) fn session(&self) -> &Session {
        &self.session
    }

    pub(super) fn name(&self) -> &Cow<'static, str> {
        &self.name
    }

    /// Encodes and submits the command, and sends it from here if nothing else is on the wire.
    pub(super) fn submit<A: Serialize + ?Sized>(
        &mut self,
        arguments: &A,
        cx: &Context<'_>,
    ) -> Result<(), Error> {
        let mut head = SCRATCH.take();
        head.clear();
        let encoded = encode(&mut head, self.options.oob, &self.name, arguments);
        let submitted = match encoded {
            Ok(()) => self.submit_encoded(&head, cx),
            Err(source) => Err(Error::Encode {
                command: self.name.clone(),
                source: Arc::new(source),
            }),
        };
        if head.capacity() <= 64 * 1024 {
            SCRATCH.set(head);
        }
        submitted
    }

    fn submit_encoded(&mut self, head: &[u8], cx: &Context<'_>) -> Result<(), Error> {
        let Options { oob, silent, .. } = self.options;
        let descriptors = std::mem::take(&mut self.options.descriptors);
        let manner = Manner {
            oob,
            silent,
            descriptors: !descriptors.is_empty(),
            repeat: descriptors.is_empty() && self.session.repeats(&self.name),
        };
        let mut trace = Trace::new(&self.name, manner, head.len());
        let shared = self.session.shared();
        let mut core = shared.core();
        if let Some(reason) = core.lost() {
            return Err(Error::NotSent {
                command: self.name.clone(),
                cause: Cause::Ended(reason),
            });
        }
        let unsupported = |what| {
            Err(Error::Unsupported {
                command: self.name.clone(),
                what,
            })
        };
        if descriptors.len() > core.max_descriptors {
            return unsupported(match core.max_descriptors {
                0 => "the connection carries no descriptors",
                _ => "more descriptors than one message carries",
            });
        }
        if oob && core.router.is_ready() && !core.router.has_oob() {
            return unsupported("the peer granted no out-of-band execution");
        }
        let alone = core.router.is_idle();
        core.note_sending();
        let id = core.router.submit(
            Request {
                head,
                manner,
                descriptors,
            },
            Some(cx.waker().clone()),
        );
        trace.submitted(&mut core, id);
        let has_output = core.router.has_output();
        let mut former = None;
        let mut driver = None;
        if alone && has_output {
            former = shared.lead(&mut core, id, cx.waker());
        } else if has_output {
            driver = core.driver_to_wake();
        }
        drop(core);
        drop(former);
        if let Some(driver) = driver {
            driver.wake();
        } else if alone && has_output {
            shared.drive_for_driver();
        }
        trace.started(shared);
        self.trace = Some(trace);
        self.id = Some(id);
        let timeout = self.options.timeout;
        let wait = if silent {
            Some(timeout.map_or(SETTLE, |after| after.min(SETTLE)))
        } else {
            timeout
        };
        self.limit = wait.map(Limit::new);
        Ok(())
    }

    /// Waits for the answer to what was submitted.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Reply, Error>> {
        let Some(id) = self.id else {
            return Poll::Pending;
        };
        if let Some(trace) = &mut self.trace {
            trace.polled(self.session.shared());
        }
        let result = if let Poll::Ready(result) = self.poll_answer(id, cx) {
            self.id = None;
            self.limit = None;
            result
        } else {
            let cause = ready!(self.poll_limit(cx));
            self.give_up(id, cause)
        };
        if let Some(trace) = self.trace.take() {
            trace.done(self.session.shared(), &result);
        }
        Poll::Ready(result)
    }

    /// Waits for the deadline and then for what is found out about the peer.
    fn poll_limit(&mut self, cx: &mut Context<'_>) -> Poll<Cause> {
        let Some(limit) = &mut self.limit else {
            return Poll::Pending;
        };
        loop {
            if limit.probe.is_none() {
                ready!(limit.sleep.as_mut().poll(cx));
                if !self.options.silent {
                    limit.probe = Probe::start(&self.session, cx);
                }
            }
            let health = match &mut limit.probe {
                // Nobody is there to be asked while a new connection is looked for.
                None if self.session.shared().core().lost.is_some() => Health::Gone,
                None => Health::Unknown,
                Some(probe) => match ready!(probe.poll(cx)) {
                    Finding::Alive => Health::Busy {
                        since: limit.since.elapsed(),
                    },
                    Finding::Stuck => Health::Stuck,
                    Finding::Gone => Health::Gone,
                },
            };
            limit.probe = None;
            let more = match health {
                Health::Busy { since } => self.session.settings().patience.more(limit.after, since),
                _ => None,
            };
            match more {
                Some(more) => limit.sleep = Box::pin(Sleep::new(more)),
                None => {
                    return Poll::Ready(Cause::TimedOut {
                        after: limit.after,
                        health,
                    });
                }
            }
        }
    }

    fn poll_answer(&mut self, id: u64, cx: &Context<'_>) -> Poll<Result<Reply, Error>> {
        let shared = self.session.shared();
        let mut core = shared.core();
        if core.is_led_by(id) && core.leader_came() {
            // Not to be woken by what it reads itself.
            let own = core.router.slot(id).and_then(Option::take);
            drop(core);
            drop(own);
            shared.drive_for_driver();
            core = shared.core();
        }
        if let Some(answer) = core.router.take_answer(id) {
            let down = core.step_down(id);
            drop(core);
            drop(down);
            return Poll::Ready(self.read(answer));
        }
        if let Some(reason) = core.ended.clone() {
            let sent = core.router.is_sent(id);
            let left = core.router.abandon(id);
            drop(core);
            drop(left);
            return Poll::Ready(Err(self.ended(sent, reason)));
        }
        let former = match core.router.slot(id) {
            Some(slot) if slot.as_ref().is_some_and(|own| own.will_wake(cx.waker())) => None,
            Some(slot) => slot.replace(cx.waker().clone()),
            None => None,
        };
        drop(core);
        drop(former);
        Poll::Pending
    }

    fn read(&self, answer: Answer) -> Result<Reply, Error> {
        let command = self.name.clone();
        match answer {
            Answer::Return(json) => Ok(Reply::Json(json)),
            Answer::Silent => Ok(Reply::Silent),
            Answer::Error(error) => Err(Error::Refused { command, error }),
            Answer::Skipped => Err(Error::OutcomeUnknown {
                command,
                cause: Cause::Skipped,
            }),
            Answer::Lost(reason) => Err(Error::OutcomeUnknown {
                command,
                cause: Cause::Ended(reason),
            }),
            Answer::Oversized(size) => Err(Error::OutcomeUnknown {
                command,
                cause: Cause::Oversized { size },
            }),
        }
    }

    fn ended(&self, sent: bool, reason: EndReason) -> Error {
        let command = self.name.clone();
        let cause = Cause::Ended(reason);
        if sent {
            Error::OutcomeUnknown { command, cause }
        } else {
            Error::NotSent { command, cause }
        }
    }

    /// The deadline has passed.
    fn give_up(&mut self, id: u64, cause: Cause) -> Result<Reply, Error> {
        let command = self.name.clone();
        match self.abandon(id) {
            Abandoned::Silent => Ok(Reply::Silent),
            Abandoned::Unsent => Err(Error::NotSent { command, cause }),
            Abandoned::Tombstone | Abandoned::Nothing => {
                Err(Error::OutcomeUnknown { command, cause })
            }
        }
    }

    fn abandon(&mut self, id: u64) -> Abandoned {
        self.id = None;
        self.limit = None;
        let shared = self.session.shared();
        let mut core = shared.core();
        let (abandoned, slot) = core.router.abandon(id);
        let down = core.step_down(id);
        // A synchronisation may start, or a command that waited may leave.
        let driver = core
            .router
            .has_output()
            .then(|| core.driver_to_wake())
            .flatten();
        drop(core);
        drop((slot, down));
        if let Some(driver) = driver {
            driver.wake();
        }
        abandoned
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            self.abandon(id);
        }
        if let Some(trace) = self.trace.take() {
            trace.dropped(self.session.shared());
        }
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("command", &self.name)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

/// Writes a message without its id and its closing brace.
fn encode<A: Serialize + ?Sized>(
    to: &mut Vec<u8>,
    oob: bool,
    name: &str,
    arguments: &A,
) -> Result<(), serde_json::Error> {
    to.extend_from_slice(if oob {
        b"{\"exec-oob\":"
    } else {
        b"{\"execute\":"
    });
    serde_json::to_writer(&mut *to, name)?;
    let end_of_name = to.len();
    to.extend_from_slice(b",\"arguments\":");
    let start = to.len();
    serde_json::to_writer(&mut *to, arguments)?;
    if matches!(&to[start..], b"{}" | b"null") {
        to.truncate(end_of_name);
    }
    Ok(())
}
