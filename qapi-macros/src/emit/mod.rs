//! Model to Rust source text, one concept a file.
//!
//! Text and not tokens, because the compiler lexes a megabyte of text faster than an unoptimised macro builds the same
//! tokens one by one. Line breaks are there for people who look at the text; nothing depends on them.

mod alternates;
mod client;
mod code;
mod commands;
mod enums;
mod events;
mod expansion;
mod module;
mod payload;
mod structs;
mod unions;

pub(crate) use expansion::{client_import, expansion};
