//! The path of a decoding error: `inserted.image: missing`, `[3].device: ..`.
//!
//! The path grows from the inside out while the error is returned, and costs nothing where there is no error. The first
//! word of a message tells whether the message starts with a path: a path holds no space and ends in `: `.

use std::fmt;

use crate::error::{TEXT, excerpt};

/// A step of the path: from an object or array to a value inside it.
#[derive(Clone, Copy)]
pub(crate) enum Step<'a> {
    /// A member of an object.
    Member(&'a str),
    /// An element of an array.
    Index(usize),
}

/// The message of `error`, with `step` before its path.
#[cold]
pub(crate) fn message(step: Step<'_>, error: &dyn fmt::Display) -> String {
    // An error that has no path yet may quote a value of any size.
    let mut inner = excerpt(error, TEXT);
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

/// A decoding error with `name` before its path.
#[cold]
pub(crate) fn decoding<E: serde::de::Error>(name: &str, error: E) -> E {
    E::custom(message(Step::Member(name), &error))
}

/// An encoding error with `name` before its path.
#[cold]
pub(crate) fn encoding<E: serde::ser::Error>(name: &str, error: E) -> E {
    E::custom(message(Step::Member(name), &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_join_from_the_inside_out() {
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
        let cut = format!("a: {}... (10000 bytes)", "x".repeat(TEXT));
        let leaf = message(Step::Member("a"), &long);
        assert_eq!(leaf, cut);
        assert_eq!(message(Step::Index(1), &leaf), format!("[1].{cut}"));
    }

    #[test]
    fn a_message_without_a_path_is_not_taken_for_one() {
        assert_eq!(message(Step::Member("a"), &": x"), "a: : x");
        assert_eq!(
            message(Step::Member("a"), &"trailing characters"),
            "a: trailing characters"
        );
    }
}
