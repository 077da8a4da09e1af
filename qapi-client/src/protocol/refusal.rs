//! Errors of replies, read as far as they follow the specification.

use super::members::Members;
use super::text;
use crate::error::{CommandError, ErrorClass, SHORT, TEXT, excerpt_of_bytes};

/// Error of a reply.
pub(super) struct Refusal {
    pub(super) error: CommandError,
    /// True if the error has the members of the specification. An error without id and without these is no reply.
    pub(super) is_lawful: bool,
}

impl Refusal {
    /// Reads an error as far as it follows the specification: a refusal is a refusal, whatever its words.
    pub(super) fn read(value: &[u8]) -> Self {
        let (mut class, mut desc, mut other) = (None, None, None);
        match Members::of(value) {
            None => other = Some(value),
            Some(members) => {
                for (name, value) in members {
                    match (&*name, text::string(value)) {
                        ("class", text) => class = text,
                        ("desc", Some(text)) => desc = Some(text),
                        ("desc", None) => other = Some(value),
                        _ => {}
                    }
                }
            }
        }
        let shown = desc.map(|text| text::lossy(text, TEXT));
        let shown = shown.or_else(|| other.map(excerpt_of_bytes));
        Self {
            is_lawful: class.is_some() && desc.is_some(),
            error: CommandError {
                class: class.map_or(ErrorClass::GenericError, |name| {
                    ErrorClass::from(text::lossy(name, SHORT))
                }),
                desc: shown.unwrap_or_default(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_read_as_far_as_it_goes() {
        for (error, text) in [
            (&b"\"no\""[..], "GenericError: \\\"no\\\""),
            (b"null", "GenericError: null"),
            (
                b"[\"GenericError\"]",
                "GenericError: [\\\"GenericError\\\"]",
            ),
            (b"{}", "GenericError"),
            (b"{\"class\":7,\"desc\":\"no\"}", "GenericError: no"),
            (b"{\"class\":null,\"desc\":null}", "GenericError: null"),
            (
                b"{\"class\":\"DeviceNotFound\",\"desc\":{}}",
                "DeviceNotFound: {}",
            ),
            (b"{\"class\":\"DeviceNotFound\"}", "DeviceNotFound"),
            (b"{\"desc\":\"x\\ud800y\"}", "GenericError: x\u{fffd}y"),
            (b"{\"class\":\"\\udc00\",\"desc\":\"no\"}", "\u{fffd}: no"),
            (b"{\"desc\":\"x\xc3(y\"}", "GenericError: x\u{fffd}(y"),
            (b"{\"desc\":\"x\ty\"}", "GenericError: x\ty"),
            (b"NaN", "GenericError: NaN"),
        ] {
            assert_eq!(Refusal::read(error).error.to_string(), text);
        }
    }

    #[test]
    fn the_words_of_a_refusal_are_cut() {
        for word in ["x", "\\u0041"] {
            let long = word.repeat(1 << 20);
            let text = format!(r#"{{"class":"{long}","desc":"{long}"}}"#);
            let Refusal { error, is_lawful } = Refusal::read(text.as_bytes());
            assert!(is_lawful);
            let size = format!("... ({} bytes)", long.len());
            assert!(error.desc.ends_with(&size) && error.desc.len() == TEXT + size.len());
            assert!(error.class.as_str().len() < 300);
        }
    }
}
