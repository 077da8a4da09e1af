//! Path of a decoding error: `inserted.image: missing`, `[3].device: ..`.
//!
//! Each level adds its step in front while the error is returned. Without an error, the path costs no time. A message
//! starts with a path if its first word ends in `:`, because a path has no spaces.

use std::fmt;

use crate::error::{TEXT_EXCERPT, excerpt};

/// Step of a path: from an object or array to a value inside.
#[derive(Clone, Copy)]
pub(crate) enum Step<'a> {
    /// A member of an object.
    Member(&'a str),
    /// An element of an array.
    Index(usize),
}

/// Message of `error`, with `step` in front of the path.
#[cold]
pub(crate) fn message(step: Step<'_>, error: &dyn fmt::Display) -> String {
    // An error without a path may quote a value of any size.
    let mut inner = excerpt(error, TEXT_EXCERPT);
    let joint = match inner.split_once(": ") {
        Some((path, _)) if path.starts_with('[') && !path.contains(' ') => "",
        Some((path, _)) if !path.is_empty() && !path.contains(' ') => ".",
        _ => ": ",
    };
    if joint != ": " {
        inner = error.to_string();
    }
    match step {
        Step::Member(name) => format!("{name}{joint}{inner}"),
        Step::Index(index) => format!("[{index}]{joint}{inner}"),
    }
}

/// Adds `name` in front of the path of a decoding error.
#[cold]
pub(crate) fn decoding_error<E: serde::de::Error>(name: &str, error: E) -> E {
    E::custom(message(Step::Member(name), &error))
}

/// Adds `name` in front of the path of an encoding error.
#[cold]
pub(crate) fn encoding_error<E: serde::ser::Error>(name: &str, error: E) -> E {
    E::custom(message(Step::Member(name), &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_added_in_front_of_the_path() {
        let leaf = message(
            Step::Member("image"),
            &"invalid type: null, expected a string",
        );
        assert_eq!(leaf, "image: invalid type: null, expected a string");
        let element = message(Step::Index(3), &leaf);
        assert_eq!(element, "[3].image: invalid type: null, expected a string");
        let outer = message(Step::Member("devices"), &element);
        assert_eq!(
            outer,
            "devices[3].image: invalid type: null, expected a string"
        );
    }

    #[test]
    fn the_value_in_a_message_is_cut_once() {
        let long = "x".repeat(10_000);
        let cut = format!("a: {}... (10000 bytes)", "x".repeat(TEXT_EXCERPT));
        let leaf = message(Step::Member("a"), &long);
        assert_eq!(leaf, cut);
        assert_eq!(message(Step::Index(1), &leaf), format!("[1].{cut}"));
    }

    #[test]
    fn a_message_without_a_path_is_recognised() {
        assert_eq!(message(Step::Member("a"), &": x"), "a: : x");
        assert_eq!(
            message(Step::Member("a"), &"trailing characters"),
            "a: trailing characters"
        );
    }
}
