//! Source text: files, places in them, and their chain of includes.

use std::fmt;
use std::ops::Index;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Identifier of a file in a [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub(crate) u32);

/// Range of text in a [`SourceMap`]. All files share one offset space, so that a span also identifies its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    /// The span of built-in types, which no file defines.
    pub const BUILTIN: Self = Self { start: 0, end: 0 };

    pub(crate) fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The empty span at the start of this one.
    pub(crate) fn first(self) -> Self {
        Self::new(self.start, self.start)
    }

    /// The span from the start of this one to the end of `last`.
    pub(crate) fn to(self, last: Self) -> Self {
        Self::new(self.start, last.end)
    }
}

/// Place in a file for people: name, line and column. `Display` prints `file:line:column`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location<'s> {
    /// Name of the file: as the caller spelled the main file, relative to the same folder for the others.
    pub file: &'s str,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// A file of a schema.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SourceFile {
    /// Name in error messages.
    pub name: String,
    /// Path that the file was read from.
    pub path: PathBuf,
    /// Whole text of the file.
    pub text: String,
    /// The first `include` directive that names the file; `None` for the main file.
    pub included_at: Option<Span>,
    pub(crate) start: u32,
    /// Offset of each line's first byte.
    lines: OnceLock<Vec<u32>>,
    /// Number of characters before every [`BLOCK`]th byte. A file can be one line of many megabytes with many errors:
    /// the column of each error must not cost a walk over the line.
    characters: OnceLock<Vec<u32>>,
}

const BLOCK: usize = 1024;

/// Offset of each line's first byte.
fn lines(text: &str) -> Vec<u32> {
    let mut lines = vec![0];
    let mut at = 0;
    // `find` is faster than a loop over bytes in a build without optimisation, such as that of a macro.
    while let Some(length) = text[at..].find('\n') {
        at += length + 1;
        lines.push(at as u32);
    }
    lines
}

/// Number of characters that start in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().map(|b| u32::from(b & 0xc0 != 0x80)).sum()
}

impl SourceFile {
    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| lines(&self.text))
    }

    fn characters_before(&self, offset: usize) -> u32 {
        let before = self.characters.get_or_init(|| {
            let blocks = self.text.as_bytes().chunks(BLOCK);
            let sums = blocks.scan(0, |sum, block| {
                let before = *sum;
                *sum += characters(block);
                Some(before)
            });
            sums.collect()
        });
        let Some(last) = before.len().checked_sub(1) else {
            return 0;
        };
        let block = last.min(offset / BLOCK);
        before[block] + characters(&self.text.as_bytes()[block * BLOCK..offset])
    }

    fn offset(&self, position: u32) -> usize {
        ((position - self.start) as usize).min(self.text.len())
    }

    /// Number (from 0) and start of the line that contains an offset.
    fn line_at(&self, offset: usize) -> (usize, usize) {
        let lines = self.lines();
        let line = lines.partition_point(|start| *start as usize <= offset) - 1;
        (line, lines[line] as usize)
    }

    fn locate(&self, position: u32) -> Location<'_> {
        let offset = self.offset(position);
        let (line, start) = self.line_at(offset);
        let column = if offset - start < BLOCK {
            characters(&self.text.as_bytes()[start..offset])
        } else {
            self.characters_before(offset) - self.characters_before(start)
        };
        Location {
            file: &self.name,
            line: line as u32 + 1,
            column: column + 1,
        }
    }
}

/// All files of a schema, in the order of reading.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

/// The line in which a span starts, and the bytes of the line that the span covers.
pub(crate) struct Excerpt<'s> {
    pub(crate) line: &'s str,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl SourceMap {
    /// The files, the main file first.
    pub fn files(&self) -> impl ExactSizeIterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(id, file)| (FileId(id as u32), file))
    }

    /// The paths of all files, the main file first.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|f| f.path.as_path())
    }

    /// The file of a span; `None` for [`Span::BUILTIN`].
    pub fn file(&self, span: Span) -> Option<FileId> {
        let after = self.files.partition_point(|file| file.start <= span.start);
        after.checked_sub(1).map(|id| FileId(id as u32))
    }

    /// The place where a span starts; `None` for [`Span::BUILTIN`].
    pub fn locate(&self, span: Span) -> Option<Location<'_>> {
        Some(self[self.file(span)?].locate(span.start))
    }

    /// The text of a span; empty for [`Span::BUILTIN`].
    pub fn text(&self, span: Span) -> &str {
        let text = self.file(span).and_then(|id| {
            let file = &self[id];
            file.text
                .get(file.offset(span.start)..file.offset(span.end))
        });
        text.unwrap_or_default()
    }

    /// The `include` directives between the main file and the file of a span, innermost first.
    pub fn include_chain(&self, span: Span) -> impl Iterator<Item = Span> {
        std::iter::successors(Some(span), |span| self[self.file(*span)?].included_at).skip(1)
    }

    pub(crate) fn excerpt(&self, span: Span) -> Option<Excerpt<'_>> {
        let file = &self[self.file(span)?];
        let offset = file.offset(span.start);
        let (line, start) = file.line_at(offset);
        let next = file
            .lines()
            .get(line + 1)
            .map_or(file.text.len(), |next| *next as usize);
        let line = file.text[start..next].trim_end_matches(['\n', '\r']);
        let from = (offset - start).min(line.len());
        let to = (file.offset(span.end).max(offset) - start).min(line.len());
        Some(Excerpt { line, from, to })
    }

    /// Offset of the next file, if `length` more bytes fit into the offset space.
    pub(crate) fn room_for(&self, length: usize) -> Option<u32> {
        // Offset 0 is reserved for `Span::BUILTIN`. Each file has one offset after its last byte.
        let start = self
            .files
            .last()
            .map_or(1, |file| file.start as usize + file.text.len() + 1);
        let _end = u32::try_from(start.checked_add(length)?.checked_add(1)?).ok()?;
        u32::try_from(start).ok()
    }

    /// Adds a file at an offset from [`Self::room_for`].
    pub(crate) fn add(
        &mut self,
        start: u32,
        name: String,
        path: PathBuf,
        text: String,
        included_at: Option<Span>,
    ) -> FileId {
        self.files.push(SourceFile {
            name,
            path,
            text,
            included_at,
            start,
            lines: OnceLock::new(),
            characters: OnceLock::new(),
        });
        FileId(self.files.len() as u32 - 1)
    }
}

impl Index<FileId> for SourceMap {
    type Output = SourceFile;

    fn index(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::SourceMap;

    #[test]
    fn files_of_four_gib_and_more_have_no_room() {
        let sources = SourceMap::default();
        assert_eq!(sources.room_for(10), Some(1));
        assert_eq!(sources.room_for(u32::MAX as usize - 1), None);
        assert_eq!(sources.room_for(usize::MAX), None);
    }
}
