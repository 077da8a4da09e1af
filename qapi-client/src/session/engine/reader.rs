//! The side that reads: the driver, or a lone caller in its place.

use std::time::{Duration, Instant};

/// How long a reading caller that was woken may take to come before the driver reads in its place; at most twice that.
const GRACE: Duration = Duration::from_millis(20);

/// The side that is woken when the transport is ready.
///
/// A caller whose call is the only one sends its command and reads its reply itself, so that it needs no switch to the
/// driver and back. Nobody else depends on it: with a second call, the driver reads.
///
/// | from | input | to |
/// | --- | --- | --- |
/// | driver | a lone call is submitted | caller |
/// | caller | its call ends or is dropped | driver |
/// | caller | another call is submitted | driver |
/// | caller | it was woken and does not come | driver |
///
/// The driver is woken at each change to it that leaves something to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    Driver,
    Caller { id: u64, woken: Woken },
}

/// Whether a reading caller has come since it was woken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Woken {
    /// It was not woken, or has come.
    No,
    Yes,
    /// It had not come at the latest check.
    Late,
}

/// The reader, and the check that a reading caller comes.
#[derive(Debug)]
pub(super) struct Reading {
    reader: Reader,
    /// When to look whether the reading caller has come.
    pub(super) check_at: Option<Instant>,
}

impl Reading {
    pub(super) fn new() -> Self {
        Self {
            reader: Reader::Driver,
            check_at: None,
        }
    }

    /// The caller that reads.
    pub(super) fn caller(&self) -> Option<u64> {
        match self.reader {
            Reader::Driver => None,
            Reader::Caller { id, .. } => Some(id),
        }
    }

    /// The lone caller of `id` reads from now on.
    pub(super) fn claim(&mut self, id: u64) {
        self.reader = Reader::Caller {
            id,
            woken: Woken::No,
        };
    }

    /// The driver reads from now on. True if there is something to read.
    #[must_use = "the driver is to be woken"]
    pub(super) fn release(&mut self) -> bool {
        let former = std::mem::replace(&mut self.reader, Reader::Driver);
        matches!(former, Reader::Caller { woken, .. } if woken != Woken::No)
    }

    /// As [`release`](Self::release), if the caller of `id` reads.
    #[must_use = "the driver is to be woken"]
    pub(super) fn release_by(&mut self, id: u64) -> bool {
        self.caller() == Some(id) && self.release()
    }

    /// There is something to read. Returns when to check that the reading caller has come, if a check is to be planned.
    pub(super) fn wake(&mut self, now: impl FnOnce() -> Instant) -> Option<Instant> {
        let Reader::Caller { woken, .. } = &mut self.reader else {
            return None;
        };
        if *woken == Woken::No {
            *woken = Woken::Yes;
        }
        if self.check_at.is_some() {
            return None;
        }
        self.check_at = now().checked_add(GRACE);
        self.check_at
    }

    /// The caller of `id` has come. True if it is the reader and was woken.
    pub(super) fn come(&mut self, id: u64) -> bool {
        match &mut self.reader {
            Reader::Caller { id: own, woken } if *own == id => {
                std::mem::replace(woken, Woken::No) != Woken::No
            }
            _ => false,
        }
    }

    /// True if the caller of `id` is the reader, and was woken since it last came.
    pub(super) fn is_woken(&self, id: u64) -> bool {
        matches!(self.reader, Reader::Caller { id: own, woken } if own == id && woken != Woken::No)
    }

    /// Checks that the reading caller has come. True if it has not, twice: the driver reads now, and is to be woken.
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
        assert!(reading.come(7), "it was woken");
        assert!(!reading.come(7), "only once");
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
        assert!(reading.come(7));
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
