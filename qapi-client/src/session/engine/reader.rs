//! The side that reads: the driver, or a reading caller.

use std::time::{Duration, Instant};

/// Time in which a woken reading caller must be polled. The driver reads after one to two such times.
const GRACE: Duration = Duration::from_millis(20);

/// The side that is woken when the transport is ready.
///
/// The caller of the only pending call sends its command and reads its reply itself. This saves a switch to the driver
/// and back. No other call ever depends on the reading caller: with a second call, the driver reads.
///
/// | from | input | to |
/// | --- | --- | --- |
/// | driver | a call is submitted while no other is pending | caller |
/// | caller | the call ends or is dropped | driver |
/// | caller | another call is submitted | driver |
/// | caller | the caller was woken and is not polled in time | driver |
///
/// Each change to the driver wakes the driver if something is left to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    Driver,
    Caller { id: u64, woken: Woken },
}

/// State of the wake-up of a reading caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Woken {
    /// Not woken since its last poll.
    No,
    /// Woken.
    Yes,
    /// Woken, and not polled by the next check: the driver reads then.
    Late,
}

/// The reader, and the check that a woken reading caller is polled.
#[derive(Debug)]
pub(super) struct Reading {
    reader: Reader,
    /// Time of the next check that the reading caller was polled.
    pub(super) check_at: Option<Instant>,
}

impl Reading {
    pub(super) fn new() -> Self {
        Self {
            reader: Reader::Driver,
            check_at: None,
        }
    }

    /// Id of the reading caller's call.
    pub(super) fn caller(&self) -> Option<u64> {
        match self.reader {
            Reader::Driver => None,
            Reader::Caller { id, .. } => Some(id),
        }
    }

    /// Claims the role of the reader for the caller of `id`.
    pub(super) fn claim(&mut self, id: u64) {
        self.reader = Reader::Caller {
            id,
            woken: Woken::No,
        };
    }

    /// Gives the role of the reader back to the driver. True if something is left to read.
    #[must_use = "the driver must be woken"]
    pub(super) fn release(&mut self) -> bool {
        let former = std::mem::replace(&mut self.reader, Reader::Driver);
        matches!(former, Reader::Caller { woken, .. } if woken != Woken::No)
    }

    /// Like [`release`](Self::release), if the caller of `id` is the reading caller.
    #[must_use = "the driver must be woken"]
    pub(super) fn release_by(&mut self, id: u64) -> bool {
        self.caller() == Some(id) && self.release()
    }

    /// Records that the reading caller is woken to read. Returns the time of a new check, if none is planned yet.
    pub(super) fn wake(&mut self, now: impl FnOnce() -> Instant) -> Option<Instant> {
        let Reader::Caller { woken, .. } = &mut self.reader else {
            return None;
        };
        if self.check_at.is_some() {
            if *woken == Woken::No {
                *woken = Woken::Yes;
            }
            return None;
        }
        // The new check comes late enough for this wake-up.
        *woken = Woken::Late;
        self.check_at = now().checked_add(GRACE);
        self.check_at
    }

    /// Records a poll by the caller of `id`. True if this caller is the reading caller and was woken.
    pub(super) fn polled(&mut self, id: u64) -> bool {
        match &mut self.reader {
            Reader::Caller { id: own, woken } if *own == id => {
                std::mem::replace(woken, Woken::No) != Woken::No
            }
            _ => false,
        }
    }

    /// True if the caller of `id` is the reading caller, and was woken since its last poll.
    pub(super) fn is_woken(&self, id: u64) -> bool {
        matches!(self.reader, Reader::Caller { id: own, woken } if own == id && woken != Woken::No)
    }

    /// Checks that the woken reading caller was polled in time. True if it was not, at two checks: the driver reads from now
    /// on, and must be woken.
    pub(super) fn check(&mut self, now: Instant) -> bool {
        if self.check_at.is_none_or(|at| at > now) {
            return false;
        }
        self.check_at = None;
        match &mut self.reader {
            Reader::Caller {
                woken: woken @ Woken::Yes,
                ..
            } => {
                *woken = Woken::Late;
                self.check_at = now.checked_add(GRACE);
                false
            }
            Reader::Caller {
                woken: Woken::Late, ..
            } => self.release(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_that_comes_keeps_reading() {
        let (mut reading, start) = (Reading::new(), Instant::now());
        reading.claim(7);
        let check = reading.wake(|| start);
        assert_eq!(check, Some(start + GRACE));
        assert!(reading.polled(7), "it was woken");
        assert!(!reading.polled(7), "only once");
        assert!(!reading.check(start + GRACE));
        assert_eq!(reading.caller(), Some(7));
        assert_eq!(
            reading.check_at, None,
            "no check while nothing is to be read"
        );
    }

    #[test]
    fn a_caller_that_does_not_come_gives_way_to_the_driver() {
        let (mut reading, start) = (Reading::new(), Instant::now());
        reading.claim(7);
        assert!(reading.wake(|| start).is_some());
        assert!(reading.polled(7));
        let again = reading.wake(|| unreachable!("no clock is needed"));
        assert_eq!(again, None, "a check is planned already");
        assert!(!reading.check(start + GRACE), "perhaps woken just now");
        assert_eq!(reading.check_at, Some(start + 2 * GRACE));
        assert!(reading.check(start + 2 * GRACE));
        assert_eq!(reading.caller(), None);
    }

    #[test]
    fn the_driver_takes_over_what_is_left_to_read() {
        let mut reading = Reading::new();
        reading.claim(7);
        assert!(!reading.release_by(8) && !reading.release_by(7));
        reading.claim(7);
        assert!(reading.wake(Instant::now).is_some());
        assert!(reading.release_by(7));
    }
}
