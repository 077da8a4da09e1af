//! Who reads: the driver, or a lone caller in its place.
//!
//! A caller whose command is the only one on the wire sends it and reads its reply itself, so that it needs no switch to
//! the driver and back. What the transport wakes is always the same; that decides whom to tell. A caller that was told
//! and does not come, since its future is held without being polled, is replaced by the driver.

use std::sync::{Arc, Weak};
use std::task::{Wake, Waker};
use std::time::Duration;

use super::shared::{Core, Shared};
use crate::time;

/// How long a caller that was told to read may take until the driver reads in its place.
const PATIENCE: Duration = Duration::from_millis(20);

/// The caller that reads its own reply, so that a lone caller needs no switch to the driver and back.
#[derive(Default)]
pub(super) struct Leader {
    id: Option<u64>,
    waker: Option<Waker>,
    /// It was told that there is something to read.
    told: bool,
    /// It had not come to read at the last tick.
    late: bool,
    ticking: bool,
}

/// What is to be done, without the lock, after a leader has gone: the driver woken, the leader's waker dropped, which
/// may drop a task and what it owns.
#[derive(Default)]
#[must_use = "to be dropped once `core` is unlocked"]
pub(crate) struct StepDown {
    driver: Option<Waker>,
    _former: Option<Waker>,
}

impl Drop for StepDown {
    fn drop(&mut self) {
        if let Some(driver) = self.driver.take() {
            driver.wake();
        }
    }
}

/// Wakes whoever reads next.
struct OnIo(Weak<Shared>);

/// Looks after leaders that do not come.
struct OnTick(Weak<Shared>);

/// Wakes whoever reads next.
pub(super) fn on_io(shared: &Weak<Shared>) -> Waker {
    Arc::new(OnIo(shared.clone())).into()
}

/// Wakes what looks after leaders that do not come.
pub(super) fn on_tick(shared: &Weak<Shared>) -> Waker {
    Arc::new(OnTick(shared.clone())).into()
}

impl Shared {
    /// Makes the caller of `id` the one that is told when there is something to read.
    #[must_use = "to be dropped once `core` is unlocked"]
    pub(crate) fn lead(&self, core: &mut Core, id: u64, waker: &Waker) -> Option<Waker> {
        let ticking = std::mem::replace(&mut core.leader.ticking, true);
        let leader = Leader {
            id: Some(id),
            waker: Some(waker.clone()),
            told: false,
            late: false,
            ticking: true,
        };
        let former = std::mem::replace(&mut core.leader, leader);
        if !ticking {
            time::wake_after(PATIENCE, self.on_tick.clone());
        }
        former.waker
    }
}

impl Core {
    /// True if the caller of `id` is the one that reads.
    pub(crate) fn is_led_by(&self, id: u64) -> bool {
        self.leader.id == Some(id)
    }

    /// The caller of `id` reads no more. Wakes the driver, once unlocked, if there is something left to read.
    pub(crate) fn step_down(&mut self, id: u64) -> StepDown {
        if !self.is_led_by(id) {
            return StepDown::default();
        }
        self.leader.id = None;
        let left = std::mem::take(&mut self.leader.told);
        StepDown {
            driver: left.then(|| self.driver_to_wake()).flatten(),
            _former: self.leader.waker.take(),
        }
    }

    /// There is something to read: whom to tell.
    fn reader(&mut self) -> Option<Waker> {
        if self.leader.id.is_some() {
            self.leader.told = true;
            return self.leader.waker.clone();
        }
        self.driver_to_wake()
    }

    /// The leader came. True if it was told that there is something to read.
    pub(crate) fn leader_came(&mut self) -> bool {
        self.leader.late = false;
        std::mem::take(&mut self.leader.told)
    }

    /// Looks after the leader. True if it wants to look again later.
    fn tick(&mut self, wake: &mut Option<Waker>) -> bool {
        let leader = &mut self.leader;
        if leader.id.is_none() || self.ended.is_some() {
            leader.ticking = false;
            return false;
        }
        if leader.told && std::mem::replace(&mut leader.late, true) {
            leader.id = None;
            leader.told = false;
            *wake = self.driver_to_wake();
        }
        true
    }
}

impl Wake for OnIo {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if let Some(shared) = self.0.upgrade() {
            let reader = shared.core().reader();
            if let Some(waker) = reader {
                waker.wake();
            }
        }
    }
}

impl Wake for OnTick {
    fn wake(self: Arc<Self>) {
        let Some(shared) = self.0.upgrade() else {
            return;
        };
        let mut wake = None;
        let again = shared.core().tick(&mut wake);
        if again {
            time::wake_after(PATIENCE, shared.on_tick.clone());
        }
        if let Some(waker) = wake {
            waker.wake();
        }
    }
}
