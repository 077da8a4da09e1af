//! Printing of a schema as schema files without prose.

mod module;
mod versions;

pub use module::print;
