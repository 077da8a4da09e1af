//! Documentation comments (QAPI language, "Documentation comments").

mod build;
mod lines;
mod model;
mod read;

pub(crate) use model::ParsedDoc;
pub use model::{Doc, DocItem, DocSection};
pub(crate) use read::parse;
