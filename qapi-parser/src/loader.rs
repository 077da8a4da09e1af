//! Loader: all steps from a file to a schema.

use std::path::Path;

use crate::error::{Diagnostics, Errors};
use crate::files::{Disk, Files, Memory};
use crate::load::load_files;
use crate::resolve::resolve;
use crate::schema::Schema;

/// Reads a schema: the file at `path` and all files that it includes.
///
/// A break of a documentation rule is a [warning](Schema::warnings). A [`Loader`] can make warnings errors, and can read
/// from elsewhere than the file system.
///
/// # Errors
/// All mistakes in the schema, each with its place.
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

/// Reads a schema from a text that includes no files. Errors give `name` as the file.
///
/// # Errors
/// All mistakes in the schema, each with its place.
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

/// Reader of schemas, with options.
///
/// ```
/// use qapi_parser::{Loader, Memory};
///
/// let files = Memory::from_iter([("main.json", "##\n#No space after the hash sign.\n##\n")]);
/// let loader = Loader::new().files(files);
/// assert_eq!(loader.load("main.json")?.warnings().len(), 1);
/// assert!(loader.strict(true).load("main.json").is_err());
/// # Ok::<(), qapi_parser::Errors>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Loader<F = Disk> {
    files: F,
    strict: bool,
}

impl Loader {
    /// A loader that reads from the file system and is not strict.
    pub fn new() -> Self {
        Self::default()
    }
}

impl<F: Files> Loader<F> {
    /// Sets strictness. A strict loader refuses what QEMU 10.2's own generator refuses: breaks of documentation rules are
    /// errors, and pragmas that QEMU had before release 6.0 are unknown.
    pub fn strict(self, strict: bool) -> Self {
        Self { strict, ..self }
    }

    /// Replaces the source of files.
    pub fn files<G: Files>(self, files: G) -> Loader<G> {
        Loader {
            files,
            strict: self.strict,
        }
    }

    /// Reads a schema: the file at `path` and all files that it includes. Errors name the main file as `path` does, and
    /// the other files relative to the same folder.
    ///
    /// # Errors
    /// All mistakes in the schema, each with its place.
    pub fn load(&self, path: impl AsRef<Path>) -> Result<Schema, Errors> {
        let mut diagnostics = Diagnostics::default();
        let files = &self.files;
        let mut loaded = load_files(path.as_ref(), files, self.strict, &mut diagnostics);
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
