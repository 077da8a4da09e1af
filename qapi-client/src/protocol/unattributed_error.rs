//! An error without id: whose it may be.

use crate::error::CommandError;

/// An error that came without id, while several commands were unanswered.
#[derive(Debug)]
pub(crate) struct UnattributedError {
    error: CommandError,
    /// The commands that were unanswered when it came, oldest first.
    candidates: Vec<u64>,
}

impl UnattributedError {
    pub(crate) fn new(error: CommandError, candidates: impl Iterator<Item = u64>) -> Self {
        Self {
            error,
            candidates: candidates.collect(),
        }
    }

    /// Keeps those that are still unanswered.
    pub(crate) fn retain(&mut self, unanswered: impl Fn(u64) -> bool) {
        self.candidates.retain(|id| unanswered(*id));
    }

    /// True while it can still become clear whose it is.
    pub(crate) fn is_open(&self) -> bool {
        !self.candidates.is_empty()
    }

    /// The command that it must belong to, now that `answered` was answered.
    ///
    /// In-band replies come in the order of the commands, so that an older in-band command has been passed by;
    /// and if but one is left, it is that.
    pub(crate) fn owner(
        &self,
        answered: u64,
        in_band: bool,
        oob: impl Fn(u64) -> bool,
    ) -> Option<u64> {
        let passed_by = self
            .candidates
            .iter()
            .copied()
            .find(|id| in_band && *id < answered && !oob(*id));
        passed_by.or(match self.candidates[..] {
            [only] => Some(only),
            _ => None,
        })
    }

    pub(crate) fn into_error(self) -> CommandError {
        self.error
    }
}
