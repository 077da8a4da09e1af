//! The invariants of the engine, checked for any script of inputs: run by tests and by the fuzz targets.
//!
//! A script is a string of bytes. Each byte is a decision: what the callers, the peer, the link and the clock do next. A
//! model beside the engine knows what each caller and each stream must find.

mod model;
mod script;

#[cfg(fuzzing)]
pub(crate) use script::script;
