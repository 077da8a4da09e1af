//! Loading of a schema's files: each file once, in the order of the `include` directives.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::ast::{Entry, Item, Loaded, Name};
use crate::check::check;
use crate::error::{Diagnostics, ReadError};
use crate::files::{Files, normal, relative, slashed};
use crate::schema::{Module, ModuleId};
use crate::source::Span;

/// Reads the main file and all files that it includes, directly or through others.
pub(crate) fn load_files(
    path: &Path,
    files: &impl Files,
    strict: bool,
    diagnostics: &mut Diagnostics,
) -> Loaded {
    let mut reader = Reader {
        files,
        strict,
        folder: normal(path.parent().unwrap_or(Path::new(""))),
        loaded: Loaded::default(),
        diagnostics,
        known: HashMap::new(),
        open: Vec::new(),
    };
    reader.file(path, None);
    reader.loaded
}

/// Limit of the nesting of includes.
const DEPTH: usize = 100;

struct Reader<'l, F> {
    files: &'l F,
    strict: bool,
    /// Folder of the main file.
    folder: PathBuf,
    loaded: Loaded,
    diagnostics: &'l mut Diagnostics,
    /// Files that were read or are being read, by normal path.
    known: HashMap<PathBuf, ModuleId>,
    /// Files that are being read, each included by the file before.
    open: Vec<PathBuf>,
}

impl<F: Files> Reader<'_, F> {
    /// Reads a file that is not yet known, and the files that it includes.
    fn file(&mut self, path: &Path, included_at: Option<Span>) -> Option<ModuleId> {
        let identity = normal(path);
        let shown = if included_at.is_some() {
            slashed(&identity)
        } else {
            slashed(path)
        };
        let text = match self.read(path, &shown) {
            Ok(text) => text,
            Err(error) => {
                self.loaded.incomplete = true;
                self.diagnostics
                    .report(error, included_at.unwrap_or(Span::BUILTIN));
                return None;
            }
        };
        let Some(base) = self.loaded.sources.room_for(text.len()) else {
            self.diagnostics.report(
                ReadError::TooLarge { path: shown },
                included_at.unwrap_or(Span::BUILTIN),
            );
            return None;
        };
        let items = check(&text, base, self.strict, self.diagnostics);
        let file = self
            .loaded
            .sources
            .add(base, shown, path.to_owned(), text, included_at);
        let id = ModuleId(self.loaded.modules.len() as u32);
        let name = slashed(&relative(&identity, &self.folder));
        self.loaded.modules.push(Module::new(name, file));
        self.known.insert(identity.clone(), id);
        self.open.push(identity);
        for item in items {
            self.item(item, id, path);
        }
        self.open.pop();
        Some(id)
    }

    /// Reads a file as text. `shown` is its name in errors.
    fn read(&self, path: &Path, shown: &str) -> Result<String, ReadError> {
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

    fn item(&mut self, item: Item, module: ModuleId, path: &Path) {
        match item {
            Item::Include(include) => {
                if let Some(included) = self.include(&include, path) {
                    self.loaded.order.push((module, Entry::Include(included)));
                }
            }
            Item::Pragma(pragma) => {
                self.loaded.pragmas.add(&pragma);
                self.module(module).pragmas.push(pragma);
            }
            Item::Definition(definition) => {
                let index = self.loaded.definitions.len();
                self.loaded.order.push((module, Entry::Definition(index)));
                self.loaded.definitions.push((module, definition));
            }
            Item::FreeForm(doc) => self.module(module).docs.push(doc),
        }
    }

    fn module(&mut self, id: ModuleId) -> &mut Module {
        &mut self.loaded.modules[id.0 as usize]
    }

    fn include(&mut self, include: &Name, includer: &Path) -> Option<ModuleId> {
        let path = includer
            .parent()
            .unwrap_or(Path::new(""))
            .join(&include.text);
        let identity = normal(&path);
        if self.open.contains(&identity) {
            self.diagnostics.report(
                ReadError::IncludeCycle {
                    path: slashed(&identity),
                },
                include.span,
            );
            return None;
        }
        if let Some(known) = self.known.get(&identity) {
            return Some(*known);
        }
        if self.open.len() >= DEPTH {
            self.diagnostics
                .report(ReadError::IncludeDepth { limit: DEPTH }, include.span);
            return None;
        }
        self.file(&path, Some(include.span))
    }
}
