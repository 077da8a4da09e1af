//! Writes a schema file for a running program that has no schema files: `schema-from-peer ADDRESS [REFERENCE]`.
//!
//! ```console
//! $ cargo run --example schema-from-peer -- unix:/run/vm.qmp schemas/qemu/qapi/qapi-schema.json > vendor.json
//! ```
//!
//! `qapi_schema!("vendor.json")` then gives typed bindings for the program. The reference is the schema of a similar
//! release: it gives the names of types, and what an answer to `query-qmp-schema` does not tell.

use std::io::{self, Write};

use qapi_client::Session;
use qapi_parser::{Schema, from_introspection, load, print};
use serde_json::Value;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[async_std::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments
        .next()
        .ok_or("usage: schema-from-peer ADDRESS [REFERENCE]")?;
    let reference = arguments.next().map(load).transpose()?;
    let text = schema_of(&address, reference.as_ref()).await?;
    match io::stdout().lock().write_all(text.as_bytes()) {
        // The reader of the output has seen enough: `| head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}

/// Text of a schema file for the peer at an address.
async fn schema_of(address: &str, reference: Option<&Schema>) -> Result<String> {
    let session = Session::connect(address).await?;
    let answer = session
        .execute_raw("query-qmp-schema", Value::Null)
        .await?
        .to_string();
    let schema = from_introspection(address, &answer, reference)?;
    let files = print(&schema).into_iter();
    Ok(files.map(|(_, text)| text).collect())
}
