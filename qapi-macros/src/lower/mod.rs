//! Schema to model: Rust names, boxes, options and docs, decided once.

mod ages;
mod boxing;
mod directions;
mod docs;
mod expansion;
mod fields;
mod lowering;
mod members;
mod names;
mod payload;
mod types;

pub(crate) use expansion::lower;
pub(crate) use lowering::Style;
