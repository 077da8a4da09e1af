//! Errors: typed, located, many in one run.

mod diagnostics;
mod documentation;
mod kind;
mod name;
mod render;
mod report;
mod semantic;
mod vocabulary;

pub(crate) use diagnostics::Diagnostics;
pub use documentation::DocError;
pub use kind::{ErrorKind, ReadError, StructureError, SyntaxError};
pub use name::{CamelCaseRule, NameError};
pub use report::{Context, Error, Errors, Note};
pub use semantic::{Ambiguity, JsonType, SemanticError};
pub use vocabulary::{DefinitionKind, Part, PragmaName};
