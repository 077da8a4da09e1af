//! Where text came from: files, positions in them, and how they include each other.

use std::fmt;
use std::ops::Index;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

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

    pub(crate) fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The empty span where this one starts.
    pub(crate) fn first(self) -> Self {
        Self::new(self.start, self.start)
    }

    /// From the start of this one to the end of `last`.
    pub(crate) fn to(self, last: Self) -> Self {
        Self::new(self.start, last.end)
    }
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
#[non_exhaustive]
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
    /// Offset of each line's first byte.
    lines: OnceLock<Vec<u32>>,
    /// Number of characters before every [`BLOCK`]th byte: a file may have one line of many megabytes, and as many
    /// errors, none of which should read it again to find its column.
    characters: OnceLock<Vec<u32>>,
}

const BLOCK: usize = 1024;

/// Offset of each line's first byte.
fn lines(text: &str) -> Vec<u32> {
    let mut lines = vec![0];
    let mut at = 0;
    // A search for each line rather than a look at each byte: quicker where this is not optimised, as in a macro.
    while let Some(length) = text[at..].find('\n') {
        at += length + 1;
        lines.push(at as u32);
    }
    lines
}

/// Characters that start in these bytes of UTF-8.
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

    /// Line (from 0) that holds the offset, and where it starts.
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

/// Every file that was read for a schema, in the order of reading.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

/// The line a span starts in, and which part of it the span covers (in bytes).
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

    /// Where `span` starts; `None` for [`Span::BUILTIN`].
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

    /// The `include` directives that led to the span's file, innermost first.
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

    /// The offset that the next file gets, if `length` more bytes fit into the offset space.
    pub(crate) fn room_for(&self, length: usize) -> Option<u32> {
        // Offset 0 stays free for `Span::BUILTIN`, and each file has a position after its last byte.
        let start = self
            .files
            .last()
            .map_or(1, |file| file.start as usize + file.text.len() + 1);
        let _end = u32::try_from(start.checked_add(length)?.checked_add(1)?).ok()?;
        u32::try_from(start).ok()
    }

    /// Adds a file at an offset that [`Self::room_for`] gave.
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
