//! Simulation: random scripts of inputs test the invariants of the engine. Tests and a fuzz target run the simulation.
//!
//! A script is a sequence of bytes. Each byte decides what a caller, the peer, the link or the clock does next. The
//! simulated callers, streams and peer know which outcomes and items the engine must produce.

mod actors;
#[cfg(test)]
mod random;
mod script;

#[cfg(fuzzing)]
pub(crate) use script::script;
