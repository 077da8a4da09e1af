//! Parser: tokens to expressions (QAPI language, "Schema syntax").

use std::borrow::Cow;

use crate::error::{Context, DefinitionKind, Diagnostics, Error, SyntaxError};
use crate::lexer::{Fault, Lexer, Token, TokenKind};
use crate::name_list::repeats;
use crate::source::Span;

/// An item at top level.
#[derive(Debug)]
pub(crate) enum TopLevel<'t> {
    Comment(Comment<'t>),
    Expression(Object<'t>, Span),
}

/// A documentation comment: the lines between the opening `##` and the closing `##`. Each line starts at the `#`.
#[derive(Debug)]
pub(crate) struct Comment<'t> {
    pub(crate) lines: Vec<(&'t str, Span)>,
    /// Span from the opening `##` to the closing `##`.
    pub(crate) span: Span,
}

/// An expression and its span. The span of a string excludes the quotes.
#[derive(Debug)]
pub(crate) struct Expression<'t> {
    pub(crate) value: Value<'t>,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) enum Value<'t> {
    Object(Object<'t>),
    Array(Vec<Expression<'t>>),
    Str(Cow<'t, str>),
    Bool(bool),
    /// `null`, only in JSON.
    Null,
}

/// Entries of an object, in order. All keys differ.
pub(crate) type Object<'t> = Vec<Entry<'t>>;

#[derive(Debug)]
pub(crate) struct Entry<'t> {
    pub(crate) key: Cow<'t, str>,
    /// Span of the key, without the quotes.
    pub(crate) span: Span,
    pub(crate) value: Expression<'t>,
}

/// Maximum depth of nested brackets. QEMU's schemas nest about six levels deep.
const MAX_DEPTH: usize = 100;

/// Records every string of a broken object as the name of a definition that could not be read, because one of the
/// strings is this name.
pub(crate) fn mark_names_as_broken(object: &Object<'_>, diagnostics: &mut Diagnostics) {
    for entry in object {
        if let Value::Str(name) = &entry.value.value {
            diagnostics.mark_as_broken(name.to_string());
        }
    }
}

/// Reads a text that is one JSON value. Returns `None` if an error was reported.
pub(crate) fn parse_json<'t>(
    text: &'t str,
    base: u32,
    diagnostics: &mut Diagnostics,
) -> Option<Expression<'t>> {
    let mut parser = Parser::of(Lexer::json(text, base), base);
    let value = parser
        .read_expression(0)
        .and_then(|value| match &parser.token.kind {
            TokenKind::End if parser.fault.is_none() => Ok(value),
            _ => Err(parser.unexpected("the end of the text")),
        });
    match value {
        Ok(value) => (!report_duplicates_in(&value, diagnostics)).then_some(value),
        Err((kind, span)) => {
            diagnostics.push(Error::new(kind, span));
            None
        }
    }
}

/// Reader of the items at top level.
pub(crate) struct Parser<'t> {
    lexer: Lexer<'t>,
    token: Token<'t>,
    /// Lexer error at the token after the current token.
    fault: Option<Fault>,
}

impl<'t> Parser<'t> {
    pub(crate) fn new(text: &'t str, base: u32) -> Self {
        Self::of(Lexer::new(text, base), base)
    }

    fn of(lexer: Lexer<'t>, base: u32) -> Self {
        let nothing = Token {
            kind: TokenKind::End,
            span: Span::new(base, base),
        };
        let mut parser = Self {
            lexer,
            token: nothing,
            fault: None,
        };
        parser.advance();
        parser
    }

