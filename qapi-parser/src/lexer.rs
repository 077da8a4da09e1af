//! Text to tokens (QAPI language, "Schema syntax").

use std::borrow::Cow;

use crate::error::{ErrorKind, SyntaxError};
use crate::source::Span;

/// A token and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Token<'t> {
    pub(crate) kind: TokenKind<'t>,
    pub(crate) span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TokenKind<'t> {
    BraceOpen,
    BraceClose,
    BracketOpen,
    BracketClose,
    Colon,
    Comma,
    Str(Cow<'t, str>),
    Bool(bool),
    /// The first line of a documentation comment: the line, from its `##`.
    Doc(&'t str),
    End,
}

/// A mistake in the text: what, and where.
pub(crate) type Fault = (ErrorKind, Span);

pub(crate) struct Lexer<'t> {
    text: &'t str,
    /// Where the text starts in the offset space of the source map.
    base: u32,
    at: usize,
}

impl<'t> Lexer<'t> {
    pub(crate) fn new(text: &'t str, base: u32) -> Self {
        Self { text, base, at: 0 }
    }

    /// The same text again from a token on.
    pub(crate) fn at(&self, token: Span) -> Self {
        let at = (token.start - self.base) as usize;
        Self { at, ..*self }
    }

    /// The next token; plain comments are skipped.
    pub(crate) fn token(&mut self) -> Result<Token<'t>, Fault> {
        loop {
            self.skip_space();
            match self.peek() {
                Some(b'#') => {
                    let (line, span) = self.rest_of_line();
                    if line.starts_with("##") {
                        return Ok(Token {
                            kind: TokenKind::Doc(line),
                            span,
                        });
                    }
                }
                None => {
                    return Ok(Token {
                        kind: TokenKind::End,
                        span: self.end(),
                    });
                }
                Some(first) => return self.visible(first),
            }
        }
    }

    /// The next line of a documentation comment, or `None` before anything that is not a comment.
    pub(crate) fn comment_line(&mut self) -> Option<(&'t str, Span)> {
        self.skip_space();
        (self.peek() == Some(b'#')).then(|| self.rest_of_line())
    }

    /// Moves to the first line at or after `from` that looks like the start of something at top level.
    pub(crate) fn skip_to_top_level(&mut self, from: u32) {
        let from = (from - self.base) as usize;
        let line_start = |at: usize| at == 0 || self.text.as_bytes().get(at - 1) == Some(&b'\n');
        let looks =
            |at: usize| self.text[at..].starts_with(['{']) || self.text[at..].starts_with("##");
        let mut at = from;
        while !(line_start(at) && looks(at)) {
            match self.text.as_bytes()[at..].iter().position(|b| *b == b'\n') {
                Some(end) => at += end + 1,
                None => {
                    at = self.text.len();
                    break;
                }
            }
        }
        self.at = at;
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.base + from as u32, self.base + to as u32)
    }

    /// The position of a token that is missing at the end: behind the last line's last character.
    fn end(&self) -> Span {
        let end = self.text.len() - usize::from(self.text.ends_with('\n'));
        self.span(end, end)
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte.is_ascii() {
                // What Unicode calls white space, within ASCII: also the separators 0x1c to 0x1f and vertical tab.
                if !matches!(byte, b' ' | 0x09..=0x0d | 0x1c..=0x1f) {
                    return;
                }
                self.at += 1;
            } else {
                let next = self.text[self.at..]
                    .chars()
                    .next()
                    .filter(|c| c.is_whitespace());
                let Some(space) = next else { return };
                self.at += space.len_utf8();
            }
        }
    }

    fn rest_of_line(&mut self) -> (&'t str, Span) {
        let from = self.at;
        let rest = &self.text[from..];
        let length = rest.find('\n').unwrap_or(rest.len());
        self.at += length;
        let line = rest[..length].strip_suffix('\r').unwrap_or(&rest[..length]);
        (line, self.span(from, from + line.len()))
    }

    fn visible(&mut self, first: u8) -> Result<Token<'t>, Fault> {
        let from = self.at;
        let rest = &self.text[from..];
        let (kind, length) = match first {
            b'{' => (TokenKind::BraceOpen, 1),
            b'}' => (TokenKind::BraceClose, 1),
            b'[' => (TokenKind::BracketOpen, 1),
            b']' => (TokenKind::BracketClose, 1),
            b':' => (TokenKind::Colon, 1),
            b',' => (TokenKind::Comma, 1),
            b'\'' => return self.string(),
            _ if rest.starts_with("true") => (TokenKind::Bool(true), 4),
            _ if rest.starts_with("false") => (TokenKind::Bool(false), 5),
            b'"' => return Err(self.double_quotes()),
            _ => return Err(self.unknown()),
        };
        self.at += length;
        Ok(Token {
            kind,
            span: self.span(from, self.at),
        })
    }

    /// The error for text that is not a token: up to the next structural character, quote or white space.
    fn unknown(&mut self) -> Fault {
        let from = self.at;
        let rest = &self.text[from..];
        let ends = |c: char| "[]{}:,'".contains(c) || c.is_whitespace();
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let length = rest[first..]
            .find(ends)
            .map_or(rest.len(), |end| first + end);
        self.at += length;
        let text = shortened(&rest[..length]);
        (
            SyntaxError::UnknownToken { text }.into(),
            self.span(from, self.at),
        )
    }

    /// The error for a string in double quotes: up to the closing quote, or to the end of the line.
    fn double_quotes(&mut self) -> Fault {
        let from = self.at;
        let rest = &self.text[from..];
        let line = rest.lines().next().unwrap_or_default();
        let length = line[1..].find('"').map_or(line.len(), |end| end + 2);
        self.at += length;
        let text = shortened(&rest[..length]);
        (
            SyntaxError::DoubleQuotes { text }.into(),
            self.span(from, self.at),
        )
    }

    fn string(&mut self) -> Result<Token<'t>, Fault> {
        let from = self.at;
        let content = from + 1;
        let bytes = self.text.as_bytes();
        let mut unescaped: Option<String> = None;
        let mut at = content;
        // The mistake is the string's, up to where it shows.
        let fault = |error: SyntaxError, at: usize| (error.into(), self.span(from, at));
        loop {
            let Some(&byte) = bytes.get(at) else {
                return Err(fault(SyntaxError::UnclosedString, at));
            };
            match byte {
                b'\'' => break,
                b'\n' => return Err(fault(SyntaxError::UnclosedString, at)),
                b'\r' if bytes.get(at + 1) == Some(&b'\n') => {
                    return Err(fault(SyntaxError::UnclosedString, at));
                }
                b'\\' => match self.text[at + 1..].chars().next() {
                    Some('\\') => {
                        let so_far = || self.text[content..at].to_owned();
                        unescaped.get_or_insert_with(so_far).push('\\');
                        at += 1;
                    }
                    Some(escape) if escape != '\n' => {
                        return Err(fault(SyntaxError::UnknownEscape { escape }, at + 1));
                    }
                    _ => return Err(fault(SyntaxError::UnclosedString, at)),
                },
                b' '..=b'~' => {
                    if let Some(string) = &mut unescaped {
                        string.push(char::from(byte));
                    }
                }
                _ => {
                    let character = self.text[at..].chars().next().unwrap_or_default();
                    return Err(fault(
                        SyntaxError::InvalidCharacter { character },
                        at + character.len_utf8(),
                    ));
                }
            }
            at += 1;
        }
        self.at = at + 1;
        let string = unescaped.map_or(Cow::Borrowed(&self.text[content..at]), Cow::Owned);
        Ok(Token {
            kind: TokenKind::Str(string),
            span: self.span(from, self.at),
        })
    }
}

/// The beginning of a text that an error quotes.
fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
