//! Documentation comments (QAPI language, "Documentation comments").

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
