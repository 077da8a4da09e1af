//! Error texts for paths that are not the main file of a schema. Each text says what to do.

use std::fs::{self, File};
use std::io::{Error, ErrorKind};
use std::path::Path;

/// Reason why `file`, which the macro names `path`, cannot be the main file of a schema.
pub(crate) fn unusable_path(path: &str, file: &Path) -> Option<String> {
    if path.is_empty() {
        return Some("the path of the schema is empty: name the schema's main file".to_owned());
    }
    let found = match fs::metadata(file) {
        Ok(found) => found,
        Err(error) => return Some(read_error(path, file, &error)),
    };
    if found.is_dir() {
        return Some(folder_error(path, file));
    }
    if !found.is_file() {
        return Some(format!(
            "`{path}` is neither a file nor a folder; name the schema's main file"
        ));
    }
    // `metadata` does not check permissions, but opening the file does.
    let error = File::open(file).err()?;
    Some(read_error(path, file, &error))
}

fn folder_error(path: &str, file: &Path) -> String {
    let main = ["qapi-schema.json", "qapi/qapi-schema.json"];
    let main = main.iter().find(|name| file.join(name).is_file());
    let help = main.map_or("name the schema's main file".to_owned(), |name| {
        format!("did you mean `{}/{name}`?", path.trim_end_matches('/'))
    });
    format!("`{path}` is a folder; {help}")
}

fn read_error(path: &str, file: &Path, error: &Error) -> String {
    if let Ok(target) = fs::read_link(file) {
        let target = target.display();
        return match error.kind() {
            ErrorKind::PermissionDenied => permission_error(path),
            ErrorKind::NotFound => format!(
                "`{path}` is a link to `{target}`, which does not exist: create this file, or correct the link"
            ),
            _ => format!(
                "`{path}` is a link to `{target}`, which is not a file ({error}): correct the link"
            ),
        };
    }
    match error.kind() {
        ErrorKind::NotFound => format!(
            "cannot find `{path}`: paths are relative to the folder of this crate's Cargo.toml"
        ),
        ErrorKind::PermissionDenied => permission_error(path),
        ErrorKind::NotADirectory => format!(
            "cannot find `{path}`: a part of the path is a file, not a folder; the path is relative to the folder of \
             this crate's Cargo.toml"
        ),
        _ => format!("cannot read `{path}`: {error}"),
    }
}

fn permission_error(path: &str) -> String {
    format!(
        "cannot read `{path}`: permission denied; let the user who builds read the file and enter its folders"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A real file without permissions does not help here, because root can read it.
    #[test]
    fn missing_files_and_missing_permissions_have_different_errors() {
        let said = |kind: ErrorKind| read_error("own.json", Path::new("/nowhere"), &kind.into());
        assert!(said(ErrorKind::PermissionDenied).contains("permission denied; let the user"));
        assert!(
            said(ErrorKind::NotFound).starts_with("cannot find `own.json`: paths are relative")
        );
        assert!(said(ErrorKind::InvalidFilename).starts_with("cannot read `own.json`: "));
    }
}
