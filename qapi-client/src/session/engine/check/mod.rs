//! Checks of the engine's invariants for any script of inputs. Tests and fuzz targets run them.
//!
//! A script is a string of bytes. Each byte decides what a caller, the peer, the link or the clock does next. A model
//! beside the engine knows the items and outcomes that each stream and each caller must find.

mod model;
mod script;

#[cfg(fuzzing)]
pub(crate) use script::script;
