//! Loading of a schema's files: each file once, in the order of the `include` directives.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::ast::{Item, ModuleEntry, Name, SyntaxTree};
use crate::check::check_file;
use crate::error::{Diagnostics, ReadError};
use crate::files::{Files, normal_path, relative_path, with_slashes};
use crate::schema::{Module, ModuleId};
use crate::source::Span;

/// Reads the main file and all included files, direct or indirect.
pub(crate) fn load_files(
    path: &Path,
    files: &impl Files,
    strict: bool,
    diagnostics: &mut Diagnostics,
) -> SyntaxTree {
    let mut reader = FileReader {
        files,
        strict,
        folder: normal_path(path.parent().unwrap_or(Path::new(""))),
        tree: SyntaxTree::default(),
        diagnostics,
        modules_by_path: HashMap::new(),
        including: Vec::new(),
    };
    reader.read_file(path, None);
    reader.tree
}

/// Maximum depth of nested includes.
const MAX_DEPTH: usize = 100;

struct FileReader<'l, F> {
    files: &'l F,
    strict: bool,
    /// Folder of the main file.
    folder: PathBuf,
    tree: SyntaxTree,
    diagnostics: &'l mut Diagnostics,
    /// Modules of all files that were read or are being read, by normal path.
    modules_by_path: HashMap<PathBuf, ModuleId>,
    /// Files that are being read. Each file is included by the file before it.
    including: Vec<PathBuf>,
}

impl<F: Files> FileReader<'_, F> {
    /// Reads a new file, and the files that it includes.
    fn read_file(&mut self, path: &Path, included_at: Option<Span>) -> Option<ModuleId> {
        let identity = normal_path(path);
        let shown = if included_at.is_some() {
            with_slashes(&identity)
        } else {
            with_slashes(path)
        };
        let text = match self.read_text(path, &shown) {
            Ok(text) => text,
            Err(error) => {
                self.tree.incomplete = true;
                self.diagnostics
                    .report(error, included_at.unwrap_or(Span::BUILTIN));
                return None;
            }
        };
        let Some(base) = self.tree.sources.next_offset(text.len()) else {
            self.diagnostics.report(
                ReadError::TooLarge { path: shown },
                included_at.unwrap_or(Span::BUILTIN),
            );
            return None;
        };
        let items = check_file(&text, base, self.strict, self.diagnostics);
        let file = self
            .tree
            .sources
            .add(base, shown, path.to_owned(), text, included_at);
        let id = ModuleId(self.tree.modules.len() as u32);
        let name = with_slashes(&relative_path(&identity, &self.folder));
        self.tree.modules.push(Module::new(name, file));
        self.modules_by_path.insert(identity.clone(), id);
        self.including.push(identity);
        for item in items {
            self.add_item(item, id, path);
        }
        self.including.pop();
        Some(id)
    }

    /// Reads a file as text. `shown` is the file name for errors.
    fn read_text(&self, path: &Path, shown: &str) -> Result<String, ReadError> {
        let bytes = self.files.read(path);
        let bytes = bytes.map_err(|error| ReadError::Unreadable {
            path: shown.to_owned(),
            reason: error.to_string(),
        })?;
        String::from_utf8(bytes).map_err(|error| {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
            ReadError::NotUtf8 {
                path: shown.to_owned(),
                line,
            }
        })
    }

    fn add_item(&mut self, item: Item, module: ModuleId, path: &Path) {
        match item {
            Item::Include(include) => {
                if let Some(included) = self.read_include(&include, path) {
                    self.tree
                        .order
                        .push((module, ModuleEntry::Include(included)));
                }
            }
            Item::Pragma(pragma) => {
                self.tree.pragmas.add(&pragma);
                self.module_mut(module).pragmas.push(pragma);
            }
            Item::Definition(definition) => {
                let index = self.tree.definitions.len();
                self.tree
                    .order
                    .push((module, ModuleEntry::Definition(index)));
                self.tree.definitions.push((module, definition));
            }
            Item::FreeForm(doc) => self.module_mut(module).docs.push(doc),
        }
    }

    fn module_mut(&mut self, id: ModuleId) -> &mut Module {
        &mut self.tree.modules[id.0 as usize]
    }

    fn read_include(&mut self, include: &Name, includer: &Path) -> Option<ModuleId> {
        let path = includer
            .parent()
            .unwrap_or(Path::new(""))
            .join(&include.text);
        let identity = normal_path(&path);
        if self.including.contains(&identity) {
            self.diagnostics.report(
                ReadError::IncludeCycle {
                    path: with_slashes(&identity),
                },
                include.span,
            );
            return None;
        }
        if let Some(modules_by_path) = self.modules_by_path.get(&identity) {
            return Some(*modules_by_path);
        }
        if self.including.len() >= MAX_DEPTH {
            self.diagnostics
                .report(ReadError::IncludeDepth { limit: MAX_DEPTH }, include.span);
            return None;
        }
        self.read_file(&path, Some(include.span))
    }
}
