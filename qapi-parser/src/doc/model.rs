//! Model of a documentation comment.

use crate::source::Span;

/// A documentation comment, of a definition or free-form.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Doc {
    /// Overview, as rST.
    pub body: String,
    /// Descriptions of members, arguments, branches or values, in order.
    pub members: Vec<DocItem>,
    /// Descriptions of features, in order.
    pub features: Vec<DocItem>,
    /// Text of the section `Returns:`.
    pub returns: Option<String>,
    /// Text of the section `Errors:`.
    pub errors: Option<String>,
    /// Text of the section `Since:`; [`Doc::version`] is its version.
    pub since: Option<String>,
    /// Other sections, such as examples, notes and `TODO`, in order.
    pub sections: Vec<DocSection>,
    /// Span of the whole comment.
    pub span: Span,
}

/// Description of a member, argument, branch, value or feature.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DocItem {
    /// Name, without the `@`.
    pub name: String,
    /// Text, as rST.
    pub text: String,
    /// Span of the name in the comment.
    pub span: Span,
}

/// A section other than `Returns:`, `Errors:` and `Since:`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DocSection {
    /// Tag, such as `TODO`; `None` for a section without a tag.
    pub tag: Option<String>,
    /// Text, as rST.
    pub text: String,
}

impl Doc {
    /// Version in the section `Since:`, without the rest of the text.
    pub fn version(&self) -> Option<&str> {
        version(self.since.as_deref()?)
    }
}

impl DocItem {
    /// Version in a remark `(since 1.2)`: the release that added the member or feature to the definition.
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

/// Version at the start of a text: numbers with full stops between them.
fn version(text: &str) -> Option<&str> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let version = text[..end].trim_end_matches('.');
    (version.contains('.') && !version.starts_with('.')).then_some(version)
}

/// A documentation comment, with the spans that later checks need.
#[derive(Debug)]
pub(crate) struct ParsedDoc {
    /// Name of the definition in the first line; `None` for free-form documentation.
    pub(crate) definition_name: Option<(String, Span)>,
    pub(crate) doc: Doc,
    pub(crate) returns: Option<Span>,
    pub(crate) errors: Option<Span>,
    /// Set if the comment breaks a rule. Errors that can be consequences of the broken rule are not reported.
    pub(crate) broken: bool,
}
