//! Framing: splits bytes into JSON values. Line ends do not matter, because a monitor with `pretty=on` sends a message
//! in several lines.

use crate::decode::MAX_DEPTH;

/// Maximum number of bytes of a string in an outline.
const MAX_OUTLINE_STRING: usize = 64;

/// Maximum size of an outline, in bytes.
const MAX_OUTLINE: usize = 4096;

/// Maximum capacity of the partial message that is kept for the next message, in bytes.
const KEPT_CAPACITY: usize = 4096;

/// Part of a byte stream.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Frame<'a> {
    /// JSON object, not yet parsed.
    Message(&'a [u8]),
    /// Byte 0xFF, which no JSON text has. A message before this byte that is not complete is discarded (QMP
    /// specification, "QGA Synchronization").
    Delimiter,
    /// Bytes that belong to no message.
    Garbage(&'a [u8]),
    /// JSON object beyond the limits, discarded. The outline has the outermost members without nested values, which is
    /// enough to find the id or the event; `None` if the outline is too long too.
    Oversized {
        outline: Option<Vec<u8>>,
        size: usize,
    },
}

/// Splitter of a byte stream into frames, in one pass over the bytes.
#[derive(Debug)]
pub(crate) struct Framer {
    limit: usize,
    scan: Scan,
    /// Start of a message whose end has not arrived. The capacity stays within the limit.
    partial: Vec<u8>,
    /// Set when `partial` was returned as a message; the next call clears it.
    partial_returned: bool,
    oversized: Option<Outline>,
}

impl Framer {
    /// Creates a framer that discards messages of more than `limit` bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            limit,
            scan: Scan::default(),
            partial: Vec::new(),
            partial_returned: false,
            oversized: None,
        }
    }

    /// Returns the next frame, and removes its bytes from `input`. Returns `None` at the end of `input`.
    pub(crate) fn next<'a, 'b: 'a>(&'a mut self, input: &mut &'b [u8]) -> Option<Frame<'a>> {
        if std::mem::take(&mut self.partial_returned) {
            self.forget_partial();
        }
        if self.scan.depth == 0 {
            *input = input.trim_ascii_start();
            match *input.first()? {
                b'{' => {}
                0xFF => {
                    *input = &input[1..];
                    return Some(Frame::Delimiter);
                }
                _ => return Some(Frame::Garbage(split(input, garbage_len(input)))),
            }
        }
        self.scan_message(input)
    }

    /// Continues to scan a message.
    fn scan_message<'a, 'b: 'a>(&'a mut self, input: &mut &'b [u8]) -> Option<Frame<'a>> {
        if self.oversized.is_some() {
            return self.scan_oversized(input);
        }
        match self.scan.scan_bytes(input) {
            Stop::End(len) if self.partial.len() + len > self.limit => {
                self.start_outline(split(input, len));
                self.finish_oversized()
            }
            Stop::End(len) if self.partial.is_empty() => Some(Frame::Message(split(input, len))),
            Stop::End(len) => {
                self.append_partial(split(input, len));
                self.partial_returned = true;
                Some(Frame::Message(&self.partial))
            }
            Stop::Delimiter(len) => {
                split(input, len + 1);
                self.reset();
                Some(Frame::Delimiter)
            }
            Stop::TooDeep(len) => {
                self.start_outline(split(input, len));
                self.scan_oversized(input)
            }
            Stop::More => {
                let rest = split(input, input.len());
                if self.partial.len() + rest.len() > self.limit {
                    self.start_outline(rest);
                } else {
                    self.append_partial(rest);
                }
                None
            }
        }
    }

    /// Adds bytes to the partial message. The capacity doubles, up to the limit.
    fn append_partial(&mut self, more: &[u8]) {
        let len = self.partial.len() + more.len();
        if len > self.partial.capacity() {
            let capacity = (2 * self.partial.capacity()).min(self.limit).max(len);
            self.partial.reserve_exact(capacity - self.partial.len());
        }
        self.partial.extend_from_slice(more);
    }

    /// Replaces the partial message, which is beyond a limit, by its outline.
    fn start_outline(&mut self, more: &[u8]) {
        let mut outline = Outline::default();
        outline.append(&self.partial);
        outline.append(more);
        self.oversized = Some(outline);
        self.forget_partial();
    }

    fn scan_oversized(&mut self, input: &mut &[u8]) -> Option<Frame<'static>> {
        let outline = self.oversized.as_mut()?;
        let used = outline.append(input);
        split(input, used);
        if outline.scan.ended {
            return self.finish_oversized();
        }
        if input.first() == Some(&0xFF) {
            *input = &input[1..];
            self.reset();
            return Some(Frame::Delimiter);
        }
        None
    }

    fn finish_oversized(&mut self) -> Option<Frame<'static>> {
        let outline = self.oversized.take()?;
        self.reset();
        let Outline {
            text, size, full, ..
        } = outline;
        Some(Frame::Oversized {
            outline: (!full).then_some(text),
            size,
        })
    }

    fn reset(&mut self) {
        self.scan = Scan::default();
        self.oversized = None;
        self.forget_partial();
    }

    fn forget_partial(&mut self) {
        self.partial.clear();
        if self.partial.capacity() > KEPT_CAPACITY {
            self.partial = Vec::new();
        }
    }
}

