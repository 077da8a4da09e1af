//! Source text: files, spans in files, and chains of includes.

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
    /// Span of built-in types, which no file defines.
    pub const BUILTIN: Self = Self { start: 0, end: 0 };

    pub(crate) fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Empty span at the start of the span.
    pub(crate) fn start_point(self) -> Self {
        Self::new(self.start, self.start)
    }

    /// Span from the start of `self` to the end of `last`.
    pub(crate) fn to(self, last: Self) -> Self {
        Self::new(self.start, last.end)
    }
}

/// Place in a file in readable form: file name, line and column. `Display` prints `file:line:column`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location<'s> {
    /// Name of the file. The main file has the path that the caller gave, and other files a path relative to the same
    /// folder.
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
    /// Offset of the first byte of each line.
    line_starts: OnceLock<Vec<u32>>,
    /// Number of characters before each block of [`BLOCK_LENGTH`] bytes. The counts make the column of an error fast to
    /// find even in a line of many megabytes.
    character_counts: OnceLock<Vec<u32>>,
}

const BLOCK_LENGTH: usize = 1024;

/// Offset of the first byte of each line.
fn line_starts(text: &str) -> Vec<u32> {
    let mut lines = vec![0];
    let mut at = 0;
    // `find` is faster than a loop over bytes without optimisation. Macro crates are usually built without
    // optimisation.
    while let Some(length) = text[at..].find('\n') {
        at += length + 1;
        lines.push(at as u32);
    }
    lines
}

/// Number of characters that start in these bytes of UTF-8.
fn count_characters(bytes: &[u8]) -> u32 {
    bytes.iter().map(|b| u32::from(b & 0xc0 != 0x80)).sum()
}

impl SourceFile {
    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| line_starts(&self.text))
    }

    fn characters_before(&self, offset: usize) -> u32 {
        let before = self.character_counts.get_or_init(|| {
            let blocks = self.text.as_bytes().chunks(BLOCK_LENGTH);
            let sums = blocks.scan(0, |sum, block| {
                let before = *sum;
                *sum += count_characters(block);
                Some(before)
            });
            sums.collect()
        });
        let Some(last) = before.len().checked_sub(1) else {
            return 0;
        };
        let block = last.min(offset / BLOCK_LENGTH);
        before[block] + count_characters(&self.text.as_bytes()[block * BLOCK_LENGTH..offset])
    }

    fn offset_in_file(&self, position: u32) -> usize {
        ((position - self.start) as usize).min(self.text.len())
    }

    /// Line number (from 0) and start of the line that contains an offset.
    fn line_at(&self, offset: usize) -> (usize, usize) {
        let lines = self.line_starts();
        let line = lines.partition_point(|start| *start as usize <= offset) - 1;
        (line, lines[line] as usize)
    }

    fn locate(&self, position: u32) -> Location<'_> {
        let offset = self.offset_in_file(position);
        let (line, start) = self.line_at(offset);
        let column = if offset - start < BLOCK_LENGTH {
            count_characters(&self.text.as_bytes()[start..offset])
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

/// Line in which a span starts, and the byte range of the span in the line.
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

    /// File of a span; `None` for [`Span::BUILTIN`].
    pub fn file(&self, span: Span) -> Option<FileId> {
        let after = self.files.partition_point(|file| file.start <= span.start);
        after.checked_sub(1).map(|id| FileId(id as u32))
    }

    /// Place where a span starts; `None` for [`Span::BUILTIN`].
    pub fn locate(&self, span: Span) -> Option<Location<'_>> {
        Some(self[self.file(span)?].locate(span.start))
    }

    /// Text of a span; empty for [`Span::BUILTIN`].
    pub fn text(&self, span: Span) -> &str {
        let text = self.file(span).and_then(|id| {
            let file = &self[id];
            file.text
                .get(file.offset_in_file(span.start)..file.offset_in_file(span.end))
        });
        text.unwrap_or_default()
    }

    /// The `include` directives that lead from the main file to the file of a span, innermost first.
    pub fn include_chain(&self, span: Span) -> impl Iterator<Item = Span> {
        std::iter::successors(Some(span), |span| self[self.file(*span)?].included_at).skip(1)
    }

    pub(crate) fn excerpt(&self, span: Span) -> Option<Excerpt<'_>> {
        let file = &self[self.file(span)?];
        let offset = file.offset_in_file(span.start);
        let (line, start) = file.line_at(offset);
        let next = file
            .line_starts()
            .get(line + 1)
            .map_or(file.text.len(), |next| *next as usize);
        let line = file.text[start..next].trim_end_matches(['\n', '\r']);
        let from = (offset - start).min(line.len());
        let to = (file.offset_in_file(span.end).max(offset) - start).min(line.len());
        Some(Excerpt { line, from, to })
    }

    /// Offset for the next file; `None` if `length` more bytes do not fit into the offset space.
    pub(crate) fn next_offset(&self, length: usize) -> Option<u32> {
        // Offset 0 is reserved for `Span::BUILTIN`. Each file has one offset after its last byte.
        let start = self
            .files
            .last()
            .map_or(1, |file| file.start as usize + file.text.len() + 1);
        let _end = u32::try_from(start.checked_add(length)?.checked_add(1)?).ok()?;
        u32::try_from(start).ok()
    }

    /// Adds a file at the offset that [`Self::next_offset`] returned.
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
            line_starts: OnceLock::new(),
            character_counts: OnceLock::new(),
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
    fn files_beyond_four_gib_are_refused() {
        let sources = SourceMap::default();
        assert_eq!(sources.next_offset(10), Some(1));
        assert_eq!(sources.next_offset(u32::MAX as usize - 1), None);
        assert_eq!(sources.next_offset(usize::MAX), None);
    }
}
