//! Invariants of framing and routing, checked for any input. Tests and fuzz targets call the checks.

use std::time::Instant;

use super::pending::CommandFlags;
use super::router::{Protocol, Request, Router, RouterSettings};
use super::{Frame, Framer};
use crate::error::EndReason;

/// Copy of a frame.
#[derive(Debug, PartialEq, Eq)]
enum Owned {
    Message(Vec<u8>),
    Delimiter,
    Garbage(Vec<u8>),
    Oversized(Option<Vec<u8>>, usize),
}

/// Splits `input` into frames, in pieces of `step` bytes. Adjacent garbage is joined.
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

/// Checks the frames of `input`.
///
/// The frames do not depend on the pieces in which the bytes arrive. No message is larger than the limit. Each message
/// starts with `{` and ends with a closing bracket.
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

/// Checks that routing of `input` does not panic, and that a woken caller finds an outcome.
pub(crate) fn routing(input: &[u8]) {
    for protocol in [Protocol::Qmp, Protocol::GuestAgent, Protocol::Bare] {
        let settings = RouterSettings {
            protocol,
            in_flight: 2,
            oob: true,
            untaken_limit: 1 << 20,
            seed: 1,
        };
        let mut router = Router::new(settings);
        router.start_handshake();
        let ids: Vec<u64> = (0..4).map(|n| submit(&mut router, n)).collect();
        let mut framer = Framer::new(1 << 16);
        let mut rest = input;
        while let Some(frame) = framer.next(&mut rest) {
            let mut wake = Vec::new();
            if router.receive(frame, &mut wake).is_err() {
                break;
            }
            for token in wake {
                let id = ids[usize::try_from(token).expect("a small number")];
                assert!(router.pending_mut().take_outcome(id).is_some());
            }
        }
        router.end_all_calls(&EndReason::Eof, &mut Vec::new());
        for id in ids {
            router.forget_caller(id, &mut Vec::new());
        }
        assert!(router.pending().is_empty());
    }
}

fn submit(router: &mut Router<u64>, token: u64) -> u64 {
    let flags = CommandFlags {
        oob: token == 3,
        ..CommandFlags::default()
    };
    let request = Request::new(b"{\"execute\":\"x\"", flags);
    router.submit(request, Some(token), Instant::now())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pseudo-random bytes (xorshift), most of them from `alphabet`.
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
    fn framing_invariants_hold_for_random_bytes() {
        for seed in 0..2000 {
            framing(&noise(seed, 300, b"{}[]\"\\ \n,:1a\xff"));
            framing(&noise(seed, 300, b"{{{}}}\"\""));
        }
    }

    #[test]
    fn routing_invariants_hold_for_random_bytes() {
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
}
