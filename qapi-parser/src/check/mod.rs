//! Checks that need no other definition. Expressions become definitions and directives.

mod condition;
mod definition;
mod directive;
mod file;
mod introspection;
mod members;
mod names;
mod object;

pub(crate) use file::check_file;
pub(crate) use introspection::check_introspection;
