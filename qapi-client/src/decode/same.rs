//! Equality of objects, by way of their JSON text.

use serde::Serialize;

use super::json::to_json;

/// Whether two values have the same JSON text. A value that cannot be sent, such as NaN, equals no other.
pub fn same<T: Serialize + Sync>(one: &T, other: &T) -> bool {
    match (to_json(one, false), to_json(other, false)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
