//! Simulated callers, streams and peer.

use std::collections::{BTreeSet, VecDeque};
use std::time::Instant;

use serde::Deserialize;

use crate::protocol::{CommandFlags, Outcome, Protocol, Reply};

/// Limit of in-band commands on the wire.
pub(super) const IN_FLIGHT: usize = 3;

/// Bytes of a script. Each byte is one choice.
pub(super) struct Choices<'a>(pub(super) &'a [u8]);

impl Choices<'_> {
    /// Takes the next byte as a number below `below`. Returns `None` at the end of the script.
    pub(super) fn next(&mut self, below: usize) -> Option<usize> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(usize::from(*first) % below)
    }

    pub(super) fn pick(&mut self, below: usize) -> usize {
        self.next(below.max(1)).unwrap_or(0)
    }
}

/// Caller of one call.
pub(super) struct SimulatedCaller {
    pub(super) id: u64,
    pub(super) flags: CommandFlags,
    /// True if the last poll returned no outcome. Without a wake-up, the next poll must return none either.
    pub(super) waits: bool,
    /// Deadline of the call. After the deadline a poll may return an outcome without a wake-up.
    pub(super) due: Option<Instant>,
}

/// Reader of one event stream.
pub(super) struct StreamReader {
    pub(super) subscriber: u64,
    /// Number of the next event.
    pub(super) next: u64,
    pub(super) waits: bool,
    pub(super) ended: bool,
}

/// Peer that follows the protocol: in-band replies are in order, and out-of-band replies come at any time.
#[derive(Default)]
pub(super) struct SimulatedPeer {
    pub(super) in_band: VecDeque<(u64, bool)>,
    pub(super) out_of_band: Vec<u64>,
    pub(super) seen: BTreeSet<u64>,
    pub(super) last_in_band: u64,
    /// Commands with descriptors on the wire.
    pub(super) descriptors: BTreeSet<u64>,
    pub(super) negotiation: Option<u64>,
    pub(super) greeted: bool,
    pub(super) oob: bool,
}

/// Message of the client.
#[derive(Deserialize)]
pub(super) struct Line {
    pub(super) execute: Option<String>,
    #[serde(rename = "exec-oob")]
    pub(super) exec_oob: Option<String>,
    pub(super) id: u64,
}

impl SimulatedPeer {
    /// Receives a message of the client, and checks that the client may send the message now.
    pub(super) fn receive(&mut self, line: &Line, flags: CommandFlags, protocol: Protocol) {
        assert!(
            self.seen.insert(line.id),
            "command {} was sent twice",
            line.id
        );
        if line.execute.as_deref() == Some("qmp_capabilities") {
            self.negotiation = Some(line.id);
            return;
        }
        let is_ready = protocol == Protocol::Bare || self.greeted && self.negotiation.is_none();
        assert!(is_ready, "a command before the handshake is done");
        if self.oob {
            assert!(
                self.descriptors.is_empty(),
                "beside a command with descriptors"
            );
            // Commands without success reply count as answered, because the client assumes their success after a while.
            let is_answered = self.in_band.iter().all(|(_, without_reply)| *without_reply);
            let is_empty = is_answered && self.out_of_band.is_empty();
            assert!(
                !flags.descriptors || is_empty,
                "descriptors beside other commands"
            );
        }
        if flags.descriptors {
            self.descriptors.insert(line.id);
        }
        if line.exec_oob.is_some() {
            return self.out_of_band.push(line.id);
        }
        assert!(line.id > self.last_in_band, "in-band commands are in order");
        self.last_in_band = line.id;
        self.in_band.push_back((line.id, flags.no_success_reply));
        // Commands without success reply are not counted, because the peer does not see when the client assumes their
        // success.
        let counted = self
            .in_band
            .iter()
            .filter(|(_, without_reply)| !without_reply)
            .count();
        assert!(counted <= IN_FLIGHT, "more than the window");
    }
}

impl SimulatedCaller {
    /// Checks that the outcome belongs to this call.
    pub(super) fn check_outcome(&self, outcome: &Outcome) {
        let Self { id, flags, .. } = self;
        match outcome {
            Outcome::Returned(Reply::Json(json)) => assert_eq!(json.get(), id.to_string()),
            Outcome::Returned(Reply::None) => assert!(flags.no_success_reply),
            Outcome::Refused(error) => assert_eq!(error.desc, id.to_string()),
            Outcome::Unknown(_) | Outcome::NotSent(_) => {}
            Outcome::Unreadable(why) => panic!("{why}"),
        }
    }
}
