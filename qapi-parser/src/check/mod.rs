//! Expressions to definitions and directives: keys, flags, names, conditions. Each expression is checked by itself.

mod condition;
mod definition;
mod directive;
mod file;
mod members;
mod names;
mod object;

pub(crate) use file::check;
