//! `Debug` of objects, by way of their JSON text.

use std::fmt;

use serde::Serialize;

use super::json::to_json;

/// Prints the name of the type and its members as JSON; absent members are left out.
///
/// # Errors
/// Those of the formatter.
pub fn debug<T: Serialize + Sync>(
    name: &str,
    value: &T,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    match to_json(value, f.alternate()) {
        Ok(json) => write!(f, "{name} {}", String::from_utf8_lossy(&json)),
        Err(error) => write!(f, "{name} <{error}>"),
    }
}
