//! Equality of objects, by way of what they are on the wire.

use serde::Serialize;

/// Whether two values are the same on the wire. What cannot be sent, such as NaN, is like nothing else.
pub fn same<T: Serialize>(one: &T, other: &T) -> bool {
    match (serde_json::to_vec(one), serde_json::to_vec(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
