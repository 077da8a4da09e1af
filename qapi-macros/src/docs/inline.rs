//! Inline markup: markup inside a paragraph.

use super::links::Links;

/// Translates a paragraph to Markdown.
pub(super) fn inline(text: &str, links: &Links<'_>) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(special) = plain_length(rest) {
        out.push_str(&rest[..special]);
        rest = &rest[special..];
        rest = &rest[translate_markup(rest, links, &mut out)..];
    }
    out.push_str(rest);
    out
}

/// Length of the text before the first character that can be markup; `None` if no character can.
///
/// A table of bytes is fast without optimisation. Macros are compiled without optimisation, which makes closures slow.
fn plain_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if MAYBE_MARKUP[bytes[at] as usize] && (bytes[at] != b'h' || text[at..].starts_with("http"))
        {
            return Some(at);
        }
        at += 1;
    }
    None
}

const MAYBE_MARKUP: [bool; 256] = {
    let mut table = [false; 256];
    let mut special: &[u8] = b"`@:*_[]<>\\#+h";
    while let [byte, rest @ ..] = special {
        table[*byte as usize] = true;
        special = rest;
    }
    table
};

/// Translates the markup at the start of `rest`. Returns the number of translated bytes.
fn translate_markup(rest: &str, links: &Links<'_>, out: &mut String) -> usize {
    let after_word = out.ends_with(|c: char| c.is_alphanumeric());
    let line_start = out.is_empty() || out.ends_with('\n');
    let bytes = rest.as_bytes();
    let taken = match bytes[0] {
        b'`' if rest.starts_with("``") => translate_literal(rest, out),
        b'`' => translate_interpreted(rest, links, out),
        b':' => translate_role(rest, links, out),
        b'@' if !after_word => translate_name(rest, out),
        b'*' if !after_word => copy_emphasis(rest, out),
        b'<' | b'h' if !after_word => translate_address(rest, out),
        b'\\' => translate_escape(rest, out),
        b'#' | b'+' if line_start => None,
        b'_' if !after_word => None,
        b'*' | b'[' | b']' | b'<' | b'>' => None,
        _ => {
            out.push(bytes[0] as char);
            Some(1)
        }
    };
    taken.unwrap_or_else(|| {
        if bytes[0] != b'h' && bytes[0] != b'@' && bytes[0] != b':' {
            out.push('\\');
        }
        out.push(bytes[0] as char);
        1
    })
}

/// Translates ```` ``code`` ````.
fn translate_literal(rest: &str, out: &mut String) -> Option<usize> {
    let length = rest[2..].find("``").filter(|length| *length > 0)?;
    append_code(&rest[2..2 + length], out);
    Some(length + 4)
}

/// Appends a code span. A code span with a backtick inside needs a longer delimiter.
fn append_code(text: &str, out: &mut String) {
    if text.contains('`') {
        out.push_str(&format!("`` {text} ``"));
    } else {
        out.push_str(&format!("`{text}`"));
    }
}

/// Translates `` `Name` ``, `` `text <Name>` `` or `` `text <address>`_ ``.
fn translate_interpreted(rest: &str, links: &Links<'_>, out: &mut String) -> Option<usize> {
    let length = rest[1..].find('`').filter(|length| *length > 0)?;
    let content = &rest[1..=length];
    let mut taken = length + 2;
    taken += rest[taken..]
        .bytes()
        .take_while(|b| *b == b'_')
        .count()
        .min(2);
    let (text, target) = match content.split_once('<') {
        Some((text, target)) if content.ends_with('>') => {
            (Some(text.trim()), target.trim_end_matches('>'))
        }
        _ => (None, content),
    };
    if target.contains("://") {
        out.push_str(&format!("[{}]({target})", text.unwrap_or(target)));
        return Some(taken);
    }
    match (text, links(target)) {
        (Some(text), Some(path)) => out.push_str(&format!("[{text}]({path})")),
        (Some(text), None) => out.push_str(&inline(text, links)),
        (None, Some(path)) => out.push_str(&format!("[`{target}`]({path})")),
        (None, None) => append_code(target, out),
    }
    Some(taken)
}

/// Translates `` :role:`content` ``. Other colons stay.
fn translate_role(rest: &str, links: &Links<'_>, out: &mut String) -> Option<usize> {
    let tick = rest.find('`')?;
    let role = &rest[..tick];
    let is_role = role.len() > 2
        && role.ends_with(':')
        && role
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b':' || b == b'-');
    if !is_role {
        return None;
    }
    translate_interpreted(&rest[tick..], links, out).map(|taken| tick + taken)
}

/// Translates `@name`.
fn translate_name(rest: &str, out: &mut String) -> Option<usize> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let length = rest[1..].find(|c| !is_name(c)).unwrap_or(rest.len() - 1);
    let name = rest[1..=length].trim_end_matches('-');
    if name.is_empty() {
        return None;
    }
    append_code(name, out);
    Some(name.len() + 1)
}

/// Copies `*text*` and `**text**`, which mean the same in Markdown.
fn copy_emphasis(rest: &str, out: &mut String) -> Option<usize> {
    let mark = if rest.starts_with("**") { "**" } else { "*" };
    let content = &rest[mark.len()..];
    let length = content.find(mark)?;
    let text = &content[..length];
    let tight = !text.is_empty()
        && !text.contains(['`', '*', '[', '<'])
        && text.trim() == text
        && !content[length + mark.len()..].starts_with(|c: char| c.is_alphanumeric());
    if !tight {
        return None;
    }
    out.push_str(&format!("{mark}{text}{mark}"));
    Some(length + 2 * mark.len())
}

/// Translates `<https://host/>` and bare addresses.
fn translate_address(rest: &str, out: &mut String) -> Option<usize> {
    let (enclosed, address) = match rest.strip_prefix('<') {
        Some(inner) => (true, inner),
        None => (false, rest),
    };
    if !address.starts_with("http://") && !address.starts_with("https://") {
        return None;
    }
    let end = address
        .find(|c: char| c.is_whitespace() || "<>`\"".contains(c))
        .unwrap_or(address.len());
    if enclosed {
        address[end..].starts_with('>').then(|| {
            out.push_str(&rest[..end + 2]);
            end + 2
        })
    } else {
        let address = address[..end].trim_end_matches(['.', ',', ';', ':', ')', '\'']);
        out.push_str(&format!("<{address}>"));
        Some(address.len())
    }
}

/// Translates an escape such as `\*`. A backslash before a space removes the space.
fn translate_escape(rest: &str, out: &mut String) -> Option<usize> {
    let next = rest[1..].chars().next()?;
    if !next.is_whitespace() {
        out.push('\\');
        if !next.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(next);
    }
    Some(1 + next.len_utf8())
}
