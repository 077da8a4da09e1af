//! `Debug` of objects, by way of what they are on the wire.

use std::fmt;

use serde::Serialize;

/// Prints the name of the type and its members as JSON; those that are absent are left out.
///
/// # Errors
/// Those of the formatter.
pub fn debug<T: Serialize>(name: &str, value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let json = if f.alternate() {
        serde_json::to_string_pretty(value)
    } else {
        serde_json::to_string(value)
    };
    match json {
        Ok(json) => write!(f, "{name} {json}"),
        Err(error) => write!(f, "{name} <{error}>"),
    }
}
