//! Conversion of JSON text to values and back, at any depth up to the limit.

use serde::de::Deserialize;
use serde::ser::{Error as _, Serialize};
use serde_json::Serializer;
use serde_json::value::RawValue;

use super::depth::{
    CALLER_STACK_DEPTH, DepthCounter, MAX_DEPTH, depth_of, with_stack_to_read, with_stack_to_write,
};
use super::member::present;

/// Reads a value from JSON text.
///
/// # Errors
/// The value does not fit the type (the message starts with the path), or the text nests too deeply.
pub(crate) fn from_json<'de, T: Deserialize<'de> + Send>(
    json: &'de RawValue,
) -> serde_json::Result<T> {
    let text = json.get();
    parse(text, false).or_else(|error| from_deep_json(text, error))
}

/// Reads the data of an event; absent data reads as the empty object.
///
/// # Errors
/// The data does not fit the type, or nests too deeply.
pub fn read_event<T>(data: Option<&RawValue>) -> serde_json::Result<T>
where
    T: for<'de> Deserialize<'de> + Send,
{
    match data {
        Some(data) => from_json(data),
        None => parse("{}", false),
    }
}

fn parse<'de, T: Deserialize<'de>>(text: &'de str, unlimited: bool) -> serde_json::Result<T> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    if unlimited {
        deserializer.disable_recursion_limit();
    }
    let value = present(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// Reads a text again with a larger stack, if the depth of the text may be the reason for `error`.
#[cold]
fn from_deep_json<'de, T: Deserialize<'de> + Send>(
    text: &'de str,
    error: serde_json::Error,
) -> serde_json::Result<T> {
    let depth = depth_of(text);
    if depth <= CALLER_STACK_DEPTH {
        return Err(error);
    }
    if depth > MAX_DEPTH {
        return Err(serde_json::Error::custom(format_args!(
            "the value nests {depth} levels deep; the limit is {MAX_DEPTH}"
        )));
    }
    let mut result = Err(error);
    with_stack_to_read(depth, &mut || result = parse(text, true))?;
    result
}

/// Appends the JSON text of a value, the arguments of a command.
///
/// # Errors
/// The value contains NaN or an infinite number, or nests too deeply.
pub(crate) fn write_json<T: Serialize + Send>(
    to: &mut Vec<u8>,
    value: T,
) -> serde_json::Result<()> {
    let start = to.len();
    write_up_to(CALLER_STACK_DEPTH, to, &value).unwrap_or_else(|TooDeep| {
        to.truncate(start);
        write_deep(to, value)
    })
}

#[cold]
fn write_deep<T: Serialize + Send>(to: &mut Vec<u8>, value: T) -> serde_json::Result<()> {
    // The command object around the arguments is one level.
    const LIMIT: usize = MAX_DEPTH - 1;

    let mut result = Err(TooDeep);
    let out = &mut result;
    // The closure owns the value, because another thread cannot borrow it.
    let mut write = move || *out = write_up_to(LIMIT, to, &value);
    with_stack_to_write(&mut write)?;
    drop(write);
    result.unwrap_or_else(|TooDeep| {
        Err(serde_json::Error::custom(format_args!(
            "the value nests too deeply; the limit is {LIMIT} levels"
        )))
    })
}

/// Error: the value nests deeper than the limit.
struct TooDeep;

fn write_up_to<T: Serialize>(
    limit: usize,
    to: &mut Vec<u8>,
    value: &T,
) -> Result<serde_json::Result<()>, TooDeep> {
    let mut exceeded = false;
    let counted = DepthCounter::new(limit, &mut exceeded);
    let written = value.serialize(&mut Serializer::with_formatter(to, counted));
    if exceeded { Err(TooDeep) } else { Ok(written) }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn raw(text: String) -> Box<RawValue> {
        RawValue::from_string(text).unwrap()
    }

    fn nested(depth: usize) -> String {
        format!("{}{}", "[".repeat(depth), "]".repeat(depth))
    }

    #[test]
    fn values_are_read_and_written_up_to_the_limit() {
        for depth in [1, 126, 127, 128, 129, 1000, MAX_DEPTH - 1] {
            let text = nested(depth);
            let value: Value = from_json(&raw(text.clone())).unwrap();
            let mut written = b"before".to_vec();
            write_json(&mut written, value).unwrap();
            assert_eq!(written, format!("before{text}").as_bytes(), "{depth}");
        }
    }

    #[test]
    fn the_error_beyond_the_limit_contains_the_limit() {
        let error = from_json::<Value>(&raw(nested(MAX_DEPTH + 1))).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the value nests 1025 levels deep; the limit is 1024"
        );
        let value: Value = from_json(&raw(nested(MAX_DEPTH))).unwrap();
        let error = write_json(&mut Vec::new(), value).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the value nests too deeply; the limit is 1023 levels"
        );
    }

    #[test]
    fn other_errors_are_the_same_at_any_depth() {
        let deep = format!("{}1e999{}", "[".repeat(200), "]".repeat(200));
        let error = from_json::<Value>(&raw(deep)).unwrap_err();
        assert!(error.to_string().contains("number out of range"), "{error}");
        let error = from_json::<Vec<u8>>(&raw(nested(2))).unwrap_err();
        assert!(
            error.to_string().starts_with("[0]: invalid type"),
            "{error}"
        );
    }
}
