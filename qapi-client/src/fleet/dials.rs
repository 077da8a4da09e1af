//! Dials: connections that a fleet is making.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures_util::future::AbortHandle;

/// Connections that a fleet is making, at most one for each name.
#[derive(Default)]
pub(super) struct Dials {
    by_name: BTreeMap<Arc<str>, Dial>,
    next_number: u64,
}

/// A connection that is being made. Dropping the dial stops the attempts, and wakes their task.
pub(super) struct Dial {
    /// Number that distinguishes the dial from an earlier dial with the same name.
    number: u64,
    task: AbortHandle,
}

impl Drop for Dial {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Dials {
    /// Starts a dial, and returns its number and the dial that it replaces.
    pub(super) fn start(&mut self, name: &Arc<str>, task: AbortHandle) -> (u64, Option<Dial>) {
        let number = self.next_number;
        self.next_number += 1;
        let dial = Dial { number, task };
        (number, self.by_name.insert(Arc::clone(name), dial))
    }

    #[must_use = "drop the dial after unlocking"]
    pub(super) fn remove(&mut self, name: &str) -> Option<Dial> {
        self.by_name.remove(name)
    }

    /// Removes the dial with this number. Returns `None` if the dial was stopped in the meantime.
    pub(super) fn remove_finished(&mut self, name: &str, number: u64) -> Option<Dial> {
        self.by_name
            .get(name)
            .filter(|dial| dial.number == number)?;
        self.by_name.remove(name)
    }
}
