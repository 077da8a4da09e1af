//! `qapi_schema!`: Rust from a QAPI schema.
