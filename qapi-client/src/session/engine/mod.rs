//! The rules of a session as a pure state machine: inputs in, effects out, time as a parameter.
//!
//! No socket, task, thread, lock or clock is named here, so that every rule is a test without sleeping. The [link] holds
//! the lock, moves bytes between the engine and the transport, and runs the effects once it has unlocked.
//!
//! # Invariants
//! 1. Each call ends exactly once, with one outcome.
//! 2. No reply reaches another call than the one whose id it carries.
//! 3. No event is lost, doubled or reordered in a stream without [`Lagged`] or [`Gap`] in its place.
//! 4. Bytes leave the engine in whole messages, and those of a command at most once on each connection.
//! 5. A deadline ends a call only after everything was read that had arrived by then.
//! 6. After the end nothing is pending, nobody waits unwoken, and nothing is held but what streams have yet to read.
//!
//! [link]: super::link
//! [`Lagged`]: crate::EventError::Lagged
//! [`Gap`]: crate::EventError::Gap

mod calls;
#[cfg(any(test, fuzzing))]
pub(crate) mod check;
mod deadlines;
mod effects;
mod health;
mod lifecycle;
mod machine;
mod outage;
mod probing;
mod reader;
mod waiters;

pub(crate) use calls::{CallPoll, NewCall, NotAccepted, Submitted};
pub(crate) use effects::Effects;
pub(crate) use machine::{Duty, Engine};
pub(crate) use probing::{Probing, probe_delay};
