//! Frames from the peer: finds the call or the event of each frame.

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

/// Event from the peer, not decoded.
#[derive(Debug)]
pub(crate) struct IncomingEvent<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) data: Option<&'a RawValue>,
    pub(crate) timestamp: Timestamp,
    /// Reason why the data cannot be read; `None` if the data is valid JSON.
    pub(crate) unreadable: Option<String>,
}

impl<W> Router<W> {
    /// Handles a frame. Returns an event to publish, and adds the wakers of callers with an outcome to `wake`.
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
                Ok(message) => return self.receive_message(message, wake),
                Err(error) => self.handle_invalid(ProtocolError::malformed(&error, text))?,
            },
            Frame::Delimiter => match &mut self.phase {
                Phase::Syncing(sync) => sync.note_delimiter(),
                _ => self.handle_invalid(ProtocolError::garbage(&[0xFF]))?,
            },
            Frame::Garbage(bytes) => self.handle_invalid(ProtocolError::garbage(bytes))?,
            Frame::Oversized { outline, size } => {
                self.handle_oversized(outline.as_deref(), size, wake)?
            }
        }
        Ok(None)
    }

    /// Handles bytes that belong to no call and no event. With a guest agent, starts a synchronisation. With any other
    /// peer, ends the connection, because the peer does not speak QMP.
    fn handle_invalid(&mut self, error: ProtocolError) -> Result<(), EndReason> {
        match (&mut self.phase, self.settings.protocol) {
            (Phase::Syncing(sync), _) => sync.note_other_message(),
            (_, Protocol::GuestAgent) => {
                log::debug!("synchronising: {}", error.for_log());
                self.synchronise();
            }
            _ => return Err(error.into()),
        }
        Ok(())
    }

    /// Handles a message beyond the limits. If the outline has an id, only this call fails.
    fn handle_oversized(
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
                self.end_call(id, Outcome::Unknown(Cause::Oversized { size }), wake);
                Ok(())
            }
            _ => self.handle_invalid(ProtocolError::TooLarge { size }),
        }
    }

    fn receive_message<'a>(
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
                return Ok(self.accept_event(IncomingEvent {
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
                return Ok(self.accept_event(IncomingEvent {
                    name,
                    data: None,
                    timestamp: Timestamp::UNKNOWN,
                    unreadable: Some(why),
                }));
            }
            Incoming::Greeting(greeting) => self.handle_greeting(greeting),
            Incoming::Reply { id, result } => self.handle_reply(id, result, wake),
            Incoming::Error { id, error } => self.handle_refusal(id, error, wake)?,
            Incoming::Unreadable { id, why, .. } => self.handle_unreadable(id, why, wake),
            Incoming::Unknown => self.handle_invalid(ProtocolError::Unknown)?,
        }
        Ok(None)
    }

    /// Returns the event, or `None` for a guest agent, because the agent protocol has no events, and a guest is not
    /// trusted.
    fn accept_event<'a>(&self, event: IncomingEvent<'a>) -> Option<IncomingEvent<'a>> {
        if self.settings.protocol == Protocol::GuestAgent {
            log::debug!("event from a guest agent dropped");
            return None;
        }
        Some(event)
    }

    fn handle_greeting(&mut self, greeting: Greeting) {
        if !matches!(self.phase, Phase::Greeting) {
            log::debug!("greeting out of place");
            return;
        }
        self.oob_granted = self.settings.oob && greeting.offers_oob();
        let arguments = if self.oob_granted {
            ",\"arguments\":{\"enable\":[\"oob\"]}"
        } else {
            ""
        };
        let id = self.next_free_id();
        self.push_handshake(|to| {
            to.extend_from_slice(b"{\"execute\":\"qmp_capabilities\"");
            to.extend_from_slice(arguments.as_bytes());
            write_end(to, id);
            to.push(b'\n');
        });
        self.greeting = Arc::new(greeting);
        self.phase = Phase::Negotiating(id);
    }

    fn handle_reply(&mut self, id: Option<Id>, result: &RawValue, wake: &mut Vec<W>) {
        let is_sync = match &mut self.phase {
            Phase::Negotiating(own) if id.is_none_or(|id| id == Id::Ours(*own)) => {
                self.phase = Phase::Ready;
                return;
            }
            Phase::Syncing(sync) => sync.is_reply(result.get()),
            _ => false,
        };
        if is_sync {
            return self.finish_sync(wake);
        }
        match self.find_call(id) {
            Some(id) => {
                let outcome = self.success_outcome(result);
                self.end_call(id, outcome, wake);
            }
            None => log::debug!("reply with unknown id dropped"),
        }
    }

    /// Outcome of a successful command. The reply is discarded if too many bytes of other replies are not taken yet.
    fn success_outcome(&self, result: &RawValue) -> Outcome {
        let size = result.get().len();
        let untaken = self.pending.untaken_bytes();
        if untaken > 0 && untaken + size > self.settings.untaken_limit {
            return Outcome::Unknown(Cause::Oversized { size });
        }
        Outcome::Returned(Reply::Json(result.to_owned()))
    }

    fn handle_refusal(
        &mut self,
        id: Option<Id>,
        error: CommandError,
        wake: &mut Vec<W>,
    ) -> Result<(), EndReason> {
        match &mut self.phase {
            Phase::Negotiating(own) if id.is_none_or(|id| id == Id::Ours(*own)) => {
                return Err(EndReason::Negotiation(error.into()));
            }
            Phase::Syncing(sync) => sync.note_other_message(),
            _ => {}
        }
        match (self.find_call(id), id) {
            (Some(id), _) => self.end_call(id, Outcome::Refused(error), wake),
            (None, None) if self.is_ready() => {
                log::debug!("error without id: {}", error.class.for_log());
                let unanswered = self.pending.ids_on_wire();
                self.unattributed = Some(UnattributedError::new(error, unanswered));
            }
            (None, _) => log::debug!("error with unknown id dropped"),
        }
        Ok(())
    }

    /// Handles a reply that is not valid JSON. Only the call with this id fails.
    fn handle_unreadable(&mut self, id: Option<Id>, why: String, wake: &mut Vec<W>) {
        match &mut self.phase {
            Phase::Negotiating(own) if id == Some(Id::Ours(*own)) => {
                self.phase = Phase::Ready;
                return;
            }
            Phase::Syncing(sync) => sync.note_other_message(),
            _ => {}
        }
        match self.find_call(id) {
            Some(id) => self.end_call(id, Outcome::Unreadable(why), wake),
            None => log::debug!("unreadable reply with unknown id dropped"),
        }
    }

    /// Finds the call of a reply. A reply without an id belongs to the only command on the wire, if there is exactly
    /// one command.
    fn find_call(&self, id: Option<Id>) -> Option<u64> {
        match id {
            Some(Id::Ours(id)) => Some(id),
            Some(Id::Foreign) => None,
            None if !self.is_ready() => None,
            None => {
                let mut unanswered = self.pending.ids_on_wire();
                let only = unanswered.next()?;
                unanswered.next().is_none().then_some(only)
            }
        }
    }

    fn end_call(&mut self, id: u64, outcome: Outcome, wake: &mut Vec<W>) {
        let in_band = self.pending.flags(id).is_some_and(|flags| !flags.oob);
        if !self.pending.end_on_wire(id, outcome, wake) {
            log::debug!("reply with unknown id {id} dropped");
            return;
        }
        if in_band {
            self.assume_success_before(id, wake);
        }
        self.attribute_error(id, in_band, wake);
    }

    /// Searches the command that the unattributed error belongs to, after the reply to `answered`.
    fn attribute_error(&mut self, answered: u64, in_band: bool, wake: &mut Vec<W>) {
        let Some(mut error) = self.unattributed.take() else {
            return;
        };
        error.keep_unanswered(|id| self.pending.is_on_wire(id));
        let oob = |id| self.pending.flags(id).is_some_and(|flags| flags.oob);
        match error.find_owner(answered, in_band, oob) {
            Some(id) => {
                let outcome = Outcome::Refused(error.into_error());
                self.pending.end_on_wire(id, outcome, wake);
            }
            None if error.may_find_owner() => self.unattributed = Some(error),
            None => {}
        }
    }

    /// Ends the synchronisation, and all calls on the wire, because the agent sends no more replies to earlier
    /// commands.
    fn finish_sync(&mut self, wake: &mut Vec<W>) {
        self.assume_success_before(u64::MAX, wake);
        for id in self.pending.ids_on_wire().collect::<Vec<_>>() {
            let outcome = Outcome::Unknown(Cause::Skipped);
            self.pending.end_on_wire(id, outcome, wake);
        }
        self.phase = Phase::Ready;
    }
}
