//! Errors without an id, and the command that each belongs to.

use crate::error::CommandError;

/// Error that came without an id while several commands were unanswered.
#[derive(Debug)]
pub(crate) struct UnattributedError {
    error: CommandError,
    /// Commands that may own the error: unanswered when it came, oldest first.
    candidates: Vec<u64>,
}

impl UnattributedError {
    /// Keeps an error, and the commands that were unanswered when it came.
    pub(crate) fn new(error: CommandError, candidates: impl Iterator<Item = u64>) -> Self {
        Self {
            error,
            candidates: candidates.collect(),
        }
    }

    /// Keeps only the candidates that are still unanswered.
    pub(crate) fn retain(&mut self, unanswered: impl Fn(u64) -> bool) {
        self.candidates.retain(|id| unanswered(*id));
    }

    /// True while a later reply may show the owner.
    pub(crate) fn is_open(&self) -> bool {
        !self.candidates.is_empty()
    }

    /// Owner of the error, if the reply to `answered` shows it.
    ///
    /// Replies to in-band commands come in the order of the commands. An older in-band command without a reply therefore
    /// owns the error, and so does the only candidate left.
    pub(crate) fn owner(
        &self,
        answered: u64,
        in_band: bool,
        oob: impl Fn(u64) -> bool,
    ) -> Option<u64> {
        let skipped = self
            .candidates
            .iter()
            .copied()
            .find(|id| in_band && *id < answered && !oob(*id));
        skipped.or(match self.candidates[..] {
            [only] => Some(only),
            _ => None,
        })
    }

    /// The error, for its owner.
    pub(crate) fn into_error(self) -> CommandError {
        self.error
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorClass;

    fn unattributed(candidates: &[u64]) -> UnattributedError {
        let error = CommandError::new(ErrorClass::GenericError, "no");
        UnattributedError::new(error, candidates.iter().copied())
    }

    #[test]
    fn a_later_reply_shows_the_owner() {
        let error = unattributed(&[1, 2, 3]);
        assert_eq!(error.owner(2, true, |_| false), Some(1));
        assert_eq!(error.owner(3, true, |id| id == 1), Some(2));
        assert_eq!(error.owner(1, true, |_| false), None);
        // A reply to an out-of-band command says nothing about the order.
        assert_eq!(error.owner(3, false, |_| false), None);
    }

    #[test]
    fn the_only_candidate_owns_the_error() {
        let mut error = unattributed(&[1, 2]);
        error.retain(|id| id != 1);
        assert!(error.is_open());
        assert_eq!(error.owner(1, false, |_| true), Some(2));
        error.retain(|_| false);
        assert!(!error.is_open());
        assert_eq!(error.owner(2, true, |_| false), None);
    }
}
