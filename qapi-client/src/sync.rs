//! Locks and flags that threads share: those of the standard library, or those of a model checker.
//!
//! With `--cfg qapi_model`, tests replace them by loom's, which tries every order in which threads can take them.

#[cfg(not(all(test, qapi_model)))]
pub(crate) use std::sync::{Mutex, MutexGuard, atomic::AtomicBool};

#[cfg(all(test, qapi_model))]
pub(crate) use loom::sync::{Mutex, MutexGuard, atomic::AtomicBool};
