//! Enums, which are strings on the wire.

use std::fmt;

use serde::de::{self, Deserializer, Visitor};

/// Reads a value of an enum that has a variant for unknown values.
///
/// # Errors
/// The value is not a string.
pub fn read_name<'de, T: Clone + 'static, D: Deserializer<'de>>(
    deserializer: D,
    values: &'static [T],
    as_str: fn(&T) -> &str,
    other: fn(String) -> T,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Name(|name: &str| parse_name(name, values, as_str, other)))
}

/// Finds the value of an enum by name. `other` creates the value for an unknown name.
pub fn parse_name<T: Clone>(
    name: &str,
    values: &[T],
    as_str: fn(&T) -> &str,
    other: fn(String) -> T,
) -> T {
    // A lookup compiles much faster than a match on strings.
    let known = values.iter().find(|value| as_str(value) == name);
    known.cloned().unwrap_or_else(|| other(name.to_owned()))
}

/// Index of a name in a list.
#[inline]
pub(super) fn index_of(name: &str, names: &[&str]) -> Option<usize> {
    // Names of the same length mostly differ in the last byte. Comparing this byte first saves most comparisons of
    // whole names.
    let end = name.as_bytes().last();
    names.iter().position(|known| {
        known.len() == name.len() && known.as_bytes().last() == end && *known == name
    })
}

/// Visitor that converts a string.
struct Name<F>(F);

impl<T, F: FnOnce(&str) -> T> Visitor<'_> for Name<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<T, E> {
        Ok((self.0)(name))
    }
}
