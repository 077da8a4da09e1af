//! Frames from the peer: the call or event that each frame belongs to, and its effect on the router.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::value::RawValue;

use super::frame::Frame;
use super::incoming::{Id, Incoming};
use super::message::{Greeting, Timestamp};
use super::pending::{Outcome, Reply};
use super::router::{Phase, Protocol, Router, write_end};
use super::unattributed_error::UnattributedError;
use crate::error::{Cause, CommandError, EndReason, ProtocolError};

/// Event as the peer sent it.
#[derive(Debug)]
pub(crate) struct IncomingEvent<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) data: Option<&'a RawValue>,
    pub(crate) timestamp: Timestamp,
    /// Reason why the data cannot be read; `None` if the data is valid JSON.
    pub(crate) unreadable: Option<String>,
}

impl<W> Router<W> {
    /// Handles one frame. Returns an event to publish; wakers of callers that have an outcome go to `wake`.
    ///
    /// # Errors
    /// The peer broke the protocol, so that the connection must end.
    pub(crate) fn receive<'a>(
        &mut self,
        frame: Frame<'a>,
        wake: &mut Vec<W>,
    ) -> Result<Option<IncomingEvent<'a>>, EndReason> {
        match frame {
            Frame::Message(text) => match Incoming::parse(text) {
                Ok(message) => return self.message(message, wake),
                Err(error) => self.invalid(ProtocolError::malformed(&error, text))?,
            },
            Frame::Delimiter => match &mut self.phase {
                Phase::Syncing(sync) => sync.delimiter(),
                _ => self.invalid(ProtocolError::garbage(&[0xFF]))?,
            },
            Frame::Garbage(bytes) => self.invalid(ProtocolError::garbage(bytes))?,
            Frame::Oversized { outline, size } => self.oversized(outline.as_deref(), size, wake)?,
        }
        Ok(None)
    }

    /// Handles bytes that belong to no call and no event. With a guest agent a synchronisation starts. With any other
    /// peer the connection ends: the peer does not speak QMP.
    fn invalid(&mut self, error: ProtocolError) -> Result<(), EndReason> {
        match (&mut self.phase, self.rules.protocol) {
            (Phase::Syncing(sync), _) => sync.other(),
            (_, Protocol::GuestAgent) => {
                log::debug!("synchronising: {}", error.for_log());
                self.synchronise();
            }
            _ => return Err(error.into()),
        }
        Ok(())
    }

    /// Handles a message beyond the limits. If its outline shows an id, only this call fails.
    fn oversized(
        &mut self,
        outline: Option<&[u8]>,
        size: usize,
        wake: &mut Vec<W>,
    ) -> Result<(), EndReason> {
        let id = match outline.map(Incoming::parse) {
            Some(Ok(Incoming::Reply { id, .. } | Incoming::Error { id, .. })) => id,
            Some(Ok(Incoming::Unreadable {
                id, event: None, ..
            })) => id,
            Some(Ok(Incoming::Event { .. } | Incoming::Unreadable { .. })) => {
                log::warn!("event of {size} bytes dropped: beyond the message limit");
                return Ok(());
            }
            _ => None,
        };
        match id {
            Some(Id::Ours(id)) => {
                self.settle(id, Outcome::Unknown(Cause::Oversized { size }), wake);
                Ok(())
            }
            _ => self.invalid(ProtocolError::TooLarge { size }),
        }
    }

    fn message<'a>(
        &mut self,
        message: Incoming<'a>,
        wake: &mut Vec<W>,
    ) -> Result<Option<IncomingEvent<'a>>, EndReason> {
        match message {
            Incoming::Event {
                name,
                data,
                timestamp,
            } => {
                return Ok(self.event(IncomingEvent {
                    name,
                    data,
                    timestamp,
                    unreadable: None,
                }));
            }
            Incoming::Unreadable {
                event: Some(name),
                why,
                ..
            } => {
                return Ok(self.event(IncomingEvent {
                    name,
                    data: None,
                    timestamp: Timestamp::UNKNOWN,
                    unreadable: Some(why),
                }));
            }
            Incoming::Greeting(greeting) => self.greet(greeting),
            Incoming::Reply { id, result } => self.reply(id, result, wake),
            Incoming::Error { id, error } => self.refusal(id, error, wake)?,
            Incoming::Unreadable { id, why, .. } => self.unreadable(id, why, wake),
            Incoming::Unknown => self.invalid(ProtocolError::Unknown)?,
        }
        Ok(None)
    }

    /// Drops events of a guest agent: the protocol has no events, and a guest is not trusted.
    fn event<'a>(&self, event: IncomingEvent<'a>) -> Option<IncomingEvent<'a>> {
        if self.rules.protocol == Protocol::GuestAgent {
            log::debug!("event from a guest agent dropped");
            return None;
        }
        Some(event)
    }

    fn greet(&mut self, greeting: Greeting) {
        if !matches!(self.phase, Phase::Greeting) {
            log::debug!("greeting out of place");
            return;
        }
        self.oob = self.rules.oob && greeting.offers_oob();
        let arguments = if self.oob {
            ",\"arguments\":{\"enable\":[\"oob\"]}"
        } else {
            ""
        };
        let id = self.new_id();
        self.push(|to| {
            to.extend_from_slice(b"{\"execute\":\"qmp_capabilities\"");
            to.extend_from_slice(arguments.as_bytes());
            write_end(to, id);
        });
        self.greeting = Arc::new(greeting);
        self.phase = Phase::Negotiating(id);
    }

    fn reply(&mut self, id: Option<Id>, result: &RawValue, wake: &mut Vec<W>) {
        let is_sync = match &mut self.phase {
            Phase::Negotiating(own) if id.is_none_or(|id| id == Id::Ours(*own)) => {
                self.phase = Phase::Ready;
                return;
            }
            Phase::Syncing(sync) => sync.is_reply(result.get()),
            _ => false,
        };
        if is_sync {
            return self.synchronised(wake);
        }
        match self.call_of(id) {
            Some(id) => {
                let outcome = self.returned(result);
                self.settle(id, outcome, wake);
            }
            None => log::debug!("reply with unknown id dropped"),
        }
    }

    /// Outcome of a successful command. The reply is not kept if other callers leave too many bytes of replies untaken.
    fn returned(&self, result: &RawValue) -> Outcome {
        let size = result.get().len();
        let untaken = self.pending.untaken();
        if untaken > 0 && untaken + size > self.rules.untaken_limit {
            return Outcome::Unknown(Cause::Oversized { size });
        }
        Outcome::Returned(Reply::Json(result.to_owned()))
    }

    fn refusal(
        &mut self,
        id: Option<Id>,
        error: CommandError,
        wake: &mut Vec<W>,
    ) -> Result<(), EndReason> {
        match &mut self.phase {
            Phase::Negotiating(own) if id.is_none_or(|id| id == Id::Ours(*own)) => {
                return Err(EndReason::Negotiation(error.into()));
            }
            Phase::Syncing(sync) => sync.other(),
            _ => {}
        }
        match (self.call_of(id), id) {
            (Some(id), _) => self.settle(id, Outcome::Refused(error), wake),
            (None, None) if self.is_ready() => {
                log::debug!("error without id: {}", error.class.for_log());
                let unanswered = self.pending.wire();
                self.unattributed = Some(UnattributedError::new(error, unanswered));
            }
            (None, _) => log::debug!("error with unknown id dropped"),
        }
        Ok(())
    }

    /// Handles a reply that is not valid JSON. Only the call with its id fails.
    fn unreadable(&mut self, id: Option<Id>, why: String, wake: &mut Vec<W>) {
        match &mut self.phase {
            Phase::Negotiating(own) if id == Some(Id::Ours(*own)) => {
                self.phase = Phase::Ready;
                return;
            }
            Phase::Syncing(sync) => sync.other(),
            _ => {}
        }
        match self.call_of(id) {
            Some(id) => self.settle(id, Outcome::Unreadable(why), wake),
            None => log::debug!("unreadable reply with unknown id dropped"),
        }
    }

    /// Id of the call that a reply with this `id` belongs to. A reply without an id belongs to the only command on the
    /// wire, if there is exactly one.
    fn call_of(&self, id: Option<Id>) -> Option<u64> {
        match id {
            Some(Id::Ours(id)) => Some(id),
            Some(Id::Foreign) => None,
            None if !self.is_ready() => None,
            None => {
                let mut unanswered = self.pending.wire();
                let only = unanswered.next()?;
                unanswered.next().is_none().then_some(only)
            }
        }
    }

    fn settle(&mut self, id: u64, outcome: Outcome, wake: &mut Vec<W>) {
        let in_band = self.pending.flags(id).is_some_and(|flags| !flags.oob);
        if !self.pending.settle(id, outcome, wake) {
            log::debug!("answer with unknown id {id} dropped");
            return;
        }
        if in_band {
            self.settle_silent(id, wake);
        }
        self.attribute_error(id, in_band, wake);
    }

    /// Looks for the owner of the unattributed error, after the reply to `answered`.
    fn attribute_error(&mut self, answered: u64, in_band: bool, wake: &mut Vec<W>) {
        let Some(mut error) = self.unattributed.take() else {
            return;
        };
        error.retain(|id| self.pending.is_on_wire(id));
        let oob = |id| self.pending.flags(id).is_some_and(|flags| flags.oob);
        match error.owner(answered, in_band, oob) {
            Some(id) => {
                let outcome = Outcome::Refused(error.into_error());
                self.pending.settle(id, outcome, wake);
            }
            None if error.is_open() => self.unattributed = Some(error),
            None => {}
        }
    }

    /// Ends the synchronisation. The agent sends no more replies to earlier commands.
    fn synchronised(&mut self, wake: &mut Vec<W>) {
        self.settle_silent(u64::MAX, wake);
        for id in self.pending.wire().collect::<Vec<_>>() {
            let outcome = Outcome::Unknown(Cause::Skipped);
            self.pending.settle(id, outcome, wake);
        }
        self.phase = Phase::Ready;
    }
}
