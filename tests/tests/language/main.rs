//! Tests of the parser on QEMU's own schemas, of the introspection of running peers, and of the notes on stock definitions.

mod comparison;
mod dump;
mod introspect;
mod introspected;
mod notes;
mod real;
