//! The rules of a session as a pure state machine: inputs in, effects out, time as a parameter.
//!
//! The engine uses no socket, task, thread, lock or clock, so that its tests need no sleeping. The [link] holds the
//! lock, moves bytes between the engine and the transport, and runs the effects after unlocking.
//!
//! # Invariants
//! 1. Each call ends exactly once, with one outcome.
//! 2. A reply with an id reaches only the call with this id.
//! 3. A stream neither doubles nor reorders events. In the place of lost events, a stream has [`Lagged`] or [`Gap`].
//! 4. Bytes leave the engine in whole messages. A command is sent at most once on each connection.
//! 5. A deadline ends a call only after the link has read everything that arrived before the deadline.
//! 6. After the end of the session no call is pending, every waiter was woken, and the engine holds only unread items
//!    of streams.
//!
//! [link]: super::link
//! [`Lagged`]: crate::EventError::Lagged
//! [`Gap`]: crate::EventError::Gap

mod calls;
mod clock;
mod deadlines;
mod effects;
mod health;
mod lifecycle;
mod machine;
mod outage;
mod probing;
mod reader;
#[cfg(any(test, fuzzing))]
pub(crate) mod simulation;
mod waiters;

pub(crate) use calls::{CallPoll, NewCall, NotAccepted, Submitted};
pub(crate) use effects::Effects;
pub(crate) use machine::{DriverTask, Engine};
pub(crate) use probing::{Probing, probe_delay};
