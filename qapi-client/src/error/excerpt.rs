//! Excerpts: texts of a peer in errors, up to a size limit.

use std::fmt::{self, Write as _};

/// Maximum size of an excerpt of a readable text, such as the description of a refusal.
pub(crate) const TEXT_EXCERPT: usize = 2048;

/// Maximum size of an excerpt of other text, such as a name or bytes that are not a message.
pub(crate) const SHORT_EXCERPT: usize = 256;

/// Writer that keeps the start of a text and counts the size of the whole text.
struct Excerpt {
    text: String,
    limit: usize,
    size: usize,
}

impl fmt::Write for Excerpt {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        if self.text.len() == self.size {
            let room = self.limit - self.text.len();
            self.text.push_str(&more[..boundary(more, room)]);
        }
        self.size += more.len();
        Ok(())
    }
}

/// Last character boundary at or before byte `at`.
pub(crate) fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// First `limit` bytes of a text, and the size of the whole text if it is longer.
pub(crate) fn excerpt(text: &dyn fmt::Display, limit: usize) -> String {
    let mut excerpt = Excerpt {
        text: String::new(),
        limit,
        size: 0,
    };
    // If `Display` fails, the excerpt ends here.
    let _ = write!(excerpt, "{text}");
    let Excerpt { mut text, size, .. } = excerpt;
    if text.len() < size {
        mark_cut(&mut text, size);
    }
    text
}

/// First bytes of a text of unknown encoding, and the size of the whole text if it is longer.
pub(crate) fn excerpt_of_bytes(bytes: &[u8]) -> String {
    let cut = &bytes[..bytes.len().min(SHORT_EXCERPT)];
    let mut text = String::from_utf8_lossy(cut).escape_debug().to_string();
    if cut.len() < bytes.len() {
        mark_cut(&mut text, bytes.len());
    }
    text
}

/// Appends the mark of a cut text, with the size of the whole text.
pub(crate) fn mark_cut(text: &mut String, size: usize) {
    text.push_str("... (");
    text.push_str(&size.to_string());
    text.push_str(" bytes)");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_excerpt_has_whole_characters_and_the_size() {
        assert_eq!(excerpt(&"short", 5), "short");
        assert_eq!(excerpt(&"longer", 5), "longe... (6 bytes)");
        assert_eq!(excerpt(&"ééé", 5), "éé... (6 bytes)");
        // The text is written in several pieces. Nothing is added after the cut.
        assert_eq!(
            excerpt(&format_args!("{}{}{}", "éé", "é", "x"), 5),
            "éé... (7 bytes)"
        );
        assert_eq!(excerpt(&format_args!("{}{}", "abc", "de"), 5), "abcde");
    }

    #[test]
    fn an_excerpt_of_bytes_is_printable() {
        assert_eq!(excerpt_of_bytes(b"login:\xfe\n"), "login:\u{fffd}\\n");
        let long = excerpt_of_bytes(&[b'x'; 1000]);
        assert_eq!(
            long,
            format!("{}... (1000 bytes)", "x".repeat(SHORT_EXCERPT))
        );
    }
}
