//! Checks that need no other definition. Expressions become definitions and directives.

mod condition;
mod definition;
mod directive;
mod file;
mod members;
mod names;
mod object;

pub(crate) use file::check_file;
