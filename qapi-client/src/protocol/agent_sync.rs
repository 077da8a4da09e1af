//! Synchronisation with a guest agent: QMP specification, "QGA Synchronization".
//!
//! The client sends 0xFF, which makes the agent discard its input so far and reply with an error, and then
//! `guest-sync-delimited` with a number. The agent replies with 0xFF and that number. All messages before that reply
//! belong to earlier commands, of this client or of an earlier client.

/// Largest number that an agent accepts.
const MAX_NUMBER: u64 = i64::MAX as u64;

/// Synchronisation in progress.
#[derive(Debug)]
pub(crate) struct Synchronisation {
    number: u64,
    delimited: bool,
}

impl Synchronisation {
    /// Creates a synchronisation with a number that was not used before.
    pub(crate) fn new(random: u64) -> Self {
        Self {
            number: random & MAX_NUMBER,
            delimited: false,
        }
    }

    /// Writes the delimiter and the command.
    pub(crate) fn write_request(&self, to: &mut Vec<u8>) {
        let Self { number, .. } = self;
        to.push(0xFF);
        to.extend_from_slice(
            format!("{{\"execute\":\"guest-sync-delimited\",\"arguments\":{{\"id\":{number}}}}}\n")
                .as_bytes(),
        );
    }

    /// Records a 0xFF from the agent.
    pub(crate) fn note_delimiter(&mut self) {
        self.delimited = true;
    }

    /// Records a return value. Returns true if the value is the reply to this synchronisation.
    pub(crate) fn is_reply(&mut self, result: &str) -> bool {
        std::mem::take(&mut self.delimited) && result.parse() == Ok(self.number)
    }

    /// Records any other message. The delimiter before this message then no longer counts.
    pub(crate) fn note_other_message(&mut self) {
        self.delimited = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_number_after_a_delimiter_is_the_reply() {
        let mut sync = Synchronisation::new(u64::MAX);
        let own = i64::MAX.to_string();
        assert!(!sync.is_reply(&own), "without delimiter");
        sync.note_delimiter();
        assert!(!sync.is_reply("7"), "of an earlier one");
        assert!(
            !sync.is_reply(&own),
            "the delimiter belonged to another message"
        );
        sync.note_delimiter();
        sync.note_other_message();
        assert!(!sync.is_reply(&own), "an error stood between");
        sync.note_delimiter();
        assert!(sync.is_reply(&own));
    }

    #[test]
    fn the_request_follows_a_delimiter() {
        let mut to = Vec::new();
        Synchronisation::new(5).write_request(&mut to);
        assert_eq!(
            to,
            b"\xFF{\"execute\":\"guest-sync-delimited\",\"arguments\":{\"id\":5}}\n"
        );
    }
}