    /// Reads the next comment or expression. After a syntax error, reading continues at the next line that starts like
    /// an object or a documentation comment.
    pub(crate) fn next(&mut self, diagnostics: &mut Diagnostics) -> Option<TopLevel<'t>> {
        loop {
            let start = self.token.span;
            match self.top_level(diagnostics) {
                Ok(Some(TopLevel::Expression(object, span))) => {
                    if !report_duplicates(&object, diagnostics) {
                        return Some(TopLevel::Expression(object, span));
                    }
                    mark_names_as_broken(&object, diagnostics);
                }
                Ok(item) => return item,
                Err((kind, fault)) => {
                    let definition = self.mark_definition_as_broken(start, fault, diagnostics);
                    diagnostics.push(Error {
                        definition,
                        ..Error::new(kind, fault)
                    });
                    self.skip_to_next_item(start, fault);
                }
            }
        }
    }

    /// Returns the current token and moves to the next token. A lexer error is reported only when its token is needed.
    fn advance(&mut self) -> Token<'t> {
        let next = self.lexer.next_token().unwrap_or_else(|fault| {
            let span = fault.1;
            self.fault = Some(fault);
            Token {
                kind: TokenKind::End,
                span,
            }
        });
        std::mem::replace(&mut self.token, next)
    }

    /// Reads an item at top level. Returns `None` at the end of the text.
    fn top_level(&mut self, diagnostics: &mut Diagnostics) -> Result<Option<TopLevel<'t>>, Fault> {
        loop {
            if let Some(fault) = self.fault.take() {
                return Err(fault);
            }
            match self.token.kind {
                TokenKind::End => return Ok(None),
                TokenKind::Doc(opening) => {
                    if let Some(comment) = self.comment(opening, diagnostics) {
                        return Ok(Some(TopLevel::Comment(comment)));
                    }
                }
                _ => match self.read_expression(0)? {
                    Expression {
                        value: Value::Object(object),
                        span,
                    } => {
                        return Ok(Some(TopLevel::Expression(object, span)));
                    }
                    other => diagnostics.report(SyntaxError::NotAnObject, quoted_span(&other)),
                },
            }
        }
    }

    /// Finds the name of the definition between `start` and `fault`, and records that this definition could not be
    /// read.
    fn mark_definition_as_broken(
        &self,
        start: Span,
        fault: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Context> {
        let mut lexer = self.lexer.restart_at(start);
        let mut next = || {
            lexer
                .next_token()
                .ok()
                .filter(|token| token.span.start < fault.start)
        };
        let mut before: [Option<TokenKind<'_>>; 2] = [None, None];
        while let Some(token) = next() {
            if let ([Some(TokenKind::Str(key)), Some(TokenKind::Colon)], TokenKind::Str(name)) =
                (&before, &token.kind)
                && let Some(kind) = DefinitionKind::ALL
                    .into_iter()
                    .find(|kind| kind.keyword() == key)
            {
                diagnostics.mark_as_broken(name.to_string());
                let span = start.to(fault);
                return Some(Context {
                    kind,
                    name: name.to_string(),
                    span,
                });
            }
            before.rotate_left(1);
            before[1] = Some(token.kind);
        }
        None
    }

    /// Moves to the next line that starts like an object or a documentation comment. `fault` is the place of the error,
    /// and `start` the start of the item. The line of `fault` counts too, unless the item starts on this line.
    fn skip_to_next_item(&mut self, start: Span, fault: Span) {
        let resume = if fault.start > start.start {
            fault.start
        } else {
            fault.end
        };
        self.fault = None;
        self.lexer.skip_to_top_level(resume);
        self.advance();
    }

    /// Reads a documentation comment. Returns `None` if the closing `##` is missing.
    fn comment(&mut self, opening: &str, diagnostics: &mut Diagnostics) -> Option<Comment<'t>> {
        let first = self.token.span;
        if opening != "##" {
            diagnostics.report(SyntaxError::TextAfterDocStart, first);
        }
        let mut lines = Vec::new();
        while let Some((line, span)) = self.lexer.comment_line() {
            if !line.starts_with("##") {
                lines.push((line, span));
                continue;
            }
            if line != "##" {
                diagnostics.report(SyntaxError::TextAfterDocEnd, span);
            }
            self.advance();
            return Some(Comment {
                lines,
                span: first.to(span),
            });
        }
        self.advance();
        if self.fault.is_none() {
            diagnostics.report(SyntaxError::UnclosedDoc, self.token.span.start_point());
        }
        None
    }

    fn read_expression(&mut self, depth: usize) -> Result<Expression<'t>, Fault> {
        if depth > MAX_DEPTH {
            return Err((
                SyntaxError::TooDeep { limit: MAX_DEPTH }.into(),
                self.token.span,
            ));
        }
        match self.token.kind {
            TokenKind::BraceOpen => self.read_object(depth),
            TokenKind::BracketOpen => self.read_array(depth),
            TokenKind::Null => Ok(Expression {
                value: Value::Null,
                span: self.advance().span,
            }),
            TokenKind::Str(_) | TokenKind::Bool(_) => {
                let token = self.advance();
                Ok(match token.kind {
                    TokenKind::Str(text) => Expression {
                        value: Value::Str(text),
                        span: span_without_quotes(token.span),
                    },
                    kind => Expression {
                        value: Value::Bool(kind == TokenKind::Bool(true)),
                        span: token.span,
                    },
                })
            }
            _ => Err(self.unexpected("`{`, `[`, a string, `true` or `false`")),
        }
    }

    fn read_object(&mut self, depth: usize) -> Result<Expression<'t>, Fault> {
        let open = self.advance().span;
        let mut entries = Vec::new();
        if self.token.kind == TokenKind::BraceClose {
            let close = self.advance().span;
            return Ok(Expression {
                value: Value::Object(entries),
                span: open.to(close),
            });
        }
        loop {
            let TokenKind::Str(_) = self.token.kind else {
                let first = entries.is_empty();
                return Err(self.unexpected(if first { "a string or `}`" } else { "a string" }));
            };
            let Token {
                kind: TokenKind::Str(key),
                span,
            } = self.advance()
            else {
                continue;
            };
            if self.token.kind != TokenKind::Colon {
                return Err(self.unexpected("`:`"));
            }
            self.advance();
            let value = self.read_expression(depth + 1)?;
            entries.push(Entry {
                key,
                span: span_without_quotes(span),
                value,
            });
            match self.token.kind {
                TokenKind::BraceClose => {
                    let close = self.advance().span;
                    return Ok(Expression {
                        value: Value::Object(entries),
                        span: open.to(close),
                    });
                }
                TokenKind::Comma => self.advance(),
                _ => return Err(self.unexpected("`,` or `}`")),
            };
        }
    }

    fn read_array(&mut self, depth: usize) -> Result<Expression<'t>, Fault> {
        let open = self.advance().span;
        let mut items = Vec::new();
        if self.token.kind == TokenKind::BracketClose {
            let close = self.advance().span;
            return Ok(Expression {
                value: Value::Array(items),
                span: open.to(close),
            });
        }
        loop {
            items.push(self.read_expression(depth + 1)?);
            match self.token.kind {
                TokenKind::BracketClose => {
                    let close = self.advance().span;
                    return Ok(Expression {
                        value: Value::Array(items),
                        span: open.to(close),
                    });
                }
                TokenKind::Comma => self.advance(),
                _ => return Err(self.unexpected("`,` or `]`")),
            };
        }
    }

    /// Error for a current token that is not one of `expected`.
    fn unexpected(&mut self, expected: &'static str) -> Fault {
        if let Some(fault) = self.fault.take() {
            return fault;
        }
        let found = match self.token.kind {
            TokenKind::BraceOpen => "`{`",
            TokenKind::BraceClose => "`}`",
            TokenKind::BracketOpen => "`[`",
            TokenKind::BracketClose => "`]`",
            TokenKind::Colon => "`:`",
            TokenKind::Comma => "`,`",
            TokenKind::Str(_) => "a string",
            TokenKind::Bool(_) => "a boolean",
            TokenKind::Null => "`null`",
            TokenKind::Doc(_) => "a documentation comment",
            TokenKind::End => "the end of the file",
        };
        (
            SyntaxError::Unexpected { found, expected }.into(),
            self.token.span,
        )
    }
}

