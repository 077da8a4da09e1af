//! Model to Rust source text, one concept a file.
//!
//! The emitter writes text, because the compiler lexes a megabyte of text faster than an unoptimised macro builds tokens
//! one by one. Line breaks in the text only help readers.

mod alternates;
mod client;
mod code;
mod commands;
mod enums;
mod events;
mod expansion;
mod module;
mod payload;
mod prelude;
mod structs;
mod unions;

pub(crate) use expansion::{client_import, expansion};
