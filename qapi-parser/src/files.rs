//! Access to schema files, and the form of their paths.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Source of schema files.
pub trait Files {
    /// Reads the whole content of a file.
    ///
    /// # Errors
    /// Reason why the file cannot be read. The loader reports the reason as an error of the schema.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
}

/// Schema files in the file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }
}

/// Schema files in memory.
///
/// ```
/// let files = qapi_parser::Memory::from_iter([
///     ("main.json", "{ 'include': 'sub.json' }"),
///     ("sub.json", "{ 'enum': 'Colour', 'data': [ 'red' ] }"),
/// ]);
/// let schema = qapi_parser::Loader::new().files(files).load("main.json")?;
/// assert!(schema.find("Colour").is_some());
/// # Ok::<(), qapi_parser::Errors>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Memory(BTreeMap<PathBuf, Vec<u8>>);

impl<P: Into<PathBuf>, T: Into<Vec<u8>>> FromIterator<(P, T)> for Memory {
    fn from_iter<I: IntoIterator<Item = (P, T)>>(files: I) -> Self {
        Self(
            files
                .into_iter()
                .map(|(path, text)| (normal_path(&path.into()), text.into()))
                .collect(),
        )
    }
}

impl Files for Memory {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let file = self.0.get(&normal_path(path));
        file.cloned()
            .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no such file"))
    }
}

/// Removes `.`, and each folder that `..` follows, from a path. Symbolic links are not followed.
pub(crate) fn normal_path(path: &Path) -> PathBuf {
    let mut normal_path = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(
                    normal_path.components().next_back(),
                    Some(Component::Normal(_))
                ) =>
            {
                normal_path.pop();
            }
            _ => normal_path.push(part),
        }
    }
    normal_path
}

/// Path from `folder` to `path`. Both arguments are normal paths.
pub(crate) fn relative_path(path: &Path, folder: &Path) -> PathBuf {
    let shared = path
        .components()
        .zip(folder.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = folder
        .components()
        .skip(shared)
        .map(|_| Component::ParentDir);
    up.chain(path.components().skip(shared)).collect()
}

/// Path with `/` as the separator on every system.
pub(crate) fn with_slashes(path: &Path) -> String {
    path.to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/")
}