/// Splits off the first `len` bytes.
fn split<'a>(input: &mut &'a [u8], len: usize) -> &'a [u8] {
    let (head, tail) = input.split_at(len);
    *input = tail;
    head
}

/// Number of bytes before the next start of a message or delimiter.
fn garbage_len(input: &[u8]) -> usize {
    input
        .iter()
        .position(|&byte| byte == b'{' || byte == 0xFF)
        .unwrap_or(input.len())
}

/// Reason why a scan stopped, and the number of scanned bytes.
enum Stop {
    More,
    /// The object ends after these bytes.
    End(usize),
    /// A 0xFF follows.
    Delimiter(usize),
    /// The last of these bytes nests too deep.
    TooDeep(usize),
}

/// Position in a JSON text.
#[derive(Debug, Default)]
pub(super) struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
    /// Set by `scan_byte` at the end of the object.
    ended: bool,
}

impl Scan {
    fn scan_bytes(&mut self, input: &[u8]) -> Stop {
        let mut at = 0;
        while let Some(&byte) = input.get(at) {
            if self.in_string && !self.escaped {
                at += plain_len(&input[at..]);
                let Some(&byte) = input.get(at) else { break };
                if byte == 0xFF {
                    return Stop::Delimiter(at);
                }
                self.scan_byte(byte);
                at += 1;
                continue;
            }
            if byte == 0xFF {
                return Stop::Delimiter(at);
            }
            self.scan_byte(byte);
            at += 1;
            if self.ended {
                self.ended = false;
                return Stop::End(at);
            }
            if self.depth > MAX_DEPTH {
                return Stop::TooDeep(at);
            }
        }
        Stop::More
    }

    /// Whether the next byte is outside of any string, object and array.
    pub(super) fn is_outermost(&self) -> bool {
        self.depth == 0 && !self.in_string
    }

    /// Scans one byte.
    pub(super) fn scan_byte(&mut self, byte: u8) {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                self.ended = self.depth == 0;
            }
            _ => {}
        }
    }
}

/// Number of bytes of a string before a quote, a backslash or a 0xFF.
fn plain_len(input: &[u8]) -> usize {
    input
        .iter()
        .position(|byte| matches!(byte, b'"' | b'\\' | 0xFF))
        .unwrap_or(input.len())
}

/// Outermost members of a message, without nested values and with short strings.
#[derive(Debug, Default)]
struct Outline {
    scan: Scan,
    text: Vec<u8>,
    size: usize,
    string_len: usize,
    full: bool,
}

impl Outline {
    /// Appends bytes up to the end of the message or up to a delimiter, and returns the number of these bytes.
    fn append(&mut self, input: &[u8]) -> usize {
        for (at, &byte) in input.iter().enumerate() {
            if byte == 0xFF {
                return at;
            }
            self.append_byte(byte);
            if self.scan.ended {
                return at + 1;
            }
        }
        input.len()
    }

