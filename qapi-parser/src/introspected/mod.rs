//! Schema of a running program: its answer to `query-qmp-schema` becomes a [`Schema`](crate::Schema).
//!
//! `answer` holds the elements, `pairs` finds the type of a reference schema for each of them, `names` names the others,
//! and `build` writes the schema.

mod answer;
mod build;
mod convert;
mod names;
mod pairs;

pub use convert::from_introspection;
