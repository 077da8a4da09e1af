//! Strings and integers in messages that may not be valid JSON.

use std::str::{self, FromStr};

use crate::error::{boundary, mark_cut};

/// Bytes between the quotes of a string. Returns `None` if `value` is not a string.
pub(super) fn string_content(value: &[u8]) -> Option<&[u8]> {
    value.strip_prefix(b"\"")?.strip_suffix(b"\"")
}

/// Reads an integer. Returns `None` if `value` is not an integer or is out of range.
pub(super) fn read_integer<T: FromStr>(value: &[u8]) -> Option<T> {
    let digits = value.strip_prefix(b"-").unwrap_or(value);
    match digits {
        [b'0', _, ..] | [b'+', ..] => None,
        _ => str::from_utf8(value).ok()?.parse().ok(),
    }
}

/// Reads at most `limit` bytes between the quotes of a string that may be invalid.
///
/// U+FFFD replaces invalid characters.
pub(super) fn read_lossy(mut string: &[u8], limit: usize) -> String {
    let size = string.len();
    let mut text = String::new();
    while !string.is_empty() && text.len() <= limit {
        let plain = string.iter().take(limit + 1);
        let run = plain.take_while(|byte| **byte != b'\\').count();
        if run > 0 {
            let (head, tail) = string.split_at(run);
            text.push_str(&String::from_utf8_lossy(head));
            string = tail;
        } else {
            text.push(read_escape(&mut string));
        }
    }
    if !string.is_empty() || text.len() > limit {
        text.truncate(boundary(&text, limit));
        mark_cut(&mut text, size);
    }
    text
}

/// Reads an escape sequence, and removes it from `string`.
fn read_escape(string: &mut &[u8]) -> char {
    let (kind, rest) = match **string {
        [b'\\', kind, ref rest @ ..] => (kind, rest),
        // A single backslash at the end is invalid.
        _ => {
            *string = &[];
            return char::REPLACEMENT_CHARACTER;
        }
    };
    *string = rest;
    match kind {
        b'"' | b'\\' | b'/' => char::from(kind),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => read_code_point(string).unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::REPLACEMENT_CHARACTER,
    }
}

/// Reads the digits after `\u`, and the second escape of a surrogate pair.
fn read_code_point(string: &mut &[u8]) -> Option<char> {
    let first = read_hex_unit(string)?;
    if !(0xD800..0xDC00).contains(&first) {
        return char::from_u32(first.into());
    }
    let mut rest = string.strip_prefix(b"\\u")?;
    let second = read_hex_unit(&mut rest)?;
    let pair = char::decode_utf16([first, second]).next()?.ok()?;
    *string = rest;
    Some(pair)
}

/// Reads four hexadecimal digits.
fn read_hex_unit(string: &mut &[u8]) -> Option<u16> {
    let (digits, rest) = string.split_at_checked(4)?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    *string = rest;
    u16::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn valid_strings_agree_with_the_parser() {
        for token in [
            r#""""#,
            r#""plain é""#,
            r#""\"\\\/\b\f\n\r\t""#,
            r#""\u0041\u00e9\uffff""#,
            r#""x\ud83d\ude00y""#,
        ] {
            let expected: String = serde_json::from_str(token).unwrap();
            let inside = string_content(token.as_bytes()).unwrap();
            assert_eq!(read_lossy(inside, 100), expected, "{token}");
        }
    }

    #[test]
    fn invalid_characters_are_replaced() {
        for (inside, expected) in [
            (&b"x\\ud800y"[..], "x\u{fffd}y"),
            (b"\\ud800\\ud800\\ude00z", "\u{fffd}\u{10200}z"),
            (b"\\udc00", "\u{fffd}"),
            (b"a\xc3(b", "a\u{fffd}(b"),
            (b"a\tb\0c", "a\tb\0c"),
            (b"\\q\\u12", "\u{fffd}\u{fffd}12"),
            (b"end\\", "end\u{fffd}"),
        ] {
            assert_eq!(read_lossy(inside, 100), expected);
        }
        assert_eq!(string_content(b"7"), None);
        assert_eq!(string_content(b"\""), None);
    }

    #[test]
    fn a_cut_string_shows_the_whole_size() {
        assert_eq!(read_lossy(b"12345", 5), "12345");
        assert_eq!(read_lossy(b"123456", 5), "12345... (6 bytes)");
        assert_eq!(read_lossy(b"\\n\\n\\n", 2), "\n\n... (6 bytes)");
        assert_eq!(read_lossy("ééé".as_bytes(), 5), "éé... (6 bytes)");
        // A cut within a character leaves no half of it.
        assert_eq!(read_lossy("1234é5".as_bytes(), 5), "1234... (7 bytes)");
    }

    #[test]
    fn only_json_integers_are_accepted() {
        for (value, expected) in [("0", 0), ("-1", -1), ("9223372036854775807", i64::MAX)] {
            assert_eq!(read_integer(value.as_bytes()), Some(expected));
        }
        for value in [
            "",
            "-",
            "01",
            "-01",
            "+1",
            "1.5",
            "1e3",
            "9223372036854775808",
            "\"1\"",
            "null",
        ] {
            assert_eq!(read_integer::<i64>(value.as_bytes()), None, "{value}");
        }
    }
}
