//! Synchronisation with a guest agent: QMP specification, "QGA Synchronization".
//!
//! A 0xFF voids what the agent has read so far, with an error as echo; `guest-sync-delimited` answers with a 0xFF and the
//! number it was given. Whatever comes before that, of this client or of a former one, is not for us.

/// The largest number an agent takes.
const MAX_NUMBER: u64 = i64::MAX as u64;

/// A synchronisation under way.
#[derive(Debug)]
pub(crate) struct Sync {
    number: u64,
    delimited: bool,
}

impl Sync {
    /// A synchronisation with this number, which must not have been used before.
    pub(crate) fn new(random: u64) -> Self {
        Self {
            number: random & MAX_NUMBER,
            delimited: false,
        }
    }

    /// The request, which starts by voiding what came before it.
    pub(crate) fn write(&self, to: &mut Vec<u8>) {
        let Self { number, .. } = self;
        to.push(0xFF);
        to.extend_from_slice(
            format!("{{\"execute\":\"guest-sync-delimited\",\"arguments\":{{\"id\":{number}}}}}\n")
                .as_bytes(),
        );
    }

    /// A 0xFF came.
    pub(crate) fn delimiter(&mut self) {
        self.delimited = true;
    }

    /// A message came; true if it is the answer to this synchronisation and not to an earlier one.
    pub(crate) fn is_answer(&mut self, result: &str) -> bool {
        std::mem::take(&mut self.delimited) && result.parse() == Ok(self.number)
    }

    /// A message came that cannot be the answer.
    pub(crate) fn other(&mut self) {
        self.delimited = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_own_number_behind_a_delimiter_is_the_answer() {
        let mut sync = Sync::new(u64::MAX);
        let own = i64::MAX.to_string();
        assert!(!sync.is_answer(&own), "without delimiter");
        sync.delimiter();
        assert!(!sync.is_answer("7"), "of an earlier one");
        assert!(
            !sync.is_answer(&own),
            "the delimiter was that of another message"
        );
        sync.delimiter();
        sync.other();
        assert!(!sync.is_answer(&own), "an error stood between");
        sync.delimiter();
        assert!(sync.is_answer(&own));
    }

    #[test]
    fn the_request_voids_what_came_before_it() {
        let mut to = Vec::new();
        Sync::new(5).write(&mut to);
        assert_eq!(
            to,
            b"\xFF{\"execute\":\"guest-sync-delimited\",\"arguments\":{\"id\":5}}\n"
        );
    }
}
