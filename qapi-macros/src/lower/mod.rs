//! Lowering: turns a schema into the model, and decides Rust names, boxes, options and docs.

mod boxing;
mod calls;
mod confusion;
mod directions;
mod docs;
mod expansion;
mod fields;
mod later_members;
mod links;
mod lowering;
mod members;
mod names;
mod payload;
mod signature;
mod types;

pub(crate) use expansion::lower;
pub(crate) use lowering::Style;
