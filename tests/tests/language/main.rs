//! The schema language against QEMU's own schemas and schema test cases.

mod dump;
mod introspect;
mod real;
