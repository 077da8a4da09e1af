//! What the peer says: whose it is, and what follows from it.

use std::sync::Arc;

use serde_json::value::RawValue;

use super::{Happened, Phase, Protocol, Router, write_end};
use crate::error::{CommandError, EndReason, ProtocolError};
use crate::protocol::frame::{Frame, excerpt};
use crate::protocol::message::{Greeting, Id, Incoming};
use crate::protocol::pending::Answer;
use crate::protocol::stray::Stray;

impl<S> Router<S> {
    /// Takes one frame. Gives what wakes the callers that are answered, and an event to publish.
    ///
    /// # Errors
    /// The connection cannot go on.
    pub(crate) fn receive<'a>(
        &mut self,
        frame: Frame<'a>,
        done: &mut Vec<S>,
    ) -> Result<Option<Happened<'a>>, EndReason> {
        match frame {
            Frame::Message(text) => match Incoming::parse(text) {
                Ok(message) => return self.route(message, done),
                Err(error) => self.unreadable(ProtocolError::Malformed(error.to_string()))?,
            },
            Frame::Delimiter => match &mut self.phase {
                Phase::Syncing(sync) => sync.delimiter(),
                _ => self.unreadable(ProtocolError::Garbage("\\xff".to_owned()))?,
            },
            Frame::Garbage(bytes) => self.unreadable(ProtocolError::Garbage(excerpt(bytes)))?,
            Frame::Oversized { outline, size } => self.oversized(outline.as_deref(), size, done)?,
        }
        Ok(None)
    }

    /// Something that is no message. An agent is synchronised with, other peers are not QMP.
    fn unreadable(&mut self, error: ProtocolError) -> Result<(), EndReason> {
        match (&mut self.phase, self.rules.protocol) {
            (Phase::Syncing(sync), _) => sync.other(),
            (_, Protocol::GuestAgent) => {
                log::debug!("synchronising: {error}");
                self.synchronise();
            }
            _ => return Err(error.into()),
        }
        Ok(())
    }

    /// A message beyond the limits costs one call, if it shows which.
    fn oversized(
        &mut self,
        outline: Option<&[u8]>,
        size: usize,
        done: &mut Vec<S>,
    ) -> Result<(), EndReason> {
        match outline.map(Incoming::parse) {
            Some(Ok(
                Incoming::Reply {
                    id: Some(Id::Ours(id)),
                    ..
                }
                | Incoming::Error {
                    id: Some(Id::Ours(id)),
                    ..
                },
            )) => {
                self.complete(id, Answer::Oversized(size), done);
                Ok(())
            }
            Some(Ok(Incoming::Event { name, .. })) => {
                log::warn!("event {name} of {size} bytes dropped");
                Ok(())
            }
            _ => self.unreadable(ProtocolError::TooLarge { size }),
        }
    }

    fn route<'a>(
        &mut self,
        message: Incoming<'a>,
        done: &mut Vec<S>,
    ) -> Result<Option<Happened<'a>>, EndReason> {
        match message {
            Incoming::Event {
                name,
                data,
                timestamp,
            } => {
                return Ok(Some(Happened {
                    name,
                    data,
                    timestamp,
                }));
            }
            Incoming::Greeting(greeting) => self.greet(greeting),
            Incoming::Reply { id, result } => self.reply(id, result, done),
            Incoming::Error { id, error } => self.refusal(id, error, done)?,
            Incoming::Unknown => self.unreadable(ProtocolError::Unknown)?,
        }
        Ok(None)
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
        let id = self.id();
        self.out.push(Vec::new(), |to| {
            to.extend_from_slice(b"{\"execute\":\"qmp_capabilities\"");
            to.extend_from_slice(arguments.as_bytes());
            write_end(to, id);
        });
        self.greeting = Some(greeting);
        self.phase = Phase::Negotiating(id);
    }

    fn reply(&mut self, id: Option<Id>, result: &RawValue, done: &mut Vec<S>) {
        let is_sync = match &mut self.phase {
            Phase::Negotiating(own) if id.is_none_or(|id| id == Id::Ours(*own)) => {
                return self.ready();
            }
            Phase::Syncing(sync) => sync.is_answer(result.get()),
            _ => false,
        };
        if is_sync {
            return self.synchronised(done);
        }
        match self.whose(id) {
            Some(id) => self.complete(id, Answer::Return(result.to_owned()), done),
            None => log::debug!("reply with unknown id dropped"),
        }
    }

    fn refusal(
        &mut self,
        id: Option<Id>,
        error: CommandError,
        done: &mut Vec<S>,
    ) -> Result<(), EndReason> {
        match &mut self.phase {
            Phase::Negotiating(own) if id.is_none_or(|id| id == Id::Ours(*own)) => {
                return Err(EndReason::Negotiation(Arc::new(error)));
            }
            Phase::Syncing(sync) => sync.other(),
            _ => {}
        }
        match (self.whose(id), id) {
            (Some(id), _) => self.complete(id, Answer::Error(error), done),
            (None, None) if self.is_ready() => {
                log::debug!("error without id: {}", error.class);
                self.stray = Some(Stray::new(
                    error,
                    self.pending.unanswered().map(|(id, _)| id),
                ));
            }
            (None, _) => log::debug!("error with unknown id dropped"),
        }
        Ok(())
    }

    /// The command that an answer with this `id` belongs to; without an id only if it can be but one.
    fn whose(&self, id: Option<Id>) -> Option<u64> {
        match id {
            Some(Id::Ours(id)) => Some(id),
            Some(Id::Foreign) => None,
            None if !self.is_ready() => None,
            None => {
                let mut unanswered = self.pending.unanswered();
                let only = unanswered.next()?.0;
                unanswered.next().is_none().then_some(only)
            }
        }
    }

    fn complete(&mut self, id: u64, answer: Answer, done: &mut Vec<S>) {
        let in_band = self.pending.get(id).is_some_and(|entry| !entry.manner.oob);
        if !self.pending.complete(id, answer, done) {
            log::debug!("answer with unknown id {id} dropped");
            return;
        }
        if in_band {
            self.answered += 1;
            self.complete_silent(id, done);
        }
        self.settle_stray(id, in_band, done);
        self.pump();
    }

    /// `answered` was answered: perhaps it is now clear whose an error without id was.
    fn settle_stray(&mut self, answered: u64, in_band: bool, done: &mut Vec<S>) {
        let Some(mut stray) = self.stray.take() else {
            return;
        };
        stray.retain(|id| self.pending.is_unanswered(id));
        let oob = |id| self.pending.get(id).is_some_and(|entry| entry.manner.oob);
        match stray.culprit(answered, in_band, oob) {
            Some(id) => {
                self.pending
                    .complete(id, Answer::Error(stray.into_error()), done);
            }
            None if stray.is_open() => self.stray = Some(stray),
            None => {}
        }
    }

    /// The agent has answered all it ever will of what was sent before.
    fn synchronised(&mut self, done: &mut Vec<S>) {
        self.complete_silent(u64::MAX, done);
        let lost: Vec<u64> = self.pending.unanswered().map(|(id, _)| id).collect();
        for id in lost {
            self.pending.complete(id, Answer::Skipped, done);
        }
        self.ready();
    }
}
