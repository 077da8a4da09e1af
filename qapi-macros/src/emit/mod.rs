//! Emitter: turns the model into Rust source text. Each file has one concept.
//!
//! The emitter writes text, because the compiler reads a megabyte of text faster than a macro without optimisation
//! builds tokens. The line breaks in the text are only for readers.

mod alternates;
mod client;
mod code;
mod commands;
mod constructors;
mod enums;
mod events;
mod expansion;
mod module;
mod needs;
mod payload;
mod prelude;
mod structs;
mod unions;

pub(crate) use expansion::{client_import, expansion};
