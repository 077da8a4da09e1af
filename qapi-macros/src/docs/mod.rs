//! QAPI doc text (reStructuredText) to Markdown.
//!
//! rustdoc must find neither doc tests nor broken links in the result. So indented text is fenced or quoted, and brackets
//! are escaped.

mod blocks;
mod inline;
mod links;
mod markdown;

pub(crate) use markdown::{markdown, verbatim};
