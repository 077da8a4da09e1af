//! Wait for the end of a machine.

use std::pin::pin;

use futures_util::StreamExt;
use futures_util::future::{Either, select};

use super::exit::{Exit, ShutdownStep};
use super::life::LifeEvent;
use crate::error::{EndReason, EventError};
use crate::qmp::ShutdownCause;
use crate::session::{EventStream, Session};

/// Wait for the end of a machine, from the subscription to the end of its process.
pub(super) struct Ending {
    session: Session,
    events: EventStream<LifeEvent>,
    cause: Option<ShutdownCause>,
}

impl Ending {
    pub(super) fn new(session: &Session) -> Self {
        Self {
            session: session.clone(),
            events: session.subscribe(),
            cause: None,
        }
    }

    /// Waits until the connection is lost (error), or until QEMU has stopped a machine that is off. Cancel-safe.
    async fn stops(&mut self) -> Result<(), EndReason> {
        let session = self.session.clone();
        let mut lost = pin!(session.lost());
        loop {
            let item = match select(self.events.next(), lost.as_mut()).await {
                Either::Left((item, _)) => item,
                Either::Right((reason, _)) => return self.drain(reason),
            };
            match item {
                Some(Ok(event)) => match event.event {
                    // QEMU stops the machine after its shutdown only if it does not exit.
                    LifeEvent::Stop if self.cause.is_some() => return Ok(()),
                    event => self.note(event),
                },
                Some(Err(EventError::Gap { reason } | EventError::Closed(reason))) => {
                    return Err(reason);
                }
                Some(Err(_)) => {}
                None => return Err(session.closed().await),
            }
        }
    }

    /// Reads the events that arrived before the end of the connection.
    fn drain(&mut self, reason: EndReason) -> Result<(), EndReason> {
        while let Some(Ok(event)) = self.events.try_next() {
            self.note(event.event);
        }
        Err(reason)
    }

    fn note(&mut self, event: LifeEvent) {
        if let LifeEvent::Shutdown(shutdown) = event {
            self.cause.get_or_insert(shutdown.reason);
        }
    }

    /// Waits for the end of the machine. Cancel-safe.
    pub(super) async fn exit(&mut self, step: Option<ShutdownStep>) -> Exit {
        let end = self.stops().await.err();
        self.exit_now(step, end)
    }

    /// True if QEMU has announced the shutdown.
    pub(super) fn is_off(&self) -> bool {
        self.cause.is_some()
    }

    pub(super) fn exit_now(&self, step: Option<ShutdownStep>, end: Option<EndReason>) -> Exit {
        Exit {
            cause: self.cause.clone(),
            step,
            end,
        }
    }
}
