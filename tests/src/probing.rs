//! Probe schema and server, for tests with a fake peer.

use std::sync::Arc;

use qapi_client::testing::FakeServer;
use serde_json::json;

/// Bindings of `schemas/probe.json`.
pub mod probe {
    qapi_client::qapi_schema!("schemas/probe.json");
}

/// Creates a fake server for `schemas/probe.json`. `echo` returns its argument, and `blob` returns a text of the
/// requested size.
///
/// # Panics
/// The schema cannot be read.
pub fn probe_server() -> FakeServer {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/probe.json");
    let schema = qapi_parser::load(path).unwrap_or_else(|errors| panic!("{errors}"));
    let server = FakeServer::new(Arc::new(schema));
    server.on("echo", |turn| turn.arguments()["value"].clone());
    server.on("blob", |turn| {
        let size = turn.arguments()["size"].as_u64().unwrap_or_default();
        json!("x".repeat(usize::try_from(size).unwrap_or_default()))
    });
    server
}
