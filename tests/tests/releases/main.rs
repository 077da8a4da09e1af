//! Every query without arguments, typed, on every release of QEMU that is here: on machines of many kinds, and while jobs,
//! migrations and dumps run. Every reply decodes, and is written again as the peer sent it.
//!
//! The installed release is always tried; `QAPI_TEST_RELEASES` lists folders with more (see `tests/unpack-releases`).

mod companions;
mod differences;
mod images;
mod machines;
mod queries;
mod running;
mod told;
