//! Output: bytes to send, and descriptors that belong to the bytes.

use std::collections::VecDeque;

use super::descriptor::Descriptor;

/// Maximum capacity that an empty buffer keeps.
const KEPT_CAPACITY: usize = 8 * 1024;

/// Bytes of messages to send, in order. Descriptors are attached to their message.
#[derive(Debug, Default)]
pub(crate) struct Outgoing {
    bytes: Vec<u8>,
    written: usize,
    descriptors: VecDeque<Attached>,
}

#[derive(Debug)]
struct Attached {
    start: usize,
    end: usize,
    descriptors: Vec<Descriptor>,
}

impl Outgoing {
    pub(crate) fn is_empty(&self) -> bool {
        self.written == self.bytes.len()
    }

    /// Number of bytes that have not been written.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len() - self.written
    }

    /// Appends a message. `write` writes the text of the message.
    pub(crate) fn push(&mut self, descriptors: Vec<Descriptor>, write: impl FnOnce(&mut Vec<u8>)) {
        let start = self.bytes.len();
        write(&mut self.bytes);
        if !descriptors.is_empty() {
            let end = self.bytes.len();
            self.descriptors.push_back(Attached {
                start,
                end,
                descriptors,
            });
        }
    }

    /// Bytes to write in one system call, and descriptors to send with the first byte.
    ///
    /// Descriptors are sent only with the bytes of their message.
    pub(crate) fn next_chunk(&self) -> (&[u8], &[Descriptor]) {
        match self.descriptors.front() {
            Some(next) if next.start > self.written => (&self.bytes[self.written..next.start], &[]),
            Some(next) => {
                let with_first = if next.start == self.written {
                    &next.descriptors[..]
                } else {
                    &[]
                };
                (&self.bytes[self.written..next.end], with_first)
            }
            None => (&self.bytes[self.written..], &[]),
        }
    }

    /// Removes `count` written bytes of the chunk. Closes the descriptors, which were sent with the first byte.
    pub(crate) fn remove_written(&mut self, count: usize) {
        if count == 0 {
            return;
        }
        self.written = (self.written + count).min(self.bytes.len());
        while self
            .descriptors
            .front()
            .is_some_and(|next| next.end <= self.written)
        {
            self.descriptors.pop_front();
        }
        if let Some(next) = self.descriptors.front_mut()
            && next.start < self.written
        {
            next.descriptors.clear();
        }
        if self.is_empty() {
            self.clear();
        }
    }

    fn clear(&mut self) {
        self.written = 0;
        self.bytes.clear();
        if self.bytes.capacity() > KEPT_CAPACITY {
            self.bytes = Vec::new();
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn descriptor() -> Descriptor {
        std::fs::File::open("/dev/null").unwrap().into()
    }

    #[test]
    fn descriptors_are_sent_with_their_message_only() {
        let mut out = Outgoing::default();
        for (text, count) in [
            ("a\n", 0),
            ("bb\n", 0),
            ("fd1\n", 1),
            ("fd2\n", 2),
            ("c\n", 0),
        ] {
            out.push((0..count).map(|_| descriptor()).collect(), |to| {
                to.extend_from_slice(text.as_bytes())
            });
        }
        let mut seen = Vec::new();
        while !out.is_empty() {
            let (bytes, descriptors) = out.next_chunk();
            seen.push((
                String::from_utf8(bytes.to_vec()).unwrap(),
                descriptors.len(),
            ));
            let count = bytes.len().min(3);
            out.remove_written(count);
        }
        let seen: Vec<_> = seen
            .iter()
            .map(|(text, count)| (text.as_str(), *count))
            .collect();
        assert_eq!(
            seen,
            [
                ("a\nbb\n", 0),
                ("b\n", 0),
                ("fd1\n", 1),
                ("\n", 0),
                ("fd2\n", 2),
                ("\n", 0),
                ("c\n", 0)
            ]
        );
    }
}
