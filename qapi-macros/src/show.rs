//! Expansion as a file, for readers. A failure to write the file is not an error, because the build does not need the
//! file.

use std::path::PathBuf;
use std::process::Command;

/// Writes the expansion into the folder in `QAPI_SCHEMA_SHOW`. rustfmt formats the file if rustfmt is installed.
pub(crate) fn write_expansion(path: &str, text: &str) {
    let Some(folder) = std::env::var_os("QAPI_SCHEMA_SHOW").map(PathBuf::from) else {
        return;
    };
    let crate_name = std::env::var("CARGO_CRATE_NAME").unwrap_or_default();
    let file = folder.join(file_name(&crate_name, path));
    let written = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, text));
    if written.is_ok() {
        let _ = Command::new("rustfmt")
            .args(["--edition", "2024"])
            .arg(&file)
            .status();
    }
}

/// Name of the file: the crate, and the whole path in the macro. Many schemas have a main file with the same name.
fn file_name(crate_name: &str, path: &str) -> String {
    let path = path.strip_suffix(".json").unwrap_or(path);
    let path = path.replace(['/', '\\', ':'], "__");
    format!("{crate_name}-{path}.rs")
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn schemas_with_the_same_file_name_have_different_files() {
        for (path, name) in [
            ("own.json", "x-own.rs"),
            ("qapi/qapi-schema.json", "x-qapi__qapi-schema.rs"),
            ("qga/qapi-schema.json", "x-qga__qapi-schema.rs"),
            ("../qapi/schema", "x-..__qapi__schema.rs"),
            ("C:\\own.json", "x-C____own.rs"),
        ] {
            assert_eq!(file_name("x", path), name);
        }
    }
}
