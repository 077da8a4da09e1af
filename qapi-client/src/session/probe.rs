//! Busy is not dead: asking a late peer out-of-band whether it is still there.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use super::Session;
use crate::error::Health;
use crate::protocol::{Answer, Manner, Request};
use crate::time::Sleep;

/// An out-of-band command without effect. Whatever the peer answers, a refusal as well, it is alive.
const HEAD: &[u8] = b"{\"exec-oob\":\"query-yank\"";

/// What a probe found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Finding {
    Alive,
    Stuck,
    Gone,
}

/// An out-of-band question under way.
#[derive(Debug)]
pub(crate) struct Probe {
    session: Session,
    id: u64,
    deadline: Pin<Box<Sleep>>,
}

impl Probe {
    /// Asks; `None` if the peer granted no out-of-band execution or the session has ended.
    pub(crate) fn start(session: &Session, cx: &Context<'_>) -> Option<Self> {
        let shared = session.shared();
        let mut core = shared.core();
        if core.ended.is_some() || !core.router.is_ready() || !core.router.has_oob() {
            return None;
        }
        let manner = Manner {
            oob: true,
            ..Manner::default()
        };
        let request = Request {
            head: HEAD,
            manner,
            descriptors: Vec::new(),
        };
        let id = core.router.submit(request, Some(cx.waker().clone()));
        drop(core);
        shared.drive_for_driver();
        let deadline = Box::pin(Sleep::new(session.settings().probe_deadline));
        Some(Self {
            session: session.clone(),
            id,
            deadline,
        })
    }

    /// Waits for the answer, at most until the probe's own deadline.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Finding> {
        let mut core = self.session.shared().core();
        if let Some(answer) = core.router.take_answer(self.id) {
            drop(core);
            return Poll::Ready(match answer {
                Answer::Skipped => Finding::Stuck,
                Answer::Lost(_) => Finding::Gone,
                _ => Finding::Alive,
            });
        }
        if core.ended.is_some() {
            return Poll::Ready(Finding::Gone);
        }
        let former = core
            .router
            .slot(self.id)
            .and_then(|slot| slot.replace(cx.waker().clone()));
        drop(core);
        drop(former);
        self.deadline.as_mut().poll(cx).map(|()| Finding::Stuck)
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        let left = self.session.shared().core().router.abandon(self.id);
        // Without the lock, as the waker in it may be the last to hold a task.
        drop(left);
    }
}

/// Asks whether the peer is there and whether it owes replies.
pub(crate) async fn health(session: &Session) -> Health {
    let mut probe = None;
    let finding = poll_fn(|cx| {
        if probe.is_none() {
            probe = Probe::start(session, cx);
        }
        match &mut probe {
            Some(probe) => probe.poll(cx).map(Some),
            None => Poll::Ready(None),
        }
    })
    .await;
    let core = session.shared().core();
    match finding {
        _ if core.ended.is_some() || core.lost.is_some() => Health::Gone,
        None => Health::Unknown,
        Some(Finding::Gone) => Health::Gone,
        Some(Finding::Stuck) => Health::Stuck,
        Some(Finding::Alive) => match core.owing() {
            Some(since) => Health::Busy { since },
            None => Health::Idle,
        },
    }
}

/// What a call does at its deadline.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Patience {
    /// How long in all a call may take while its peer is busy.
    pub(crate) while_busy: Duration,
}

impl Patience {
    /// How much longer to wait for a peer that is busy, for a call with this deadline that began so long ago.
    pub(crate) fn more(self, deadline: Duration, elapsed: Duration) -> Option<Duration> {
        let left = self.while_busy.checked_sub(elapsed)?;
        (!left.is_zero()).then(|| left.min(deadline))
    }
}
