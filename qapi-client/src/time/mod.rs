//! Clock of the crate: deadlines without a runtime, delays between attempts, and random numbers for the delays.

mod backoff;
mod sleep;
mod timer;

pub(crate) use backoff::{Backoff, random};
pub(crate) use sleep::{Sleep, timeout};
#[cfg(not(all(test, qapi_model)))]
pub(crate) use timer::Alarm;