    fn append_byte(&mut self, byte: u8) {
        self.size += 1;
        let (depth, in_string, escaped) = (self.scan.depth, self.scan.in_string, self.scan.escaped);
        self.scan.scan_byte(byte);
        if depth.min(self.scan.depth) > 1 || (depth > 1 && in_string) {
            return;
        }
        if in_string && self.scan.in_string {
            // The outline has only the start of a string, and no escapes, so that the cut is always valid.
            self.string_len += 1;
            if escaped
                || self.scan.escaped
                || !byte.is_ascii_graphic()
                || self.string_len > MAX_OUTLINE_STRING
            {
                return;
            }
        } else {
            self.string_len = 0;
        }
        if self.text.len() >= MAX_OUTLINE {
            self.full = true;
            return;
        }
        self.text.push(byte);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Frames of `input`, fed in pieces of `step` bytes, as text.
    fn frames(limit: usize, input: &[u8], step: usize) -> Vec<String> {
        let mut framer = Framer::new(limit);
        let mut found = Vec::new();
        for mut piece in input.chunks(step) {
            while let Some(frame) = framer.next(&mut piece) {
                found.push(match frame {
                    Frame::Message(text) => String::from_utf8_lossy(text).into_owned(),
                    Frame::Delimiter => "FF".to_owned(),
                    Frame::Garbage(_) => "garbage".to_owned(),
                    Frame::Oversized { outline, size } => {
                        format!(
                            "{size}: {}",
                            String::from_utf8_lossy(&outline.unwrap_or_default())
                        )
                    }
                });
            }
        }
        found
    }

    #[test]
    fn frames_do_not_depend_on_the_pieces_of_input() {
        let input = b" {\"a\":{\"b\":[1,{}]}}\r\n{\r\n  \"x\": \"}{\\\"\\\\\"\r\n}\n\n{}{\"\\u007b\":\"\xc3\xa9\"}";
        let expected = [
            "{\"a\":{\"b\":[1,{}]}}",
            "{\r\n  \"x\": \"}{\\\"\\\\\"\r\n}",
            "{}",
            "{\"\\u007b\":\"é\"}",
        ];
        for step in 1..=input.len() {
            assert_eq!(frames(1000, input, step), expected, "in pieces of {step}");
        }
    }

    #[test]
    fn a_delimiter_discards_an_incomplete_message() {
        let input = b"{\"half\": \"of\xff{\"return\": 1}\xff\xff{\"more\":[\xff{}";
        for step in 1..=input.len() {
            let found = frames(1000, input, step);
            assert_eq!(
                found,
                ["FF", "{\"return\": 1}", "FF", "FF", "FF", "{}"],
                "in pieces of {step}"
            );
        }
    }

    #[test]
    fn garbage_is_separated_from_messages() {
        let input = b"login: {\"a\":1} ]{}";
        assert_eq!(
            frames(1000, input, input.len()),
            ["garbage", "{\"a\":1}", "garbage", "{}"]
        );
    }

    #[test]
    fn an_oversized_message_has_an_outline() {
        let long = "x\\u00e9\\\"".repeat(40);
        let input = format!(
            "{{\"return\": {{\"a\": [\"}}\\\"\", {{}}]}}, \"s\": \"{long}\", \"id\": 7}}{{\"id\":8}}"
        );
        for step in 1..=input.len() {
            let found = frames(50, input.as_bytes(), step);
            assert_eq!(found.len(), 2, "in pieces of {step}: {found:?}");
            let (size, outline) = found[0].split_once(": ").unwrap();
            assert_eq!(
                size.parse::<usize>().unwrap(),
                input.len() - "{\"id\":8}".len()
            );
            let value: serde_json::Value = serde_json::from_str(outline).unwrap();
            assert_eq!(
                (&value["return"], &value["id"]),
                (&serde_json::json!({}), &serde_json::json!(7))
            );
            assert_eq!(found[1], "{\"id\":8}");
        }
    }

    #[test]
    fn a_message_that_nests_too_deep_is_discarded() {
        let deep = format!(
            "{{\"id\":3,\"return\":{}1{}}}{{}}",
            "[".repeat(2000),
            "]".repeat(2000)
        );
        for step in [1, 7, 1000, deep.len()] {
            let found = frames(1 << 20, deep.as_bytes(), step);
            assert_eq!(
                found,
                ["4019: {\"id\":3,\"return\":[]}", "{}"],
                "in pieces of {step}"
            );
        }
    }

    #[test]
    fn the_capacity_of_a_partial_message_stays_within_the_limit() {
        const LIMIT: usize = 1_000_000;
        let mut framer = Framer::new(LIMIT);
        let mut message = vec![b' '; LIMIT];
        (message[0], message[LIMIT - 1]) = (b'{', b'}');
        let mut grown = 0;
        let mut found = 0;
        for mut piece in message.chunks(1000) {
            let before = framer.partial.capacity();
            if let Some(frame) = framer.next(&mut piece) {
                assert!(matches!(frame, Frame::Message(text) if text.len() == LIMIT));
                found += 1;
            }
            assert!(framer.partial.capacity() <= LIMIT);
            grown += usize::from(framer.partial.capacity() != before);
        }
        assert_eq!(found, 1);
        // The cost of growing stays linear in the bytes, because the capacity doubles.
        assert!(grown <= 12, "{grown}");
    }

    #[test]
    fn an_outline_that_is_too_long_is_dropped() {
        let many = format!("{{{}\"id\":1}}", "\"member\":1,".repeat(1000));
        assert_eq!(
            frames(100, many.as_bytes(), 1),
            [format!("{}: ", many.len())]
        );
    }
}
