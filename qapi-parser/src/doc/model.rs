//! Documentation as data.

use crate::source::Span;

/// A documentation comment, of a definition or free-form.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Doc {
    /// The overview: rST without the comment's leading `# `.
    pub body: String,
    /// Descriptions of members, arguments, branches or values, in order.
    pub members: Vec<DocItem>,
    /// Descriptions of features, in order.
    pub features: Vec<DocItem>,
    /// `Returns:`.
    pub returns: Option<String>,
    /// `Errors:`.
    pub errors: Option<String>,
    /// `Since:`, as written.
    pub since: Option<String>,
    /// What else follows, untagged or tagged (examples, notes, `TODO`), in order.
    pub sections: Vec<DocSection>,
    /// The whole comment.
    pub span: Span,
}

/// A description of one name.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DocItem {
    /// The name, without the `@`.
    pub name: String,
    /// rST text.
    pub text: String,
    /// The name in the comment.
    pub span: Span,
}

/// A section that is none of the others.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DocSection {
    /// The tag (`TODO`); `None` for an untagged one.
    pub tag: Option<String>,
    /// rST text.
    pub text: String,
}

impl Doc {
    /// The version in `Since:`, without other text.
    pub fn version(&self) -> Option<&str> {
        version(self.since.as_deref()?)
    }
}

impl DocItem {
    /// The version in `(since 1.2)`, which tells since when this is there if not from the first.
    pub fn since(&self) -> Option<&str> {
        let mut openings = self
            .text
            .match_indices('(')
            .map(|(at, _)| &self.text[at + 1..]);
        openings.find_map(|text| {
            let rest = text
                .strip_prefix("since")
                .or_else(|| text.strip_prefix("Since"))?;
            version(rest.trim_start_matches([':', ' ', '\n']))
        })
    }
}

/// The version that a text starts with: at least two numbers and full stops between.
fn version(text: &str) -> Option<&str> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let version = text[..end].trim_end_matches('.');
    (version.contains('.') && !version.starts_with('.')).then_some(version)
}

/// A documentation comment as read: whose it says it is, what it says, and where its sections start.
#[derive(Debug)]
pub(crate) struct ParsedDoc {
    /// The name in the first line; `None` for free-form documentation.
    pub(crate) symbol: Option<(String, Span)>,
    pub(crate) doc: Doc,
    pub(crate) returns: Option<Span>,
    pub(crate) errors: Option<Span>,
    /// It breaks rules of its own, so that it may not be what it was meant to be.
    pub(crate) broken: bool,
}
