//! Pending calls: a call from submission to outcome. The type is not generic, so it is compiled only once.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use serde::Serialize;

use super::trace::Trace;
use crate::decode::write_json;
use crate::error::{Cause, Error};
use crate::protocol::{CommandFlags, Descriptor, Outcome, Reply, Request};
use crate::session::Session;
use crate::session::engine::{CallPoll, NewCall, NotAccepted, Submitted};

/// Maximum capacity of the encoding buffer that is kept for the next command.
const KEPT_CAPACITY: usize = 64 * 1024;

thread_local! {
    /// Buffer in which commands are encoded before they are submitted.
    static SCRATCH: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Options of a call that the user sets.
#[derive(Default)]
pub(super) struct Options {
    pub(super) timeout: Option<Duration>,
    pub(super) oob: bool,
    pub(super) no_success_reply: bool,
    pub(super) descriptors: Vec<Descriptor>,
}

/// One pending call.
pub struct PendingCall {
    session: Session,
    name: Cow<'static, str>,
    pub(super) options: Options,
    id: Option<u64>,
    trace: Option<Trace>,
}

impl PendingCall {
    pub(super) fn new(session: Session, name: Cow<'static, str>, no_success_reply: bool) -> Self {
        let options = Options {
            timeout: session.settings().call_timeout,
            no_success_reply,
            ..Options::default()
        };
        Self {
            session,
            name,
            options,
            id: None,
            trace: None,
        }
    }

    pub(super) fn session(&self) -> &Session {
        &self.session
    }

    pub(super) fn name(&self) -> &Cow<'static, str> {
        &self.name
    }

    /// Encodes and submits the command. A reading caller also sends it.
    pub(super) fn submit<A: Serialize + Send>(
        &mut self,
        arguments: A,
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
        if head.capacity() <= KEPT_CAPACITY {
            SCRATCH.set(head);
        }
        submitted
    }

    fn submit_encoded(&mut self, head: &[u8], cx: &Context<'_>) -> Result<(), Error> {
        let descriptors = std::mem::take(&mut self.options.descriptors);
        let flags = CommandFlags {
            oob: self.options.oob,
            no_success_reply: self.options.no_success_reply,
            descriptors: !descriptors.is_empty(),
            repeat: descriptors.is_empty() && self.session.settings().repeats(&self.name),
        };
        let mut trace = Trace::new(&self.name, flags, head.len());
        let call = NewCall {
            request: Request {
                head,
                flags,
                descriptors,
            },
            timeout: self.options.timeout,
        };
        let link = self.session.link();
        let submitted =
            link.update(|engine, fx| engine.submit(call, cx.waker(), Instant::now(), fx));
        let Submitted { id, is_reader } = submitted.map_err(|why| self.not_accepted(why))?;
        if is_reader {
            link.move_bytes_as_caller();
        }
        trace.record_submitted(link, id);
        self.trace = Some(trace);
        self.id = Some(id);
        Ok(())
    }

    /// Encodes and sends the command without a caller. The reply is discarded.
    #[cfg(feature = "qga")]
    pub(super) fn send<A: Serialize + Send>(&self, arguments: A) {
        let (mut head, flags) = (Vec::new(), CommandFlags::default());
        let (name, link) = (&self.name, self.session.link());
        let sent = encode(&mut head, flags.oob, name, arguments).is_ok()
            && link.update(|engine, fx| {
                let request = Request::new(&head, flags);
                engine.send(request, Instant::now(), fx).is_ok()
            });
        if sent {
            // The bytes are sent now, because the session may end with its last handle right after this call.
            link.move_bytes_as_caller();
        } else {
            log::debug!("`{name}` not sent");
        }
    }

    fn not_accepted(&self, why: NotAccepted) -> Error {
        let command = self.name.clone();
        match why {
            NotAccepted::SessionEnded(reason) => Error::NotSent {
                command,
                cause: Cause::Ended(reason),
            },
            NotAccepted::Unsupported(what) => Error::Unsupported { command, what },
        }
    }

    /// Waits for the outcome of the command.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Reply, Error>> {
        let Some(id) = self.id else {
            return Poll::Pending;
        };
        let link = self.session.link();
        if let Some(trace) = &mut self.trace {
            trace.record_poll(link);
        }
        let mut has_read = false;
        let (outcome, sent_at) = loop {
            let found = link
                .update(|engine, fx| engine.poll_call(id, cx.waker(), has_read, Instant::now, fx));
            match found {
                CallPoll::Ended(outcome, sent_at) => break (outcome, sent_at),
                CallPoll::Pending => return Poll::Pending,
                CallPoll::MoveBytes => link.move_bytes_as_caller(),
            }
            has_read = true;
        };
        self.id = None;
        let result = self.to_result(outcome);
        if let Some(trace) = self.trace.take() {
            trace.record_result(sent_at, &result);
        }
        Poll::Ready(result)
    }

    fn to_result(&self, outcome: Outcome) -> Result<Reply, Error> {
        let command = self.name.clone();
        match outcome {
            Outcome::Returned(reply) => Ok(reply),
            Outcome::Refused(error) => Err(Error::Refused { command, error }),
            Outcome::Unreadable(message) => Err(Error::Decode { command, message }),
            Outcome::Unknown(cause) => Err(Error::OutcomeUnknown { command, cause }),
            Outcome::NotSent(cause) => Err(Error::NotSent { command, cause }),
        }
    }
}

impl Drop for PendingCall {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            self.session
                .link()
                .update(|engine, fx| engine.cancel(id, fx));
        }
        if let Some(trace) = self.trace.take() {
            trace.record_drop();
        }
    }
}

impl fmt::Debug for PendingCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Arguments are never shown, because they may contain passwords.
        f.debug_struct("Call")
            .field("command", &self.name)
            .field("timeout", &self.options.timeout)
            .field("oob", &self.options.oob)
            .field("descriptors", &self.options.descriptors.len())
            .finish_non_exhaustive()
    }
}

/// Writes a command message without the id and the closing brace.
fn encode<A: Serialize + Send>(
    to: &mut Vec<u8>,
    oob: bool,
    name: &str,
    arguments: A,
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
    write_json(to, arguments)?;
    if matches!(&to[start..], b"{}" | b"null") {
        to.truncate(end_of_name);
    }
    Ok(())
}
