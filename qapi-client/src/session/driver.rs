//! The future that moves the bytes of a session.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use super::redial::Redial;
use super::shared::Shared;
use crate::error::EndReason;
use crate::protocol::Protocol;
use crate::time::Sleep;

/// How long to wait for the answer to the first synchronisation before another one is tried.
const FIRST_SYNC: Duration = Duration::from_secs(1);

/// The wait between synchronisations doubles up to this.
const LAST_SYNC: Duration = Duration::from_secs(16);

/// Moves the bytes of a session until it ends, and tells why it ended.
///
/// It must be polled for the session to live: spawn it, or poll it beside the calls. Dropping it ends the session.
#[must_use = "a session does not move unless its driver is polled"]
#[derive(Debug)]
pub struct Driver {
    shared: Arc<Shared>,
    protocol: Protocol,
    greeting_deadline: Duration,
    greeting: Option<Pin<Box<Sleep>>>,
    redial: Option<Redial>,
    sync: Option<Pin<Box<Sleep>>>,
    sync_wait: Duration,
}

impl Driver {
    pub(crate) fn new(
        shared: Arc<Shared>,
        protocol: Protocol,
        greeting_deadline: Duration,
        redial: Option<Redial>,
    ) -> Self {
        Self {
            shared,
            protocol,
            greeting_deadline,
            greeting: Some(Box::pin(Sleep::new(greeting_deadline))),
            redial,
            sync: None,
            sync_wait: FIRST_SYNC,
        }
    }

    /// Ends a session whose peer does not say what it must say first.
    fn poll_greeting(&mut self, cx: &mut Context<'_>, is_ready: bool) {
        let Some(sleep) = &mut self.greeting else {
            return;
        };
        let after = self.greeting_deadline;
        if is_ready {
            self.greeting = None;
            self.redial.iter_mut().for_each(Redial::is_ready);
        } else if sleep.as_mut().poll(cx).is_ready() {
            self.greeting = None;
            self.shared.end(match self.protocol {
                Protocol::GuestAgent => EndReason::NoAgent(after),
                Protocol::Qmp | Protocol::Bare => EndReason::NoGreeting(after),
            });
        }
    }

    /// Repeats a synchronisation that is not answered: the agent may have been restarted in between.
    fn poll_sync(&mut self, cx: &mut Context<'_>, is_syncing: bool) {
        if !is_syncing {
            self.sync = None;
            self.sync_wait = FIRST_SYNC;
            return;
        }
        loop {
            let wait = self.sync_wait;
            let sleep = self.sync.get_or_insert_with(|| Box::pin(Sleep::new(wait)));
            if sleep.as_mut().poll(cx).is_pending() {
                return;
            }
            self.sync = None;
            self.sync_wait = (wait * 2).min(LAST_SYNC);
            self.shared.core().router.synchronise();
            self.shared.drive_for_driver();
        }
    }
}

impl Driver {
    /// Looks for a new connection after one was lost. True if the session goes on, or has ended, now.
    fn poll_redial(&mut self, cx: &mut Context<'_>, reason: &EndReason) -> bool {
        let found = match &mut self.redial {
            Some(redial) => redial.poll(cx, reason),
            None => Poll::Ready(Err(reason.clone())),
        };
        match found {
            Poll::Pending => return false,
            Poll::Ready(Ok(transport)) => {
                self.greeting = Some(Box::pin(Sleep::new(self.greeting_deadline)));
                self.sync = None;
                self.sync_wait = FIRST_SYNC;
                self.shared.resume(transport);
            }
            Poll::Ready(Err(reason)) => self.shared.give_up(reason),
        }
        true
    }
}

impl Future for Driver {
    type Output = EndReason;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<EndReason> {
        self.shared.attend(cx);
        loop {
            if self.shared.drive() {
                cx.waker().wake_by_ref();
            }
            let core = self.shared.core();
            let (is_ready, is_syncing) = (core.router.is_ready(), core.router.is_syncing());
            let (ended, lost) = (core.ended.clone(), core.lost.clone());
            drop(core);
            if let Some(reason) = ended {
                return Poll::Ready(reason);
            }
            if let Some(reason) = lost {
                if !self.poll_redial(cx, &reason) {
                    return Poll::Pending;
                }
                continue;
            }
            self.poll_greeting(cx, is_ready);
            self.poll_sync(cx, is_syncing);
            let core = self.shared.core();
            if core.ended.is_none() && core.lost.is_none() {
                return Poll::Pending;
            }
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.shared.end(EndReason::DriverDropped);
    }
}
