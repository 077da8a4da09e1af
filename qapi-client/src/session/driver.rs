//! Driver: the future that moves the bytes of a session.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use super::engine::DriverTask;
use super::link::Link;
use super::reconnect::Dialer;
use crate::error::EndReason;

/// Future that moves the bytes of a session, and returns the reason for the end of the session.
///
/// The session makes progress only while its driver is polled: spawn the driver, or poll it beside the calls. Dropping
/// the driver ends the session.
#[must_use = "a session makes no progress unless its driver is polled"]
#[derive(Debug)]
pub struct Driver {
    link: Arc<Link>,
    dialer: Option<Dialer>,
}

impl Driver {
    pub(super) fn new(link: Arc<Link>, dialer: Option<Dialer>) -> Self {
        Self { link, dialer }
    }

    /// Polls the attempt to connect. Returns true if the attempt has ended.
    fn poll_dialer(&mut self, cx: &mut Context<'_>) -> bool {
        let Some(dialer) = &mut self.dialer else {
            return false;
        };
        match dialer.poll_attempt(cx) {
            Poll::Pending => return false,
            Poll::Ready(Ok(transport)) => self.link.connected(transport),
            Poll::Ready(Err(reason)) => self.link.update(|engine, effects| {
                engine.dial_failed(reason, Instant::now(), effects);
            }),
        }
        true
    }
}

impl Future for Driver {
    type Output = EndReason;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<EndReason> {
        self.link
            .update(|engine, effects| engine.register_driver(cx.waker(), effects));
        loop {
            if self.link.move_bytes() {
                cx.waker().wake_by_ref();
            }
            match self.link.driver_task() {
                DriverTask::MoveBytes => return Poll::Pending,
                DriverTask::Stop(reason) => return Poll::Ready(reason),
                DriverTask::StartDial(limit) => self
                    .dialer
                    .iter_mut()
                    .for_each(|dialer| dialer.start_attempt(limit)),
                DriverTask::PollDial => {}
            }
            if !self.poll_dialer(cx) {
                return Poll::Pending;
            }
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.link.end(EndReason::DriverDropped);
    }
}
