//! Equality of objects, by JSON text.

use serde::Serialize;

use super::json::write_json;

/// Whether two values have the same JSON text. A value that cannot be serialised, such as NaN, is not equal to any
/// value.
pub fn same<T: Serialize + Sync>(one: &T, other: &T) -> bool {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    write_json(&mut first, one).is_ok() && write_json(&mut second, other).is_ok() && first == second
}
