//! Files: reads each once, in the order of the `include` directives.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::ast::{Definition, Item, Name, Pragma};
use crate::check::check;
use crate::error::{Diagnostics, Errors, PragmaName, ReadError};
use crate::resolve::resolve;
use crate::schema::{Module, ModuleId, Schema};
use crate::source::{SourceMap, Span};

/// Where the text of schema files comes from.
pub trait Files {
    /// The whole content of a file.
    ///
    /// # Errors
    /// What keeps the file from being read; it becomes part of the schema's errors.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
}

/// The file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }
}

/// Files that exist only in memory.
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
                .map(|(path, text)| (normal(&path.into()), text.into()))
                .collect(),
        )
    }
}

impl Files for Memory {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let file = self.0.get(&normal(path));
        file.cloned()
            .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no such file"))
    }
}

/// Reads a schema with all that it includes.
///
/// The rules of the interface are enforced, those of documentation style give [warnings](Schema::warnings). For more
/// strictness, or files that are not on disk, see [`Loader`].
///
/// # Errors
/// Everything that is wrong with the schema, with its place.
///
/// ```no_run
/// let schema = qapi_parser::load("qapi/qapi-schema.json")?;
/// for (_, command) in schema.commands() {
///     println!("{}", command.name);
/// }
/// # Ok::<(), qapi_parser::Errors>(())
/// ```
pub fn load(path: impl AsRef<Path>) -> Result<Schema, Errors> {
    Loader::new().load(path)
}

/// Reads a schema that is one text; `name` stands for the file in errors. It cannot include others.
///
/// # Errors
/// Everything that is wrong with the schema, with its place.
///
/// ```
/// let schema = qapi_parser::parse_str("colour.json", "{ 'enum': 'Colour', 'data': [ 'red', 'green' ] }")?;
/// assert!(schema.find("Colour").is_some());
///
/// let errors = qapi_parser::parse_str("colour.json", "{ 'enum': 'Colour' 'data': [] }").unwrap_err();
/// assert!(errors.to_string().starts_with("colour.json:1:20: "));
/// # Ok::<(), qapi_parser::Errors>(())
/// ```
pub fn parse_str(name: &str, text: &str) -> Result<Schema, Errors> {
    Loader::new()
        .files(Memory::from_iter([(name, text)]))
        .load(name)
}

/// How to read a schema.
#[derive(Clone, Debug, Default)]
pub struct Loader<F = Disk> {
    files: F,
    strict: bool,
}

impl Loader {
    /// Reads from the file system, without strictness.
    pub fn new() -> Self {
        Self::default()
    }
}

impl<F: Files> Loader<F> {
    /// Whether documentation style is enforced as QEMU 10.2's own generator does, and pragmas of former releases are
    /// refused.
    pub fn strict(self, strict: bool) -> Self {
        Self { strict, ..self }
    }

    /// Reads from elsewhere.
    pub fn files<G: Files>(self, files: G) -> Loader<G> {
        Loader {
            files,
            strict: self.strict,
        }
    }

    /// Reads a schema with all that it includes. Errors spell the main file as `path` does, and included ones
    /// relative to that.
    ///
    /// # Errors
    /// Everything that is wrong with the schema, with its place.
    pub fn load(&self, path: impl AsRef<Path>) -> Result<Schema, Errors> {
        let path = path.as_ref();
        let folder = normal(path.parent().unwrap_or(Path::new("")));
        let mut reader = Reader {
            loader: self,
            folder,
            ..Reader::new(self)
        };
        reader.file(path, None);
        let Reader {
            mut loaded,
            mut diagnostics,
            ..
        } = reader;
        let pragmas = std::mem::take(&mut loaded.pragmas);
        diagnostics.apply_exceptions(|pragma, name| pragmas.excepts(pragma, name));
        let schema = resolve(loaded, &pragmas, &mut diagnostics);
        let (errors, warnings) = diagnostics.finish(self.strict);
        if errors.is_empty() {
            Ok(Schema { warnings, ..schema })
        } else {
            Err(Errors::new(errors, schema.sources))
        }
    }
}

/// What all files say, in order.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    pub(crate) sources: SourceMap,
    pub(crate) modules: Vec<Module>,
    pub(crate) definitions: Vec<(ModuleId, Definition)>,
    /// What stands in which module, in order; definitions by their index.
    pub(crate) order: Vec<(ModuleId, Entry)>,
    pub(crate) pragmas: Pragmas,
    /// A file could not be read, so that definitions may be missing.
    pub(crate) incomplete: bool,
}

/// What stands in a module.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Entry {
    Definition(usize),
    Include(ModuleId),
}

/// The pragmas of all files; their scope is the whole schema.
#[derive(Debug, Default)]
pub(crate) struct Pragmas {
    pub(crate) doc_required: bool,
    exceptions: HashMap<PragmaName, HashSet<String>>,
}

impl Pragmas {
    pub(crate) fn excepts(&self, pragma: PragmaName, name: &str) -> bool {
        self.exceptions
            .get(&pragma)
            .is_some_and(|names| names.contains(name))
    }

    fn add(&mut self, pragma: &Pragma) {
        match pragma {
            Pragma::DocRequired(required) => self.doc_required = *required,
            Pragma::Exceptions(pragma, names) => {
                self.exceptions
                    .entry(*pragma)
                    .or_default()
                    .extend(names.iter().cloned());
            }
        }
    }
}

/// The deepest nesting of includes.
const DEPTH: usize = 100;

struct Reader<'l, F> {
    loader: &'l Loader<F>,
    /// The folder of the main file.
    folder: PathBuf,
    loaded: Loaded,
    diagnostics: Diagnostics,
    /// Files that were read or are being read, by normal path.
    known: HashMap<PathBuf, ModuleId>,
    /// Files that are being read, each included by the one before.
    open: Vec<PathBuf>,
}

impl<'l, F: Files> Reader<'l, F> {
    fn new(loader: &'l Loader<F>) -> Self {
        Self {
            loader,
            folder: PathBuf::new(),
            loaded: Loaded::default(),
            diagnostics: Diagnostics::default(),
            known: HashMap::new(),
            open: Vec::new(),
        }
    }

    /// Reads the file at `path`, for the first time, and what it includes.
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
        let items = check(&text, base, self.loader.strict, &mut self.diagnostics);
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

    fn read(&self, path: &Path, shown: &str) -> Result<String, ReadError> {
        let path_shown = || shown.to_owned();
        let bytes = self.loader.files.read(path);
        let bytes = bytes.map_err(|error| ReadError::Unreadable {
            path: path_shown(),
            reason: error.to_string(),
        })?;
        String::from_utf8(bytes).map_err(|error| {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
            ReadError::NotUtf8 {
                path: path_shown(),
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

/// The path without `.` and, as far as its text alone tells, without `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(normal.components().next_back(), Some(Component::Normal(_))) =>
            {
                normal.pop();
            }
            _ => normal.push(part),
        }
    }
    normal
}

/// A normal path as seen from a normal folder.
fn relative(path: &Path, folder: &Path) -> PathBuf {
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

/// A path with `/` on every system.
fn slashed(path: &Path) -> String {
    path.to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/")
}
