//! Schema of a running program: its answer to `query-qmp-schema` becomes a [`Schema`](crate::Schema), and a schema takes
//! over what a newer one adds.
//!
//! `answer` holds the elements, `pairs` finds the type of a reference schema for each of them, `names` names the others,
//! `build` makes the schema, and `convert` runs these steps. `extend` unites two schemas: `merge` walks over both, and
//! `additions` adds.

mod additions;
mod answer;
mod build;
mod convert;
mod extend;
mod merge;
mod names;
mod pairs;

pub use convert::from_introspection;
pub use extend::{Extended, extend};
