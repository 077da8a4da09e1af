//! Lexer: text to tokens (QAPI language, "Schema syntax"). A second syntax is the part of JSON that an answer to
//! `query-qmp-schema` uses.

use std::borrow::Cow;

use crate::error::{ErrorKind, SyntaxError};
use crate::source::Span;

/// A token and its span.
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
    /// `null`, only in JSON.
    Null,
    /// First line of a documentation comment, from the `##` on.
    Doc(&'t str),
    End,
}

/// Kind and span of a mistake in the text.
pub(crate) type Fault = (ErrorKind, Span);

/// Syntax of a text.
#[derive(Clone, Copy, PartialEq)]
enum Syntax {
    /// A schema file: strings in single quotes, and comments.
    Schema,
    /// JSON without numbers and without escapes in strings, except `\\`: QEMU's answer contains only names.
    Json,
}

pub(crate) struct Lexer<'t> {
    syntax: Syntax,
    text: &'t str,
    /// Offset of the first byte in the source map.
    base: u32,
    at: usize,
}

impl<'t> Lexer<'t> {
    pub(crate) fn new(text: &'t str, base: u32) -> Self {
        let syntax = Syntax::Schema;
        Self {
            syntax,
            text,
            base,
            at: 0,
        }
    }

    /// Creates a lexer of JSON.
    pub(crate) fn json(text: &'t str, base: u32) -> Self {
        let syntax = Syntax::Json;
        Self {
            syntax,
            ..Self::new(text, base)
        }
    }

    /// Creates a lexer of the same text that starts at a token.
    pub(crate) fn restart_at(&self, token: Span) -> Self {
        let at = (token.start - self.base) as usize;
        Self { at, ..*self }
    }

    /// Reads the next token. Plain comments are skipped.
    pub(crate) fn next_token(&mut self) -> Result<Token<'t>, Fault> {
        loop {
            self.skip_space();
            match self.peek() {
                Some(b'#') if self.syntax == Syntax::Schema => {
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
                        span: self.end_of_text(),
                    });
                }
                Some(first) => return self.read_token(first),
            }
        }
    }

    /// Reads the next line of a documentation comment. Returns `None` if the next line is not a comment.
    pub(crate) fn comment_line(&mut self) -> Option<(&'t str, Span)> {
        self.skip_space();
        (self.peek() == Some(b'#')).then(|| self.rest_of_line())
    }

    /// Moves to the first line, at or after `from`, that starts like an object or a documentation comment.
    pub(crate) fn skip_to_top_level(&mut self, from: u32) {
        let from = (from - self.base) as usize;
        let line_start = |at: usize| at == 0 || self.text.as_bytes().get(at - 1) == Some(&b'\n');
        let opens =
            |at: usize| self.text[at..].starts_with(['{']) || self.text[at..].starts_with("##");
        let mut at = from;
        while !(line_start(at) && opens(at)) {
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

    /// Span of the end of the text, after the last character of the last line.
    fn end_of_text(&self) -> Span {
        let end = self.text.len() - usize::from(self.text.ends_with('\n'));
        self.span(end, end)
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte.is_ascii() {
                // QEMU's generator skips Unicode white space. In ASCII that includes vertical tab and 0x1c to 0x1f.
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

    fn read_token(&mut self, first: u8) -> Result<Token<'t>, Fault> {
        let from = self.at;
        let rest = &self.text[from..];
        let (kind, length) = match first {
            b'{' => (TokenKind::BraceOpen, 1),
            b'}' => (TokenKind::BraceClose, 1),
            b'[' => (TokenKind::BracketOpen, 1),
            b']' => (TokenKind::BracketClose, 1),
            b':' => (TokenKind::Colon, 1),
            b',' => (TokenKind::Comma, 1),
            quote if quote == self.quote() => return self.read_string(),
            _ if rest.starts_with("true") => (TokenKind::Bool(true), 4),
            _ if rest.starts_with("false") => (TokenKind::Bool(false), 5),
            _ if self.syntax == Syntax::Json && rest.starts_with("null") => (TokenKind::Null, 4),
            b'"' => return Err(self.double_quotes()),
            _ => return Err(self.unknown_token()),
        };
        self.at += length;
        Ok(Token {
            kind,
            span: self.span(from, self.at),
        })
    }

    /// Quote around strings.
    fn quote(&self) -> u8 {
        match self.syntax {
            Syntax::Schema => b'\'',
            Syntax::Json => b'"',
        }
    }

    /// Error for text that is not a token. The span ends at the next bracket, `:`, `,`, quote or white space.
    fn unknown_token(&mut self) -> Fault {
        let from = self.at;
        let rest = &self.text[from..];
        let ends = |c: char| "[]{}:,'".contains(c) || c.is_whitespace();
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let length = rest[first..]
            .find(ends)
            .map_or(rest.len(), |end| first + end);
        self.at += length;
        let text = shortened(&rest[..length]);
        let error = match self.syntax {
            Syntax::Schema => SyntaxError::UnknownToken { text },
            Syntax::Json => SyntaxError::UnknownJsonToken { text },
        };
        (error.into(), self.span(from, self.at))
    }

    /// Error for a string in double quotes. The span ends after the closing quote or at the end of the line.
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

    fn read_string(&mut self) -> Result<Token<'t>, Fault> {
        let from = self.at;
        let content = from + 1;
        let bytes = self.text.as_bytes();
        let mut unescaped: Option<String> = None;
        let mut at = content;
        // The span of an error starts at the opening quote and ends at the wrong character.
        let fault = |error: SyntaxError, at: usize| (error.into(), self.span(from, at));
        loop {
            let Some(&byte) = bytes.get(at) else {
                return Err(fault(SyntaxError::UnclosedString, at));
            };
            match byte {
                byte if byte == self.quote() => break,
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

/// First characters of a text, for an error message.
fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
