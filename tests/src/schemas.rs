//! Schemas in the repository.

use std::path::PathBuf;

use qapi_parser::Schema;

/// Folder of the stock schemas.
pub fn schema_folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/qemu"))
}

/// Reads the schema of QEMU's monitor in the repository.
///
/// # Panics
/// The schema cannot be read.
pub fn qemu_schema() -> Schema {
    let path = schema_folder().join("qapi/qapi-schema.json");
    qapi_parser::load(&path).unwrap_or_else(|errors| panic!("{errors}"))
}
