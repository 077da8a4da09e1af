//! The schemas that the project carries.

use std::path::PathBuf;

use qapi_parser::Schema;

/// The folder of the stock schemas.
pub fn schema_folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/qemu"))
}

/// QEMU's own schema, as the project carries it.
///
/// # Panics
/// It cannot be read.
pub fn qemu_schema() -> Schema {
    let path = schema_folder().join("qapi/qapi-schema.json");
    qapi_parser::load(&path).unwrap_or_else(|errors| panic!("{errors}"))
}
