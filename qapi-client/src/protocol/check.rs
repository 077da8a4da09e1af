//! Properties of framing and routing that hold for any input: run by tests and by the fuzz targets.

use std::collections::{BTreeMap, VecDeque};

use serde_json::Value;

use super::outgoing::Outgoing;
use super::pending::{Abandoned, Answer, Manner};
use super::route::{Protocol, Request, Router, Rules};
use super::{Frame, Framer};

/// A frame that outlives its input.
#[derive(Debug, PartialEq, Eq)]
enum Owned {
    Message(Vec<u8>),
    Delimiter,
    Garbage(Vec<u8>),
    Oversized(Option<Vec<u8>>, usize),
}

/// The frames of `input` given in pieces of `step` bytes; neighbouring garbage is joined.
fn frames(input: &[u8], limit: usize, step: usize) -> Vec<Owned> {
    let mut framer = Framer::new(limit);
    let mut found = Vec::new();
    for mut piece in input.chunks(step) {
        while let Some(frame) = framer.next(&mut piece) {
            match frame {
                Frame::Message(bytes) => found.push(Owned::Message(bytes.to_vec())),
                Frame::Delimiter => found.push(Owned::Delimiter),
                Frame::Oversized { outline, size } => found.push(Owned::Oversized(outline, size)),
                Frame::Garbage(bytes) => {
                    let bytes = bytes
                        .iter()
                        .copied()
                        .filter(|byte| !byte.is_ascii_whitespace());
                    match found.last_mut() {
                        Some(Owned::Garbage(last)) => last.extend(bytes),
                        _ => found.push(Owned::Garbage(bytes.collect())),
                    }
                }
            }
        }
    }
    found
}

/// However bytes arrive, the frames are the same; none is beyond the limit, and each message has balanced ends.
pub(crate) fn framing(input: &[u8]) {
    let limit = 64;
    let whole = frames(input, limit, input.len().max(1));
    for step in [1, 2, 3, 7, 64] {
        assert_eq!(frames(input, limit, step), whole, "in pieces of {step}");
    }
    for frame in &whole {
        match frame {
            Owned::Message(bytes) => {
                assert!(bytes.len() <= limit && bytes.starts_with(b"{"));
                assert!(matches!(bytes.last(), Some(b'}' | b']')));
            }
            Owned::Garbage(bytes) => assert!(!bytes.contains(&b'{') && !bytes.contains(&0xFF)),
            Owned::Oversized(_, size) => assert!(*size > limit || *size > 1024),
            Owned::Delimiter => {}
        }
    }
}

/// Whatever a peer says, routing does not panic, and the callers that are woken find an answer.
pub(crate) fn routing(input: &[u8]) {
    for protocol in [Protocol::Qmp, Protocol::GuestAgent, Protocol::Bare] {
        let rules = Rules {
            protocol,
            in_flight: 2,
            oob: true,
            seed: 1,
        };
        let mut router = Router::new(rules);
        let ids: Vec<u64> = (0..4)
            .map(|n| {
                submit(
                    &mut router,
                    Manner {
                        oob: n == 3,
                        ..Manner::default()
                    },
                )
            })
            .collect();
        let mut framer = Framer::new(1 << 16);
        let mut rest = input;
        while let Some(frame) = framer.next(&mut rest) {
            let mut done = Vec::new();
            if router.receive(frame, &mut done).is_err() {
                break;
            }
            for id in done {
                assert!(ids.contains(&id) && router.take_answer(id).is_some());
            }
        }
        let mut done = Vec::new();
        router.end(true, &mut done);
        for id in ids {
            router.abandon(id);
        }
    }
}

fn submit(router: &mut Router<u64>, manner: Manner) -> u64 {
    let id = router.submit(
        Request {
            head: b"{\"execute\":\"x\"",
            manner,
            descriptors: Vec::new(),
        },
        None,
    );
    if let Some(slot) = router.slot(id) {
        *slot = Some(id);
    }
    id
}

/// Decisions taken from bytes.
struct Choices<'a>(&'a [u8]);

impl Choices<'_> {
    /// A number below `below`; `None` at the end.
    fn next(&mut self, below: usize) -> Option<usize> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(usize::from(*first) % below)
    }
}

/// A peer as the specification has it: in-band commands in order, out-of-band ones at any time.
#[derive(Default)]
struct Model {
    in_band: VecDeque<u64>,
    out_of_band: Vec<u64>,
    /// In-band ids in the order in which they came.
    order: Vec<u64>,
}

impl Model {
    fn take(&mut self, router: &mut Router<u64>, limit: usize) {
        let mut out = Outgoing::default();
        router.take_output(&mut out);
        let (bytes, _) = out.chunk();
        for line in bytes
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
        {
            let command: Value = serde_json::from_slice(line).expect("a command is JSON");
            let id = command["id"].as_u64().expect("each command has an id");
            if command.get("exec-oob").is_some() {
                self.out_of_band.push(id);
            } else {
                self.in_band.push_back(id);
                self.order.push(id);
            }
        }
        assert!(
            self.in_band.len() <= limit,
            "{} in flight",
            self.in_band.len()
        );
    }
}

/// A session as its callers see it.
#[derive(Default)]
struct Callers {
    waiting: BTreeMap<u64, ()>,
    in_band: Vec<u64>,
    never_sent: Vec<u64>,
}

