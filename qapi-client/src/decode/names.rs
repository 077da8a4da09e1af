//! Enumerations: strings on the wire.

use std::fmt;

use serde::de::{self, Deserializer, Visitor};

/// Reads a value of an open enumeration.
///
/// # Errors
/// The value is no string.
pub fn read_name<'de, T: Clone + 'static, D: Deserializer<'de>>(
    deserializer: D,
    values: &'static [T],
    as_str: fn(&T) -> &str,
    other: fn(String) -> T,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Name(|name: &str| parse_name(name, values, as_str, other)))
}

/// The value of an enumeration that has this name; `other` makes the value of an unknown name.
pub fn parse_name<T: Clone>(
    name: &str,
    values: &[T],
    as_str: fn(&T) -> &str,
    other: fn(String) -> T,
) -> T {
    // A lookup instead of a match: a match on strings takes the compiler longest of all.
    let known = values.iter().find(|value| as_str(value) == name);
    known.cloned().unwrap_or_else(|| other(name.to_owned()))
}

/// The index of a name in a list.
#[inline]
pub(super) fn index_of(name: &str, names: &[&str]) -> Option<usize> {
    // Names of one length mostly differ at their ends; comparing those first saves most calls to compare all.
    let end = name.as_bytes().last();
    names.iter().position(|known| {
        known.len() == name.len() && known.as_bytes().last() == end && *known == name
    })
}

/// Visits a string and converts it.
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
