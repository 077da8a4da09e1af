//! Members of an object and elements of an array, in text that may not be valid JSON.

use std::borrow::Cow;

use super::frame::Scan;
use super::text::read_lossy;

/// Maximum number of bytes that are read of a name. The names in the protocol are shorter.
const MAX_NAME: usize = 64;

/// Iterator over the outermost members of an object: name, and bytes of the value.
///
/// The framer only guarantees that brackets and quotes match. The iterator ends at the first member that is not a name,
/// a colon and a value.
#[derive(Debug)]
pub(super) struct Members<'a>(&'a [u8]);

impl<'a> Members<'a> {
    /// Creates the iterator. Returns `None` if `object` is not an object.
    pub(super) fn of(object: &'a [u8]) -> Option<Self> {
        object.trim_ascii().strip_prefix(b"{").map(Self)
    }
}

impl<'a> Iterator for Members<'a> {
    type Item = (Cow<'a, str>, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let Self(rest) = self;
        let rest = rest.trim_ascii_start();
        let rest = rest.strip_prefix(b",").unwrap_or(rest).trim_ascii_start();
        let rest = rest.strip_prefix(b"\"")?;
        let (name, rest) = rest.split_at(string_len(rest)?);
        let value = rest[1..].trim_ascii_start().strip_prefix(b":")?;
        let (value, rest) = value.split_at(value_len(value));
        self.0 = rest;
        Some((read_name(name), value.trim_ascii()))
    }
}

fn read_name(name: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(name) {
        Ok(plain) if !plain.contains('\\') => Cow::Borrowed(plain),
        _ => Cow::Owned(read_lossy(name, MAX_NAME)),
    }
}

/// Iterator over the bytes of the elements of an array. Empty if `array` is not an array.
pub(super) fn elements(array: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = array.trim_ascii().strip_prefix(b"[").unwrap_or_default();
    std::iter::from_fn(move || {
        let (item, tail) = rest.split_at(value_len(rest));
        // After the last element, the prefix is the end of the array.
        rest = tail.strip_prefix(b",").unwrap_or_default();
        Some(item.trim_ascii()).filter(|item| !item.is_empty())
    })
}

/// Number of bytes before the quote that ends a string.
fn string_len(text: &[u8]) -> Option<usize> {
    let mut escaped = false;
    text.iter().position(|&byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })
}

/// Number of bytes before the comma or bracket that ends a value.
fn value_len(text: &[u8]) -> usize {
    let mut scan = Scan::default();
    let ends = |&byte: &u8| {
        if scan.is_outermost() && matches!(byte, b',' | b'}' | b']') {
            return true;
        }
        scan.scan_byte(byte);
        false
    };
    text.iter().position(ends).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(object: &str) -> Vec<String> {
        let members = Members::of(object.as_bytes()).into_iter().flatten();
        members
            .map(|(name, value)| format!("{name}={}", String::from_utf8_lossy(value)))
            .collect()
    }

    #[test]
    fn members_with_broken_values_are_found() {
        for (object, expected) in [
            ("{}", &[][..]),
            (" { \"a\" : 1 , \"b\":\"x\" } ", &["a=1", "b=\"x\""]),
            (
                r#"{"a":{"id":1,"s":"}\"]"},"b":[[],{}],"id":7}"#,
                &[r#"a={"id":1,"s":"}\"]"}"#, "b=[[],{}]", "id=7"],
            ),
            (
                r#"{"a":NaN,"b":01,"c":,"d":}"#,
                &["a=NaN", "b=01", "c=", "d="],
            ),
            (r#"{"a":1,"b":[1,2]]}"#, &["a=1", "b=[1,2]"]),
            (r#"{"i\u0064":1,"\"":2}"#, &["id=1", "\"=2"]),
            // Behind a break nothing is certain.
            (r#"{"a":1,2,"id":7}"#, &["a=1"]),
            (r#"{"a":1,"b" 2,"id":7}"#, &["a=1"]),
            ("[1]", &[]),
        ] {
            assert_eq!(members(object), expected, "{object}");
        }
    }

    #[test]
    fn broken_elements_are_found() {
        for (array, expected) in [
            ("[]", &[][..]),
            (" [ 1 , \"a,]\" ] ", &["1", "\"a,]\""]),
            (
                r#"[[1,2],{"a":[3]},NaN]"#,
                &["[1,2]", r#"{"a":[3]}"#, "NaN"],
            ),
            ("{\"a\":1}", &[]),
            ("7", &[]),
        ] {
            let found = elements(array.as_bytes()).map(|item| std::str::from_utf8(item).unwrap());
            assert_eq!(found.collect::<Vec<_>>(), expected, "{array}");
        }
    }
}