/// Whatever callers do and in whatever order a lawful peer answers, each caller gets its own answer, once; in-band
/// commands leave in order and within the window; and nothing is left behind.
pub(crate) fn session(choices: &[u8]) {
    const LIMIT: usize = 3;
    let rules = Rules {
        protocol: Protocol::Bare,
        in_flight: LIMIT,
        oob: true,
        seed: 1,
    };
    let (mut router, mut peer, mut callers) =
        (Router::new(rules), Model::default(), Callers::default());
    let mut choices = Choices(choices);
    while let Some(choice) = choices.next(8) {
        match choice {
            0..=2 => call(&mut router, &mut callers, choice == 2),
            3 => give_up(&mut router, &mut callers, choices.next(256).unwrap_or(0)),
            4 => drop(
                peer.out_of_band
                    .pop()
                    .map(|id| answer(&mut router, &mut callers, id, choices.next(2) == Some(0))),
            ),
            _ => drop(
                peer.in_band
                    .pop_front()
                    .map(|id| answer(&mut router, &mut callers, id, choice == 5)),
            ),
        }
        peer.take(&mut router, LIMIT);
    }
    while let Some(id) = peer.in_band.pop_front().or_else(|| peer.out_of_band.pop()) {
        answer(&mut router, &mut callers, id, false);
        peer.take(&mut router, LIMIT);
    }
    assert!(
        callers.waiting.is_empty(),
        "callers left without an answer: {:?}",
        callers.waiting
    );
    assert!(
        router.is_idle() && router.is_empty(),
        "something is left behind"
    );
    callers
        .in_band
        .retain(|id| !callers.never_sent.contains(id));
    assert_eq!(
        callers.in_band, peer.order,
        "in-band commands leave in order"
    );
}

fn call(router: &mut Router<u64>, callers: &mut Callers, oob: bool) {
    let head: &[u8] = if oob {
        b"{\"exec-oob\":\"x\""
    } else {
        b"{\"execute\":\"x\""
    };
    let manner = Manner {
        oob,
        ..Manner::default()
    };
    let id = router.submit(
        Request {
            head,
            manner,
            descriptors: Vec::new(),
        },
        None,
    );
    if let Some(slot) = router.slot(id) {
        *slot = Some(id);
    }
    callers.waiting.insert(id, ());
    if !oob {
        callers.in_band.push(id);
    }
}

fn give_up(router: &mut Router<u64>, callers: &mut Callers, which: usize) {
    let Some(id) = callers
        .waiting
        .keys()
        .nth(which % callers.waiting.len().max(1))
        .copied()
    else {
        return;
    };
    callers.waiting.remove(&id);
    if router.abandon(id).0 == Abandoned::Unsent {
        callers.never_sent.push(id);
    }
}

/// The peer answers `id`, with a refusal or with the id itself.
fn answer(router: &mut Router<u64>, callers: &mut Callers, id: u64, refuse: bool) {
    let text = if refuse {
        format!("{{\"id\":{id},\"error\":{{\"class\":\"C\",\"desc\":\"{id}\"}}}}")
    } else {
        format!("{{\"return\":{id},\"id\":{id}}}")
    };
    let mut done = Vec::new();
    router
        .receive(Frame::Message(text.as_bytes()), &mut done)
        .expect("a lawful peer");
    assert_eq!(
        done,
        if callers.waiting.remove(&id).is_some() {
            vec![id]
        } else {
            vec![]
        },
        "whom {text} woke"
    );
    for id in done {
        match router.take_answer(id) {
            Some(Answer::Return(json)) => assert_eq!(json.get(), id.to_string()),
            Some(Answer::Error(error)) => assert_eq!(error.desc, id.to_string()),
            other => panic!("{other:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes by a seed (xorshift), most of them from `alphabet`.
    fn noise(seed: u64, len: usize, alphabet: &[u8]) -> Vec<u8> {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let next = |_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let byte = (state >> 24) as u8;
            if state.is_multiple_of(16) {
                byte
            } else {
                alphabet[usize::from(byte) % alphabet.len()]
            }
        };
        (0..len).map(next).collect()
    }

    #[test]
    fn framing_holds_for_noise() {
        for seed in 0..2000 {
            framing(&noise(seed, 300, b"{}[]\"\\ \n,:1a\xff"));
            framing(&noise(seed, 300, b"{{{}}}\"\""));
        }
    }

    #[test]
    fn routing_holds_for_noise() {
        let words = [
            "{\"return\":{},\"id\":1}",
            "{\"return\":1}",
            "{\"error\":{\"class\":\"C\",\"desc\":\"d\"}}",
            "\u{00ff}",
            "{\"error\":{\"class\":\"C\",\"desc\":\"d\"},\"id\":2}",
            "{\"event\":\"E\"}",
            "{}",
            "x",
            "{\"id\":3}",
            "{\"QMP\":{\"version\":{},\"capabilities\":[\"oob\"]}}",
            "{\"return\":{},\"id\":4}",
            "{\"return\":[],\"id\":5}",
        ];
        let alphabet: Vec<u8> = (0..words.len()).map(|word| word as u8).collect();
        for seed in 0..2000 {
            let picks = noise(seed, 30, &alphabet);
            let text: Vec<u8> = picks
                .iter()
                .flat_map(|pick| match words.get(usize::from(*pick)) {
                    Some(&"\u{00ff}") | None => b"\xff",
                    Some(word) => word.as_bytes(),
                })
                .copied()
                .collect();
            routing(&text);
        }
    }

    #[test]
    fn sessions_behave_as_the_model_says() {
        for seed in 0..3000 {
            session(&noise(seed, 200, &[0, 1, 2, 3, 4, 5, 6, 7]));
        }
    }
}
