//! Translation of QAPI documentation (reStructuredText) to Markdown.
//!
//! rustdoc must not find doc tests or broken links in the result. Therefore indented text is fenced or quoted, and
//! brackets are escaped.

mod blocks;
mod inline;
mod links;
mod markdown;

pub(crate) use markdown::{markdown, verbatim};
