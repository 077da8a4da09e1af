//! Tests of the parser on QEMU's own schemas, and on the introspection of running peers.

mod dump;
mod introspect;
mod real;
