//! Tests of the parser on QEMU's own schemas, and on the introspection of running peers.

mod comparison;
mod dump;
mod introspect;
mod introspected;
mod real;
