//! Expansion as a file, for readers. The build does not need the file, so that a failure to write it is no error.

use std::path::PathBuf;
use std::process::Command;

/// Writes the expansion into the folder that `QAPI_SCHEMA_SHOW` names, formatted by rustfmt if that is installed.
pub(crate) fn show(path: &str, text: &str) {
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

/// Name of the file: the crate and the whole path in the macro, since all main files of QEMU have one name.
fn file_name(crate_name: &str, path: &str) -> String {
    let path = path.strip_suffix(".json").unwrap_or(path);
    let path = path.replace(['/', '\\', ':'], "__");
    format!("{crate_name}-{path}.rs")
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn schemas_of_one_name_have_files_of_their_own() {
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
