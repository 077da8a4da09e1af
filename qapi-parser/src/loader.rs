//! The way from a file to a schema: load, resolve, decide between errors and warnings.

use std::path::Path;

use crate::error::{Diagnostics, Errors};
use crate::files::{Disk, Files, Memory};
use crate::load::load_files;
use crate::resolve::resolve;
use crate::schema::Schema;

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
