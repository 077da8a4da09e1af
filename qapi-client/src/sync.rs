//! Locks and atomic flags: from the standard library, or from the model checker loom.
//!
//! With `--cfg qapi_model`, tests use loom, which tries every order of the threads.

#[cfg(not(all(test, qapi_model)))]
pub(crate) use std::sync::{Mutex, MutexGuard, atomic::AtomicBool};

#[cfg(all(test, qapi_model))]
pub(crate) use loom::sync::{Mutex, MutexGuard, atomic::AtomicBool};
