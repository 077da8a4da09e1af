//! Printing of a schema as schema files without prose.

mod facts;
mod module;

pub use module::print;