fn span_without_quotes(span: Span) -> Span {
    Span::new(span.start + 1, span.end - 1)
}

/// Reports duplicate keys at any depth, and returns whether there are any. The span of the error is the second value.
fn report_duplicates(object: &Object<'_>, diagnostics: &mut Diagnostics) -> bool {
    let repeats = repeats(object.iter().map(|entry| &*entry.key));
    for (index, before) in &repeats {
        let key = object[*index].key.to_string();
        let span = quoted_span(&object[*index].value);
        let error = Error::new(SyntaxError::DuplicateKey { key }, span);
        diagnostics.push(error.first_here(object[*before].span));
    }
    let inner = |found, entry: &Entry<'_>| found | report_duplicates_in(&entry.value, diagnostics);
    object.iter().fold(!repeats.is_empty(), inner)
}

fn report_duplicates_in(expression: &Expression<'_>, diagnostics: &mut Diagnostics) -> bool {
    match &expression.value {
        Value::Object(object) => report_duplicates(object, diagnostics),
        Value::Array(items) => items.iter().fold(false, |found, item| {
            found | report_duplicates_in(item, diagnostics)
        }),
        Value::Str(_) | Value::Bool(_) | Value::Null => false,
    }
}

/// Span of an expression, including the quotes of a string.
fn quoted_span(expression: &Expression<'_>) -> Span {
    let Span { start, end } = expression.span;
    match expression.value {
        Value::Str(_) => Span::new(start - 1, end + 1),
        _ => expression.span,
    }
}
