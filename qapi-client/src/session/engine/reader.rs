//! The side that reads: the driver, or a reading caller.

use std::time::{Duration, Instant};

/// Length of the grace timer. A woken reading caller that is not polled for one to two such times is late.
const GRACE: Duration = Duration::from_millis(20);

/// The side that is woken when the transport is ready.
///
/// The caller of the only pending call sends its command and reads its reply itself. This saves a switch to the driver
/// and back. No other call ever depends on the reading caller: with a second call, the driver reads.
///
/// | from | input | to |
/// | --- | --- | --- |
/// | driver | a call is submitted, no other call is pending, and its command can be sent at once | caller |
/// | caller | the caller takes the outcome of its call | driver |
/// | caller | the caller drops its call | driver |
/// | caller | another call is submitted | driver |
/// | caller | the caller was woken, and was not polled before the grace timer ended | driver |
/// | caller | the connection is lost | driver |
/// | caller | the session ends | driver |
///
/// Each change to the driver wakes the driver if the caller was woken and has not read since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    Driver,
    Caller { id: u64, wake_state: WakeState },
}

/// State of the wake-up of a reading caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WakeState {
    /// Not woken since the last poll of the caller.
    NotWoken,
    /// Woken while the grace timer was running. The timer ends too early for this wake-up, and is started again.
    WokenAfterTimer,
    /// Woken before the grace timer was started. The caller is late if it is not polled before the timer ends.
    WokenBeforeTimer,
}

/// The reader, and the grace timer that finds a late reading caller.
#[derive(Debug)]
pub(super) struct ReaderRole {
    reader: Reader,
    /// Time at which the grace timer ends; `None` if the timer is not running.
    pub(super) timer_ends_at: Option<Instant>,
}

impl ReaderRole {
    pub(super) fn new() -> Self {
        Self {
            reader: Reader::Driver,
            timer_ends_at: None,
        }
    }

    /// Id of the call of the reading caller; `None` if the driver reads.
    pub(super) fn caller(&self) -> Option<u64> {
        match self.reader {
            Reader::Driver => None,
            Reader::Caller { id, .. } => Some(id),
        }
    }

    /// Makes the caller of `id` the reader.
    pub(super) fn claim(&mut self, id: u64) {
        self.reader = Reader::Caller {
            id,
            wake_state: WakeState::NotWoken,
        };
    }

    /// Makes the driver the reader. Returns true if the caller was woken and has not read since.
    #[must_use = "the driver must be woken"]
    pub(super) fn release(&mut self) -> bool {
        let former = std::mem::replace(&mut self.reader, Reader::Driver);
        matches!(former, Reader::Caller { wake_state, .. } if wake_state != WakeState::NotWoken)
    }

    /// Makes the driver the reader if the caller of `id` is the reader. Returns the result of
    /// [`release`](Self::release).
    #[must_use = "the driver must be woken"]
    pub(super) fn release_by(&mut self, id: u64) -> bool {
        self.caller() == Some(id) && self.release()
    }

    /// Records that the reading caller is woken, and starts the grace timer if it is not running. Returns the end of a
    /// started timer.
    pub(super) fn record_wake(&mut self, now: impl FnOnce() -> Instant) -> Option<Instant> {
        let Reader::Caller { wake_state, .. } = &mut self.reader else {
            return None;
        };
        if self.timer_ends_at.is_some() {
            if *wake_state == WakeState::NotWoken {
                *wake_state = WakeState::WokenAfterTimer;
            }
            return None;
        }
        *wake_state = WakeState::WokenBeforeTimer;
        self.timer_ends_at = now().checked_add(GRACE);
        self.timer_ends_at
    }

    /// Records a poll by the caller of `id`. Returns true if this caller is the reading caller and was woken.
    pub(super) fn record_poll(&mut self, id: u64) -> bool {
        match &mut self.reader {
            Reader::Caller {
                id: own,
                wake_state,
            } if *own == id => {
                std::mem::replace(wake_state, WakeState::NotWoken) != WakeState::NotWoken
            }
            _ => false,
        }
    }

    /// True if the caller of `id` is the reading caller, and was woken since its last poll.
    pub(super) fn is_woken(&self, id: u64) -> bool {
        matches!(self.reader, Reader::Caller { id: own, wake_state } if own == id && wake_state != WakeState::NotWoken)
    }

    /// Handles the end of the grace timer. Returns true if the reading caller is late. In this case the driver is the
    /// reader, and must be woken.
    pub(super) fn run_timer(&mut self, now: Instant) -> bool {
        if self.timer_ends_at.is_none_or(|at| at > now) {
            return false;
        }
        self.timer_ends_at = None;
        match &mut self.reader {
            Reader::Caller {
                wake_state: wake_state @ WakeState::WokenAfterTimer,
                ..
            } => {
                *wake_state = WakeState::WokenBeforeTimer;
                self.timer_ends_at = now.checked_add(GRACE);
                false
            }
            Reader::Caller {
                wake_state: WakeState::WokenBeforeTimer,
                ..
            } => self.release(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_polled_caller_stays_the_reader() {
        let (mut role, start) = (ReaderRole::new(), Instant::now());
        role.claim(7);
        let check = role.record_wake(|| start);
        assert_eq!(check, Some(start + GRACE));
        assert!(role.record_poll(7), "it was woken");
        assert!(!role.record_poll(7), "only once");
        assert!(!role.run_timer(start + GRACE));
        assert_eq!(role.caller(), Some(7));
        assert_eq!(
            role.timer_ends_at, None,
            "no timer while there is nothing to read"
        );
    }

    #[test]
    fn the_driver_replaces_a_late_caller() {
        let (mut role, start) = (ReaderRole::new(), Instant::now());
        role.claim(7);
        assert!(role.record_wake(|| start).is_some());
        assert!(role.record_poll(7));
        let again = role.record_wake(|| unreachable!("no clock is needed"));
        assert_eq!(again, None, "the timer is running");
        assert!(
            !role.run_timer(start + GRACE),
            "woken after the timer started"
        );
        assert_eq!(role.timer_ends_at, Some(start + 2 * GRACE));
        assert!(role.run_timer(start + 2 * GRACE));
        assert_eq!(role.caller(), None);
    }

    #[test]
    fn the_driver_is_woken_if_the_caller_has_not_read() {
        let mut role = ReaderRole::new();
        role.claim(7);
        assert!(!role.release_by(8) && !role.release_by(7));
        role.claim(7);
        assert!(role.record_wake(Instant::now).is_some());
        assert!(role.release_by(7));
    }
}
