//! The outermost members of an object, and the elements of an array, that a parser may refuse.

use std::borrow::Cow;

use super::frame::Scan;
use super::text::lossy;

/// Bytes read of a member's name: the names of the protocol are shorter.
const NAME: usize = 64;

/// Iterator over the members of an object: name, and value as it came.
///
/// The object comes from the framer: brackets and quotes match, and nothing else is certain. The iterator ends early where
/// name, colon and value do not follow each other.
#[derive(Debug)]
pub(super) struct Members<'a>(&'a [u8]);

impl<'a> Members<'a> {
    /// The members of `object`; `None` if it is no object.
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
        _ => Cow::Owned(lossy(name, NAME)),
    }
}

/// The elements of an array, as they came; none if `array` is no array.
pub(super) fn items(array: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = array.trim_ascii().strip_prefix(b"[").unwrap_or_default();
    std::iter::from_fn(move || {
        let (item, tail) = rest.split_at(value_len(rest));
        // Behind the last element is the end of the array.
        rest = tail.strip_prefix(b",").unwrap_or_default();
        Some(item.trim_ascii()).filter(|item| !item.is_empty())
    })
}

/// Bytes up to the quote that ends a string.
fn string_len(text: &[u8]) -> Option<usize> {
    let mut escaped = false;
    text.iter().position(|&byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })
}

/// Bytes up to the comma or bracket behind a value.
fn value_len(text: &[u8]) -> usize {
    let mut scan = Scan::default();
    let ends = |&byte: &u8| {
        if scan.is_outermost() && matches!(byte, b',' | b'}' | b']') {
            return true;
        }
        scan.step(byte);
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
    fn members_are_found_whatever_their_values_are() {
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
    fn elements_are_found_whatever_they_are() {
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
            let found = items(array.as_bytes()).map(|item| std::str::from_utf8(item).unwrap());
            assert_eq!(found.collect::<Vec<_>>(), expected, "{array}");
        }
    }
}
