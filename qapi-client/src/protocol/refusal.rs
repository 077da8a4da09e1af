//! Error replies. The reader accepts errors that break the specification.

use super::members::Members;
use super::text;
use crate::error::{CommandError, ErrorClass, SHORT_EXCERPT, TEXT_EXCERPT, excerpt_of_bytes};

/// Error in a reply.
pub(super) struct Refusal {
    pub(super) error: CommandError,
    /// Whether the error has the members that the specification requires. An error without these members and without id
    /// is not a reply.
    pub(super) is_complete: bool,
}

impl Refusal {
    /// Reads an error. Members that break the specification get default values, because the command has failed in any
    /// case.
    pub(super) fn read(value: &[u8]) -> Self {
        let (mut class, mut desc, mut other) = (None, None, None);
        match Members::of(value) {
            None => other = Some(value),
            Some(members) => {
                for (name, value) in members {
                    match (&*name, text::string_content(value)) {
                        ("class", text) => class = text,
                        ("desc", Some(text)) => desc = Some(text),
                        ("desc", None) => other = Some(value),
                        _ => {}
                    }
                }
            }
        }
        let shown = desc.map(|text| text::read_lossy(text, TEXT_EXCERPT));
        let shown = shown.or_else(|| other.map(excerpt_of_bytes));
        Self {
            is_complete: class.is_some() && desc.is_some(),
            error: CommandError {
                class: class.map_or(ErrorClass::GenericError, |name| {
                    ErrorClass::from(text::read_lossy(name, SHORT_EXCERPT))
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
    fn broken_members_of_an_error_get_defaults() {
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
    fn a_long_description_is_cut() {
        for word in ["x", "\\u0041"] {
            let long = word.repeat(1 << 20);
            let text = format!(r#"{{"class":"{long}","desc":"{long}"}}"#);
            let Refusal { error, is_complete } = Refusal::read(text.as_bytes());
            assert!(is_complete);
            let size = format!("... ({} bytes)", long.len());
            assert!(error.desc.ends_with(&size) && error.desc.len() == TEXT_EXCERPT + size.len());
            assert!(error.class.as_str().len() < 300);
        }
    }
}
