//! Unattributed errors: error replies without an id, and the search for the command that failed.

use crate::error::CommandError;

/// Error reply without an id, received while several commands were unanswered.
#[derive(Debug)]
pub(crate) struct UnattributedError {
    error: CommandError,
    /// Commands that the error may belong to: the commands that were unanswered when the error arrived, oldest first.
    candidates: Vec<u64>,
}

impl UnattributedError {
    /// Creates an unattributed error. `candidates` are the unanswered commands.
    pub(crate) fn new(error: CommandError, candidates: impl Iterator<Item = u64>) -> Self {
        Self {
            error,
            candidates: candidates.collect(),
        }
    }

    /// Removes candidates that are no longer unanswered.
    pub(crate) fn keep_unanswered(&mut self, unanswered: impl Fn(u64) -> bool) {
        self.candidates.retain(|id| unanswered(*id));
    }

    /// Whether a later reply can still tell which command failed.
    pub(crate) fn may_find_owner(&self) -> bool {
        !self.candidates.is_empty()
    }

    /// Finds the command that failed, if the reply to `answered` tells which.
    ///
    /// In-band replies arrive in the order of the commands. The error therefore belongs to an older in-band command
    /// without a reply, or to the only remaining candidate.
    pub(crate) fn find_owner(
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

    /// Returns the error.
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
    fn a_later_reply_tells_which_command_failed() {
        let error = unattributed(&[1, 2, 3]);
        assert_eq!(error.find_owner(2, true, |_| false), Some(1));
        assert_eq!(error.find_owner(3, true, |id| id == 1), Some(2));
        assert_eq!(error.find_owner(1, true, |_| false), None);
        // A reply to an out-of-band command can arrive before replies to older commands.
        assert_eq!(error.find_owner(3, false, |_| false), None);
    }

    #[test]
    fn the_error_belongs_to_the_only_candidate() {
        let mut error = unattributed(&[1, 2]);
        error.keep_unanswered(|id| id != 1);
        assert!(error.may_find_owner());
        assert_eq!(error.find_owner(1, false, |_| true), Some(2));
        error.keep_unanswered(|_| false);
        assert!(!error.may_find_owner());
        assert_eq!(error.find_owner(2, true, |_| false), None);
    }
}
