//! Context-free checks: expressions to definitions and directives. Each expression is checked on its own.

mod condition;
mod definition;
mod directive;
mod file;
mod members;
mod names;
mod object;

pub(crate) use file::check;
