//! QAPI doc text (reStructuredText) to Markdown.
//!
//! What becomes of the text is shown to people and read by rustdoc, which must find neither a doc test nor a link that
//! leads nowhere in it. So whatever is indented is fenced or quoted, and brackets are escaped.

mod blocks;
mod inline;
mod links;
mod markdown;

pub(crate) use markdown::{markdown, verbatim};
